"""The figures of one indicator, against a naive recount and at their edges."""

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from virage.barometer.rules.exact import Threshold, share
from virage.barometer.rules.figures import figure
from virage.barometer.rules.verdicts import Target
from virage.barometer.tests.made_up import answer, answers, drawn_answers
from virage.contracts.indicators import Answer
from virage.lib.canonical import canonical

pytestmark = pytest.mark.once


THREE_QUARTERS = Target("5.1", 3, 4, date(2023, 12, 31))


def figures(found: list[Answer], **options: Any) -> dict[str, Any]:
    return figure(found, code="made.up", version=1, unit="made.unit", **options)


def number_of(found: list[Answer], *values: str) -> int:
    return len([one for one in found if one.value in values])


@given(drawn_answers())
def test_counts_and_shares_are_those_of_a_naive_recount(found: list[Answer]) -> None:
    told = figures(found)
    yes, no = number_of(found, "yes"), number_of(found, "no")
    unknown, away = number_of(found, "unknown"), number_of(found, "not_applicable")
    assert (told["yes"], told["no"], told["unknown"], told["not_applicable"]) == (
        yes,
        no,
        unknown,
        away,
    )
    assert told["share"] == share(yes, yes + no)
    assert told["lower"] == share(yes, yes + no + unknown)
    assert told["upper"] == share(yes + unknown, yes + no + unknown)
    away_declared = [
        one for one in found if one.value == "not_applicable" and one.source == "declared"
    ]
    assert told["share_na_as_no"] == share(yes, yes + no + len(away_declared))
    for source in ("counted", "measured", "declared"):
        assert told[source] == len([one for one in found if one.source == source])
    assert told["bodies_answered"] == len(
        {one.organisation for one in found if one.value in ("yes", "no")}
    )


@given(drawn_answers())
def test_weights_are_those_of_a_naive_recount(found: list[Answer]) -> None:
    told = figures(found)
    known = [one for one in found if one.value in ("yes", "no")]
    weights = [one.weight or 0 for one in known]
    heavy = sum(one.weight or 0 for one in known if one.value == "yes")
    assert told["share_by_weight"] == share(heavy, sum(weights))
    assert told["ratio"] == share(sum(one.part or 0 for one in known), sum(weights))
    squares = sum(weight**2 for weight in weights)
    if squares == 0:
        assert told["n_eff"] is None
    else:
        assert told["n_eff"]["fraction"] == f"{sum(weights) ** 2}/{squares}"
    everyone = [one for one in found if one.value != "not_applicable"]
    total = sum(one.weight or 0 for one in everyone)
    if any(one.weight is None for one in everyone) or total == 0:
        assert told["weight_bounds"] is None
    else:
        unknown = sum(one.weight or 0 for one in everyone if one.value == "unknown")
        assert told["weight_bounds"] == {
            "lower": share(heavy, total),
            "upper": share(heavy + unknown, total),
        }


@given(drawn_answers())
def test_bodies_sum_to_the_whole(found: list[Answer]) -> None:
    told = figures(found)
    bodies = told["by_organisation"].values()
    for key in ("yes", "no", "unknown", "not_applicable", "declared", "measured", "counted"):
        assert sum(body[key] for body in bodies) == told[key]
    for key in ("share", "lower", "upper", "share_by_weight", "ratio"):
        for side in ("yes", "of"):
            parts = [body[key][side] for body in bodies if body[key]]
            assert sum(parts) == (told[key][side] if told[key] else 0)


@given(drawn_answers(), st.randoms())
def test_the_order_of_rows_is_irrelevant(found: list[Answer], random: Any) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)
    assert json.dumps(figures(found)) == json.dumps(figures(shuffled))


@given(drawn_answers())
def test_a_figure_can_be_sealed(found: list[Answer]) -> None:
    assert canonical(figures(found, target=THREE_QUARTERS))


def test_bodies_stand_in_the_order_of_their_codes() -> None:
    found = [answer("s1", "yes", organisation=code) for code in ("b2", "b10", "a")]
    assert list(figures(found)["by_organisation"]) == ["a", "b10", "b2"]


def test_a_share_of_nothing_is_null_not_zero() -> None:
    told = figures(answers("uua"), target=THREE_QUARTERS)
    assert told["share"] is None
    assert told["lower"] == {"yes": 0, "of": 2, "fraction": "0/2", "percent": "0.00"}
    nothing = figures([], target=THREE_QUARTERS)
    shares = ("share", "lower", "upper", "share_by_weight", "ratio", "n_eff", "weight_bounds")
    assert [nothing[key] for key in shares] == [None] * 7
    assert (nothing["verdict"], nothing["break_even"]) == (None, None)


def test_a_weight_of_zero_is_a_weight_and_no_weight_is_not() -> None:
    weighted = answers("yu", weight=0)
    heavy = answer("s9", "no", weight=5)
    assert figures([*weighted, heavy])["weight_bounds"]["upper"]["fraction"] == "0/5"
    assert figures([*answers("yu"), heavy])["weight_bounds"] is None


def test_a_single_giant_is_visible_in_the_effective_number() -> None:
    found = [answer("giant", "yes", weight=10**9), *answers("n" * 99, weight=1)]
    assert figures(found)["n_eff"]["rounded"] == "1.0"
    assert figures(answers("yn" * 50, weight=7))["n_eff"]["rounded"] == "100.0"


def test_integers_beyond_what_json_carries_exactly_are_strings() -> None:
    told = figures(answers("yn", weight=2**53 - 1))["share_by_weight"]
    assert told["yes"] == 2**53 - 1
    assert told["of"] == str(2**54 - 2)


def test_the_share_beside_leaves_out_the_flagged_units() -> None:
    found = [*answers("yyn"), answer("s8", "no", flags=("small",)), answer("s9", "unknown")]
    assert figures(found)["flags"] == {
        "small": {"units": 1, "share_without": share(2, 3)},
    }


def test_fewer_than_half_known_is_said() -> None:
    assert not figures(answers("ynuua"))["fewer_than_half_known"]
    assert figures(answers("ynuuu"))["fewer_than_half_known"]


def test_a_share_keeps_its_counts_unreduced() -> None:
    assert share(212, 689) == {"yes": 212, "of": 689, "fraction": "212/689", "percent": "30.77"}
    assert share(2, 4) == {"yes": 2, "of": 4, "fraction": "2/4", "percent": "50.00"}


def test_halves_round_away_from_zero() -> None:
    assert [share(yes, 20000)["percent"] for yes in (1, 3, 5)] == [  # type: ignore[index]
        "0.01",
        "0.02",
        "0.03",
    ]


def test_rounding_never_reaches_a_target() -> None:
    full, most = Threshold(1, 1), Threshold(3, 4)
    assert share(2538, 2543, full)["percent"] == "99.80"  # type: ignore[index]
    assert share(99999, 100000, full)["percent"] == "99.999"  # type: ignore[index]
    assert share(749999, 1000000, most)["percent"] == "74.9999"  # type: ignore[index]
    assert share(3, 4, most)["percent"] == "75.00"  # type: ignore[index]
    at_most = Threshold(1, 4, "at_most")
    assert share(250001, 1000000, at_most)["percent"] == "25.0001"  # type: ignore[index]
    assert share(1, 3, Threshold(1, 3))["percent"] == "33.33"  # type: ignore[index]


@given(st.data())
def test_what_is_shown_is_on_the_side_where_the_share_is(data: st.DataObject) -> None:
    of = data.draw(st.integers(1, 10**9))
    yes = data.draw(st.integers(0, of))
    q = data.draw(st.sampled_from((1, 2, 4, 5, 10, 20, 25, 100, 1000)))
    threshold = Threshold(
        data.draw(st.integers(0, q)), q, data.draw(st.sampled_from(("at_least", "at_most")))
    )
    told = share(yes, of, threshold)
    assert told is not None
    decimals = len(told["percent"].partition(".")[2])
    shown, limit = Fraction(told["percent"]), 100 * threshold.fraction
    assert abs(shown - Fraction(100 * yes, of)) <= Fraction(1, 2 * 10**decimals)
    if threshold.sense == "at_least":
        assert (shown >= limit) == threshold.holds(yes, of)
    else:
        assert (shown <= limit) == threshold.holds(yes, of)


def test_a_target_stands_in_the_figure_with_its_date_and_sense() -> None:
    told = figures(answers("yyyn"), target=replace(THREE_QUARTERS, sense="at_least"))
    assert told["target"] == {
        "code": "5.1",
        "threshold": "3/4",
        "percent": "75.00",
        "sense": "at_least",
        "on": "2023-12-31",
        "basis": "units",
    }
    assert (told["verdict"], told["break_even"]) == ("at_threshold", 0)
    assert told["subject_to_census"] is True


def test_a_target_that_counts_people_has_no_break_even_number_of_units() -> None:
    people = replace(THREE_QUARTERS, basis="people")
    told = figures(answers("yyyn"), target=people)
    assert (told["basis"], told["verdict"], told["break_even"]) == ("people", "at_threshold", None)
