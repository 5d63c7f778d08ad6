"""Which counts of people an edition withholds: those of one to nine, and others that protect them.

Answers are never withheld, counts of anything but people neither. `plan` is a pure function of the true
answers and of what earlier editions published. It is made once, when an edition is sealed, and can be
made again. What protects what, and why it holds: `blocks`, and docs/decisions.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from virage.barometer.rules.blocks import (
    NO,
    WHOLE,
    YES,
    Quantities,
    formed,
    is_safe,
    quantities,
)
from virage.barometer.rules.counts import Sort, Sums, sort_of
from virage.contracts.indicators import ELSEWHERE, OVER_TIME, Answer, CountsPeople, Period
from virage.lib.canonical import digest
from virage.registers.rules.obligations import is_few

DOMAIN = "virage/withheld/1"
"""What a commitment is made of, and how; another way takes another tag."""

SECRET_BYTES = 32
"""How many random bytes are drawn for an edition, for the salts of what it withholds."""

NOT_YET = "withheld"
"""Stands for the commitment of an answer that is not sealed."""

AT_MOST = 12
"""How many units of each sort are tried beside one, so that the work does not grow with their square."""

Plan = Mapping[str, int | None]
"""The units whose counts are withheld: the block that each is in, None for one that no sum holds."""


@dataclass(frozen=True, slots=True)
class PastCell:
    """The counts of one unit in an earlier edition, and whether (and in which block) it withheld them."""

    counts: Quantities
    withheld: bool
    block: int | None


@dataclass(frozen=True, slots=True)
class Past:
    """What an earlier edition published of the same question."""

    period: Period
    cells: Mapping[str, PastCell]

    def overlaps(self, period: Period) -> bool:
        """Whether some day is in both periods."""
        return self.period.start < period.end and period.start < self.period.end

    def tells(self) -> bool:
        """Whether it shows a count, or sums one that it withholds."""
        return any(not one.withheld or one.block is not None for one in self.cells.values())

    def blocks(self) -> Iterable[frozenset[str]]:
        """The units of each of its blocks."""
        found: dict[int, set[str]] = defaultdict(set)
        for unit, one in self.cells.items():
            if one.block is not None:
                found[one.block].add(unit)
        return [frozenset(units) for units in found.values()]


def plan(
    answers: Sequence[Answer],
    *,
    counts_people: CountsPeople,
    period: Period,
    past: Sequence[Past] = (),
) -> Plan:
    """The units whose counts are withheld, from the true answers and what was published before."""
    if not counts_people:
        return {}
    counts = {one.unit: held for one in answers if (held := quantities(one))}
    few = {unit for unit, held in counts.items() if any(is_few(one) for one in held.values())}
    if counts_people == ELSEWHERE:
        return dict.fromkeys(sorted(few))
    if counts_people == OVER_TIME:
        past = [one for one in past if one.overlaps(period) and one.tells()]
        if any(one.period != period for one in past):
            return dict.fromkeys(sorted(counts))  # a part and its whole would tell what is between
    return _Planning(answers, counts, few, period, past).made()


class _Planning:
    """The work of `plan`, step by step."""

    def __init__(
        self,
        answers: Sequence[Answer],
        counts: Mapping[str, Quantities],
        few: set[str],
        period: Period,
        past: Sequence[Past],
    ) -> None:
        self.answers = {one.unit: one for one in answers if one.unit in counts}
        self.counts, self.few, self.period, self.past = counts, few, period, past
        self.hidden = set(few)
        self.known: dict[str, frozenset[str]] = {}
        self.shown: set[str] = set()
        self.left_out: set[str] = set()
        self.blocks: list[list[str]] = []

    def made(self) -> Plan:
        self._remember()
        self._keep_blocks()
        self._form_blocks()
        found: dict[str, int | None] = dict.fromkeys(sorted(self.hidden))
        for place, units in enumerate(sorted(map(sorted, self.blocks))):
            found.update(dict.fromkeys(units, place))
        return found

    def _is_linked(self, one: Past, unit: str) -> bool:
        """Whether a count now may be the same fact as one in an earlier edition."""
        return one.overlaps(self.period) or one.cells[unit].counts == self.counts[unit]

    def _remember(self) -> None:
        """What was withheld stays so; what was shown is known, and protects nothing."""
        for one in self.past:
            for unit in one.cells.keys() & self.counts.keys():
                if not self._is_linked(one, unit):
                    continue
                cell = one.cells[unit]
                if cell.withheld:
                    self.hidden.add(unit)
                    continue
                self.shown.add(unit)
                same = {
                    name
                    for name, held in self.counts[unit].items()
                    if cell.counts.get(name) == held
                }
                self.known[unit] = self.known.get(unit, frozenset()) | same

    def _keep_blocks(self) -> None:
        """A block stays whole, with its sums, as long as it protects; its rest is in no sum otherwise.

        The difference of two sums would tell who left the block, or came.
        """
        states: dict[frozenset[str], list[Mapping[str, Quantities]]] = {}
        for one in self.past:
            for units in one.blocks():
                present = units & self.counts.keys()
                if any(self._is_linked(one, unit) for unit in present):
                    held = {unit: one.cells[unit].counts for unit in units}
                    states.setdefault(units, []).append(held)
        for units, earlier in sorted(states.items(), key=lambda pair: sorted(pair[0])):
            alone = all(units == other or not units & other for other in states)
            if alone and self._stands(units, earlier):
                self.blocks.append(sorted(units))
                self.hidden |= units
            else:
                self.left_out |= units & self.counts.keys()
                self.hidden |= units & self.counts.keys()

    def _stands(self, units: frozenset[str], earlier: list[Mapping[str, Quantities]]) -> bool:
        if not units <= self.counts.keys() or len({self._sort(unit) for unit in units}) > 1:
            return False
        if not all(self._may_be_summed(unit) for unit in units):
            return False
        alike = all(
            set(state[unit]) == set(self.counts[unit]) for state in earlier for unit in units
        )
        return alike and is_safe(sorted(units), [*earlier, self.counts], self.known)

    def _sort(self, unit: str) -> Sort:
        return _sort_of(self.answers[unit])

    def _may_be_summed(self, unit: str) -> bool:
        """Whether some sum would hold it. Of a unit where nobody said anything the sums tell that."""
        held = self.counts[unit]
        if YES in held:
            return held[YES] + held[NO] > 0
        return self.answers[unit].value != "not_applicable"

    def _form_blocks(self) -> None:
        """Put what is withheld by itself into blocks, with others beside where they are needed."""
        free: dict[Sort, list[str]] = defaultdict(list)
        beside: dict[Sort, list[str]] = defaultdict(list)
        done = self.left_out.union(*self.blocks)
        for unit in sorted(self.counts):
            if unit in done or not self._may_be_summed(unit):
                continue
            if unit in self.hidden:
                free[self._sort(unit)].append(unit)
            elif unit not in self.shown:
                beside[self._sort(unit)].append(unit)
        for sort, units in sorted(free.items()):
            others = sorted(beside[sort], key=self._size)
            while units:
                seed = units.pop(0)
                near = self._nearest(seed)
                tried = sorted(units, key=near)[:AT_MOST] + sorted(others, key=near)[:AT_MOST]
                block = formed(seed, tried, self.counts, self.known)
                if block:
                    self.blocks.append(block)
                    self.hidden.update(block)
                    units[:] = [one for one in units if one not in block]
                    others[:] = [one for one in others if one not in block]

    def _size(self, unit: str) -> tuple[int, int, str]:
        """The smallest first, after those that have nobody in some count."""
        held = self.counts[unit]
        return sum(not one for one in held.values()), held[WHOLE], unit

    def _nearest(self, seed: str) -> Callable[[str], bool]:
        """Those of the same body first: what its people add up to may be known."""
        body = self.answers[seed].organisation
        return lambda unit: self.answers[unit].organisation != body


def _sort_of(answer: Answer) -> Sort:
    return sort_of(answer, of_people=answer.people is not None)


def sums(answers: Iterable[Answer], planned: Plan) -> tuple[Sums, ...]:
    """What the withheld counts that figures hold add up to, one for each sort of answers."""
    found: dict[Sort, list[Answer]] = defaultdict(list)
    for one in answers:
        if planned.get(one.unit) is not None:
            found[_sort_of(one)].append(one)
    return tuple(_summed(sort, held) for sort, held in sorted(found.items()))


def _summed(sort: Sort, held: Sequence[Answer]) -> Sums:
    value, source, flags = sort

    def total(name: str) -> int | None:
        told = [getattr(one, name) for one in held]
        return None if None in told else sum(told)

    people = [one.people for one in held if one.people is not None]
    return Sums(
        value=value,
        source=source,
        flags=flags,
        units=len(held),
        weight=total("weight"),
        part=total("part"),
        whole=total("whole"),
        people=(
            sum(one[0] for one in people),
            sum(one[1] for one in people),
            sum(one[2] for one in people),
        )
        if people
        else None,
    )


def published(
    answers: Iterable[Answer], planned: Plan, commitments: Mapping[str, str] | None = None
) -> list[Answer]:
    """The answers as they are published: without the counts that are withheld."""
    made = commitments or {}
    return [
        replace(
            one,
            weight=None,
            part=None,
            whole=None,
            people=None,
            withheld=made.get(one.unit, NOT_YET),
            left_out=planned[one.unit] is None,
        )
        if one.unit in planned
        else one
        for one in answers
    ]


def commitment(code: str, answer: Answer, salt: str) -> str:
    """What is published in place of the counts: whoever has the salt can check them, nobody guess them."""
    counts = {
        "weight": _exactly(answer.weight),
        "part": _exactly(answer.part),
        "whole": _exactly(answer.whole),
        "people": None if answer.people is None else [_exactly(one) for one in answer.people],
    }
    return digest([DOMAIN, salt, {"indicator": code, "unit": answer.unit, **counts}])


def _exactly(value: int | None) -> str | None:
    return None if value is None else str(value)


def salt_of(secret: bytes, code: str, unit: str) -> str:
    """The salt of one answer, made from the secret that was drawn for an edition: it tells no other."""
    return digest([DOMAIN, secret.hex(), code, unit])


def opened(answer: Answer, counts: Mapping[str, Any]) -> Answer:
    """A published answer with the counts that it withholds."""
    people = counts["people"]
    return replace(
        answer,
        weight=counts["weight"],
        part=counts["part"],
        whole=counts["whole"],
        people=None if people is None else tuple(people),
        withheld="",
        left_out=False,
    )
