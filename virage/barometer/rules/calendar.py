"""The calendar of editions: which dates may be announced, put off, kept; pure rules of plain values.

An edition is announced with a day on which its draft opens to those who act for bodies and a day on
which it comes out. Both are public, and neither moves without a reason that is public too.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Literal
from uuid import UUID

from virage.barometer.rules import working_days
from virage.barometer.rules.errors import BarometerError
from virage.contracts.indicators import Period
from virage.contracts.text import Text

State = Literal["announced", "open", "published", "withdrawn"]
STATES: tuple[State, ...] = ("announced", "open", "published", "withdrawn")

LEAST_WORKING_DAYS = 15
"""Working days that bodies have between the opening of a draft and the publication, at least."""

LONGEST_COMMENT = 500
"""Characters of a body's public comment, as people count them."""

LONGEST_REASON = 1_000


class NotOnTheCalendar(BarometerError, LookupError):
    """No edition of the calendar has that address."""


class WrongDates(BarometerError, ValueError):
    """Dates that the calendar does not take; `field` is the one to change."""

    def __init__(self, fr: str, en: str, field: Literal["draft", "publication"]) -> None:
        self.field = field
        super().__init__(fr, en)


class TooLate(BarometerError):
    """The edition was published or withdrawn meanwhile, or its day has come."""


class NoReason(BarometerError, ValueError):
    """A date is put off or a draft withdrawn without a public reason, or with too long a one."""


@dataclass(frozen=True, slots=True)
class Dates:
    """The day on which the draft opens and the day on which the edition comes out."""

    draft_on: date
    publish_on: date

    @property
    def working_days(self) -> int:
        """How many working days bodies have."""
        return working_days.working_days(self.draft_on, self.publish_on)


def earliest_publication(draft_on: date) -> date:
    """The first day on which an edition whose draft opens on that day may come out."""
    return working_days.after(draft_on, LEAST_WORKING_DAYS)


def check_announced(dates: Dates, period: Period, *, today: date) -> None:
    """Raise `WrongDates` unless an edition of `period` may be announced today for these dates."""
    first = max(period.end, today)
    if dates.draft_on < first:
        raise WrongDates(
            f"Le projet ne peut s’ouvrir avant le {first} : il mesure une période finie, et s’annonce "
            "d’avance.",
            f"The draft cannot open before {first}: it measures a period that is over, and is "
            "announced ahead.",
            "draft",
        )
    _check_apart(dates)


def _check_apart(dates: Dates) -> None:
    earliest = earliest_publication(dates.draft_on)
    if dates.publish_on < earliest:
        raise WrongDates(
            f"Il faut au moins {LEAST_WORKING_DAYS} jours ouvrables entre l’ouverture du projet et la "
            f"publication ; il y en a {dates.working_days}. La première date possible est le "
            f"{earliest}.",
            f"There must be at least {LEAST_WORKING_DAYS} working days between the opening of the "
            f"draft and the publication; there are {dates.working_days}. The earliest possible date "
            f"is {earliest}.",
            "publication",
        )


def check_put_off(was: Dates, dates: Dates, *, opened: bool, today: date) -> None:
    """Raise unless the dates `was` may become `dates` today: later, and before the day itself."""
    if today >= was.publish_on:
        raise TooLate(
            f"Le jour de la publication est venu ({was.publish_on}) : elle ne se reporte plus.",
            f"The day of publication has come ({was.publish_on}): it is not put off any more.",
        )
    if opened and dates.draft_on != was.draft_on:
        raise WrongDates(
            f"Le projet est ouvert depuis le {was.draft_on} : seule la publication se reporte.",
            f"The draft is open since {was.draft_on}: only the publication is put off.",
            "draft",
        )
    if not opened and dates.draft_on < max(was.draft_on, today):
        raise WrongDates(
            f"Le projet était annoncé pour le {was.draft_on} : il s’ouvre ce jour-là ou plus tard, "
            "jamais plus tôt, et pas dans le passé.",
            f"The draft was announced for {was.draft_on}: it opens that day or later, never earlier, "
            "and not in the past.",
            "draft",
        )
    if dates.publish_on <= was.publish_on:
        raise WrongDates(
            f"La publication était annoncée pour le {was.publish_on} : une date se reporte, elle ne "
            "s’avance pas.",
            f"The publication was announced for {was.publish_on}: a date is put off, never brought "
            "forward.",
            "publication",
        )
    _check_apart(dates)


def check_reason(reason: Text) -> Text:
    """The reason without spaces around it; raises `NoReason` when there is none, or too long a one."""
    said = Text(reason.fr.strip(), reason.en.strip())
    if not said.fr or max(len(said.fr), len(said.en)) > LONGEST_REASON:
        raise NoReason(
            f"Donnez la raison, qui sera publique : de 1 à {LONGEST_REASON} caractères.",
            f"Give the reason, which will be public: 1 to {LONGEST_REASON} characters.",
        )
    return said


def days_late(publish_on: date, published_on: date) -> int:
    """By how many days an edition came out after its date; 0 when on it, or before it by hand."""
    return max((published_on - publish_on).days, 0)


def secret_of(secret: bytes, planned: UUID, what: Literal["draft", "edition"]) -> bytes:
    """The secret of one draft or edition, made from one drawn for a whole run: never twice the same."""
    return sha256(secret + planned.bytes + what.encode()).digest()


def may_comment(state: State) -> bool:
    """Comments are left while the draft is open, and stand as they are from the publication on."""
    return state == "open"


def changed_units(before: Iterable[tuple[str, str]], after: Iterable[tuple[str, str]]) -> int:
    """How many units answer otherwise, or answer in one of two lists of (unit, value) only."""
    one, other = dict(before), dict(after)
    return sum(one.get(unit) != other.get(unit) for unit in one.keys() | other.keys())
