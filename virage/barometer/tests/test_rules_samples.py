"""Estimates from a random draw: known values, the promise of 95 % on governments of every shape, and the
draws that give no interval."""

import random
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from virage.barometer.rules.samples import (
    NOT_TOLD,
    NOTHING_APPLIES,
    TOO_FEW,
    Drawn,
    estimate,
    lower_limit,
    ratio,
    upper_limit,
)
from virage.contracts.samples import FEWEST_TIMES

Body = Sequence[str]
"""What each of its units would answer."""


def told(picks: Sequence[tuple[str, Sequence[str]]], **others: Any) -> dict[str, Any]:
    """A draw that was made, of which every unit was told."""
    return {
        "draw": "intake.draw:x",
        "kind": "exchange.items",
        "state": "made",
        "announced_on": "2026-11-01",
        "bodies": 4,
        "units": 40,
        "picks": [[body, 10, list(units)] for body, units in picks],
        "told": sorted({unit for _, units in picks for unit in units}),
        "again": "",
        "why": "",
        **others,
    }


def test_a_bet_that_always_wins_leaves_out_what_it_should() -> None:
    # Of one bet λ at p, n drawings that are all yes make (1 + λ(1/p − 1))ⁿ.
    all_yes = [Drawn(5, 5, 5)] * 8
    assert upper_limit(all_yes) == 1
    limit = lower_limit(all_yes)

    def capital(p: Fraction) -> Fraction:
        return sum((1 + Fraction(bet, 20) * (1 / p - 1)) ** 8 for bet in range(1, 20)) / Fraction(
            19
        )

    assert capital(limit) >= 40 > capital(limit + Fraction(1, 10_000))
    # Never wider than sixty points, which is why fewer drawings give none.
    assert limit > Fraction(2, 5)


def test_of_drawings_of_one_unit_the_interval_holds_that_of_clopper_and_pearson() -> None:
    # 14 of 20: their limits are 45.72 and 88.11. An interval that holds whatever the clusters cannot be
    # narrower than the exact one of independent units.
    drawn = [Drawn(1, 1, 1)] * 14 + [Drawn(0, 1, 1)] * 6
    assert ratio(drawn) == Fraction(7, 10)
    assert lower_limit(drawn) <= Fraction(4572, 10_000)
    assert upper_limit(drawn) >= Fraction(8811, 10_000)
    assert upper_limit(drawn) - lower_limit(drawn) < Fraction(3, 5)


GOVERNMENTS = {
    "one giant, unlike the others": [["yes"] * 120] + [["no"] * 4] * 12,
    "all alike": [["yes", "no", "no"]] * 20,
    "each of one mind": [["yes"] * 9, ["no"] * 11] * 8,
    "nearly all yes": [["yes"] * 10] * 19 + [["no"] * 5],
    "much does not apply": [["yes", "no", "not_applicable", "not_applicable"]] * 9
    + [["not_applicable"] * 6 + ["no"]] * 9,
}


def _sampled(bodies: Sequence[Body], chance: random.Random, times: int, size: int) -> list[Drawn]:
    found = []
    for body in chance.choices(bodies, [len(one) for one in bodies], k=times):
        units = chance.sample(list(body), min(size, len(body)))
        applies = sum(one != "not_applicable" for one in units)
        found.append(Drawn(units.count("yes"), applies, len(units)))
    return found


@pytest.mark.parametrize("name", GOVERNMENTS)
def test_at_least_ninety_five_intervals_in_a_hundred_hold_the_truth(name: str) -> None:
    bodies = GOVERNMENTS[name]
    units = [unit for body in bodies for unit in body]
    truth = Fraction(units.count("yes"), len(units) - units.count("not_applicable"))
    chance, draws, held = random.Random(f"seed {name}"), 200, 0
    for _ in range(draws):
        drawn = _sampled(bodies, chance, times=chance.choice((8, 15, 30)), size=4)
        held += lower_limit(drawn) <= truth <= upper_limit(drawn)
    assert held >= draws * 95 // 100


def test_an_interval_that_assumes_many_bodies_would_not_keep_that_promise() -> None:
    # Why this one: mean ± t·s/√n, of the same draws of the government that is nearly all yes.
    bodies = GOVERNMENTS["nearly all yes"]
    truth = 190 / 195
    chance, held = random.Random("t"), 0
    for _ in range(200):
        shares = [one.yes / one.units for one in _sampled(bodies, chance, times=8, size=4)]
        mean = sum(shares) / 8
        spread = (sum((one - mean) ** 2 for one in shares) / 7) ** 0.5
        held += abs(mean - truth) <= 2.365 * spread / 8**0.5
    assert held < 150


@settings(max_examples=40)
@given(st.lists(st.integers(0, 5), min_size=8, max_size=25))
def test_limits_hold_the_estimate_and_answer_to_a_change_of_sides(yes: list[int]) -> None:
    drawn = [Drawn(one, 5, 5) for one in yes]
    low, high, middle = lower_limit(drawn), upper_limit(drawn), ratio(drawn)
    assert middle is not None
    assert 0 <= low <= middle <= high <= 1
    mirrored = [Drawn(5 - one, 5, 5) for one in yes]
    assert (lower_limit(mirrored), upper_limit(mirrored)) == (1 - high, 1 - low)
    better = [Drawn(min(one + 1, 5), 5, 5) for one in yes]
    assert lower_limit(better) >= low


PICKS = [(f"b{at % 4}", [f"u{at}a", f"u{at}b"]) for at in range(10)]
VALUES = {unit: ("no" if unit == "u3a" else "yes") for _, units in PICKS for unit in units}


def test_what_was_known_before_the_draw_and_not_told_since_is_unknown() -> None:
    whole = estimate(told(PICKS), VALUES)
    assert (whole["yes"], whole["no"], whole["unknown"], whole["outside"]) == (19, 1, 0, 0)
    assert (whole["times"], whole["drawn_bodies"], whole["drawn_units"]) == (10, 4, 20)
    assert whole["share"]["lower"] == whole["share"]["upper"] == "19/20"
    part = estimate(
        told(PICKS, told=[unit for unit in VALUES if unit not in ("u0a", "u0b")]), VALUES
    )
    assert (part["yes"], part["unknown"]) == (17, 2)
    assert (part["share"]["lower"], part["share"]["upper"]) == ("17/20", "19/20")
    assert Fraction(part["interval"]["lower"]) < Fraction(whole["interval"]["lower"])
    assert part["interval"]["upper"] == whole["interval"]["upper"]


def test_what_left_the_population_or_does_not_apply_is_out_of_both_sums() -> None:
    gone = {unit: value for unit, value in VALUES.items() if unit != "u0a"} | {
        "u1a": "not_applicable"
    }
    found = estimate(told(PICKS), gone)
    assert (found["yes"], found["no"], found["outside"]) == (17, 1, 2)
    assert found["share"]["lower"] == "17/18"


def test_no_interval_without_enough_bodies_nor_anything_told() -> None:
    few = estimate(told(PICKS[: FEWEST_TIMES - 1]), VALUES)
    assert (few["interval"], few["reason"]) == (None, TOO_FEW)
    assert few["share"] is not None
    silent = estimate(told(PICKS, told=[]), VALUES)
    assert (silent["interval"], silent["share"], silent["reason"]) == (None, None, NOT_TOLD)
    nothing = estimate(told(PICKS), dict.fromkeys(VALUES, "not_applicable"))
    assert (nothing["interval"], nothing["share"], nothing["reason"]) == (
        None,
        None,
        NOTHING_APPLIES,
    )
    for state in ("waiting", "given_up"):
        waits = estimate(told([], state=state), VALUES)
        assert (waits["interval"], waits["reason"]) == (None, state)
