"""Registers public bodies with Django."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Public bodies and who may act for them."""

    name = "virage.organisations"
    label = "organisations"
