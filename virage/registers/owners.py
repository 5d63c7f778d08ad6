"""Whose each thing of a register is: the body that listed it, or one that took over from that body."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from virage.organisations import queries as organisations
from virage.registers.kinds import Say


@dataclass(frozen=True, slots=True)
class Owners:
    """The body (code) of each thing listed, by its own code; and whom each body took over from."""

    of: Mapping[str, str]
    before: Mapping[str, frozenset[str]]

    def allow(self, code: str, body: str) -> bool:
        """Whether a body may speak of a thing: new, its own, or of a body that it took over from."""
        owner = self.of.get(code, body)
        return owner == body or owner in self.before.get(body, frozenset())

    def is_own(self, values: Mapping[str, Any], column: str, say: Say) -> bool:
        """Whether the thing named in `column` is the line's body's; says so when it is not."""
        code, body = values[column], values["organisation"]
        if self.allow(code, body):
            return True
        say("unit-of-another-body", column, code, known=self.of[code])
        return False

    def is_listed(self, values: Mapping[str, Any], column: str, say: Say) -> bool:
        """`is_own`, of a thing that must be listed already."""
        if values[column] not in self.of:
            say("unit-not-listed", column, values[column])
            return False
        return self.is_own(values, column, say)


def owners(of: Mapping[str, str]) -> Owners:
    """The owners of the things of a register; one query more, for who took over from whom."""
    direct: dict[str, set[str]] = {}
    for one in organisations.successions():
        direct.setdefault(one.body, set()).add(one.predecessor)
    before: dict[str, frozenset[str]] = {}
    for body in direct:
        reached: set[str] = set()
        left = list(direct[body])
        while left:
            one_before = left.pop()
            if one_before not in reached:
                reached.add(one_before)
                left += direct.get(one_before, ())
        before[body] = frozenset(reached)
    return Owners(of, before)
