"""The change between two editions, taken apart exactly: what really changed, and what only moved.

Between two editions the share moves because services changed (the real effect, on the panel of units
known in both), because units entered or left the known set, or because the definition changed. The
terms are exact fractions that add up to the change; shown in hundredths of a point, they still do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from virage.barometer.rules.counts import Sums, people_counts
from virage.barometer.rules.exact import (
    Threshold,
    decimals_needed,
    fraction_text,
    printed,
    share,
    units_of,
)
from virage.barometer.rules.table import ABSENT, KNOWN, SPLIT, Table, table
from virage.barometer.rules.verdicts import Basis
from virage.contracts.indicators import VALUES, Answer

WAYS_IN: tuple[tuple[str, str], ...] = (
    ("newly_listed", ABSENT),
    ("newly_answered", "unknown"),
    ("newly_applicable", "not_applicable"),
    ("split_or_merged", SPLIT),
)
WAYS_OUT: tuple[tuple[str, str], ...] = (
    ("no_longer_listed", ABSENT),
    ("no_longer_answered", "unknown"),
    ("no_longer_applicable", "not_applicable"),
    ("split_or_merged", SPLIT),
)
APPLICABLE = ("yes", "no", "unknown")

Bridge = Literal["exact", "no_panel", "broken", "people"]


@dataclass(frozen=True, slots=True)
class Redefinition:
    """What is needed when the two editions do not use the same version of the definition.

    `a_by_b`: the first edition's records, as it knew them, judged by the second's definition; None if
    that can no longer be done (the bridge is then broken). `b_by_a`: the reverse, or None.
    """

    a_by_b: Sequence[Answer] | None
    b_by_a: Sequence[Answer] | None = None


@dataclass(slots=True)
class _Term:
    """One step of the bridge; `yes` of `of` are the units that make it, where units do."""

    name: tuple[str, str]
    value: Fraction
    yes: int | None = None
    of: int | None = None


@dataclass(frozen=True, slots=True)
class _Level:
    """The counts of one set of answers by value, and its share as a fraction."""

    values: dict[str, int]

    @property
    def known(self) -> int:
        return self.values["yes"] + self.values["no"]

    @property
    def fraction(self) -> Fraction | None:
        return Fraction(self.values["yes"], self.known) if self.known else None

    def as_json(self, decimals: int) -> dict[str, Any]:
        return {**self.values, "share": share(self.values["yes"], self.known, decimals=decimals)}


def _level(answers: Sequence[Answer], basis: Basis = "units", sums: Sequence[Sums] = ()) -> _Level:
    if basis == "people":
        whole = people_counts(answers, sums).whole
        return _Level({value: getattr(whole, value) for value in VALUES})
    values: dict[str, int] = dict.fromkeys(VALUES, 0)
    for answer in answers:
        values[answer.value] += 1
    return _Level(values)


def _signed(units: int, decimals: int) -> str:
    return ("+" if units > 0 else "") + printed(units, decimals)


def _term_json(value: Fraction, units: int, decimals: int) -> dict[str, str]:
    return {"fraction": fraction_text(value), "points": _signed(units, decimals)}


def _alone(value: Fraction, decimals: int) -> dict[str, str]:
    """A difference of shares shown by itself, rounded half away from zero."""
    units = units_of(100 * value.numerator, value.denominator, decimals)
    return _term_json(value, units, decimals)


def largest_remainder(values: Sequence[Fraction], total: int, decimals: int = 2) -> list[int]:
    """Shares of one, as integers of 10**-decimals of a point that add up to `total`.

    Each is rounded down; the missing units go to the largest remainders, ties in the order given.
    """
    scaled = [100 * value * 10**decimals for value in values]
    floors = [one.numerator // one.denominator for one in scaled]
    order = sorted(range(len(values)), key=lambda at: floors[at] - scaled[at])
    for at in order[: total - sum(floors)]:
        floors[at] += 1
    return floors


def _panel(moves: Table) -> tuple[int, int, int, int, int]:
    """Units known in both, yes in the first, yes in the second, turned to yes, turned to no."""
    cells = moves.cells
    to_yes, to_no = cells["no"]["yes"], cells["yes"]["no"]
    stayed = cells["yes"]["yes"]
    size = stayed + to_yes + to_no + cells["no"]["no"]
    return size, stayed + to_no, stayed + to_yes, to_yes, to_no


def _terms(moves: Table) -> list[_Term]:
    """The real effect, the ways in, the ways out, in the order in which ties are settled."""
    size, before, after, to_yes, to_no = _panel(moves)
    p_a, p_b = Fraction(before, size), Fraction(after, size)
    n_a = sum(moves.row(state, moves.states) for state in KNOWN)
    n_b = sum(moves.column(state, moves.states) for state in KNOWN)
    terms = [_Term(("real_effect", ""), Fraction(to_yes - to_no, size))]
    for name, state in WAYS_IN:
        yes, of = moves.row(state, ("yes",)), moves.row(state, KNOWN)
        terms.append(_Term(("ways_in", name), (yes - of * p_b) / n_b, yes, of))
    for name, state in WAYS_OUT:
        yes, of = moves.column(state, ("yes",)), moves.column(state, KNOWN)
        terms.append(_Term(("ways_out", name), -(yes - of * p_a) / n_a, yes, of))
    return terms


def direction(moves: Table) -> dict[str, Any] | None:
    """Whether the units applicable in both went up or down whatever their unknowns hide.

    `code` is up, down, unchanged or undetermined; `low` and `high` of `of` units bound the change.
    None when no unit is applicable in both.
    """
    of = sum(moves.row(state, APPLICABLE) for state in APPLICABLE)
    if of == 0:
        return None
    y_a, u_a = moves.row("yes", APPLICABLE), moves.row("unknown", APPLICABLE)
    y_b, u_b = moves.column("yes", APPLICABLE), moves.column("unknown", APPLICABLE)
    low, high = y_b - y_a - u_a, y_b + u_b - y_a
    if low > 0:
        code = "up"
    elif high < 0:
        code = "down"
    else:
        code = "unchanged" if low == high else "undetermined"
    size, _, _, to_yes, to_no = _panel(moves)
    return {
        "code": code,
        "low": low,
        "high": high,
        "of": of,
        "turned_to_yes": to_yes,
        "turned_to_no": to_no,
        "panel": size,
    }


def _definition_on_later(step: Fraction, later: Fraction | None) -> Fraction | None:
    """The step taken on the second edition, when it must be printed beside the first."""
    if later is None:
        return None
    same_sign = (step > 0) - (step < 0) == (later > 0) - (later < 0)
    return None if same_sign and abs(later - step) <= Fraction(1, 100) else later


def compare(
    a: Sequence[Answer],
    b: Sequence[Answer],
    *,
    threshold: Threshold | None = None,
    redefinition: Redefinition | None = None,
    bases: tuple[Basis, Basis] = ("units", "units"),
    sums: tuple[Sequence[Sums], Sequence[Sums]] = ((), ()),
) -> dict[str, Any]:
    """The change from the answers `a` to the answers `b`, as canonical JSON values.

    - `redefinition` is given when (and only when) the two use different versions.
    - `threshold` keeps both shares on their own side of the target when shown.
    - Terms are {"fraction", "points"}; the ways in and out also say how many yes `of` how many units.
    - `bridge` is "exact"; "no_panel" when no unit is known in both or one side knows none: only the
      levels then, and the table; "broken" when `a` cannot be measured by the definition of `b`;
      "people" when either counts people, as its `bases` say: who answered one survey is not followed to
      the next, so there is no panel, no table and no direction, only the two levels. `sums` are those of
      the counts that the answers of each withhold.

    Raises `ListedTwice`.
    """
    level_a, level_b = _level(a, bases[0], sums[0]), _level(b, bases[1], sums[1])
    decimals = max(
        decimals_needed(one.values["yes"], one.known, threshold) if one.known else 2
        for one in (level_a, level_b)
    )
    result: dict[str, Any] = {
        "bridge": "broken",
        "from": level_a.as_json(decimals),
        "to": level_b.as_json(decimals),
        "table": None,
        "panel": None,
        "real_effect": None,
        "ways_in": None,
        "ways_out": None,
        "definition": None,
        "definition_on_later": None,
        "direction": None,
        "total": None,
    }
    p_a, p_b = level_a.fraction, level_b.fraction
    shown = 0
    if p_a is not None and p_b is not None:
        shown = units_of(100 * p_b.numerator, p_b.denominator, decimals) - units_of(
            100 * p_a.numerator, p_a.denominator, decimals
        )
        result["total"] = _term_json(p_b - p_a, shown, decimals)
    if "people" in bases:
        return result | {"bridge": "people"}
    start = a if redefinition is None else redefinition.a_by_b
    if start is None:
        return result

    moves = table(start, b)
    result["bridge"] = "no_panel"
    result["table"] = moves.cells
    result["direction"] = direction(moves)
    size, before, after, to_yes, to_no = _panel(moves)
    result["panel"] = {
        "of": size,
        "yes_from": before,
        "yes_to": after,
        "turned_to_yes": to_yes,
        "turned_to_no": to_no,
        "share_from": share(before, size),
        "share_to": share(after, size),
    }
    restated = _level(start).fraction
    if size == 0 or p_a is None or p_b is None or restated is None:
        return result

    result["bridge"] = "exact"
    terms = [*_terms(moves), _Term(("definition", ""), restated - p_a)]
    units = largest_remainder([one.value for one in terms], shown, decimals)
    result["ways_in"], result["ways_out"] = {}, {}
    for one, its_units in zip(terms, units, strict=True):
        told: dict[str, Any] = dict(_term_json(one.value, its_units, decimals))
        place, name = one.name
        if name:
            told |= {"yes": one.yes, "of": one.of}
            result[place][name] = told
        else:
            result[place] = told
    if redefinition is not None and redefinition.b_by_a is not None:
        under_a = _level(redefinition.b_by_a).fraction
        later = _definition_on_later(restated - p_a, None if under_a is None else p_b - under_a)
        result["definition_on_later"] = None if later is None else _alone(later, decimals)
    return result
