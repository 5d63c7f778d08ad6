"""Commands of the helpers."""
