"""Figures that count people through their units: sums, and nothing that only units can have."""

from dataclasses import replace
from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from virage.barometer.rules.compare import compare
from virage.barometer.rules.exact import share
from virage.barometer.rules.exemptions import DECLARED
from virage.barometer.rules.figures import figure
from virage.barometer.rules.seal import answer_leaf
from virage.barometer.rules.sealed import answer_of
from virage.barometer.rules.verdicts import Target
from virage.barometer.tests.made_up import answer
from virage.contracts.indicators import Answer, Source, Value
from virage.lib.canonical import canonical

pytestmark = pytest.mark.once

HALF = Target("4.2", 1, 2, date(2023, 12, 31), basis="people")
BODIES = ("b1", "b2", "b3")


@st.composite
def surveyed(draw: st.DrawFn) -> list[Answer]:
    """Units of three bodies, each with what its people said."""
    heads = st.integers(0, 40)
    people: st.SearchStrategy[Any] = st.none() | st.tuples(heads, heads, heads)
    return [
        answer(
            f"s{at}",
            draw(st.sampled_from(get_args(Value))),
            organisation=draw(st.sampled_from(BODIES)),
            source=draw(st.sampled_from(get_args(Source))),
            people=draw(people),
            weight=draw(st.none() | st.integers(0, 9)),
            flags=draw(st.sampled_from(((), ("odd",), (DECLARED,)))),
        )
        for at in range(draw(st.integers(0, 8)))
    ]


def figures(found: list[Answer], **options: Any) -> dict[str, Any]:
    return figure(found, code="made.up", version=1, unit="made", basis="people", **options)


def unit(code: str, yes: int, no: int, silent: int, **changes: Any) -> Answer:
    value: Value = "unknown" if yes == no else "yes" if yes > no else "no"
    return answer(code, value, people=(yes, no, silent), **{"source": "measured", **changes})


@given(surveyed())
def test_sums_of_people_are_those_of_a_naive_recount(found: list[Answer]) -> None:
    told = figures(found, target=HALF)
    asked = [one for one in found if one.value != "not_applicable"]
    said = [one.people for one in asked if one.people is not None]
    yes, no, silent = (sum(people[at] for people in said) for at in range(3))
    assert (told["yes"], told["no"], told["unknown"]) == (yes, no, silent)
    assert told["share"] == share(yes, yes + no, HALF.threshold)
    assert told["lower"] == share(yes, yes + no + silent, HALF.threshold)
    assert told["upper"] == share(yes + silent, yes + no + silent, HALF.threshold)
    aside = [one for one in found if one.value == "not_applicable"]
    assert told["not_applicable"] == sum(sum(one.people or ()) for one in aside)
    assert told["basis"] == "people"
    for source in get_args(Source):
        assert told[source] == len([one for one in found if one.source == source])
    assert told["people"]["units"] == len(asked)
    assert told["people"]["uncounted"] == len([one for one in asked if one.people is None])
    own = [one.people or (0, 0, 0) for one in asked if one.source == "declared"]
    assert list(told["people"]["declared"].values()) == [
        sum(people[at] for people in own) for at in range(3)
    ]
    assert canonical(told)


@given(surveyed())
def test_bodies_sum_to_the_whole(found: list[Answer]) -> None:
    told = figures(found)
    for key in ("yes", "no", "unknown", "not_applicable"):
        assert sum(body[key] for body in told["by_organisation"].values()) == told[key]


@given(surveyed())
def test_there_is_no_track_by_weight_and_no_break_even_number(found: list[Answer]) -> None:
    told = figures(found, target=HALF)
    for key in ("share_by_weight", "weight_bounds", "n_eff", "ratio", "break_even"):
        assert told[key] is None
    assert all(body["share_by_weight"] is None for body in told["by_organisation"].values())


@given(surveyed(), surveyed())
def test_two_editions_have_their_two_levels_and_nothing_between(
    a: list[Answer], b: list[Answer]
) -> None:
    found = compare(a, b, bases=("people", "people"))
    assert found["bridge"] == "people"
    for side, answers in (("from", a), ("to", b)):
        told = figures(answers)
        for key in ("yes", "no", "unknown", "not_applicable"):
            assert found[side][key] == told[key]
    for key in ("table", "panel", "real_effect", "ways_in", "ways_out", "definition", "direction"):
        assert found[key] is None


@given(surveyed())
def test_an_answer_keeps_its_people_through_the_archive(found: list[Answer]) -> None:
    for one in found:
        leaf = answer_leaf("made.up", 1, one)
        assert answer_of(leaf) == one
        assert ("people" in leaf) == (one.people is not None)


def test_a_large_unit_weighs_as_many_people_as_it_has() -> None:
    told = figures([unit("s1", 90, 10, 0), unit("s2", 0, 10, 0), unit("s3", 0, 10, 0)], target=HALF)
    assert (told["share"]["percent"], told["verdict"]) == ("75.00", "at_threshold")


def test_a_unit_whose_people_nobody_counted_keeps_the_verdict_subject_to_the_census() -> None:
    known = [unit("s1", 9, 1, 0)]
    assert not figures(known, attested=True)["subject_to_census"]
    told = figures([*known, answer("s2", "unknown")], attested=True)
    assert told["subject_to_census"]
    assert told["people"]["uncounted"] == 1


def test_what_a_manager_declares_is_told_apart() -> None:
    told = figures([unit("s1", 8, 2, 0), unit("s2", 10, 0, 0, source="declared")])
    assert told["share"] == share(18, 20)
    assert told["people"]["declared"] == {"yes": 10, "no": 0, "unknown": 0}
    assert told["people"]["share_without_declared"] == share(8, 10)


def test_people_set_aside_count_as_no_beside_the_share() -> None:
    aside = replace(unit("s2", 0, 0, 30, source="declared"), value="not_applicable")
    waiting = unit("s3", 0, 0, 5, flags=(DECLARED,))
    answered = unit("s4", 1, 0, 5, flags=(DECLARED,))
    told = figures([unit("s1", 8, 2, 0), aside, waiting, answered])
    assert told["not_applicable"] == 30
    assert told["share_na_as_no"] == share(9, 8 + 2 + 1 + 30 + 5)


def test_flags_leave_people_out_and_count_units() -> None:
    told = figures([unit("s1", 8, 2, 0), unit("s2", 1, 9, 0, flags=("odd",))])
    assert told["flags"] == {"odd": {"units": 1, "share_without": share(8, 10)}}
