"""Were citizens heard before a digital service was built, and did they try it before it was launched?

Facts of a service are {"built_from", "launched_on", "complete", "activities", "requests"}: days (None
when not recorded), whether every activity is listed, the activities as (kind, held on, people, says what
changed), the requests of its first year (None when not known). None: no opening is recorded.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from virage.contracts.indicators import Judgement

DESIGN, TEST = "design", "test"
KINDS = (DESIGN, TEST)
COMPLETENESS = ("complete", "partial")
ENOUGH_PEOPLE = 5


class Held(NamedTuple):
    """An activity: `people` come from outside the administration, None if they were not counted."""

    kind: str
    held_on: date
    people: int | None
    says_what_changed: bool


def counts_as_design(activity: Held, built_from: date) -> bool:
    """Whether enough people from outside (or an unknown number) took part before building began, and
    the record tells what changed."""
    enough = activity.people is None or activity.people >= ENOUGH_PEOPLE
    before = activity.kind == DESIGN and activity.held_on < built_from
    return before and enough and activity.says_what_changed


def counts_as_test(activity: Held, launched_on: date) -> bool:
    """Whether people from outside (or an unknown number) tried it before the launch, and the record
    tells what changed."""
    before = activity.kind == TEST and activity.held_on < launched_on
    return before and activity.people != 0 and activity.says_what_changed


def judge_v1(facts: Mapping[str, Any] | None) -> Judgement:
    """Yes takes both; falling short is a no only when every activity is listed, and its people counted."""
    if facts is None:
        return Judgement("unknown", "no_record")
    found = _judged(facts, [one for one in facts["activities"] if one.people is not None])
    if found.value == "no" and _judged(facts, facts["activities"]).value != "no":
        return Judgement("unknown", "people_not_counted", weight=facts["requests"])
    return found


def _judged(facts: Mapping[str, Any], activities: Sequence[Held]) -> Judgement:
    weight = facts["requests"]
    tested = any(counts_as_test(one, facts["launched_on"]) for one in activities)
    if facts["built_from"] is None:
        if facts["complete"] and not tested:
            return Judgement("no", "not_tested", weight=weight)
        return Judgement("unknown", "building_not_recorded", weight=weight)
    designed = any(counts_as_design(one, facts["built_from"]) for one in activities)
    if designed and tested:
        return Judgement("yes", "designed_and_tested", weight=weight)
    if not facts["complete"]:
        return Judgement("unknown", "activities_not_complete", weight=weight)
    if not activities:
        return Judgement("no", "no_activity", weight=weight)
    return Judgement("no", "not_tested" if designed else "not_designed", weight=weight)
