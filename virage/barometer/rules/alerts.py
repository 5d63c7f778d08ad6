"""What may be a way to look better, watched and not forbidden: told beside a figure, changing nothing.

Each is told of a body, from the answers of two editions, and by a threshold that everybody can read.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from virage.barometer.rules.counts import Count, counts, people_counts
from virage.barometer.rules.exact import printed, share, units_of
from virage.barometer.rules.verdicts import Basis
from virage.contracts.indicators import Answer

POINTS = 5
"""A body's rate of not applicable that went up by so many points."""

PERCENT = 20
"""A body's units that went up by so many per cent."""

FLAGS = {
    "inventory_equals_catalogue": "inventory_equals_catalogue",
    "newly-filled": "column_newly_filled",
}
"""Marks of the facts that are alerts by themselves, by flag of the answers."""

KINDS = ("not_applicable_up", "units_up", *FLAGS.values())

Json = dict[str, Any]


class Tally(NamedTuple):
    """Of one body: how many units it lists, and how many of them are not applicable."""

    units: int
    aside: int


Tallies = Mapping[str, Tally]
Grain = Callable[[str], tuple[Sequence[Answer], Sequence[Answer]]]
"""The answers of a body then and now."""


def _tallied(held: Mapping[str, Sequence[Answer]]) -> dict[str, Tally]:
    return {
        body: Tally(len(answers), sum(one.value == "not_applicable" for one in answers))
        for body, answers in held.items()
    }


def _by_body(answers: Iterable[Answer]) -> dict[str, list[Answer]]:
    """The answers of each body, by code."""
    found: dict[str, list[Answer]] = {}
    for answer in answers:
        found.setdefault(answer.organisation, []).append(answer)
    return found


def has_grown(before: Tally | None, after: Tally) -> bool:
    """Whether a body has `PERCENT` per cent more units at least."""
    return before is not None and 100 * after.units >= (100 + PERCENT) * before.units


def not_applicable_up(before: Tally | None, after: Tally) -> Json | None:
    """The rate of units not applicable of a body, if it went up by `POINTS` at least."""
    if before is None:
        return None
    rise, of = after.aside * before.units - before.aside * after.units, before.units * after.units
    if 100 * rise < POINTS * of:
        return None
    return {
        "not_applicable_from": before.aside,
        "not_applicable_to": after.aside,
        "units_from": before.units,
        "units_to": after.units,
        "points": f"+{printed(units_of(100 * rise, of, 2), 2)}",
    }


def at_constant_grain(before: Sequence[Answer], after: Sequence[Answer], basis: Basis) -> Json:
    """The share of a body now, and its shares on the units that it lists both times."""
    both = {answer.unit for answer in before} & {answer.unit for answer in after}
    return {
        "share": _share(after, basis),
        "constant_units": len(both),
        "constant_from": _share([one for one in before if one.unit in both], basis),
        "constant_to": _share([one for one in after if one.unit in both], basis),
    }


def _share(answers: Sequence[Answer], basis: Basis) -> Json | None:
    whole: Count = (people_counts if basis == "people" else counts)(answers).whole
    told = share(whole.yes, whole.known)
    return None if told is None else dict(told)


def alerts(
    before: Tallies,
    after: Tallies,
    *,
    marked: Mapping[tuple[str, str], int],
    grain: Grain,
    basis: Basis = "units",
) -> list[Json]:
    """Every alert, by body then by kind. `before` is empty of a first edition.

    `marked` counts the answers that carry each of `FLAGS`, by body and flag; `grain` gives the answers
    of a body whose units have grown.
    """
    found = []
    for body in sorted(after):
        then, now = before.get(body), after[body]
        told = not_applicable_up(then, now)
        if told is not None:
            found.append({"alert": "not_applicable_up", "organisation": body, **told})
        if then is not None and has_grown(then, now):
            found.append(
                {
                    "alert": "units_up",
                    "organisation": body,
                    "units_from": then.units,
                    "units_to": now.units,
                    **at_constant_grain(*grain(body), basis),
                }
            )
        for flag, kind in FLAGS.items():
            if number := marked.get((body, flag), 0):
                found.append(
                    {"alert": kind, "organisation": body, "units": number, "units_to": now.units}
                )
    return found


def of_answers(
    before: Iterable[Answer], after: Iterable[Answer], basis: Basis = "units"
) -> list[Json]:
    """The alerts of two sets of answers that are held whole."""
    then, now = _by_body(before), _by_body(after)
    return alerts(
        _tallied(then),
        _tallied(now),
        marked={
            (body, flag): sum(flag in answer.flags for answer in held)
            for body, held in now.items()
            for flag in FLAGS
        },
        grain=lambda body: (then[body], now[body]),
        basis=basis,
    )
