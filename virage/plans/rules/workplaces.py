"""Do people say that their workplace *and* their ways of working have changed?

Facts of an administrative unit are {"headcount", "yes", "no"}: people on 31 March, those who said so, and
those who said otherwise. None: nobody asked them.
"""

from collections.abc import Mapping
from typing import Any

from virage.contracts.indicators import Judgement

SURVEY, MANAGER = "survey", "manager"
ASKED_BY = (SURVEY, MANAGER)
SMALLEST_UNIT = 10


def judge_v1(facts: Mapping[str, Any] | None) -> Judgement:
    """Sums of people; what most of them answered is the answer of the unit."""
    if facts is None:
        return Judgement("unknown", "nobody_asked")
    headcount, yes, no = facts["headcount"], facts["yes"], facts["no"]
    silent = headcount - yes - no
    people = (yes, no, silent)
    if 2 * yes > headcount:
        return Judgement("yes", "most_say_yes", people=people)
    if 2 * no >= headcount:
        return Judgement("no", "most_say_no", people=people)
    return Judgement("unknown", "no_majority_told", people=people)
