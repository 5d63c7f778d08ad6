"""Commands of hand-ins."""
