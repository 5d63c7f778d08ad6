"""Registers registers with Django."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """Registers that bodies keep: rows handed in, what is owed, what is attested."""

    name = "virage.registers"
    label = "registers"
