"""The strategy and its targets as known at a sequence, as plain JSON values."""

from datetime import date
from typing import Any, TypeVar

from django.db.models import QuerySet

from virage.barometer.models import Ambition, Strategy, Target
from virage.barometer.rules import verdicts
from virage.contracts.indicators import Period

Json = dict[str, Any]

# Later statements come last and win: a threshold may be stated again before the first is replaced.
IN_ORDER = ("batch__sequence", "pk")

Row = TypeVar("Row", Strategy, Ambition, Target)


def _known(model: type[Row], known_at: int, *order: str, **where: str) -> list[Row]:
    """The rows of a table known at a sequence. (The types of managers stop at the abstract base.)"""
    rows: Any = model.objects
    return list(rows.as_known_at(known_at).filter(**where).order_by(*order, *IN_ORDER))


def strategy(on: date, *, known_at: int) -> Json:
    """The strategy that holds on a day, as known when the journal stood at `known_at`.

    The last strategy that began on or before `on`, or the first one for a day before them all:
    {"code", "title", "ambitions": [{"number", "title"}], "targets": [target]}; an empty code and
    empty lists when there is none. A target is {"target", "ambition", "title", "threshold",
    "percent", "sense", "on", "basis", "indicator"} (`indicator` null while nothing measures it).
    Three queries.
    """
    found: Strategy | None = None
    for row in _known(Strategy, known_at, "valid_from"):
        if found is None or row.valid_from <= on:
            found = row
    if found is None:
        return {"code": "", "title": {"fr": "", "en": ""}, "ambitions": [], "targets": []}
    ambitions = {
        row.number: {"number": row.number, "title": {"fr": row.fr, "en": row.en}}
        for row in _known(Ambition, known_at, strategy=found.code)
    }
    targets = {row.number: _target(row) for row in _known(Target, known_at, strategy=found.code)}
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
    return strategy(period.last_day, known_at=known_at)


def current_target(code: str, number: str) -> QuerySet[Target]:
    """The statements of a target known now, the one that holds last."""
    rows: Any = Target.objects
    found: QuerySet[Target] = rows.current().filter(strategy=code, number=number)
    return found.order_by(*IN_ORDER)
