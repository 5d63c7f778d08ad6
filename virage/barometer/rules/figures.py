"""Every figure of one indicator, made from its answers and from nothing else.

`figure` gives the JSON object that `measure`, an edition, the pages and the open data all show, so
that two places never show two numbers.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from virage.barometer.rules.census import Census
from virage.barometer.rules.counts import Count, Counts, Sums, counts, people_counts
from virage.barometer.rules.exact import Share, Threshold, printed, share, units_of
from virage.barometer.rules.samples import estimate
from virage.barometer.rules.verdicts import Basis, Phase, Target, break_even, verdict
from virage.contracts.indicators import Answer


def bounds(count: Count, threshold: Threshold | None = None) -> tuple[Share | None, Share | None]:
    """The share if every unknown unit were no, and if every one were yes, over yes + no + unknown."""
    return (
        share(count.yes, count.n, threshold),
        share(count.yes + count.unknown, count.n, threshold),
    )


def share_by_weight(count: Count, threshold: Threshold | None = None) -> Share | None:
    """The weight of the yes units over the weight of the known ones."""
    return share(count.weight_yes, count.weight_yes + count.weight_no, threshold)


def weight_bounds(count: Count, threshold: Threshold | None = None) -> dict[str, Any] | None:
    """Bounds by weight, only when every yes, no and unknown unit has a weight; None otherwise."""
    total = count.weight_yes + count.weight_no + count.weight_unknown
    if count.unweighted or not total:
        return None
    return {
        "lower": share(count.weight_yes, total, threshold),
        "upper": share(count.weight_yes + count.weight_unknown, total, threshold),
    }


def effective_number(count: Count) -> dict[str, str] | None:
    """(sum of weights)² / sum of squared weights of the known units; None without any weight.

    As {"fraction": "a/b", "rounded": "11.9"}, not reduced, to one decimal.
    """
    total = (count.weight_yes + count.weight_no) ** 2
    if count.weight_squares == 0:
        return None
    return {
        "fraction": f"{total}/{count.weight_squares}",
        "rounded": printed(units_of(total, count.weight_squares, 1), 1),
    }


def share_without_declared_not_applicable(
    count: Count, threshold: Threshold | None = None
) -> Share | None:
    """The share with every declared not-applicable counted as no: what "not applicable" buys."""
    return share(count.yes, count.known + count.not_applicable_declared, threshold)


def _of_count(count: Count, threshold: Threshold | None) -> dict[str, Any]:
    lower, upper = bounds(count, threshold)
    return {
        "yes": count.yes,
        "no": count.no,
        "unknown": count.unknown,
        "not_applicable": count.not_applicable,
        "share": share(count.yes, count.known, threshold),
        "share_na_as_no": share_without_declared_not_applicable(count, threshold),
        "lower": lower,
        "upper": upper,
        "share_by_weight": share_by_weight(count, threshold),
        "ratio": share(count.part, count.whole, threshold),
        "declared": count.declared,
        "measured": count.measured,
        "counted": count.counted,
    }


def _of_body(count: Count, threshold: Threshold | None) -> dict[str, Any]:
    """A body's own: its sums are without the counts that are withheld, and say of how many units."""
    result = _of_count(count, threshold)
    if count.withheld:
        result["withheld"] = count.withheld
    return result


def _flags(found: Counts, threshold: Threshold | None) -> dict[str, Any]:
    whole = found.whole
    return {
        flag: {
            "units": marked.units,
            "share_without": share(
                whole.yes - marked.yes, whole.known - marked.yes - marked.no, threshold
            ),
        }
        for flag, marked in found.flags.items()
    }


def _people(count: Count, threshold: Threshold | None) -> dict[str, Any]:
    """Beside sums of people: through how many units, and without those whom their body answers for."""
    return {
        "units": count.units,
        "units_answered": count.units_answered,
        "uncounted": count.uncounted,
        "declared": {
            "yes": count.declared_yes,
            "no": count.declared_no,
            "unknown": count.declared_unknown,
        },
        "share_without_declared": share(
            count.yes - count.declared_yes,
            count.known - count.declared_yes - count.declared_no,
            threshold,
        ),
    }


def fewer_than_half_known(count: Count) -> bool:
    """Whether the band is the figure: fewer than half of those to which it applies are known."""
    return 2 * count.known < count.n


def figure(
    answers: Iterable[Answer] | Counts,
    *,
    code: str,
    version: int,
    unit: str,
    population: str = "",
    basis: Basis = "units",
    target: Target | None = None,
    phase: Phase = "before",
    reached: bool = False,
    bodies_expected: int | None = None,
    attested: bool = False,
    census: Census | None = None,
    draws: Sequence[Mapping[str, Any]] = (),
    sums: Iterable[Sums] = (),
) -> dict[str, Any]:
    """The figures of one indicator for one period, as canonical JSON values.

    - `answers`: its answers in any order, or the `Counts` already made from them.
    - `code`, `version`, `unit` (the register, "services.service"), `population` (the switch).
    - `basis`: what is counted. Of people, the figures are sums over the units, with no weights.
    - `target` with the `phase` of the period and whether the target was `reached` when it was due;
      without a target, `target`, `verdict` and `break_even` are null.
    - `bodies_expected`: bodies with a duty to report, None when there are no duties ("not known").
    - `attested`: whether every body attests its register complete; otherwise the verdict is
      `subject_to_census`, as it is while nobody knows how many people some unit has.
    - `census`: what both are told from, in their place; None for an edition sealed before it was kept.
    - `draws`: the random draws made for the period, as the terms tell them; without any, no key tells of
      them. They need the answers themselves, not counts.
    - `sums`: what the counts that the answers withhold add up to. `withheld` then says of how many units
      they are, and how many of those are left out of every sum: these keep a verdict on people subject to
      the census.
    """
    counting_people = basis == "people"
    if draws and not isinstance(answers, Counts):
        answers = list(answers)
        values = {one.unit: one.value for one in answers}
    if isinstance(answers, Counts):
        found = answers
    else:
        found = (people_counts if counting_people else counts)(answers, sums)
    if census is not None:
        bodies_expected = None if census.expected is None else len(census.expected)
        attested = census.attested(found.bodies)
    whole = found.whole
    answered = {
        body
        for body, count in found.bodies.items()
        if (count.units_answered if counting_people else count.known)
    }
    threshold = target.threshold if target else None
    result = _of_count(whole, threshold)
    result.update(
        {
            "code": code,
            "version": version,
            "unit": unit,
            "population": population,
            "basis": basis if counting_people or not target else target.basis,
            "weight_bounds": weight_bounds(whole, threshold),
            "n_eff": effective_number(whole),
            "fewer_than_half_known": fewer_than_half_known(whole),
            "target": target.as_json() if target else None,
            "verdict": None,
            "break_even": None,
            "subject_to_census": not attested
            or whole.uncounted > 0
            or (counting_people and whole.left_out > 0),
            "bodies_expected": bodies_expected,
            "bodies_answered": len(answered),
            "flags": _flags(found, threshold),
            "by_organisation": {
                organisation: _of_body(count, threshold)
                for organisation, count in found.bodies.items()
            },
        }
    )
    if draws and not isinstance(answers, Counts):
        result["draws"] = [estimate(one, values) for one in draws]
    if counting_people:
        result["people"] = _people(whole, threshold)
    if whole.withheld:
        result["withheld"] = {"units": whole.withheld, "left_out": whole.left_out}
    if census is not None:
        result["census"] = census.figure(found.bodies, answered)
    if target and threshold:
        result["verdict"] = verdict(
            whole.yes, whole.unknown, whole.n, threshold, phase=phase, reached=reached
        )
        if result["basis"] == "units":
            result["break_even"] = break_even(whole.yes, whole.unknown, whole.n, threshold)
    return result
