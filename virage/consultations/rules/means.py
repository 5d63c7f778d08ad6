"""Could a contribution be submitted on line, all through the window of a consultation?

Facts are {"window": (from, to), "participants": count or None, "uses": means -> ((since, use), …)},
half-open days (None where not recorded), statements in order of day. None means that nothing is known.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from virage.contracts.indicators import Judgement

ONLINE = "online"
EMAIL = "email"
MEANS = (ONLINE, EMAIL, "mail", "phone", "in_person")
USES = ("submit", "read", "none")
NOT_SAID = ""


def uses_during(statements: Sequence[tuple[date, str]], start: date, end: date) -> Iterator[str]:
    """What a means let people do on the days of a window, `NOT_SAID` before its first statement.

    A statement holds from its day until the next one.
    """
    if not statements or statements[0][0] > start:
        yield NOT_SAID
    for at, (since, use) in enumerate(statements):
        until = statements[at + 1][0] if at + 1 < len(statements) else end
        if since < end and until > start:
            yield use


def judge_v1(facts: Mapping[str, Any] | None) -> Judgement:
    """No as soon as one day of the window is known without it; yes only if every day is known."""
    if facts is None:
        return Judgement("unknown", "no_record")
    start, end = facts["window"]
    weight = facts["participants"]
    if start is None or end is None:
        return Judgement("unknown", "window_not_recorded", weight=weight)
    uses = facts["uses"]
    online = set(uses_during(uses.get(ONLINE, ()), start, end))
    if "none" in online or "read" in online:
        if "submit" in online:
            return Judgement("no", "part_of_the_window", weight=weight)
        if "submit" in uses_during(uses.get(EMAIL, ()), start, end):
            return Judgement("no", "by_email_only", weight=weight)
        if "read" in online:
            return Judgement("no", "read_only", weight=weight)
        return Judgement("no", "no_digital_way", weight=weight)
    if NOT_SAID in online:
        return Judgement("unknown", "means_not_recorded", weight=weight)
    return Judgement("yes", "all_through_the_window", weight=weight)
