"""Exact shares and how they are printed: integers and fractions only, never a float.

A share keeps its two integers as counted (212 of 689, never reduced); its percentage is a string
rounded half away from zero to hundredths of a point.
"""

from fractions import Fraction
from typing import Literal, NamedTuple, TypedDict

from virage.lib.canonical import LARGEST_INTEGER

Number = int | str
"""An integer as JSON carries it: a string of digits beyond 2**53 - 1."""

Sense = Literal["at_least", "at_most"]


class Threshold(NamedTuple):
    """A share to reach (`numerator`/`denominator`, between 0 and 1) and the side to be on."""

    numerator: int
    denominator: int
    sense: Sense = "at_least"

    @property
    def fraction(self) -> Fraction:
        """The exact threshold."""
        return Fraction(self.numerator, self.denominator)

    def holds(self, yes: int, of: int) -> bool:
        """Whether yes/of is on the wanted side, threshold included; compared in integers."""
        ours, theirs = yes * self.denominator, self.numerator * of
        return ours >= theirs if self.sense == "at_least" else ours <= theirs


class Share(TypedDict):
    """A share as JSON: {"yes": 212, "of": 689, "fraction": "212/689", "percent": "30.77"}."""

    yes: Number
    of: Number
    fraction: str
    percent: str


def number(value: int) -> Number:
    """`value` as JSON carries it exactly."""
    return value if abs(value) <= LARGEST_INTEGER else str(value)


def units_of(numerator: int, denominator: int, decimals: int) -> int:
    """numerator/denominator in units of 10**-decimals, rounded half away from zero."""
    scale: int = 10**decimals
    rounded = (2 * abs(numerator) * scale + denominator) // (2 * denominator)
    return rounded if numerator >= 0 else -rounded


def printed(units: int, decimals: int) -> str:
    """An integer of 10**-decimals as a decimal numeral with a point ("30.77")."""
    sign = "-" if units < 0 else ""
    whole, rest = divmod(abs(units), 10**decimals)
    return f"{sign}{whole}.{rest:0{decimals}d}" if decimals else f"{sign}{whole}"


def decimals_needed(yes: int, of: int, threshold: Threshold | None) -> int:
    """How many decimals of a point keep yes/of on its own side of the threshold: 2, or more.

    The threshold is rounded alike, so that one third is not asked to exceed 33.33 for ever.
    """
    decimals = 2
    if threshold is None or threshold.holds(yes, of):
        return decimals  # rounding is monotonic: what holds exactly holds when both are rounded
    while True:
        shown = units_of(100 * yes, of, decimals)
        wanted = units_of(100 * threshold.numerator, threshold.denominator, decimals)
        if shown < wanted if threshold.sense == "at_least" else shown > wanted:
            return decimals
        decimals += 1


def share(
    yes: int, of: int, threshold: Threshold | None = None, *, decimals: int | None = None
) -> Share | None:
    """yes/of as JSON; None when `of` is 0, because a share of nothing is not zero.

    `decimals` imposes the precision of the percentage (otherwise 2, or more near the threshold).
    """
    if of == 0:
        return None
    if decimals is None:
        decimals = decimals_needed(yes, of, threshold)
    return {
        "yes": number(yes),
        "of": number(of),
        "fraction": f"{yes}/{of}",
        "percent": printed(units_of(100 * yes, of, decimals), decimals),
    }


def fraction_text(value: Fraction) -> str:
    """A fraction in lowest terms, denominator always written ("-5/484", "0/1")."""
    return f"{value.numerator}/{value.denominator}"
