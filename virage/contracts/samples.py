"""Which units were drawn at random before anything was collected of them, for the barometer to estimate from.

Who keeps the draws says what was drawn, when, and which of it was told since; the barometer makes the
estimate and its interval, and never knows how the draw was kept.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from virage.contracts.indicators import Period
from virage.contracts.registry import Registry

FEWEST_TIMES = 8
"""Drawings of a body under which a draw gives no interval: it would be wider than sixty points."""

State = Literal["waiting", "made", "given_up"]


@dataclass(frozen=True, slots=True)
class Pick:
    """One drawing of a body, and the units drawn of it that time: of `of` units, all codes of its register.

    A body is drawn with a chance in proportion to its units, each time anew; so it may come out again.
    """

    body: str
    of: int
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """A recorded draw of several bodies and their units, as known at a cut.

    - `reference` names it ("intake.draw:<public id>"): its owner resolves the page.
    - `announced_on` is the day on which the list of `units` of `bodies` bodies was frozen; `period` the days
      that it was announced for.
    - `picks` is empty until the value that draws came out. `told` are the units told after it was drawn, by
      a hand-in made for it; of the others, whatever is known was known before, or is not known.
    - `again` is the public reason of a draw made though another was made for the same days; `why` that of
      one given up.
    """

    reference: str
    kind: str
    period: Period
    state: State
    announced_on: date
    bodies: int
    units: int
    picks: tuple[Pick, ...] = ()
    told: frozenset[str] = frozenset()
    again: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class SampleSource:
    """Where draws are kept; `samples(kinds, period, known_at)` gives, by kind of hand-in, those announced
    for exactly that period, the first announced first. `code` is the kind of their references."""

    code: str
    samples: Callable[[Sequence[str], Period, int], Mapping[str, Iterable[Sample]]]


sample_sources: Registry[SampleSource] = Registry("source of samples")
