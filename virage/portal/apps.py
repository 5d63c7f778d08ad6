"""Registers the home page with Django."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Home, health and navigation."""

    name = "virage.portal"
    label = "portal"
