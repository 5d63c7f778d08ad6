"""Working days as Québec's public service keeps them: weekends and public holidays are not.

The holidays are data, each with its reason and the law it stands in; their days are computed for any
year. Where the law leaves a choice, the one taken gives bodies more time, never less.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from virage.contracts.text import Text

DAY = timedelta(days=1)
MONDAY, SATURDAY, SUNDAY = 0, 5, 6


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday: its name, the day of a year on which it is kept, and why it is one here."""

    name: Text
    of: Callable[[int], date]
    why: Text


def easter(year: int) -> date:
    """Easter Sunday of a year of the Gregorian calendar (the algorithm of Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _monday(year: int, month: int, first: int) -> date:
    """The first Monday on or after a day of a month."""
    day = date(year, month, first)
    return day + (MONDAY - day.weekday()) % 7 * DAY


def _not_on_sunday(day: date) -> date:
    """The day itself, or the next one when it is a Sunday."""
    return day + DAY if day.weekday() == SUNDAY else day


_STANDARDS = Text(
    "Loi sur les normes du travail, article 60.", "Act respecting labour standards, section 60."
)
_CHOICE = Text(
    "Loi sur les normes du travail, article 60 : l’un ou l’autre, au choix de l’employeur. Les deux "
    "sont pris ici, pour que les organismes aient plus de temps, jamais moins.",
    "Act respecting labour standards, section 60: one or the other, as the employer chooses. Both are "
    "taken here, so that bodies have more time, never less.",
)

HOLIDAYS: tuple[Holiday, ...] = (
    Holiday(Text("Jour de l’An", "New Year’s Day"), lambda year: date(year, 1, 1), _STANDARDS),
    Holiday(Text("Vendredi saint", "Good Friday"), lambda year: easter(year) - 2 * DAY, _CHOICE),
    Holiday(Text("Lundi de Pâques", "Easter Monday"), lambda year: easter(year) + DAY, _CHOICE),
    Holiday(
        Text("Journée nationale des patriotes", "National Patriots’ Day"),
        lambda year: _monday(year, 5, 18),
        Text(
            "Loi sur les normes du travail, article 60 : le lundi qui précède le 25 mai.",
            "Act respecting labour standards, section 60: the Monday before 25 May.",
        ),
    ),
    Holiday(
        Text("Fête nationale", "National Holiday"),
        lambda year: _not_on_sunday(date(year, 6, 24)),
        Text(
            "Loi sur la fête nationale : le 24 juin, ou le 25 quand le 24 est un dimanche.",
            "National Holiday Act: 24 June, or the 25th when the 24th is a Sunday.",
        ),
    ),
    Holiday(
        Text("Fête du Canada", "Canada Day"),
        lambda year: _not_on_sunday(date(year, 7, 1)),
        Text(
            "Loi sur les normes du travail, article 60 : le 1er juillet, ou le 2 quand le 1er est un "
            "dimanche.",
            "Act respecting labour standards, section 60: 1 July, or the 2nd when the 1st is a Sunday.",
        ),
    ),
    Holiday(Text("Fête du Travail", "Labour Day"), lambda year: _monday(year, 9, 1), _STANDARDS),
    Holiday(
        Text("Action de grâces", "Thanksgiving"), lambda year: _monday(year, 10, 8), _STANDARDS
    ),
    Holiday(Text("Noël", "Christmas Day"), lambda year: date(year, 12, 25), _STANDARDS),
)


@cache
def holidays(year: int) -> dict[date, Holiday]:
    """The holidays of a year by day, in order."""
    return dict(sorted((one.of(year), one) for one in HOLIDAYS))  # no two on one day


def is_working(day: date) -> bool:
    """Whether a day is neither of a weekend nor a holiday."""
    return day.weekday() < SATURDAY and day not in holidays(day.year)


def working_days(start: date, end: date) -> int:
    """How many working days from `start` (counted) to `end` (not counted)."""
    return sum(is_working(start + n * DAY) for n in range((end - start).days))


def after(start: date, number: int) -> date:
    """The first working day that has `number` working days before it, `start` counted."""
    day, left = start, number
    while left or not is_working(day):
        left -= is_working(day)
        day += DAY
    return day
