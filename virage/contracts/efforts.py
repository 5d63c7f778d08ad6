"""What stands between a unit and "yes", in whole numbers, as far as records tell: the effort of a lever.

A capability knows its own rule: how many requests are still to come on line, how many items are asked again.
The barometer lays these numbers beside its levers, for the Secretariat, and judges nothing by them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from virage.contracts.indicators import Period
from virage.contracts.registry import Registry
from virage.contracts.text import Text


@dataclass(frozen=True, slots=True)
class EffortSource:
    """One thing that may stand in the way of the units of one indicator.

    - `indicator` is the code of the question.
    - `efforts(period, known_at)` gives, by unit code, how many of them: 0 when none does; a unit of which it
      is not known is left out. A few queries, whatever the number of units.
    - `what` is counted, in the plural, without an article ("demandes à amener en ligne").
    - `people`: these are people, of whom no number from 1 to 9 is ever shown.
    """

    code: str
    indicator: str
    what: Text
    efforts: Callable[[Period, int], Mapping[str, int]]
    people: bool = False


effort_sources: Registry[EffortSource] = Registry("source of efforts")


def efforts_of(
    indicator: str, *, registry: Registry[EffortSource] = effort_sources
) -> list[EffortSource]:
    """The sources that speak of an indicator, in the order of declaration."""
    return [one for one in registry if one.indicator == indicator]
