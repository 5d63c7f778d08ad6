"""Registers the look with Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Layout, components and charts."""

    name = "virage.ui"
    label = "ui"
