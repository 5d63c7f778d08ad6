"""The changes kept for the pages: made at publication, from sealed answers, and never by hand."""

from dataclasses import dataclass
from typing import Any

from virage.barometer.models import Edition, EditionComparison
from virage.barometer.queries import comparing, editions
from virage.contracts.indicators import Indicator
from virage.contracts.registry import Registry


@dataclass(frozen=True, slots=True)
class Change:
    """The change of each indicator from one edition to a later one."""

    earlier: Edition
    later: Edition
    indicators: list[dict[str, Any]]


def changes_around(edition: Edition, registry: Registry[Indicator]) -> list[Change]:
    """The change from the edition before to this one, and from this one to the edition after.

    Each in its last revision: a revision of an old period changes what came after it. The edition
    itself need not be sealed yet, but its answers must be written.
    """
    before, after = editions.neighbours(edition, editions.quotable())
    return [
        Change(earlier, later, comparing.compare(earlier, later, registry=registry)["indicators"])
        for earlier, later in ((before, edition), (edition, after))
        if earlier is not None and later is not None
    ]


def keep(changes: list[Change]) -> None:
    """Add the changes that are not kept yet, in the caller's transaction; may be repeated."""
    for change in changes:
        kept = set(
            EditionComparison.objects.filter(
                edition=change.later, earlier=change.earlier
            ).values_list("code", flat=True)
        )
        EditionComparison.objects.bulk_create(
            EditionComparison(
                edition=change.later, earlier=change.earlier, code=one["code"], comparison=one
            )
            for one in change.indicators
            if one["code"] not in kept
        )
