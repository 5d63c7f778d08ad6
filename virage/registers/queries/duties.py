"""Reads of reporting duties: who owes what for which days, by when, as known at a sequence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from virage.contracts.indicators import Period
from virage.contracts.intakes import Intake, intakes
from virage.contracts.text import Text
from virage.lib.records import known
from virage.organisations import queries as organisations
from virage.registers.models import ReportingDuty
from virage.registers.queries.facts import Table

DUTIES = Table(
    ReportingDuty, ("body_id", "kind", "period_from", "period_to"), ("due_on", "released")
)


class UnknownDuty(ValueError):
    """What was to name a duty names none."""


class Owed(NamedTuple):
    """What names a duty: whose, what, for which half-open days."""

    body: str
    kind: str
    period_from: date
    period_to: date

    def __str__(self) -> str:
        return f"{self.body}~{self.kind}~{self.period_from}~{self.period_to}"


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty as known: `due_on` is the last day in time; `evidence` refers to what stated it."""

    owed: Owed
    due_on: date
    released: bool
    evidence: str

    @property
    def body(self) -> str:
        """The code of the body that owes."""
        return self.owed.body

    @property
    def kind(self) -> str:
        """The code of the kind of hand-in."""
        return self.owed.kind

    @property
    def period(self) -> Period:
        """The half-open days for which it is owed."""
        return Period(self.owed.period_from, self.owed.period_to)


def owed_key(text: str) -> Owed:
    """The name of a duty from how a form writes it; raises `UnknownDuty`."""
    try:
        body, kind, start, end = text.split("~")
        return Owed(body, kind, date.fromisoformat(start), date.fromisoformat(end))
    except ValueError:
        raise UnknownDuty(text) from None


def duty_kinds() -> list[Intake]:
    """The kinds of hand-in that a body can owe: those that bodies hand in themselves."""
    return [one for one in intakes if not one.secretariat_only]


def kind_title(code: str) -> Text:
    """The title of a kind; its code when no package declares it any more."""
    return intakes.get(code).title if code in intakes else Text(code, code)


def duties(
    *,
    body: str = "",
    kind: str = "",
    period: Period | None = None,
    released: bool = True,
    known_at: int | None = None,
) -> list[Duty]:
    """The duties known at a sequence (None: now), the next due first. One query.

    `period` keeps those that overlap it; `released` false leaves out those that were released.
    """
    rows = known(ReportingDuty, known_at)
    if body:
        rows = rows.filter(body__code=body)
    if kind:
        rows = rows.filter(kind=kind)
    if period is not None:
        rows = rows.filter(period_from__lt=period.end, period_to__gt=period.start)
    if not released:
        rows = rows.filter(released=False)
    told = rows.order_by("due_on", "body__code", "kind", "period_from", "period_to").values_list(
        "body__code",
        "kind",
        "period_from",
        "period_to",
        "due_on",
        "released",
        "batch__public_id",
        "line",
    )
    return [_duty(*row) for row in told]


def _duty(
    body: str,
    kind: str,
    period_from: date,
    period_to: date,
    due_on: date,
    released: bool,
    batch: Any,
    line: int | None,
) -> Duty:
    evidence = f"registers.batch:{batch}" + (f"#{line}" if line is not None else "")
    return Duty(Owed(body, kind, period_from, period_to), due_on, released, evidence)


def duty_periods() -> list[Period]:
    """The periods for which anything is owed now, the last one first. One query."""
    rows = known(ReportingDuty, None).filter(released=False).order_by("-period_to", "-period_from")
    return [Period(*one) for one in rows.values_list("period_from", "period_to").distinct()]


def duties_of(body: str, known_at: int | None = None) -> list[Duty]:
    """The duties of a body (its code) that were not released, the next due first."""
    return duties(body=body, released=False, known_at=known_at)


def expected_bodies(kinds: Sequence[str], period: Period, known_at: int) -> list[str] | None:
    """The codes of the bodies that exist in the period and owe any of these kinds for some of its days.

    None when no duty of these kinds is known for the period at all: nobody said who was expected.
    Three queries.
    """
    owing = set(
        ReportingDuty.objects.as_known_at(known_at)
        .filter(
            kind__in=list(kinds),
            period_from__lt=period.end,
            period_to__gt=period.start,
            released=False,
        )
        .values_list("body__code", flat=True)
    )
    if not owing:
        return None
    return sorted(
        one.code
        for one in organisations.bodies(known_at=known_at, codes=sorted(owing))
        if one.valid_from < period.end and (one.valid_to is None or one.valid_to > period.start)
    )
