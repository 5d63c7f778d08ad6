"""Registers the helpers with Django."""

from django.apps import AppConfig


class LibConfig(AppConfig):
    """Helpers with no domain."""

    name = "virage.lib"
    label = "lib"
