"""What would turn a target: how far it is in whole units, which bodies would carry it, what would settle it.

Everything here counts *answers on the good side*: yes for a share to reach, no for a share not to exceed.
With n units to which the question applies, the target asks for w = ⌈p·n/q⌉ of them on the good side
(⌈(q − p)·n/q⌉ for a share not to exceed). Turning a unit moves it to the good side and leaves n as it is,
so distances are differences of integers, and nothing is estimated.

Why taking the largest first is best: what k bodies turn together is the sum of what each turns, and no k
numbers of a list add up to more than its k largest. So if the k largest do not reach a number, no k do.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from virage.barometer.rules.exact import Threshold
from virage.contracts.indicators import Answer


@dataclass(frozen=True, slots=True)
class Standing:
    """Units (or people) on the good side, on the bad one, and without an answer."""

    good: int
    bad: int
    unknown: int

    @property
    def n(self) -> int:
        """Those to which the question applies."""
        return self.good + self.bad + self.unknown

    @property
    def movable(self) -> int:
        """Those not on the good side, or not known to be."""
        return self.bad + self.unknown


def standing(counted: Mapping[str, int], threshold: Threshold) -> Standing:
    """What was counted, seen from the target: its yes are the good ones, or its no."""
    yes, no, unknown = int(counted["yes"]), int(counted["no"]), int(counted["unknown"])
    return Standing(*(yes, no) if threshold.sense == "at_least" else (no, yes), unknown)


def wanted(n: int, threshold: Threshold) -> int:
    """The fewest of `n` on the good side with which the target holds."""
    p, q = threshold.numerator, threshold.denominator
    return -(-(p if threshold.sense == "at_least" else q - p) * n // q)


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a target is: `certain` must turn for it to hold whatever the unknown hide; `turning` of the
    bad ones must turn in any case, even if every unknown were good. Both are 0 once it holds surely."""

    certain: int
    turning: int


def distance(whole: Standing, threshold: Threshold) -> Distance:
    """The distance in whole units; to be reached by turning bad ones or by answers that turn out good."""
    need = wanted(whole.n, threshold)
    return Distance(max(0, need - whole.good), max(0, need - whole.good - whole.unknown))


def fewest(amounts: Iterable[int], need: int) -> int | None:
    """The smallest number of `amounts` that add up to `need`; None if all of them do not.

    The largest first: see the top of this module.
    """
    taken, total = 0, 0
    for amount in sorted(amounts, reverse=True):
        if total >= need:
            break
        taken, total = taken + 1, total + amount
    return taken if total >= need else None


@dataclass(frozen=True, slots=True)
class Lever:
    """A body (or a unit of people): what it could turn, and what this does to the distance.

    - `closes` of the `gap` it closes alone, `suffices` whether that is all of it;
    - `reached` is what it and those before it close together.
    """

    code: str
    bad: int
    unknown: int
    closes: int
    gap: int
    reached: int

    @property
    def movable(self) -> int:
        """Everything that it could turn or answer."""
        return self.bad + self.unknown

    @property
    def suffices(self) -> bool:
        """Whether it carries the target alone."""
        return 0 < self.gap <= self.movable


def levers(standings: Mapping[str, Standing], gap: int) -> list[Lever]:
    """Who could turn what, the largest first (ties by code): any first k close as much as any k can."""
    found: list[Lever] = []
    total = 0
    order = sorted(standings.items(), key=lambda pair: (-pair[1].movable, pair[0]))
    for code, one in order:
        if not one.movable:
            continue
        total += one.movable
        found.append(Lever(code, one.bad, one.unknown, min(one.movable, gap), gap, min(total, gap)))
    return found


@dataclass(frozen=True, slots=True)
class Settling:
    """What would settle an undetermined verdict: so many unknown, all good, or so many, all bad.

    Fewer than all the unknown may leave it open, if they answer against each other:
    `if_good` + `if_bad` − 1 is the number of the unknown.
    """

    if_good: int
    if_bad: int


def settling(whole: Standing, threshold: Threshold) -> Settling | None:
    """The smallest numbers of answers that decide; None unless the verdict is undetermined."""
    need = wanted(whole.n, threshold)
    if not whole.n or not whole.good < need <= whole.good + whole.unknown:
        return None
    if_good = need - whole.good
    return Settling(if_good, whole.unknown - if_good + 1)


def weight_gap(weights: Sequence[Answer], threshold: Threshold) -> tuple[int, dict[str, int]]:
    """The distance by weight, among the units known, and the weight that each body could turn.

    A unit without a weight counts for nothing on this track. (0, {}) when nothing is weighed.
    """
    good = "yes" if threshold.sense == "at_least" else "no"
    known = [one for one in weights if one.value in ("yes", "no")]
    total = sum(one.weight or 0 for one in known)
    held = sum(one.weight or 0 for one in known if one.value == good)
    movable: dict[str, int] = {}
    for one in known:
        if one.value != good and one.weight:
            movable[one.organisation] = movable.get(one.organisation, 0) + one.weight
    return max(0, wanted(total, threshold) - held), movable


def supposed(
    answers: Iterable[Answer],
    *,
    units: frozenset[str],
    bodies: frozenset[str],
    side: Literal["yes", "no"],
) -> list[Answer]:
    """The answers if the chosen units, and every unit of the chosen bodies, all answered `side`.

    A unit to which the question does not apply stays so. Where people are counted, all those of the unit
    answer alike. Nothing else changes, so that the same functions make the figures again; what was
    counted inside a unit that turns (`part`, `whole`) is not known of it any more.
    """
    found = []
    for one in answers:
        chosen = one.unit in units or one.organisation in bodies
        # What is withheld of a unit cannot turn: the sums that hold it say nothing of it alone.
        if chosen and one.value != "not_applicable" and not one.withheld:
            people = one.people
            if people is not None:
                everyone = sum(people)
                people = (everyone, 0, 0) if side == "yes" else (0, everyone, 0)
            if one.value != side or people != one.people:
                one = replace(one, value=side, part=None, whole=None, people=people)
        found.append(one)
    return found
