"""Registers persons and sign-in with Django."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """Persons, sign-in and second factors."""

    name = "virage.identity"
    label = "identity"
