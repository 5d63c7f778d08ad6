"""Registers consultations with Django."""

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    """A register of public consultations, and whether one can take part on line."""

    name = "virage.consultations"
    label = "consultations"
