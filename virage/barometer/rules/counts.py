"""Counting answers: one pass, integers only, the whole and each body at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields

from virage.contracts.indicators import Answer


@dataclass(slots=True)
class Count:
    """What was counted in a set of answers. Sums of weights, parts and wholes are of yes and no units,
    except `weight_unknown`; `unweighted` counts the yes, no and unknown units that have no weight."""

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

    @property
    def known(self) -> int:
        """Units that answered yes or no."""
        return self.yes + self.no

    @property
    def n(self) -> int:
        """Units to which the question applies: yes, no and unknown."""
        return self.yes + self.no + self.unknown

    def add(self, other: "Count") -> None:
        """Add another set's counts to this one's."""
        for name in _NAMES:
            setattr(self, name, getattr(self, name) + getattr(other, name))


_NAMES = tuple(one.name for one in fields(Count))


@dataclass(slots=True)
class Flagged:
    """The units that carry one flag: all of them, and those that are yes or no."""

    units: int = 0
    yes: int = 0
    no: int = 0


@dataclass(slots=True)
class Counts:
    """The whole, each body (by code, in order of code), and each flag (in alphabetical order)."""

    whole: Count
    bodies: dict[str, Count]
    flags: dict[str, Flagged] = field(default_factory=dict)


def counts(answers: Iterable[Answer]) -> Counts:
    """Count `answers` in one pass. Their order does not matter."""
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
    whole = Count()
    for body in bodies.values():
        whole.add(body)
    return Counts(whole, dict(sorted(bodies.items())), dict(sorted(flags.items())))
