"""Two sets of answers laid side by side: how many units went from each answer to each other one.

The table is 5 × 5 over yes, no, unknown, not applicable and absent; where units split or merged
between the two, a sixth row and column is taken out of absent. A change is explained from these
integers and from nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from virage.contracts.indicators import VALUES, Answer

ABSENT = "absent"
SPLIT = "split_or_merged"
STATES: tuple[str, ...] = (*VALUES, ABSENT)
KNOWN = ("yes", "no")


class ListedTwice(ValueError):
    """One unit with two answers to one question: nothing can be counted from such a set."""


@dataclass(frozen=True, slots=True)
class Table:
    """`cells[from][to]` in units; `states` are its rows and columns in order."""

    states: tuple[str, ...]
    cells: dict[str, dict[str, int]]

    def row(self, state: str, columns: Iterable[str]) -> int:
        """The units that were `state` in the first set and one of `columns` in the second."""
        return sum(self.cells[state][column] for column in columns) if state in self.cells else 0

    def column(self, state: str, rows: Iterable[str]) -> int:
        """The units that are `state` in the second set and were one of `rows` in the first."""
        if state not in self.cells:
            return 0
        return sum(self.cells[row][state] for row in rows)


def _by_unit(answers: Iterable[Answer]) -> dict[str, Answer]:
    found: dict[str, Answer] = {}
    for answer in answers:
        if answer.unit in found:
            raise ListedTwice(f"unit {answer.unit!r} has two answers")
        found[answer.unit] = answer
    return found


def table(a: Iterable[Answer], b: Iterable[Answer]) -> Table:
    """The table from `a` to `b`. An answer's `succeeds` names all the units that its unit replaces.

    A unit of `b` that is new and replaces a unit of `a`, and a unit of `a` that is gone and is
    replaced by a unit of `b`, are split or merged rather than newly or no longer listed. Raises
    `ListedTwice`.
    """
    before, after = _by_unit(a), _by_unit(b)
    replaced = {old for answer in after.values() for old in answer.succeeds}
    moves: dict[tuple[str, str], int] = {}
    linked = False
    for unit, answer in before.items():
        later = after.get(unit)
        if later is not None:
            to: str = later.value
        elif unit in replaced:
            to, linked = SPLIT, True
        else:
            to = ABSENT
        move = (str(answer.value), to)
        moves[move] = moves.get(move, 0) + 1
    for unit, answer in after.items():
        if unit not in before:
            origin = SPLIT if any(old in before for old in answer.succeeds) else ABSENT
            linked = linked or origin == SPLIT
            entry = (origin, str(answer.value))
            moves[entry] = moves.get(entry, 0) + 1
    states = (*STATES, SPLIT) if linked else STATES
    return Table(states, {row: {to: moves.get((row, to), 0) for to in states} for row in states})
