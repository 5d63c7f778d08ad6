"""What asking on line saved the people who did: minutes and steps, from durations that somebody measured.

The time of a channel is a recorded median, never an assumed constant. Which other channel a person would have
taken is not known, so a saving is two numbers: against the quickest and against the slowest of the other
channels measured for that service. Either may be negative. A service of which the line or every other channel
was not measured counts for nothing here, and the share of requests covered says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

METHODS = ("log", "timed", "survey")
"""From the logs of the system, by timing people who do it, by asking them."""

LEAST_SAMPLE = 30
"""A median of fewer requests is kept and shown, and counts for nothing."""

LONGEST_MINUTES = 7 * 24 * 60
YEARS = 3
"""A measurement speaks for a period if it began within so many years before the period ends."""


class Took(NamedTuple):
    """What one request takes by one channel: minutes, steps (None: not counted), requests measured, proof."""

    minutes: int
    steps: int | None
    sample: int
    proof: str


@dataclass(frozen=True, slots=True)
class Range:
    """A whole number between two: against the quickest other channel, and against the slowest."""

    low: int
    high: int

    def __add__(self, other: "Range") -> "Range":
        return Range(self.low + other.low, self.high + other.high)


@dataclass(frozen=True, slots=True)
class Saved:
    """What the requests of one service saved on line; None where it was not measured."""

    minutes: Range | None
    steps: Range | None


def first_day(end: date) -> date:
    """The first day on which a measurement may begin, to speak for a period that ends (excluded) on `end`."""
    return end.replace(year=end.year - YEARS, day=min(end.day, 28))


def saved(online: int, took: Mapping[str, Took]) -> Saved:
    """What `online` requests saved, from what a request takes by each channel that was measured."""
    told = {channel: one for channel, one in took.items() if one.sample >= LEAST_SAMPLE}
    ours = told.pop("online", None)
    if ours is None or not told:
        return Saved(None, None)
    steps = [one.steps - ours.steps for one in told.values() if None not in (one.steps, ours.steps)]  # type: ignore[operator]
    return Saved(
        _range(online, [one.minutes - ours.minutes for one in told.values()]),
        # As long as one of them was not counted, the widest range is not known.
        _range(online, steps) if len(steps) == len(told) else None,
    )


def _range(requests: int, differences: Iterable[int]) -> Range:
    each = list(differences)
    return Range(requests * min(each), requests * max(each))


@dataclass(frozen=True, slots=True)
class ServiceValue:
    """One service over a period: its requests on line (None: not known), what they saved, items prefilled.

    `prefilled` of the `asked` items of the days that tell; both None when none does. `took` is what was
    measured; `before` and `other_before` are the requests on line and by other ways of the period before,
    where all four numbers are known, else None.
    """

    service: str
    online: int | None
    saved: Saved
    asked: int | None
    prefilled: int | None
    took: Mapping[str, Took]
    other: int | None
    before: int | None
    other_before: int | None


@dataclass(frozen=True, slots=True)
class Value:
    """The sums: `online` requests known, those of services whose minutes (steps) are measured, and savings."""

    online: int
    services: int
    unknown: int
    covered: int
    minutes: Range | None
    covered_steps: int
    steps: Range | None
    asked: int | None
    prefilled: int | None
    matched: int
    more_online: int
    fewer_other: int


def total(services: Iterable[ServiceValue]) -> Value:
    """The sums over services; a saving that nobody measured is None, never 0."""
    listed = list(services)
    known = [one for one in listed if one.online is not None]
    minutes = [one for one in known if one.saved.minutes is not None]
    steps = [one for one in known if one.saved.steps is not None]
    told = [one for one in listed if one.asked is not None]
    matched = [one for one in known if one.before is not None and one.other_before is not None]
    return Value(
        online=sum(one.online or 0 for one in known),
        services=len(listed),
        unknown=len(listed) - len(known),
        covered=sum(one.online or 0 for one in minutes),
        minutes=_sum(one.saved.minutes for one in minutes),
        covered_steps=sum(one.online or 0 for one in steps),
        steps=_sum(one.saved.steps for one in steps),
        asked=sum(one.asked or 0 for one in told) if told else None,
        prefilled=sum(one.prefilled or 0 for one in told) if told else None,
        matched=len(matched),
        more_online=sum((one.online or 0) - (one.before or 0) for one in matched),
        fewer_other=sum((one.other_before or 0) - (one.other or 0) for one in matched),
    )


def _sum(ranges: Iterable[Range | None]) -> Range | None:
    found: Range | None = None
    for one in ranges:
        if one is not None:
            found = one if found is None else found + one
    return found
