"""Estimates from a random draw: what the units drawn say of all those listed, and within which limits.

Bodies are clusters. Each time, a body is drawn with a chance in proportion to its units, then some of its
units; so each time gives a yes and an "applies" per unit drawn that are right on average whatever the
sizes of bodies and however unlike they are. The interval is by betting (Waudby-Smith and Ramdas, 2024): at
the true share p, 1 + λ·(yes − p·applies)/p is worth 1 on average and is never negative, so that a product of
them over the times drawn, or a mean of such products over several λ, passes 40 less than once in 40 (Markov).
Every p at which it does is left out, on each side: 95 %, exactly, with as few bodies as there are. A normal
or t interval promises this of many bodies only. Standard library only, integers and fractions.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from virage.barometer.rules.exact import fraction_text, printed, units_of
from virage.contracts.samples import FEWEST_TIMES, Sample

Json = Mapping[str, Any]

PRECISION = 10**4
"""Limits are whole hundredths of a point, rounded outward."""

LAMBDAS = 20
"""Bets are λ = 1/20, 2/20 … 19/20, in equal shares."""

ONE_IN = 40
"""On each side: 95 % in all."""

TOO_FEW, NOT_TOLD, NOTHING_APPLIES = "too_few_bodies", "not_told", "nothing_applies"


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one drawing of a body gave: of `units` drawn, to how many the question `applies`, how many `yes`."""

    yes: int
    applies: int
    units: int


def _rules_out(drawn: Sequence[Drawn], at: int) -> bool:
    """Whether betting that the share is above `at` (in units of 1/PRECISION) gains ONE_IN."""
    whole = ONE_IN * (LAMBDAS - 1)
    for one in drawn:
        whole *= LAMBDAS * one.units * at
    total = 0
    for bet in range(1, LAMBDAS):
        product = 1
        for one in drawn:
            product *= LAMBDAS * one.units * at + bet * (PRECISION * one.yes - at * one.applies)
        total += product
    return total >= whole


def lower_limit(drawn: Sequence[Drawn]) -> Fraction:
    """The lowest share, in hundredths of a point, that the draw does not rule out."""
    low, high = (
        0,
        PRECISION,
    )  # what is ruled out comes first: a bet on more gains less the higher it is
    while high - low > 1:
        middle = (low + high) // 2
        if _rules_out(drawn, middle):
            low = middle
        else:
            high = middle
    return Fraction(low, PRECISION)


def upper_limit(drawn: Sequence[Drawn]) -> Fraction:
    """The highest share, in hundredths of a point, that the draw does not rule out."""
    mirrored = [Drawn(one.applies - one.yes, one.applies, one.units) for one in drawn]
    return 1 - lower_limit(mirrored)


def ratio(drawn: Iterable[Drawn]) -> Fraction | None:
    """The share estimated: yes over applies, each drawing of a body with the same weight."""
    yes = applies = Fraction(0)
    for one in drawn:
        yes += Fraction(one.yes, one.units)
        applies += Fraction(one.applies, one.units)
    return yes / applies if applies else None


def terms(sample: Sample) -> dict[str, Any]:
    """A draw as it is sealed with the terms of a question: whoever has them can estimate again."""
    return {
        "draw": sample.reference,
        "kind": sample.kind,
        "state": sample.state,
        "announced_on": sample.announced_on.isoformat(),
        "bodies": sample.bodies,
        "units": sample.units,
        "picks": [[one.body, one.of, list(one.units)] for one in sample.picks],
        "told": sorted(sample.told),
        "again": sample.again,
        "why": sample.why,
    }


def estimate(told: Json, values: Mapping[str, str]) -> dict[str, Any]:
    """What a draw (as `terms` tells it) says of all the units it was drawn from, by the answers' `values`.

    A unit that no hand-in made for the draw told is unknown, whatever was known of it before; the limits are
    those of "every unknown a no" and "every unknown a yes". A unit that left the population, or to which the
    question does not apply, is out of both sums. `interval` is null with a `reason` that says why.
    """
    since = set(told["told"])
    lowest, highest, counted = [], [], {"yes": 0, "no": 0, "unknown": 0, "outside": 0}
    seen: set[str] = set()
    for _, _, units in told["picks"]:
        yes = unknown = applies = 0
        for unit in units:
            value = _value(unit, since, values)
            yes += value == "yes"
            unknown += value == "unknown"
            applies += value != "outside"
            if unit not in seen:
                counted[value] += 1
                seen.add(unit)
        lowest.append(Drawn(yes, applies, len(units)))
        highest.append(Drawn(yes + unknown, applies, len(units)))
    low, high = ratio(lowest), ratio(highest)
    reason = _reason(told["state"], counted, len(lowest))
    return {
        **{name: told[name] for name in ("draw", "state", "announced_on", "bodies", "units")},
        **{name: told[name] for name in ("again", "why")},
        "times": len(lowest),
        "drawn_bodies": len({body for body, _, _ in told["picks"]}),
        "drawn_units": len(seen),
        **counted,
        "share": None if reason in (NOT_TOLD, NOTHING_APPLIES) else _range(low, high),
        "interval": None if reason else _range(lower_limit(lowest), upper_limit(highest)),
        "reason": reason,
    }


def _value(unit: str, told: set[str], values: Mapping[str, str]) -> str:
    value = values.get(unit)
    if value is None or (value == "not_applicable" and unit in told):
        return "outside"
    return value if unit in told else "unknown"


def _reason(state: str, counted: Mapping[str, int], times: int) -> str:
    """Why there is no interval; "" when there is one."""
    if state != "made":
        return state
    if counted["yes"] + counted["no"] == 0:
        return NOTHING_APPLIES if counted["unknown"] == 0 else NOT_TOLD
    return TOO_FEW if times < FEWEST_TIMES else ""


def _range(low: Fraction | None, high: Fraction | None) -> dict[str, str] | None:
    if low is None or high is None:
        return None
    return {
        "lower": fraction_text(low),
        "upper": fraction_text(high),
        "lower_percent": _percent(low),
        "upper_percent": _percent(high),
    }


def _percent(value: Fraction) -> str:
    return printed(units_of(100 * value.numerator, value.denominator, 2), 2)
