"""Could people say what they think on nearly all days, and was something changed for it?

Facts of a service are {"days", "open", "closed", "opinions", "complete", "changes", "requests"}: days of
the period, those on which opinions could be given, those on which they could not (the rest is not
known), opinions (None when the days handed in do not make the period), whether the log of changes is
complete, how many changes count, requests (None when not known). None: nothing is known at all.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from virage.contracts.indicators import Judgement
from virage.registers.rules.periods import a_year_after

OPEN, CLOSED = "open", "closed"
STATES = (OPEN, CLOSED)
LOGS = ("complete", "partial")
COUNTED_KINDS = ("content", "flow", "access")
KINDS = (*COUNTED_KINDS, "looks")
"""What a change is about; one of looks only does not count."""

ENOUGH_DAYS = (95, 100)
ENOUGH_REQUESTS = 100


def answers_opinions(published_on: date, kind: str, cited_to: date, cited: int) -> bool:
    """Whether a change counts: not of looks only, and within 12 months after the opinions it cites."""
    last_cited = cited_to - timedelta(days=1)
    in_time = last_cited <= published_on <= a_year_after(last_cited)
    return kind in COUNTED_KINDS and cited > 0 and in_time


def days_by_state(statements: Sequence[tuple[date, str]], start: date, end: date) -> dict[str, int]:
    """How many of the half-open days were open, and how many closed; before a first word, neither.

    A statement holds from its day until the next one; they come in order of day.
    """
    found = dict.fromkeys(STATES, 0)
    for at, (since, state) in enumerate(statements):
        until = statements[at + 1][0] if at + 1 < len(statements) else end
        found[state] += max((min(until, end) - max(since, start)).days, 0)
    return found


def _is_open(facts: Mapping[str, Any]) -> bool | None:
    part, whole = ENOUGH_DAYS
    needed = part * facts["days"]
    if whole * facts["open"] >= needed:
        return True
    return False if whole * (facts["days"] - facts["closed"]) < needed else None


def _has_changed(facts: Mapping[str, Any]) -> bool | None:
    if facts["changes"]:
        return True
    return False if facts["complete"] else None


def judge_v1(facts: Mapping[str, Any] | None) -> Judgement:
    """Yes takes both; one that is known to lack makes a no, unless too few people may have come."""
    if facts is None:
        return Judgement("unknown", "no_record")
    requests, opinions = facts["requests"], facts["opinions"]
    if not opinions and (requests is None or requests < ENOUGH_REQUESTS):
        if requests is None or opinions is None:
            return Judgement("unknown", "requests_not_known", weight=requests)
        return Judgement("not_applicable", "too_few_requests")
    is_open, has_changed = _is_open(facts), _has_changed(facts)
    if is_open is False:
        return Judgement("no", "channel_closed", weight=requests)
    if has_changed is False:
        return Judgement("no", "no_change", weight=requests)
    if is_open is None:
        return Judgement("unknown", "channel_not_recorded", weight=requests)
    if has_changed is None:
        return Judgement("unknown", "changes_not_recorded", weight=requests)
    return Judgement("yes", "evolved", weight=requests)
