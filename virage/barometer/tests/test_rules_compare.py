"""The change between two editions: exact, nothing from nothing, and parts that add up when shown."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from virage.barometer.rules.compare import Redefinition, compare, largest_remainder
from virage.barometer.rules.exact import Threshold
from virage.barometer.rules.table import ListedTwice
from virage.barometer.tests.made_up import answer, answers, drawn_answers
from virage.contracts.indicators import Answer

pytestmark = pytest.mark.once


def terms(found: dict[str, Any]) -> list[dict[str, Any]]:
    ways = (*found["ways_in"].values(), *found["ways_out"].values())
    return [found["real_effect"], *ways, found["definition"]]


def level(found: list[Answer]) -> Fraction:
    known = [one.value for one in found if one.value in ("yes", "no")]
    return Fraction(known.count("yes"), len(known))


@given(drawn_answers(), drawn_answers())
def test_the_bridge_is_exact_and_what_is_shown_adds_up(a: list[Answer], b: list[Answer]) -> None:
    found = compare(a, b)
    if found["bridge"] != "exact":
        known = ("yes", "no")
        before = {one.unit for one in a if one.value in known}
        assert found["bridge"] == "no_panel"
        assert not before & {one.unit for one in b if one.value in known}
        assert found["real_effect"] is None
        return
    exact = [Fraction(one["fraction"]) for one in terms(found)]
    assert sum(exact) == level(b) - level(a) == Fraction(found["total"]["fraction"])
    shown = [Fraction(one["points"]) for one in terms(found)]
    start, end = (Fraction(found[which]["share"]["percent"]) for which in ("from", "to"))
    assert sum(shown) == Fraction(found["total"]["points"]) == end - start
    for told, true in zip(shown, exact, strict=True):
        assert abs(told - 100 * true) < Fraction(1, 100)


@given(drawn_answers())
def test_nothing_changes_between_an_edition_and_itself(a: list[Answer]) -> None:
    found = compare(a, a)
    if found["bridge"] == "exact":
        assert {one["points"] for one in terms(found)} == {"0.00"}
        assert {one["fraction"] for one in terms(found)} == {"0/1"}
        assert found["total"] == {"fraction": "0/1", "points": "0.00"}
    cells = found["table"]
    assert all(cells[row][to] == 0 for row in cells for to in cells if row != to)


@given(drawn_answers(), drawn_answers())
def test_the_real_effect_is_antisymmetric(a: list[Answer], b: list[Answer]) -> None:
    there, back = compare(a, b), compare(b, a)
    assert there["bridge"] == back["bridge"]
    if there["bridge"] == "exact":
        effects = [Fraction(one["real_effect"]["fraction"]) for one in (there, back)]
        assert effects[0] == -effects[1]


@given(drawn_answers(), drawn_answers())
def test_every_unit_is_in_one_cell_of_the_table(a: list[Answer], b: list[Answer]) -> None:
    cells = compare(a, b)["table"]
    units = {one.unit for one in a} | {one.unit for one in b}
    assert sum(sum(row.values()) for row in cells.values()) == len(units)
    assert cells["absent"]["absent"] == 0


@given(drawn_answers(), drawn_answers())
def test_a_direction_survives_every_completion_of_the_unknowns(
    a: list[Answer], b: list[Answer]
) -> None:
    found = compare(a, b)["direction"]
    applicable = {one.unit for one in a if one.value != "not_applicable"} & {
        one.unit for one in b if one.value != "not_applicable"
    }
    if not applicable:
        assert found is None
        return
    changes = {
        level_b - level_a
        for level_a in completions(a, applicable)
        for level_b in completions(b, applicable)
    }
    assert (found["low"], found["high"]) == (min(changes), max(changes))
    expected = "undetermined"
    if min(changes) > 0:
        expected = "up"
    elif max(changes) < 0:
        expected = "down"
    elif changes == {0}:
        expected = "unchanged"
    assert (found["code"], found["of"]) == (expected, len(applicable))


def completions(found: list[Answer], units: set[str]) -> range:
    """How many yes there may be among `units` once the unknowns are known."""
    values = [one.value for one in found if one.unit in units]
    return range(values.count("yes"), values.count("yes") + values.count("unknown") + 1)


def test_each_way_in_and_out_has_its_name() -> None:
    found = compare(answers("yyyy-ua" + "nny"), answers("yua-yyy" + "nnn"))
    ways_in = {name: (way["yes"], way["of"]) for name, way in found["ways_in"].items()}
    ways_out = {name: (way["yes"], way["of"]) for name, way in found["ways_out"].items()}
    assert ways_in == {
        "newly_listed": (1, 1),
        "newly_answered": (1, 1),
        "newly_applicable": (1, 1),
        "split_or_merged": (0, 0),
    }
    assert ways_out == {
        "no_longer_listed": (1, 1),
        "no_longer_answered": (1, 1),
        "no_longer_applicable": (1, 1),
        "split_or_merged": (0, 0),
    }


def test_without_a_unit_known_in_both_there_are_only_two_levels() -> None:
    found = compare(answers("yn--"), answers("--yy"))
    assert found["bridge"] == "no_panel"
    assert (found["from"]["share"]["percent"], found["to"]["share"]["percent"]) == (
        "50.00",
        "100.00",
    )
    assert found["total"]["points"] == "+50.00"
    assert compare(answers("uu"), answers("yn"))["total"] is None


def test_split_and_merged_units_have_a_row_and_a_column_of_their_own() -> None:
    a = answers("yny" + "n")
    b = [*answers("yny"), answer("s4", "yes", succeeds=("s3",))]
    found = compare(a, b)
    assert found["table"]["split_or_merged"]["yes"] == 1
    assert found["table"]["no"]["split_or_merged"] == 1
    assert found["table"]["absent"]["yes"] == 0
    assert (found["ways_in"]["split_or_merged"]["of"], found["ways_in"]["newly_listed"]["of"]) == (
        1,
        0,
    )
    assert sum(Fraction(one["fraction"]) for one in terms(found)) == Fraction(1, 4)


def test_a_unit_absorbed_by_one_that_stays_is_merged_not_unlisted() -> None:
    found = compare(answers("yn"), [answer("s0", "yes", succeeds=("s1",))])
    assert found["table"]["no"]["split_or_merged"] == 1
    assert found["ways_out"]["no_longer_listed"]["of"] == 0


def test_a_link_to_a_unit_that_neither_side_lists_changes_nothing() -> None:
    found = compare(answers("yn"), [*answers("yn"), answer("s9", "yes", succeeds=("gone",))])
    assert "split_or_merged" not in found["table"]
    assert found["ways_in"]["newly_listed"]["of"] == 1


def test_the_definition_step_is_measured_first_on_the_first_edition() -> None:
    found = compare(
        answers("yyynnn"), answers("yynnnn"), redefinition=Redefinition(answers("yynnnn"))
    )
    assert found["definition"] == {"fraction": "-1/6", "points": "-16.67"}
    assert found["real_effect"]["fraction"] == "0/1"
    assert found["definition_on_later"] is None


def test_a_definition_step_that_differs_on_the_second_edition_is_printed_too() -> None:
    apart = compare(
        answers("yyynnn"),
        answers("yyynnn"),
        redefinition=Redefinition(answers("yynnnn"), answers("yynnnn")),
    )
    assert apart["definition"]["points"] == "-16.67"
    assert apart["definition_on_later"]["points"] == "+16.67"
    alike = compare(
        answers("yyynnn"),
        answers("yynnnn"),
        redefinition=Redefinition(answers("yynnnn"), answers("yyynnn")),
    )
    assert alike["definition_on_later"] is None


def test_a_first_edition_that_cannot_be_measured_again_breaks_the_bridge() -> None:
    found = compare(answers("yn"), answers("yy"), redefinition=Redefinition(None))
    assert found["bridge"] == "broken"
    assert (found["table"], found["panel"], found["real_effect"]) == (None, None, None)
    assert found["total"]["points"] == "+50.00"


def test_more_decimals_are_shown_by_both_when_one_would_cross_the_target() -> None:
    a = answers("y" * 74999 + "n" * 25001)
    b = answers("y" * 74998 + "n" * 25002)
    found = compare(a, b, threshold=Threshold(3, 4))
    assert (found["from"]["share"]["percent"], found["to"]["share"]["percent"]) == (
        "74.999",
        "74.998",
    )
    assert found["real_effect"]["points"] == "-0.001"


def test_missing_hundredths_go_to_the_largest_remainders_ties_in_order() -> None:
    third = Fraction(1, 3)
    assert largest_remainder([third, third, third], 10000) == [3334, 3333, 3333]
    assert largest_remainder([-third, third, Fraction(0)], 0) == [-3333, 3333, 0]
    assert largest_remainder([Fraction(19, 100000), Fraction(12, 100000)], 3) == [2, 1]


def test_a_unit_answered_twice_is_refused() -> None:
    with pytest.raises(ListedTwice, match="'s0' has two answers"):
        compare([*answers("y"), *answers("n")], answers("y"))
