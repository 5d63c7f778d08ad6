"""The alerts on bodies as pages and files show them: on a target, all of them; on a body, its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from virage.barometer.models import Edition, EditionIndicator
from virage.barometer.queries import alerting as reads
from virage.barometer.queries.shown import TrendPoint
from virage.barometer.rules.alerts import PERCENT, POINTS
from virage.barometer.views.naming import Names, text
from virage.barometer.wording import alerts as wording
from virage.contracts.text import Text
from virage.lib.text import folded

COLUMNS = (
    "edition",
    "since",
    "indicator",
    "organisation",
    "alert",
    "units",
    "units_from",
    "units_to",
    "not_applicable_from",
    "not_applicable_to",
    "points",
    "share",
    "constant_units",
    "constant_from",
    "constant_to",
)
FIRST = 10


@dataclass(frozen=True, slots=True)
class AlertShown:
    """What is watched of one body, a sentence each."""

    name: str
    url: str
    words: list[str]


@dataclass(frozen=True, slots=True)
class Alerts:
    """The alerts of a question, by name of body; those of `more` bodies are only in the files."""

    rows: list[AlertShown]
    more: int
    thresholds: str
    files: Mapping[str, str]


def shown(
    put: EditionIndicator,
    levels: Sequence[TrendPoint],
    names: Names,
    bodies: Mapping[str, Text],
    files: Mapping[str, str],
) -> Alerts:
    """What is watched of the bodies behind a figure; the last two of `levels` are compared."""
    found: dict[str, list[str]] = {}
    for one in reads.of_question(put, _before(levels)):
        found.setdefault(one["organisation"], []).append(wording.sentence(one, names.words))
    called = {code: text(bodies[code]) if code in bodies else code for code in found}
    rows = [
        AlertShown(called[code], reverse("barometer:body", args=[code]), found[code])
        for code in sorted(found, key=lambda code: folded(called[code]))
    ]
    return Alerts(rows[:FIRST], len(rows[FIRST:]), wording.thresholds(), files)


def of_body(
    put: Sequence[EditionIndicator], edition: Edition, body: str, names: Mapping[str, Names]
) -> dict[str, list[str]]:
    """The sentences on one body, by code of indicator."""
    found = reads.of_body(put, reads.earlier_of(edition), body)
    return {
        code: [wording.sentence(one, names[code].words) for one in told]
        for code, told in found.items()
    }


def exported(put: EditionIndicator, levels: Sequence[TrendPoint]) -> Iterator[dict[str, Any]]:
    """The alerts as lines of a file; shares as counted fractions."""
    earlier = _before(levels)
    since = levels[-2].edition.slug if earlier is not None else None
    for one in reads.of_question(put, earlier):
        row = {"edition": levels[-1].edition.slug, "since": since, **one}
        for key in ("share", "constant_from", "constant_to"):
            share = row.get(key)
            row[key] = share and share["fraction"]
        yield {"indicator": put.code, **row}


def _before(levels: Sequence[TrendPoint]) -> EditionIndicator | None:
    """The same question in the edition that the last one is compared with."""
    if len(levels) < 2 or levels[-1].comparison is None:
        return None
    return levels[-2].indicator


def limits() -> dict[str, int]:
    """The thresholds that the JSON holds beside the alerts."""
    return {"not_applicable_points": POINTS, "units_percent": PERCENT}
