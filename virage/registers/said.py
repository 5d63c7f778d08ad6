"""The periods that are said of things whose counts add up: those accepted, then those met in a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from virage.registers.kinds import Say
from virage.registers.rules.periods import Days, clashes


def days_of(values: Mapping[str, Any]) -> Days:
    """The half-open days of a line with the columns `PERIOD_FROM` and `PERIOD_TO`."""
    return values["period_from"], values["period_to"]


@dataclass(frozen=True, slots=True)
class PeriodsSaid:
    """The periods said of each thing, by its code. Made anew for each file: it remembers its lines."""

    of: dict[str, set[Days]]

    def take(self, code: str, days: Days, say: Say) -> bool:
        """Note a period; says so, and refuses, when it shares days with another that is not the same."""
        said = self.of.setdefault(code, set())
        clash = clashes(days, said)
        if clash is not None:
            say("period-clashes", "period_from", f"{clash[0]} – {clash[1]}")
            return False
        said.add(days)
        return True

    def has(self, code: str, days: Days) -> bool:
        """Whether exactly that period is said of a thing."""
        return days in self.of.get(code, ())
