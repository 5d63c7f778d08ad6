"""Does a body deploy measures to transform: a plan in force, and a milestone reached with evidence?

Facts of a body are {"as_of", "plan_due_on", "versions", "milestones", "staff"}: the last day of the
period; the day by which the law asks for a plan (None: not known); the `Version`s deposited by then; its
milestones as (target, reached on, evidence); how many people it employs (None when not known). None:
nothing is known of the body.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from virage.contracts.indicators import Judgement

ACCEPTED, AMENDMENT = "accepted", "amendment"
DECISIONS = (ACCEPTED, AMENDMENT)
SILENCE_DAYS = 60
"""A review silent for so long accepts; the delay is the reviewer's."""


class Version(NamedTuple):
    """A version deposited on a day for half-open days; its last decision ("" while there is none), and
    the day of the first one."""

    deposited_on: date
    period_from: date
    period_to: date
    decision: str = ""
    amendment_due_on: date | None = None
    first_decided_on: date | None = None


class Reached(NamedTuple):
    """A milestone: the target that it is tied to ("" for none), the day it was reached, its evidence."""

    target: str
    on: date | None
    has_evidence: bool


def a_year_before(day: date) -> date:
    """The same day of the year before; 28 February for a 29 February."""
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)


def is_accepted(version: Version, day: date) -> bool:
    """Whether a version stands accepted on a day, by decision or by sixty days of silence.

    What silence has accepted, a decision that comes later does not take back.
    """
    until = (version.first_decided_on or version.deposited_on) if version.decision else day
    return version.decision == ACCEPTED or (until - version.deposited_on).days > SILENCE_DAYS


def is_in_force(version: Version, day: date) -> bool:
    """Whether a version is accepted, and the day within its period."""
    return version.period_from <= day < version.period_to and is_accepted(version, day)


def is_awaited(version: Version, day: date) -> bool:
    """Whether a version that covers the day may still become the plan: under review, or to be amended."""
    if not version.period_from <= day < version.period_to or is_accepted(version, day):
        return False
    if version.decision == AMENDMENT:
        return version.amendment_due_on is None or day <= version.amendment_due_on
    return True


def milestone_state(milestones: Iterable[Reached], day: date) -> str:
    """ "reached" with evidence in the twelve months before, "pending" without evidence, else "none"."""
    found = "none"
    for one in milestones:
        if one.target and one.on is not None and a_year_before(day) < one.on <= day:
            if one.has_evidence:
                return "reached"
            found = "pending"
    return found


def judge_v1(facts: Mapping[str, Any] | None) -> Judgement:
    """A plan first, then a milestone; what is under review or awaits its evidence is unknown."""
    if facts is None:
        return Judgement("unknown", "no_record")
    day, weight, versions = facts["as_of"], facts["staff"], facts["versions"]
    if not any(is_in_force(one, day) for one in versions):
        if any(is_awaited(one, day) for one in versions):
            return Judgement("unknown", "review_pending", weight=weight)
        due = facts["plan_due_on"]
        if due is None or day <= due:
            return Judgement("unknown", "plan_not_yet_due", weight=weight)
        return Judgement("no", "no_plan", weight=weight)
    state = milestone_state(facts["milestones"], day)
    if state == "reached":
        return Judgement("yes", "measures_deployed", weight=weight)
    if state == "pending":
        return Judgement("unknown", "evidence_pending", weight=weight)
    return Judgement("no", "no_milestone", weight=weight)
