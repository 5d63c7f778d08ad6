"""Refuses to deploy a demonstration: its links let anybody in as anybody."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error


def check_no_demonstration(**_: Any) -> list[CheckMessage]:
    """An error under `check --deploy` while VIRAGE_DEMONSTRATION is on."""
    if not settings.VIRAGE_DEMONSTRATION:
        return []
    return [
        Error(
            "VIRAGE_DEMONSTRATION is on: one-time links would let anybody in, without a second factor.",
            hint="Leave VIRAGE_DEMONSTRATION out, and name a database that holds real records.",
            id="virage.identity.E001",
        )
    ]
