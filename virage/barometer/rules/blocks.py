"""Whether counts withheld together protect one another: a block, and the room that its sums leave.

A published sum gives away what is withheld in it, less what is shown. So counts are withheld by
*blocks*, whose sums may be known. In a block each count must still be able to take values ten apart or
more, with the same sums and the same answers: people are moved in thought from one unit to another, and
the room for that is measured. Plain integers, no linear programme.
"""

from collections.abc import Iterable, Mapping, Sequence

from virage.contracts.indicators import Answer
from virage.registers.rules.obligations import FEW

WIDE = 10
"""A withheld count must have at least this between the least and the most that it can be."""

WHOLE, APART = "whole", "weight"
YES, NO, SILENT = "yes", "no", "silent"

Quantities = Mapping[str, int]
"""The counts of people of one answer, by name. `WHOLE` is the sum of the others, where there are any;
save `APART`, a weight that is not the whole: nothing moves it, so that no sum may hold it."""

_TURNS = {YES: 1, NO: 0, "part": 0, "rest": 1}
"""An answer turns where twice a count, less all people, reaches this: more than half say yes, half or more
say no, half or more are reached."""

_BOUNDLESS = 10**15


def quantities(answer: Answer) -> dict[str, int]:
    """The counts of people that an answer holds; none where it holds none."""
    return named(answer.weight, answer.part, answer.whole, answer.people)


def named(
    weight: int | None, part: int | None, whole: int | None, people: Sequence[int] | None
) -> dict[str, int]:
    """The counts of an answer by name."""
    if people is not None:
        yes, no, silent = people
        return {YES: yes, NO: no, SILENT: silent, WHOLE: yes + no + silent}
    if part is not None and whole is not None:
        found = {"part": part, "rest": whole - part, WHOLE: whole}
        if weight is not None and weight != whole:
            found[APART] = weight
        return found
    return {} if weight is None else {WHOLE: weight}


def _moves(names: Iterable[str]) -> list[dict[str, int]]:
    """How one person more in a unit, and one less in another, may change counts of those names."""
    parts = [name for name in names if name not in (WHOLE, APART)]
    if not parts:
        return [{WHOLE: 1}]
    more = [{one: 1, WHOLE: 1} for one in parts]
    turned = [{one: 1, two: -1} for at, one in enumerate(parts) for two in parts[at + 1 :]]
    return more + turned


def _room(held: Quantities, move: Mapping[str, int], sign: int) -> tuple[int, int]:
    """How many times a move may be unmade and made in one unit: nothing negative, the same answer.

    A unit has a person at least; ten where it has ten, since smaller ones may be in no list.
    """
    down = up = _BOUNDLESS
    whole = held[WHOLE]
    limits = [(held[name], sign * step) for name, step in move.items()]
    step = sign * move.get(WHOLE, 0)
    limits.append((whole - (FEW if whole >= FEW else 1), step))
    if YES in held:
        said = sign * (move.get(YES, 0) + move.get(NO, 0))
        limits.append((held[YES] + held[NO] - 1, said))
    for name, least in _TURNS.items():
        if name in held:
            beyond = 2 * held[name] - whole - least
            tilt = 2 * sign * move.get(name, 0) - step
            limits.append((beyond, tilt) if beyond >= 0 else (-beyond - 1, -tilt))
    for slack, slope in limits:
        if slope > 0:
            down = min(down, slack // slope)
        elif slope < 0:
            up = min(up, slack // -slope)
    return max(down, 0), max(up, 0)


class Block:
    """Units whose counts are withheld together, and how far each count can be from what it is.

    `states` are the counts by unit, in this edition and in those that share the block: a move is made
    in all of them at once, so that what did not change from one to the other stays equal. `known`
    are the counts, by unit, that another edition shows: they cannot move, and need no room.
    """

    def __init__(
        self, states: Sequence[Mapping[str, Quantities]], known: Mapping[str, frozenset[str]]
    ) -> None:
        self.states = states
        self.known = known
        self.units: list[str] = []
        self.width: dict[tuple[str, str], int] = {}

    def add(self, unit: str) -> None:
        """Put a unit into the block, and measure what it opens with each of the others."""
        names = self.states[-1][unit]
        moves = [one for one in _moves(names) if not self.known.get(unit, frozenset()) & set(one)]
        for other in self.units:
            if set(self.states[-1][other]) != set(names):
                continue
            still = self.known.get(other, frozenset())
            for move in moves:
                if still & set(move):
                    continue
                down = up = _BOUNDLESS
                for state in self.states:
                    for one, sign in ((unit, 1), (other, -1)):
                        less, more = _room(state[one], move, sign)
                        down, up = min(down, less), min(up, more)
                for one in (unit, other):
                    for name in move:
                        key = one, name
                        self.width[key] = max(self.width.get(key, 0), down + up)
        self.units.append(unit)

    def exposed(self) -> set[str]:
        """The units of which some count has too little room."""
        return {
            unit
            for unit in self.units
            for name in self.states[-1][unit]
            if name not in self.known.get(unit, ()) and self.width.get((unit, name), 0) < WIDE
        }


def is_safe(
    units: Iterable[str],
    states: Sequence[Mapping[str, Quantities]],
    known: Mapping[str, frozenset[str]],
) -> bool:
    """Whether these units form a block in which every count has room."""
    block = Block(states, known)
    for unit in units:
        block.add(unit)
    return not block.exposed()


def formed(
    seed: str,
    others: Sequence[str],
    counts: Mapping[str, Quantities],
    known: Mapping[str, frozenset[str]],
) -> list[str]:
    """`seed` with as many of `others`, in their order, as it takes for all to have room; [] if none do."""
    left = list(others)
    while left:
        block = Block([counts], known)
        block.add(seed)
        for other in left:
            block.add(other)
            if not block.exposed():
                return block.units
        exposed = block.exposed()
        if seed in exposed:
            return []
        left = [one for one in left if one not in exposed]
    return []
