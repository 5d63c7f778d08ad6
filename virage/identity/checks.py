"""Refuses to deploy a demonstration: its links let anybody in as anybody, and its data are invented."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import DatabaseError

from virage.identity import queries


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


def check_no_invented_data(databases: Iterable[str] | None = None, **_: Any) -> list[CheckMessage]:
    """An error under `check --deploy --database default` when the database is a demonstration's."""
    try:
        if not databases or not queries.holds_invented_data():
            return []
    except DatabaseError:  # no tables yet, so nothing invented either
        return []
    return [
        Error(
            "This database was declared a demonstration: all that it holds is invented.",
            hint="Name a database of your own with VIRAGE_DATABASE_URL, or a folder with VIRAGE_DATA.",
            id="virage.identity.E002",
        )
    ]
