"""The provisional daily series: its rows by question and day, and the count that makes a day again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from virage.barometer.models import ProvisionalFigure
from virage.barometer.queries import measuring
from virage.barometer.rules.provisional import Day
from virage.contracts.indicators import VALUES, Indicator, Period
from virage.contracts.indicators import indicators as declared
from virage.contracts.registry import Registry

__all__ = ["VALUES", "all_days", "has_day", "recounted", "same_as_before", "series"]


def has_day(day: date) -> bool:
    """Whether a day is measured already."""
    return ProvisionalFigure.objects.filter(day=day).exists()


def same_as_before(
    day: date, period: Period, known_at: int, versions: Mapping[str, int]
) -> list[ProvisionalFigure] | None:
    """The rows of the last day again, when nothing was recorded since and the question is the same.

    What is known at a line never changes, so measuring again would give the same. None otherwise.
    """
    last = ProvisionalFigure.objects.filter(day__lt=day).order_by("-day").first()
    if last is None or (last.known_at, last.period) != (known_at, period):
        return None
    rows = list(ProvisionalFigure.objects.filter(day=last.day).order_by("pk"))
    if {one.code: one.version for one in rows} != dict(versions):
        return None
    for one in rows:
        one.pk, one.day = None, day
        one._state.adding = True
    return rows


@dataclass(frozen=True, slots=True)
class Series:
    """One question over its days, the oldest first. `target` is its number on the last day, or ""."""

    code: str
    target: str
    days: list[Day]


def series(since: date | None = None, code: str = "") -> list[Series]:
    """Each question's days, by number of target then code. One query."""
    rows = ProvisionalFigure.objects.order_by("day", "pk")
    if since is not None:
        rows = rows.filter(day__gte=since)
    if code:
        rows = rows.filter(code=code)
    days: dict[str, list[Day]] = {}
    targets: dict[str, str] = {}
    for one in rows:
        days.setdefault(one.code, []).append(Day(one.day, one.period, one.version, one.tally))
        targets[one.code] = one.target
    found = [Series(one, targets[one], listed) for one, listed in days.items()]
    return sorted(found, key=lambda one: (not one.target, one.target, one.code))


def all_days(code: str = "") -> list[ProvisionalFigure]:
    """Every row, of one question or (with no `code`) of all, by day and question. One query."""
    rows = ProvisionalFigure.objects.order_by("day", "target", "code")
    return list(rows.filter(code=code) if code else rows)


def recounted(day: date, registry: Registry[Indicator] = declared) -> list[tuple[str, Day, Day]]:
    """What a day's rows hold and what the records give now, as known then, where the two differ."""
    rows = list(ProvisionalFigure.objects.filter(day=day))
    if not rows:
        return []
    again = measuring.measure(
        rows[0].period,
        known_at=rows[0].known_at,
        versions={one.code: one.version for one in rows},
        registry=registry,
    )
    figures = {one.code: one.figure for one in again.indicators}
    found = []
    for one in rows:
        tally = type(one.tally)(*(figures[one.code][value] for value in VALUES))
        if tally != one.tally:
            held = Day(one.day, one.period, one.version, one.tally)
            found.append((one.code, held, Day(one.day, one.period, one.version, tally)))
    return found
