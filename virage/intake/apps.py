"""Registers hand-ins with Django."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """What bodies hand in, checked, previewed, accepted, kept."""

    name = "virage.intake"
    label = "intake"
