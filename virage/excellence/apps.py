"""Registers excellence with Django."""

from django.apps import AppConfig


class ExcellenceConfig(AppConfig):
    """Requests for support: a body asks for help, the centre of excellence answers."""

    name = "virage.excellence"
    label = "excellence"
