"""Fixtures of the tests of hand-ins."""

from virage.intake.tests.installation import installation, templates

__all__ = ["installation", "templates"]
