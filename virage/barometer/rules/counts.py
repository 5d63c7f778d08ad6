"""Counting answers: one pass, integers only, the whole and each body at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from virage.barometer.rules.exact import number
from virage.barometer.rules.exemptions import DECLARED
from virage.contracts.indicators import Answer


@dataclass(slots=True)
class Count:
    """What was counted in a set of answers. Sums of weights, parts and wholes are of yes and no units,
    except `weight_unknown`; `unweighted` counts the yes, no and unknown units that have no weight.

    `not_applicable_declared` counts the units that their body declares not applicable, accepted or
    not, unless records tell otherwise.

    Where people are counted through their units, `yes`, `no`, `unknown`, `not_applicable` and
    `not_applicable_declared` are people, and there are no weights. Then `units` are those to which the
    question applies, `units_answered` those where somebody said yes or no, `uncounted` those of which
    nobody knows how many people they have; `declared_yes`, `declared_no` and `declared_unknown` are the
    people whom their body answers for. `declared`, `measured` and `counted` are answers of units, as
    ever.

    `withheld` are the units whose counts of people are withheld, `left_out` those of them that no sum
    holds. Of a body, the sums are always without them.
    """

    yes: int = 0
    no: int = 0
    unknown: int = 0
    not_applicable: int = 0
    not_applicable_declared: int = 0
    declared: int = 0
    measured: int = 0
    counted: int = 0
    weight_yes: int = 0
    weight_no: int = 0
    weight_unknown: int = 0
    weight_squares: int = 0
    unweighted: int = 0
    part: int = 0
    whole: int = 0
    units: int = 0
    units_answered: int = 0
    uncounted: int = 0
    declared_yes: int = 0
    declared_no: int = 0
    declared_unknown: int = 0
    withheld: int = 0
    left_out: int = 0

    @property
    def known(self) -> int:
        """Units (or people) that answered yes or no."""
        return self.yes + self.no

    @property
    def n(self) -> int:
        """Units (or people) to which the question applies: yes, no and unknown."""
        return self.yes + self.no + self.unknown

    def add(self, other: "Count") -> None:
        """Add another set's counts to this one's."""
        for name in _NAMES:
            setattr(self, name, getattr(self, name) + getattr(other, name))


_NAMES = tuple(one.name for one in fields(Count))


Sort = tuple[str, str, tuple[str, ...]]
"""Answers of one sort enter the same figures: see `sort_of`."""


def sort_of(answer: Answer, *, of_people: bool) -> Sort:
    """The value; of people counted through their units, the source and the flags instead, and whether
    they are set aside."""
    if not of_people:
        return answer.value, "", ()
    aside = "not_applicable" if answer.value == "not_applicable" else ""
    return aside, answer.source, tuple(sorted(set(answer.flags)))


@dataclass(frozen=True, slots=True)
class Sums:
    """What counts that are withheld add up to: those of `units` answers of the same sort."""

    value: str
    source: str
    flags: tuple[str, ...]
    units: int
    weight: int | None
    part: int | None
    whole: int | None
    people: tuple[int, int, int] | None

    def as_json(self) -> dict[str, Any]:
        """As it is sealed with the terms of a question."""

        def exactly(value: int | None) -> int | str | None:
            return None if value is None else number(value)

        return {
            "value": self.value,
            "source": self.source,
            "flags": list(self.flags),
            "units": self.units,
            "weight": exactly(self.weight),
            "part": exactly(self.part),
            "whole": exactly(self.whole),
            "people": None if self.people is None else [number(one) for one in self.people],
        }

    @classmethod
    def of_json(cls, told: Mapping[str, Any]) -> "Sums":
        """The reverse."""

        def count(value: int | str | None) -> int | None:
            return None if value is None else int(value)

        people = told["people"]
        if people is not None:
            yes, no, silent = people
            people = int(yes), int(no), int(silent)
        return cls(
            value=told["value"],
            source=told["source"],
            flags=tuple(told["flags"]),
            units=told["units"],
            weight=count(told["weight"]),
            part=count(told["part"]),
            whole=count(told["whole"]),
            people=people,
        )


@dataclass(slots=True)
class Flagged:
    """The units that carry one flag, and what they count as yes and as no."""

    units: int = 0
    yes: int = 0
    no: int = 0


@dataclass(slots=True)
class Counts:
    """The whole, each body (by code, in order of code), and each flag (in alphabetical order)."""

    whole: Count
    bodies: dict[str, Count]
    flags: dict[str, Flagged] = field(default_factory=dict)


def _summed(bodies: dict[str, Count], flags: dict[str, Flagged]) -> Counts:
    whole = Count()
    for body in bodies.values():
        whole.add(body)
    return Counts(whole, dict(sorted(bodies.items())), dict(sorted(flags.items())))


def counts(answers: Iterable[Answer], sums: Iterable[Sums] = ()) -> Counts:
    """Count `answers` in one pass, each unit for one. Their order does not matter.

    `sums` are those of the counts that they withhold. Squares of weights are not known one by one
    then: each sum stands for a single weight, so that the effective number comes out low, never high.
    """
    bodies: dict[str, Count] = {}
    flags: dict[str, Flagged] = {}
    for answer in answers:
        body = bodies.get(answer.organisation)
        if body is None:
            body = bodies[answer.organisation] = Count()
        value = answer.value
        summed = False
        if answer.withheld:
            body.withheld += 1
            body.left_out += answer.left_out
            summed = not answer.left_out
        if value == "yes" or value == "no":
            weight = answer.weight
            if value == "yes":
                body.yes += 1
                body.weight_yes += weight or 0
            else:
                body.no += 1
                body.weight_no += weight or 0
            if weight is None:
                body.unweighted += not summed
            else:
                body.weight_squares += weight * weight
            if answer.part is not None and answer.whole is not None:
                body.part += answer.part
                body.whole += answer.whole
        elif value == "unknown":
            body.unknown += 1
            if DECLARED in answer.flags:
                body.not_applicable_declared += 1
            if answer.weight is None:
                body.unweighted += not summed
            else:
                body.weight_unknown += answer.weight
        else:
            body.not_applicable += 1
            if answer.source == "declared":
                body.not_applicable_declared += 1
        source = answer.source
        if source == "declared":
            body.declared += 1
        elif source == "counted":
            body.counted += 1
        else:
            body.measured += 1
        if answer.flags:
            for flag in set(answer.flags):
                mark = flags.setdefault(flag, Flagged())
                mark.units += 1
                mark.yes += value == "yes"
                mark.no += value == "no"
    found = _summed(bodies, flags)
    for one in sums:
        _add_weights(found.whole, one)
    return found


def _add_weights(whole: Count, held: Sums) -> None:
    weight = held.weight or 0
    if held.value == "unknown":
        whole.weight_unknown += weight
        return
    if held.value == "yes":
        whole.weight_yes += weight
    else:
        whole.weight_no += weight
    whole.weight_squares += weight * weight
    whole.part += held.part or 0
    whole.whole += held.whole or 0


def people_counts(answers: Iterable[Answer], sums: Iterable[Sums] = ()) -> Counts:
    """Count the people of `answers` in one pass. Their order does not matter.

    The people of a unit to which the question does not apply are `not_applicable`, all of them. Somebody
    answered in each unit whose counts are withheld; `sums` are those of these counts.
    """
    bodies: dict[str, Count] = {}
    flags: dict[str, Flagged] = {}
    for answer in answers:
        body = bodies.setdefault(answer.organisation, Count())
        source = answer.source
        setattr(body, source, getattr(body, source) + 1)
        withheld = bool(answer.withheld)
        body.withheld += withheld
        body.left_out += answer.left_out
        yes, no, unknown = answer.people or (0, 0, 0)
        if answer.value == "not_applicable":
            people = yes + no + unknown
            body.not_applicable += people
            if source == "declared":
                body.not_applicable_declared += people
            yes = no = 0
        else:
            body.yes += yes
            body.no += no
            body.unknown += unknown
            body.units += 1
            body.units_answered += withheld or bool(yes or no)
            body.uncounted += answer.people is None and not withheld
            if DECLARED in answer.flags and not (yes or no):
                body.not_applicable_declared += unknown
            if source == "declared":
                body.declared_yes += yes
                body.declared_no += no
                body.declared_unknown += unknown
        for flag in set(answer.flags):
            mark = flags.setdefault(flag, Flagged())
            mark.units += 1
            mark.yes += yes
            mark.no += no
    found = _summed(bodies, flags)
    for one in sums:
        _add_people(found, one)
    return found


def _add_people(found: Counts, held: Sums) -> None:
    yes, no, unknown = held.people or (0, 0, 0)
    whole = found.whole
    if held.value == "not_applicable":
        people = yes + no + unknown
        whole.not_applicable += people
        if held.source == "declared":
            whole.not_applicable_declared += people
        return
    whole.yes += yes
    whole.no += no
    whole.unknown += unknown
    if held.source == "declared":
        whole.declared_yes += yes
        whole.declared_no += no
        whole.declared_unknown += unknown
    for flag in held.flags:
        found.flags[flag].yes += yes
        found.flags[flag].no += no
