"""What the Secretariat does with a deposited version: open its review, ask for an amendment, accept it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from virage.identity.models import Person
from virage.lib.clock import day_of
from virage.organisations import queries as organisations
from virage.organisations import rules as roles
from virage.plans import queries
from virage.plans.actions.recording import act
from virage.plans.queries.tables import OPENINGS, REVIEWS
from virage.plans.rules import refusals
from virage.plans.rules.deploying import ACCEPTED, AMENDMENT
from virage.plans.rules.states import DEPOSITED, OPEN
from virage.registers.actions import Fact, stage
from virage.registers.queries import Table


@dataclass(frozen=True, slots=True)
class _Kind:
    """An act of review: its journal entry, the states in which it may be done, the table it fills."""

    entry: str
    allowed: tuple[str, ...]
    table: Table


_OPENING = _Kind("plans:review:opened", (DEPOSITED,), OPENINGS)
_REQUEST = _Kind("plans:amendment:requested", OPEN, REVIEWS)
_ACCEPTANCE = _Kind("plans:plan:accepted", OPEN, REVIEWS)


def open_review(
    *, body: str, version: str, seen: int | None = None, by: Person, at: datetime
) -> None:
    """Say that a version is being reviewed. It decides nothing: sixty days of silence still accept it."""
    _review(_OPENING, body, version, {"opened_on": day_of(at)}, seen=seen, by=by, at=at)


def request_amendment(
    *,
    body: str,
    version: str,
    reason: str,
    due_on: date,
    seen: int | None = None,
    by: Person,
    at: datetime,
) -> None:
    """Ask the body to amend a version by a day, for a public reason of 1 to 500 characters."""
    said = reason.strip()
    if not said or len(said) > refusals.LONGEST_REASON:
        raise refusals.NoReason(len(said))
    if due_on <= day_of(at):
        raise refusals.DueBeforeAsked
    decided = {"decided_on": day_of(at), "decision": AMENDMENT, "due_on": due_on, "reason": said}
    _review(_REQUEST, body, version, decided, seen=seen, by=by, at=at)


def accept(*, body: str, version: str, seen: int | None = None, by: Person, at: datetime) -> None:
    """Accept a version; it is in force from that day, if its period has begun."""
    decided = {"decided_on": day_of(at), "decision": ACCEPTED, "due_on": None, "reason": ""}
    _review(_ACCEPTANCE, body, version, decided, seen=seen, by=by, at=at)


def _review(
    kind: _Kind,
    body: str,
    version: str,
    fields: Mapping[str, Any],
    *,
    seen: int | None,
    by: Person,
    at: datetime,
) -> None:
    """`seen` is the sequence of what the person read: of two who act at once, the second is told.

    Raises `NoVersion`, `ReviewedMeanwhile`, `CannotReview`, `HeldByAHandIn`.
    """
    roles.check_may(roles.REVIEW_PLANS, organisations.roles_of(by))
    row = organisations.record(body)
    subject = f"plans.plan:{body}/{version}"
    with act(
        kind.entry, by=by, at=at, subject=subject, body=body, data={"version": version}
    ) as batch:
        try:
            read = queries.plan_of(body, day_of(at)).version(version)
        except queries.UnknownVersion:
            raise refusals.NoVersion from None
        if seen is not None and read.seen != seen:
            raise refusals.ReviewedMeanwhile
        if read.state.name not in kind.allowed:
            raise refusals.CannotReview(read.state.name)
        fact = Fact(None, {"organisation_id": row.pk, "version": version, **fields})
        stage(table=kind.table, batch=batch, facts=[fact])
