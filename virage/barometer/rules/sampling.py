"""The audit of declared yes: which answers are drawn, and what those overturned say of the others.

Which answers are drawn follows from a public random value and from nothing else, so that nobody chooses
them, and anybody can draw them again from the archive. Standard library only, integers and fractions.
"""

from collections.abc import Iterable
from fractions import Fraction
from math import comb
from typing import Any

from virage.barometer.rules.exact import (
    Threshold,
    decimals_needed,
    fraction_text,
    printed,
    units_of,
)
from virage.lib.canonical import digest

DOMAIN = "virage/audit/1"
SIZE = 60
"""How many declared yes of an edition are opened; all of them where there are fewer."""

PRECISION = 10**6
"""The limit is a whole number of millionths, rounded up."""

ONE_IN = 20
"""One-sided 95 %: such a sample comes from a rate above the limit less than one time in twenty."""

UPHELD, OVERTURNED, CANNOT_TELL = "upheld", "overturned", "cannot_tell"
OUTCOMES = (UPHELD, OVERTURNED, CANNOT_TELL)

Item = tuple[str, str]
"""An answer by its question and unit: (code of the indicator, code of the unit)."""


def rank(item: Item, *, seal: str, value: str) -> str:
    """The place of an answer in the draw, in hexadecimal: SHA-256 of the canonical JSON
    ["virage/audit/1", seal of the edition, public value, indicator, unit]."""
    indicator, unit = item
    return digest([DOMAIN, seal, value, indicator, unit])


def drawn(frame: Iterable[Item], *, seal: str, value: str, size: int = SIZE) -> list[Item]:
    """The `size` answers of `frame` with the lowest ranks, in that order; its own order is irrelevant."""
    return sorted(set(frame), key=lambda item: rank(item, seal=seal, value=value))[:size]


def _is_rare(parts: int, found: int, opened: int) -> bool:
    """Whether at most `found` of `opened` come from a rate of `parts` millionths in under one time in
    twenty; the sum of the binomial tail, in integers."""
    others = PRECISION - parts
    tail: int = sum(
        comb(opened, at) * parts**at * others ** (opened - at) for at in range(found + 1)
    )
    whole: int = PRECISION**opened
    return ONE_IN * tail <= whole


def upper_limit(found: int, opened: int, of: int) -> Fraction | None:
    """The exact upper limit of the rate in the whole of which `found` of `opened` answers drawn are.

    Clopper and Pearson's, one-sided 95 %, to the next millionth. Of a whole of which every one of its
    `of` answers was opened the rate is known, and it is the limit. None when none was opened.
    """
    if opened == 0:
        return None
    if opened == of or found == opened:
        return Fraction(found, opened)
    low, high = 0, PRECISION  # a rate of nothing is not rare, since `found` may be; one of all is
    while high - low > 1:
        middle = (low + high) // 2
        if _is_rare(middle, found, opened):
            high = middle
        else:
            low = middle
    return Fraction(high, PRECISION)


def lower_adjusted(yes: int, declared: int, n: int, limit: Fraction) -> Fraction | None:
    """The lower bound of a figure with `yes` of `n`, were as many as `limit` of its `declared` yes
    wrong; None when the figure counts nothing."""
    if n == 0:
        return None
    return (yes - limit * declared) / n


def rate_json(value: Fraction | None, threshold: Threshold | None = None) -> dict[str, Any] | None:
    """A rate as JSON: {"fraction": "1/20", "percent": "5.00"}; more decimals near the threshold."""
    if value is None:
        return None
    decimals = decimals_needed(value.numerator, value.denominator, threshold)
    units = units_of(100 * value.numerator, value.denominator, decimals)
    return {"fraction": fraction_text(value), "percent": printed(units, decimals)}
