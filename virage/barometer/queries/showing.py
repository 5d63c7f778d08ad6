"""A published edition as one JSON value: the output of `show`, of the API and of the open data."""

from datetime import UTC
from typing import Any

from virage.barometer.models import Edition
from virage.barometer.queries import archiving, auditing, comparing, editions, measuring


def show(edition: Edition) -> dict[str, Any]:
    """All figures of an edition, its seal, its errata, its audit, and the revision to quote."""
    rows = editions.indicators_of(edition)
    moment = edition.published_at
    return {
        **comparing.edition_json(edition),
        "published_at": moment.astimezone(UTC).isoformat(timespec="seconds") if moment else None,
        "previous_seal": edition.previous_seal or None,
        "merkle_root": edition.merkle_root,
        "quote": editions.last_revision(edition).slug,
        "errata": archiving.errata_json(edition),
        "audit": auditing.of_edition(edition),
        "definitions": [row.definition for row in rows],
        "indicators": [row.figure() for row in rows],
        "targets": measuring.targets_told(
            edition.strategy, [row.code for row in rows if row.answers]
        ),
        "bodies": {
            code: {"fr": name.fr, "en": name.en}
            for code, name in editions.body_names(edition).items()
        },
    }
