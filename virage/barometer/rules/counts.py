"""Counting answers: one pass, integers only, the whole and each body at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields

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


def counts(answers: Iterable[Answer]) -> Counts:
    """Count `answers` in one pass, each unit for one. Their order does not matter."""
    bodies: dict[str, Count] = {}
    flags: dict[str, Flagged] = {}
    for answer in answers:
        body = bodies.get(answer.organisation)
        if body is None:
            body = bodies[answer.organisation] = Count()
        value = answer.value
        if value == "yes" or value == "no":
            weight = answer.weight
            if value == "yes":
                body.yes += 1
                body.weight_yes += weight or 0
            else:
                body.no += 1
                body.weight_no += weight or 0
            if weight is None:
                body.unweighted += 1
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
                body.unweighted += 1
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
    return _summed(bodies, flags)


def people_counts(answers: Iterable[Answer]) -> Counts:
    """Count the people of `answers` in one pass. Their order does not matter.

    The people of a unit to which the question does not apply are `not_applicable`, all of them.
    """
    bodies: dict[str, Count] = {}
    flags: dict[str, Flagged] = {}
    for answer in answers:
        body = bodies.setdefault(answer.organisation, Count())
        source = answer.source
        setattr(body, source, getattr(body, source) + 1)
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
            body.units_answered += bool(yes or no)
            body.uncounted += answer.people is None
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
    return _summed(bodies, flags)
