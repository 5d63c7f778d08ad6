"""Finds, at start-up, what every package declares to the contracts."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

DECLARED = (
    "indicators",
    "intakes",
    "references",
    "navigation",
    "personal_data",
    "acts",
    "audiences",
    "handlers",
    "promises",
    "efforts",
    "appeals",
    "samples",
    "datasets",
)


class ContractsConfig(AppConfig):
    """The shared shapes; has no tables."""

    name = "virage.contracts"
    label = "contracts"

    def ready(self) -> None:
        """Import the declaring modules of every installed package."""
        autodiscover_modules(*DECLARED)
