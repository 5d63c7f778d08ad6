"""The provisional daily series: which period a day measures, and what its counts allow to say.

It is never sealed and never joined to editions. It measures the period of the edition that is awaited,
up to the day before: bounds narrow as bodies hand in. With nothing awaited, the last twelve months.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from virage.contracts.indicators import Period

SHOWN_DAYS = 90


def measured_period(day: date, awaited: Iterable[Period]) -> Period:
    """What is measured on `day`: of the periods awaited that have begun, the first to end, cut at `day`.

    A period that is over stays the one measured until its edition comes out. When none is awaited, the
    twelve months that end the day before.
    """
    begun = [one for one in awaited if one.start < day]
    if not begun:
        return Period(_a_year_before(day), day)
    first = min(begun, key=lambda one: (one.end, one.start))
    return Period(first.start, min(first.end, day))


def _a_year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


class Tally(NamedTuple):
    """The counts of one question on one day."""

    yes: int
    no: int
    unknown: int
    not_applicable: int

    @property
    def known_enough(self) -> bool:
        """At least half of those concerned are known; of nobody, nothing is known."""
        n = self.yes + self.no + self.unknown
        return n > 0 and 2 * (self.yes + self.no) >= n


@dataclass(frozen=True, slots=True)
class Day:
    """One question on one day, for the pages."""

    day: date
    period: Period
    version: int
    tally: Tally


Row = TypeVar("Row", bound=Day)


def turning_points(days: Sequence[Row]) -> list[Row]:
    """The first day, each day on which a count, the start of the period or the definition changed, and
    the last: what a table needs to tell all of them."""
    told: list[Row] = []
    for place, one in enumerate(days):
        before = days[place - 1] if place else None
        changed = before is None or (one.tally, one.version, one.period.start) != (
            before.tally,
            before.version,
            before.period.start,
        )
        if changed or place == len(days) - 1:
            told.append(one)
    return told


def runs(days: Sequence[Row]) -> list[list[Row]]:
    """The days in runs that a line may join: the same start of the period, the same definition, and no
    day without a measurement between."""
    found: list[list[Row]] = []
    for one in days:
        last = found[-1][-1] if found else None
        joined = last is not None and (
            one.day - last.day == timedelta(days=1)
            and one.version == last.version
            and one.period.start == last.period.start
        )
        if joined:
            found[-1].append(one)
        else:
            found.append([one])
    return found
