"""Writes on plans and projects: one function per verb."""
