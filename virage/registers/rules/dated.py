"""Whose a thing was on a day, and what it was called, from what was said of it in the order of recording.

Who owns it changes on the days on which a body took over from another, whenever that was handed in. A name
holds from the day on which the hand-in that gives it came; one that came with another owner, from the day on
which this one took over.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple


class Said(NamedTuple):
    """What one hand-in says of a thing: the day it came, the body (code), the names."""

    on: date
    organisation: str
    name_fr: str
    name_en: str


class Stood(NamedTuple):
    """Whose a thing was on a day, and its names."""

    organisation: str
    name_fr: str
    name_en: str


TakenOver = Mapping[str, Sequence[tuple[date, str]]]
"""By body (code), who took over from it, and when."""


def path(before: str, after: str, taken_over: TakenOver) -> tuple[tuple[date, str], ...]:
    """The successions by which `after` has what was `before`'s, in order; none when there are none."""
    reached: dict[str, tuple[tuple[date, str], ...]] = {before: ()}
    left = [before]
    while left and after not in reached:
        body = left.pop(0)
        for on, successor in taken_over.get(body, ()):
            if successor not in reached:
                reached[successor] = (*reached[body], (on, successor))
                left.append(successor)
    return reached.get(after, ())


def stood(said: Sequence[Said], day: date, taken_over: TakenOver) -> Stood:
    """Whose it was on a day and its names, from what was said of it so far, the first first."""
    first = said[0]
    organisation, names = first.organisation, (first.name_fr, first.name_en)
    for before, after in pairwise(said):
        since = after.on
        if after.organisation != before.organisation:
            steps = path(before.organisation, after.organisation, taken_over)
            for on, body in steps:
                if on <= day:
                    organisation = body
            since = min(since, steps[-1][0]) if steps else since
            if not steps and since <= day:
                organisation = after.organisation
        if since <= day:
            names = (after.name_fr, after.name_en)
    return Stood(organisation, *names)
