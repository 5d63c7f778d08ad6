"""Registers persons and sign-in with Django."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from virage.identity.checks import check_no_demonstration


class IdentityConfig(AppConfig):
    """Persons, sign-in and second factors."""

    name = "virage.identity"
    label = "identity"

    def ready(self) -> None:
        """Register the check of deployments."""
        register(check_no_demonstration, Tags.security, deploy=True)
