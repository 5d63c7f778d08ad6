"""Reads that join what several packages know: what bodies owe, and whether it was handed in."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from virage.contracts.indicators import Period
from virage.intake import queries as hand_ins
from virage.intake.queries import Met
from virage.registers import queries as registers

OVERDUE, AWAITED, IN_TIME, LATE, RELEASED = "overdue", "awaited", "in-time", "late", "released"
STATES = (OVERDUE, AWAITED, IN_TIME, LATE, RELEASED)


@dataclass(frozen=True, slots=True)
class Obligation:
    """A duty, and what became of it by a day; `met_on` is the day on which it was handed in."""

    met: Met
    state: str

    @property
    def duty(self) -> registers.Duty:
        """Who owes what, by when."""
        return self.met.duty

    @property
    def met_on(self) -> date | None:
        """The day on which it was handed in, if it was."""
        return self.met.on


def obligations(
    today: date, *, body: str = "", kind: str = "", period: Period | None = None
) -> list[Obligation]:
    """Who owes what (for exactly that period) and whether it was handed in, by due day. Two queries."""
    listed = registers.duties(body=body, kind=kind, period=period)
    owed = [one for one in listed if period is None or one.period == period]
    return [Obligation(one, _state(one, today)) for one in hand_ins.met(owed)]


def _state(one: Met, today: date) -> str:
    if one.duty.released:
        return RELEASED
    if one.on is not None:
        return IN_TIME if one.in_time else LATE
    return OVERDUE if one.duty.due_on < today else AWAITED


def counts(listed: Sequence[Obligation]) -> dict[str, int]:
    """How many are in each state."""
    return dict(Counter(one.state for one in listed))
