"""Who was expected, and what the figures may say while a register is not attested complete."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from virage.barometer.rules.census import Attestation, Census
from virage.barometer.rules.exact import share
from virage.barometer.rules.figures import figure
from virage.barometer.rules.verdicts import Phase, Target
from virage.barometer.tests.made_up import answer, answers, drawn_answers
from virage.contracts.indicators import Answer
from virage.lib.canonical import canonical

pytestmark = pytest.mark.once

BODIES = ("b1", "b2", "b3", "b4", "b5")
HALF = Target("6.1", 1, 2, date(2023, 12, 31))


@st.composite
def censuses(draw: st.DrawFn) -> Census:
    told: st.SearchStrategy[Attestation] = st.sampled_from(("complete", "partial"))
    return Census(
        draw(st.none() | st.lists(st.sampled_from(BODIES), unique=True).map(tuple)),
        draw(st.dictionaries(st.sampled_from(BODIES), told)),
        draw(st.dictionaries(st.sampled_from(BODIES), st.none() | st.integers(10, 50))),
    )


def figures(found: list[Answer], census: Census | None, **options: Any) -> dict[str, Any]:
    return figure(found, code="made.up", version=1, unit="made.unit", census=census, **options)


def complete(*bodies: str) -> dict[str, Attestation]:
    return dict.fromkeys(bodies, "complete")


@given(drawn_answers(), censuses())
def test_the_census_is_that_of_a_naive_recount(found: list[Answer], census: Census) -> None:
    told = figures(found, census)
    listed = {one.organisation for one in found}
    concerned = listed if census.expected is None else set(census.expected)
    answered = {one.organisation for one in found if one.value in ("yes", "no")}
    states = [census.attestations.get(body, "never") for body in concerned]
    assert told["census"]["of"] == len(concerned)
    for state in ("complete", "partial", "never"):
        assert told["census"][state] == states.count(state)
    assert told["subject_to_census"] == (not concerned or set(states) != {"complete"})
    if census.expected is None:
        assert told["bodies_expected"] is None
        assert told["census"]["answered"] is None
        assert told["census"]["staff"] is None
    else:
        assert told["bodies_expected"] == len(census.expected)
        assert told["census"]["answered"] == len(concerned & answered)
        if concerned <= set(census.staff):
            of = sum(census.staff[body] or 0 for body in concerned)
            present = sum(census.staff[body] or 0 for body in concerned & answered)
            assert told["census"]["staff"] == share(present, of)
            assert told["census"]["few"] == len([1 for one in concerned if not census.staff[one]])
        else:
            assert told["census"]["staff"] is None


@given(drawn_answers(), censuses())
def test_the_same_is_told_from_the_terms_that_are_sealed(
    found: list[Answer], census: Census
) -> None:
    kept = census.kept_for({one.organisation for one in found})
    assert canonical(kept.terms())
    assert figures(found, Census.of_terms(kept.terms())) == figures(found, census)


def test_an_edition_sealed_before_the_census_has_none() -> None:
    assert Census.of_terms(None) is None
    assert "census" not in figures(answers("yn"), None)


def test_without_duties_each_body_with_a_unit_must_attest() -> None:
    found = [*answers("y", organisation="b1"), answer("s9", "no", organisation="b2")]
    assert figures(found, Census(None, complete("b1"), {}))["subject_to_census"]
    assert not figures(found, Census(None, complete("b1", "b2"), {}))["subject_to_census"]


def test_an_expected_body_that_lists_nothing_must_attest_too() -> None:
    found = answers("yn", organisation="b1")
    silent = Census(("b1", "b2"), complete("b1"), {})
    assert figures(found, silent)["subject_to_census"]
    assert not figures(found, Census(("b1", "b2"), complete("b1", "b2"), {}))["subject_to_census"]


def test_partial_is_not_complete() -> None:
    census = Census(("b1",), {"b1": "partial"}, {})
    assert figures(answers("yn"), census)["subject_to_census"]


def test_nobody_attests_for_nobody() -> None:
    assert figures([], Census(None, complete("b1"), {}))["subject_to_census"]
    assert figures([], Census((), complete("b1"), {}))["subject_to_census"]


def test_a_body_that_answers_without_a_duty_is_not_among_those_expected() -> None:
    found = [*answers("y", organisation="b1"), answer("s9", "no", organisation="b2")]
    told = figures(found, Census(("b1", "b3"), {}, {"b1": 30, "b3": 70}))
    assert told["bodies_answered"] == 2
    assert told["census"]["answered"] == 1
    assert told["census"]["staff"] == share(30, 100)


def test_the_people_of_one_silent_body_unknown_leave_the_coverage_unknown() -> None:
    told = figures(answers("y"), Census(("b1", "b3"), {}, {"b1": 30}))
    assert told["census"]["staff"] is None


@pytest.mark.parametrize(
    ("letters", "phase", "reached", "verdict", "number"),
    [
        ("nnny", "before", False, "not_yet", 2),
        ("nnny", "due", False, "not_reached", 2),
        ("nnny", "after", True, "lost", 2),
        ("nnny", "after", False, "still_not_reached", 2),
        ("yyyn", "before", False, "at_threshold", 2),
        ("yyyn", "due", False, "reached", 2),
        ("yyyn", "after", True, "kept", 2),
        ("yyyn", "after", False, "reached_late", 2),
        ("yynn", "before", False, "at_threshold", 0),
        ("yuun", "before", False, "undetermined", None),
        ("", "before", False, None, None),
    ],
)
def test_each_verdict_has_its_break_even_number(
    letters: str, phase: Phase, reached: bool, verdict: str | None, number: int | None
) -> None:
    told = figures(
        answers(letters), Census(None, {}, {}), target=HALF, phase=phase, reached=reached
    )
    assert (told["verdict"], told["break_even"]) == (verdict, number)


@given(drawn_answers(), st.integers(1, 20), st.data())
def test_break_even_units_change_the_verdict_and_one_less_does_not(
    found: list[Answer], q: int, data: st.DataObject
) -> None:
    target = Target("6.1", data.draw(st.integers(1, q)), q, date(2023, 12, 31))
    census = Census(None, {}, {})
    told = figures(found, census, target=target)
    number = told["break_even"]
    if told["verdict"] == "not_yet" and target.numerator == target.denominator:
        assert number is None
    elif told["verdict"] in ("not_yet", "at_threshold"):
        value = "yes" if told["verdict"] == "not_yet" else "no"
        # Up to here it holds: one unit before the number that overturns it, or the number itself.
        last = number - 1 if value == "yes" else number
        for more, same in ((last, True), (last + 1, False)):
            unlisted = [answer(f"unlisted{at}", value) for at in range(more)]  # type: ignore[arg-type]
            again = figures([*found, *unlisted], census, target=target)
            assert (again["verdict"] == told["verdict"]) is same
    else:
        assert number is None
