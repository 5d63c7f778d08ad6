"""Did at least half of the people due get a digital reminder, delivered seven days before or earlier?

Facts of a deadline are {"due", "reached", "unlogged", "complete"}: people due over the whole period
(None when the days handed in do not make it), people reached in time, people to whom a reminder was
sent whose fate no log tells, and whether every reminder sent is in the log. None means that nothing
was handed in for the period.
"""

from collections.abc import Mapping
from typing import Any

from virage.contracts.indicators import Judgement
from virage.registers.rules.people import tellable

CHANNELS = ("sms", "email", "app")
LOGS = ("complete", "partial")
IN_TIME_DAYS = 7


def is_half(people: int, due: int) -> bool:
    """Whether `people` are at least half of those due."""
    return 2 * people >= due


def judge_v1(facts: Mapping[str, Any] | None) -> Judgement:
    """Yes once half are known to be reached; no only if the unlogged could not make half."""
    if facts is None:
        return Judgement("unknown", "no_record")
    due, reached = facts["due"], facts["reached"]
    if due is None:
        return Judgement("unknown", "due_not_recorded")
    if due == 0:
        return Judgement("not_applicable", "nobody_due")
    part, weight = min(reached, due), tellable(due)
    if is_half(part, due):
        return _told("yes", "half_reached", due, part)
    if not facts["complete"]:
        return Judgement("unknown", "log_not_complete", weight=weight)
    if is_half(min(part + facts["unlogged"], due), due):
        return Judgement("unknown", "deliveries_not_logged", weight=weight)
    return _told("no", "less_than_half_reached", due, part)


def _told(value: Any, reason: str, due: int, part: int) -> Judgement:
    """The answer with its counts, none of which is told when one would tell of few people."""
    if tellable(part) is None or tellable(due - part) is None:
        return Judgement(value, reason)
    return Judgement(value, reason, weight=due, part=part, whole=due)
