"""What somebody can deduce of withheld counts from all that is published: a linear programme.

Made from the published forms alone (leaves of the archive, sealed terms), and from the worst that one could
learn elsewhere: which counts did not change from one edition to another.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy
from scipy.optimize import linprog  # type: ignore[import-untyped]

MOST = 10**6
"""No count is larger: what nothing bounds is that wide."""

PARTS: Mapping[str, tuple[str, ...]] = {
    "people": ("yes", "no", "unknown"),
    "parts": ("part", "rest"),
    "weight": ("whole",),
}


@dataclass
class Published:
    """One edition of one question, as the archive has it. `form` is which counts its answers hold."""

    leaves: Sequence[Mapping[str, Any]]
    terms: Mapping[str, Any]
    form: str
    of_people: bool = False


def sort_of(leaf: Mapping[str, Any], of_people: bool) -> tuple[str, str, tuple[str, ...]]:
    """Which of the published sums the counts of a leaf enter."""
    if not of_people:
        return leaf["value"], "", ()
    aside = "not_applicable" if leaf["value"] == "not_applicable" else ""
    return aside, leaf["source"], tuple(leaf["flags"])


@dataclass
class Deduction:
    """The unknowns and what is known of them. An unknown is (edition, unit, name of a count)."""

    places: dict[tuple[int, str, str], int] = field(default_factory=dict)
    equal: list[tuple[dict[int, int], int]] = field(default_factory=list)
    at_most: list[tuple[dict[int, int], int]] = field(default_factory=list)

    def place(self, edition: int, unit: str, name: str) -> int:
        return self.places.setdefault((edition, unit, name), len(self.places))

    def cells(self, edition: int, unit: str, form: str) -> dict[str, int]:
        return {name: self.place(edition, unit, name) for name in PARTS[form]}


def form_of(leaf: Mapping[str, Any], form: str) -> str:
    """An answer that is not known tells a weight alone."""
    return "weight" if form == "parts" and leaf["value"] == "unknown" else form


def _learn(known: Deduction, at: int, one: Published) -> None:
    held: dict[Any, list[dict[str, int]]] = {}
    for leaf in one.leaves:
        if "withheld" not in leaf:
            continue
        form = form_of(leaf, one.form)
        cells = known.cells(at, leaf["unit"], form)
        everybody = dict.fromkeys(cells.values(), -1)
        known.at_most.append((everybody, -10 if one.of_people else -1))
        _answered(known, leaf["value"], cells, form)
        if not leaf["withheld"]["left_out"]:
            held.setdefault(sort_of(leaf, one.of_people), []).append(cells)
    for told in one.terms.get("withheld", ()):
        units = held.pop((told["value"], told["source"], tuple(told["flags"])))
        assert len(units) == told["units"]
        if one.of_people:
            for name, total in zip(PARTS["people"], told["people"], strict=True):
                known.equal.append(({cells[name]: 1 for cells in units}, int(total)))
        elif "part" in units[0]:
            known.equal.append(({cells["part"]: 1 for cells in units}, int(told["part"])))
            rest = int(told["whole"]) - int(told["part"])
            known.equal.append(({cells["rest"]: 1 for cells in units}, rest))
        else:
            known.equal.append(({cells["whole"]: 1 for cells in units}, int(told["weight"])))
    assert not held, "some withheld counts are in a sum that is not told"


def _answered(known: Deduction, value: str, cells: Mapping[str, int], form: str) -> None:
    """What the answer itself tells: most of the people, or half of them."""
    if form == "parts":
        part, rest = cells["part"], cells["rest"]
        if value == "yes":
            known.at_most.append(({rest: 1, part: -1}, 0))
        elif value == "no":
            known.at_most.append(({part: 1, rest: -1}, -1))
    if form == "people" and value != "not_applicable":
        yes, no, silent = (cells[name] for name in PARTS["people"])
        known.at_most.append(({yes: -1, no: -1}, -1))
        more_yes, more_no = {no: 1, silent: 1, yes: -1}, {yes: 1, silent: 1, no: -1}
        if value == "yes":
            known.at_most.append((more_yes, -1))
        elif value == "no":
            known.at_most.append((more_no, 0))
        else:
            known.at_most.append(({place: -by for place, by in more_yes.items()}, 0))
            known.at_most.append(({place: -by for place, by in more_no.items()}, -1))


def widths(
    editions: Sequence[Published],
    unchanged: Iterable[tuple[int, int, str]],
    wholes: Mapping[tuple[int, str], int],
) -> dict[tuple[int, str, str], float]:
    """By withheld count, how far apart the least and the most are that it can be.

    `unchanged` are the units (in one edition, in another) of which it is known that nothing changed;
    `wholes` are how many people (of an edition, in a unit) another edition shows.
    """
    known = Deduction()
    for at, one in enumerate(editions):
        _learn(known, at, one)
    leaves = [{leaf["unit"]: leaf for leaf in one.leaves} for one in editions]
    for a, b, unit in unchanged:
        early, late = leaves[a][unit], leaves[b][unit]
        if "withheld" in early and "withheld" in late:
            here = known.cells(a, unit, form_of(early, editions[a].form))
            there = known.cells(b, unit, form_of(late, editions[b].form))
            known.equal += [({here[name]: 1, there[name]: -1}, 0) for name in here]
        elif "withheld" in early or "withheld" in late:
            # Shown once, and the same: known for good. Nothing may be left to deduce.
            raise AssertionError(f"{unit} is shown in one edition and withheld in another")
    for (at, unit), people in wholes.items():
        cells = [place for (*one, _), place in known.places.items() if one == [at, unit]]
        if cells:
            known.equal.append((dict.fromkeys(cells, 1), people))
    found = _solved(known)
    return {key: wide for key, wide in found.items() if key not in _told(wholes)}


def _told(wholes: Iterable[tuple[int, str]]) -> set[tuple[int, str, str]]:
    return {(at, unit, name) for at, unit in wholes for name in ("whole", "everybody")}


def _solved(known: Deduction) -> dict[tuple[int, str, str], float]:
    """The width of each unknown, and of the sum of those of a unit, from two points at once: as far
    apart there as all that is known lets them be."""
    size = len(known.places)
    if not size:
        return {}
    wanted = {key: {place: 1} for key, place in known.places.items()}
    whole: dict[tuple[int, str, str], dict[int, int]] = {}
    for (at, unit, _), place in known.places.items():
        whole.setdefault((at, unit, "everybody"), {})[place] = 1

    def matrix(rows: Sequence[tuple[dict[int, int], int]]) -> tuple[Any, Any]:
        if not rows:
            return None, None
        table = numpy.zeros((2 * len(rows), 2 * size))
        limits = []
        for side in (0, 1):
            for at, (row, limit) in enumerate(rows):
                for place, by in row.items():
                    table[side * len(rows) + at, side * size + place] = by
                limits.append(limit)
        return table, limits

    most, at_most = matrix(known.at_most)
    same, equal = matrix(known.equal)
    found = {}
    for key, cells in (wanted | whole).items():
        apart = numpy.zeros(2 * size)
        for place in cells:
            apart[place], apart[size + place] = -1, 1
        solved = linprog(
            apart, A_ub=most, b_ub=at_most, A_eq=same, b_eq=equal, bounds=(0, MOST), method="highs"
        )
        assert solved.success, solved.message
        found[key] = -float(solved.fun)
    return found
