"""Registers the register of services with Django."""

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    """Public services, their channels and volumes."""

    name = "virage.services"
    label = "services"
