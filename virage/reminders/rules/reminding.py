"""Did at least half of the people due get a digital reminder, delivered seven days before or earlier?

Facts of a deadline are {"due", "reached", "unlogged", "complete"}: people due over the whole period
(None when the days handed in do not make it), people reached in time, people to whom a reminder was
sent whose fate no log tells, and whether every reminder sent is in the log. None means that nothing
was handed in for the period.
"""

from collections.abc import Mapping
from typing import Any

from virage.contracts.indicators import Judgement

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
    part = min(reached, due)
    if is_half(part, due):
        return Judgement("yes", "half_reached", weight=due, part=part, whole=due)
    if not facts["complete"]:
        return Judgement("unknown", "log_not_complete", weight=due)
    if is_half(min(part + facts["unlogged"], due), due):
        return Judgement("unknown", "deliveries_not_logged", weight=due)
    return Judgement("no", "less_than_half_reached", weight=due, part=part, whole=due)
