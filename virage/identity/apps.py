"""Registers persons and sign-in with Django."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class IdentityConfig(AppConfig):
    """Persons, sign-in and second factors."""

    name = "virage.identity"
    label = "identity"

    def ready(self) -> None:
        """Register the checks of deployments."""
        from virage.identity.checks import check_no_demonstration, check_no_invented_data

        register(check_no_demonstration, Tags.security, deploy=True)
        register(check_no_invented_data, Tags.database, deploy=True)
