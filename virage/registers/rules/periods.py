"""Half-open periods of days: how they add up (exactly, or not at all), and the same day of another year."""

from collections.abc import Iterable
from datetime import date

Days = tuple[date, date]
"""Half-open: the first day, and the day after the last."""


def overlap(one: Days, other: Days) -> bool:
    """Whether two periods share a day."""
    return one[0] < other[1] and other[0] < one[1]


def clashes(one: Days, others: Iterable[Days]) -> Days | None:
    """A period that shares a day with `one` without being the same, if there is any."""
    return next((other for other in others if other != one and overlap(one, other)), None)


def cover(start: date, end: date, parts: Iterable[Days]) -> bool:
    """Whether the parts make the days from `start` to `end`, each day once; the order is irrelevant."""
    reached = start
    for part_start, part_end in sorted(parts):
        if part_start != reached:
            return False
        reached = part_end
    return reached == end


def a_year_after(day: date) -> date:
    """The same day of the next year; 1 March for a 29 February."""
    if (day.month, day.day) == (2, 29):
        return date(day.year + 1, 3, 1)
    return day.replace(year=day.year + 1)


def a_year_before(day: date) -> date:
    """The same day of the year before; 28 February for a 29 February."""
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)
