"""What stands between a service or a process and "yes", in whole numbers of requests, points or steps."""

from collections.abc import Iterable, Mapping
from typing import Any

from virage.services.rules.take_up import judge_v2


def requests_to_move(digital: int, whole: int) -> int:
    """How many of the requests that came another way would have had to come on line: the fewest with
    which the share is above 3/4, strictly. The number of requests stays what it was."""
    return max(0, 3 * whole // 4 + 1 - digital) if whole else 0


def take_up_effort(facts: Mapping[str, Any]) -> int | None:
    """The requests to move of a service; None while its channels do not say enough."""
    judged = judge_v2(facts)
    if judged.part is None or judged.whole is None:
        return None
    return requests_to_move(judged.part, judged.whole)


def points_missing(answers: Iterable[str]) -> int:
    """How many of the interaction points of a service are known not to be on line."""
    return sum(answer == "no" for answer in answers)
