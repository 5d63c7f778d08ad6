"""Opinions that people can give on a service, and the changes that answer them."""
