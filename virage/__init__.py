"""Virage: a government's digital turn, run and measured from its own records."""
