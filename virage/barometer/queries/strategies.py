"""The strategy and its targets as known at a sequence, as plain JSON values."""

from datetime import date
from typing import Any

from virage.barometer.models import Ambition, Strategy, Target
from virage.barometer.rules import verdicts
from virage.contracts.indicators import Period

Json = dict[str, Any]

# Later statements come last and win: a threshold may be stated again before the first is replaced.
IN_ORDER = ("batch__sequence", "pk")


def strategy(on: date, *, known_at: int) -> Json:
    """The strategy that holds on a day, as known when the journal stood at `known_at`.

    The last strategy that began on or before `on`, or the first one for a day before them all:
    {"code", "title", "ambitions": [{"number", "title"}], "targets": [target]}; an empty code and
    empty lists when there is none. A target is {"target", "ambition", "title", "threshold",
    "percent", "sense", "on", "basis", "indicator"} (`indicator` null while nothing measures it).
    Three queries.
    """
    found = None
    for row in Strategy.objects.as_known_at(known_at).order_by("valid_from", *IN_ORDER):
        if found is None or row.valid_from <= on:
            found = row
    if found is None:
        return {"code": "", "title": {"fr": "", "en": ""}, "ambitions": [], "targets": []}
    ambitions = {
        row.number: {"number": row.number, "title": {"fr": row.fr, "en": row.en}}
        for row in Ambition.objects.as_known_at(known_at)
        .filter(strategy=found.code)
        .order_by(*IN_ORDER)
    }
    targets = {
        row.number: _target(row)
        for row in Target.objects.as_known_at(known_at)
        .filter(strategy=found.code)
        .order_by(*IN_ORDER)
    }
    return {
        "code": found.code,
        "title": {"fr": found.fr, "en": found.en},
        "ambitions": [ambitions[number] for number in sorted(ambitions, key=_numbered)],
        "targets": [targets[number] for number in sorted(targets, key=_numbered)],
    }


def _numbered(number: str) -> list[int]:
    """Order of numbers such as "5.10": part by part."""
    return [int(part) for part in number.split(".") if part.isdigit()]


def _target(row: Target) -> Json:
    ruled = verdicts.Target(
        code=row.number,
        numerator=row.numerator,
        denominator=row.denominator,
        on=row.due_on,
        sense=row.sense,  # type: ignore[arg-type]
        basis=row.basis,  # type: ignore[arg-type]
    )
    told = ruled.as_json()
    del told["code"]
    return {
        "target": row.number,
        "ambition": row.ambition,
        "title": {"fr": row.fr, "en": row.en},
        **told,
        "indicator": row.indicator or None,
    }


def period_strategy(period: Period, *, known_at: int) -> Json:
    """The strategy by which a period is judged: the one that holds on its last day."""
    return strategy(date.fromordinal(period.end.toordinal() - 1), known_at=known_at)
