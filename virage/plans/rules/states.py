"""The state of a deposited version on a day, computed from dated facts and never stored.

It agrees with `deploying`, which target 4.1 is judged by: a version stands accepted here exactly when it
does there. A draft is not a version yet: nobody else has received it.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from virage.plans.rules.deploying import (
    ACCEPTED,
    AMENDMENT,
    SILENCE_DAYS,
    Version,
    is_accepted,
    is_in_force,
)

DEPOSITED, UNDER_REVIEW, AMENDMENT_REQUESTED = "deposited", "under-review", "amendment-requested"
SUPERSEDED, EXPIRED = "superseded", "expired"
STATES = (DEPOSITED, UNDER_REVIEW, AMENDMENT_REQUESTED, ACCEPTED, SUPERSEDED, EXPIRED)
OPEN = (DEPOSITED, UNDER_REVIEW, AMENDMENT_REQUESTED)
"""The states in which the Secretariat may still decide."""

DECISION, SILENCE = "decision", "silence"
A_DAY = timedelta(days=1)


class Decision(NamedTuple):
    """What the Secretariat decided on a day; an amendment has a day by which it is due, and a reason."""

    on: date
    decision: str
    due_on: date | None = None
    reason: str = ""


class Deposited(NamedTuple):
    """The dated facts of a version: its half-open days, when its review was opened, each decision."""

    label: str
    deposited_on: date
    period_from: date
    period_to: date
    opened_on: date | None = None
    decisions: tuple[Decision, ...] = ()


class State(NamedTuple):
    """A state, the day since which it holds, and what a reader must know of it.

    - `by`: "decision" or "silence", of an accepted version (also once superseded or expired).
    - `due_on`: the day by which the amendment is due.
    - `waited`: how many days the reviewer took to decide first, or has taken until now.
    - `late`: how many of these came after the sixty days: a delay of the reviewer, not of the body.
    """

    name: str
    since: date
    by: str = ""
    due_on: date | None = None
    waited: int = 0
    late: int = 0


def as_judged(version: Deposited, day: date) -> Version:
    """The same version in the shape that target 4.1 is judged from, as it stood on a day."""
    known = [one for one in version.decisions if one.on <= day]
    return Version(
        version.deposited_on,
        version.period_from,
        version.period_to,
        known[-1].decision if known else "",
        known[-1].due_on if known else None,
        known[0].on if known else None,
    )


def accepted_on(version: Deposited, day: date) -> tuple[date, str] | None:
    """Since which day a version stands accepted on a day, and by what; None when it does not."""
    if not is_accepted(as_judged(version, day), day):
        return None
    first = version.decisions[0].on if version.decisions else None
    silent = version.deposited_on + (SILENCE_DAYS + 1) * A_DAY
    if (first is None or first >= silent) and silent <= day:
        return silent, SILENCE
    said = [one for one in version.decisions if one.on <= day]
    since = said[-1].on
    for one in reversed(said):
        if one.decision != ACCEPTED:
            break
        since = one.on
    return since, DECISION


def state(version: Deposited, later: Sequence[Deposited], day: date) -> State:
    """The state on a day of a version, of which `later` are those that its body deposited after it.

    A version gives way to a later one in force, and to the amended one that answers a request.
    """
    known = [one for one in version.decisions if one.on <= day]
    waited = ((known[0].on if known else day) - version.deposited_on).days
    late = max(0, waited - SILENCE_DAYS)
    accepted = accepted_on(version, day)
    by = accepted[1] if accepted else ""
    given_way = _given_way(version, later, day)
    if given_way is not None:
        return State(SUPERSEDED, given_way, by, None, waited, late)
    if day >= version.period_to:
        return State(EXPIRED, version.period_to, by, None, waited, late)
    if accepted is not None:
        return State(ACCEPTED, accepted[0], by, None, waited, late)
    if known and known[-1].decision == AMENDMENT:
        return State(AMENDMENT_REQUESTED, known[-1].on, "", known[-1].due_on, waited, late)
    if version.opened_on is not None and version.opened_on <= day:
        return State(UNDER_REVIEW, version.opened_on, "", None, waited, late)
    return State(DEPOSITED, version.deposited_on, "", None, waited, late)


def _given_way(version: Deposited, later: Sequence[Deposited], day: date) -> date | None:
    """The day on which a later version took the place of this one, if one did before its period ended."""
    day = min(day, version.period_to - A_DAY)
    there = [one for one in later if one.deposited_on <= day]
    taken = [
        max(one.period_from, since[0])
        for one in there
        if is_in_force(as_judged(one, day), day) and (since := accepted_on(one, day))
    ]
    asked = [one for one in version.decisions if one.on <= day]
    if asked and asked[-1].decision == AMENDMENT and accepted_on(version, day) is None:
        taken += [one.deposited_on for one in there if one.deposited_on >= asked[-1].on]
    return min(taken, default=None)


def states(versions: Sequence[Deposited], day: date) -> dict[str, State]:
    """The state on a day of each version of one body, by label; `versions` in the order of deposit."""
    there = [one for one in versions if one.deposited_on <= day]
    return {one.label: state(one, there[at + 1 :], day) for at, one in enumerate(there)}


def current(versions: Sequence[Deposited], day: date) -> Deposited | None:
    """The version that speaks for a body on a day: in force, else awaited, else deposited last."""
    there = [one for one in versions if one.deposited_on <= day]
    stand = states(there, day)
    in_force = [one for one in there if is_in_force(as_judged(one, day), day)]
    if in_force:
        return in_force[-1]
    waiting = [one for one in there if stand[one.label].name in (*OPEN, ACCEPTED)]
    return waiting[-1] if waiting else (there[-1] if there else None)
