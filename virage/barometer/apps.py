"""Registers the barometer with Django."""

from django.apps import AppConfig


class BarometerConfig(AppConfig):
    """Targets measured from records, in sealed editions."""

    name = "virage.barometer"
    label = "barometer"
