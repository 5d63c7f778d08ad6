"""Projects with their ratings and payments: the facts of plans, and the outcomes that the barometer judged."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from virage.barometer import queries as barometer
from virage.barometer.rules.promises import Judged
from virage.contracts.promises import promise_sources
from virage.plans import queries as plans
from virage.plans.queries import MilestoneTold, ProjectTold
from virage.plans.rules import payments, portfolio
from virage.plans.rules.payments import Payment, Seen
from virage.plans.rules.portfolio import Alarm, Known, Rating, Variance

OUTCOMES = {"at": portfolio.HELD, "not": portfolio.NOT_HELD}


@dataclass(frozen=True, slots=True)
class Paid:
    """A milestone, what its test gave at each edition since it was promised, and what it pays today."""

    milestone: MilestoneTold
    seen: Sequence[Seen]
    payment: Payment


@dataclass(frozen=True, slots=True)
class Joined:
    """A project, what it pays, and how it stands."""

    told: ProjectTold
    paid: Sequence[Paid]
    known: Known
    rating: Rating
    alarms: Sequence[Alarm]
    today: date

    @property
    def variances(self) -> list[Variance]:
        """How far it is from every baseline, the first one first."""
        return portfolio.variances(self.known, self.today)

    @property
    def rebaselines(self) -> int:
        """How many times it was authorised anew."""
        return portfolio.rebaselines(self.known)


def projects(today: date, *, codes: Iterable[str] | None = None, body: str = "") -> list[Joined]:
    """Projects by code, as they stand today. As many queries for all as for one."""
    listed = plans.projects(today, codes=codes, body=body)
    seen = _seen() if any(one.milestones for one in listed) else {}
    return [_joined(one, seen, today) for one in listed]


def project(code: str, today: date) -> Joined:
    """One project; raises `plans.UnknownProject`."""
    found = projects(today, codes=[code])
    if not found:
        raise plans.UnknownProject(code)
    return found[0]


def _seen() -> Mapping[str, Sequence[Seen]]:
    """What each acceptance test gave, by reference, at every edition that put its question."""
    held = barometer.promises(sources=[promise_sources.get(plans.ACCEPTANCE)])
    return {
        one.promise.reference: [
            _at(judged) for judged in one.history if judged.seen.counted is not None
        ]
        for one in held
    }


def _at(judged: Judged) -> Seen:
    return Seen(
        judged.seen.edition,
        judged.seen.period.end,
        OUTCOMES.get(judged.holds or "", portfolio.CANNOT_TELL),
    )


def _joined(told: ProjectTold, seen: Mapping[str, Sequence[Seen]], today: date) -> Joined:
    paid = []
    acceptance = []
    for milestone in told.milestones:
        found = seen.get(milestone.reference(told.code), ())
        paid.append(Paid(milestone, found, payments.payment(milestone.terms, found, today)))
        acceptance += [one.outcome for one in payments.counted(milestone.terms, found)[-1:]]
    known = told.known(acceptance)
    return Joined(
        told=told,
        paid=paid,
        known=known,
        rating=portfolio.rating(known, today),
        alarms=portfolio.alarms(known, today),
        today=today,
    )


def last_day(end: date) -> date:
    """The last day of half-open days."""
    return end - timedelta(days=1)
