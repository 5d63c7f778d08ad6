"""What is watched of bodies, against a naive recount and at the edges of its thresholds."""

from fractions import Fraction

import pytest
from hypothesis import given

from virage.barometer.rules.alerts import of_answers as alerts
from virage.barometer.rules.exact import share
from virage.barometer.tests.made_up import answer, answers, drawn_answers
from virage.contracts.indicators import Answer

pytestmark = pytest.mark.once


def kinds(before: list[Answer], after: list[Answer]) -> list[str]:
    return [one["alert"] for one in alerts(before, after)]


@given(drawn_answers(), drawn_answers())
def test_alerts_are_those_of_a_naive_recount(before: list[Answer], after: list[Answer]) -> None:
    told = {(one["organisation"], one["alert"]): one for one in alerts(before, after)}
    for body in ("b1", "b2", "b3"):
        a = [one for one in before if one.organisation == body]
        b = [one for one in after if one.organisation == body]
        aside = [
            Fraction(sum(one.value == "not_applicable" for one in two), len(two) or 1)
            for two in (a, b)
        ]
        up = bool(a and b) and aside[1] - aside[0] >= Fraction(5, 100)
        assert ((body, "not_applicable_up") in told) == up
        more = bool(a) and len(b) >= Fraction(12, 10) * len(a)
        assert ((body, "units_up") in told) == more
        if more:
            both = {one.unit for one in a} & {one.unit for one in b}
            kept = [one for one in b if one.unit in both]
            known = [one for one in kept if one.value in ("yes", "no")]
            found = told[body, "units_up"]
            assert found["constant_units"] == len(both)
            assert found["constant_to"] == share(
                sum(one.value == "yes" for one in known), len(known)
            )


def test_five_points_more_of_not_applicable_is_told_and_a_hair_less_is_not() -> None:
    before = answers("y" * 100)
    assert kinds(before, answers("a" * 5 + "y" * 95)) == ["not_applicable_up"]
    assert kinds(before, answers("a" * 4 + "y" * 96)) == []
    (told,) = alerts(answers("a" * 2 + "y" * 38), answers("a" * 6 + "y" * 34))
    assert (told["not_applicable_from"], told["not_applicable_to"]) == (2, 6)
    assert told["points"] == "+10.00"


def test_a_fifth_more_units_is_told_with_the_share_on_those_listed_both_times() -> None:
    before = answers("yynnn")
    assert kinds(before, answers("yynnny")) == ["units_up"]
    assert kinds(answers("y" * 100), answers("y" * 119)) == []
    (told,) = alerts(before, answers("yynnnyyyyy"))
    assert told["share"] == share(7, 10)
    assert (told["constant_from"], told["constant_to"]) == (share(2, 5), share(2, 5))


def test_people_are_counted_at_constant_grain() -> None:
    before = [answer("s1", "yes", people=(8, 2, 0))]
    after = [answer("s1", "no", people=(4, 6, 0)), answer("s2", "yes", people=(10, 0, 0))]
    (told,) = alerts(before, after, "people")
    assert told["share"] == share(14, 20)
    assert (told["constant_from"], told["constant_to"]) == (share(8, 10), share(4, 10))


def test_a_first_edition_has_only_the_alerts_of_its_facts() -> None:
    marked = answers("yn", flags=("inventory_equals_catalogue",))
    assert alerts([], [*marked, answer("s9", "no")]) == [
        {
            "alert": "inventory_equals_catalogue",
            "organisation": "b1",
            "units": 2,
            "units_to": 3,
        }
    ]
    assert kinds([], answers("y", flags=("newly-filled",))) == ["column_newly_filled"]


def test_a_new_body_has_nothing_to_be_compared_with() -> None:
    assert (
        kinds(answers("y"), [*answers("y"), answer("s9", "not_applicable", organisation="b2")])
        == []
    )
