"""Tests of the whole house: what must hold of all packages, and of several packages together."""
