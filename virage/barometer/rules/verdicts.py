"""What may be said of a target: the bounds decide, and only when both say the same.

A unit whose answer is unknown may turn out either way, so a verdict is given only if it would stand
whatever the unknown units answer. The words depend on where the period stands: before the target's
date, on it (the first period to end on or after the date), or after.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from virage.barometer.rules.exact import Sense, Threshold, printed, units_of
from virage.contracts.indicators import Period

Basis = Literal["units", "people"]
Phase = Literal["before", "due", "after"]
Side = Literal["at", "not", "undetermined"]
Verdict = Literal[
    "at_threshold",
    "not_yet",
    "reached",
    "not_reached",
    "kept",
    "lost",
    "reached_late",
    "still_not_reached",
    "undetermined",
]

_WORDS: dict[tuple[Phase, bool], tuple[Verdict, Verdict]] = {
    ("before", False): ("at_threshold", "not_yet"),
    ("before", True): ("at_threshold", "not_yet"),
    ("due", False): ("reached", "not_reached"),
    ("due", True): ("reached", "not_reached"),
    ("after", True): ("kept", "lost"),
    ("after", False): ("reached_late", "still_not_reached"),
}


@dataclass(frozen=True, slots=True)
class Target:
    """A dated target of a strategy: `code` ("5.1"), threshold p/q, sense, the last day to reach it."""

    code: str
    numerator: int
    denominator: int
    on: date
    sense: Sense = "at_least"
    basis: Basis = "units"

    def __post_init__(self) -> None:
        if not 0 <= self.numerator <= self.denominator or self.denominator == 0:
            raise ValueError(
                f"target {self.code}: {self.numerator}/{self.denominator} is not between 0 and 1"
            )

    @property
    def threshold(self) -> Threshold:
        """The share to reach and the side to be on."""
        return Threshold(self.numerator, self.denominator, self.sense)

    def as_json(self) -> dict[str, Any]:
        """The target as figures carry it."""
        return {
            "code": self.code,
            "threshold": f"{self.numerator}/{self.denominator}",
            "percent": printed(units_of(100 * self.numerator, self.denominator, 2), 2),
            "sense": self.sense,
            "on": self.on.isoformat(),
            "basis": self.basis,
        }


def phase(target: Target, period: Period, earlier: Iterable[Period] = ()) -> Phase:
    """Where `period` stands: `earlier` are the periods already published for the same target.

    The period that counts is the first to end on or after the target's day; a period ends on the day
    before its excluded `end`.
    """

    def ends_in_time(one: Period) -> bool:
        return one.last_day >= target.on

    if not ends_in_time(period):
        return "before"
    if any(ends_in_time(one) and one.end < period.end for one in earlier):
        return "after"
    return "due"


def side(yes: int, unknown: int, n: int, threshold: Threshold) -> Side | None:
    """On which side of the threshold yes/n falls whatever the `unknown` of the `n` turn out to be.

    None when there is no unit to judge (`n` is 0).
    """
    if n == 0:
        return None
    with_yes = threshold.holds(yes + unknown, n)
    with_no = threshold.holds(yes, n)
    if with_yes and with_no:
        return "at"
    return "undetermined" if with_yes or with_no else "not"


def verdict(
    yes: int,
    unknown: int,
    n: int,
    threshold: Threshold,
    *,
    phase: Phase = "before",
    reached: bool = False,
) -> Verdict | None:
    """The word for the target; `reached` says whether it was reached in the period that counted.

    None when there is no unit to judge.
    """
    where = side(yes, unknown, n, threshold)
    if where is None or where == "undetermined":
        return where
    at, missed = _WORDS[phase, reached]
    return at if where == "at" else missed


def break_even(yes: int, unknown: int, n: int, threshold: Threshold) -> int | None:
    """How many units that nobody listed would change what the verdict says, or up to how many it holds.

    Not at the threshold: the fewest unlisted units, all on the good side, with which "not" would no
    longer be certain; None if no number would do. At the threshold: the most unlisted units, all on
    the bad side, with which it still holds; None if any number would. None when undetermined.
    """
    p, q = threshold.numerator, threshold.denominator
    where = side(yes, unknown, n, threshold)
    if threshold.sense == "at_least":
        if where == "not":
            return None if p == q else -((q * (yes + unknown) - p * n) // (q - p))
        if where == "at":
            return None if p == 0 else q * yes // p - n
    else:
        if where == "not":
            return None if p == 0 else -(-q * yes // p) - n
        if where == "at":
            return None if p == q else (p * n - q * (yes + unknown)) // (q - p)
    return None
