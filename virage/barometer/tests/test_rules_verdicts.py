"""What may be said of a target: phases, words, completions on both sides, the break-even number."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from virage.barometer.rules.exact import Sense, Threshold
from virage.barometer.rules.verdicts import (
    Phase,
    Target,
    break_even,
    phase,
    side,
    verdict,
)
from virage.contracts.indicators import Period

pytestmark = pytest.mark.once


THREE_QUARTERS = Threshold(3, 4)
SENSES: tuple[Sense, ...] = ("at_least", "at_most")
counted = st.integers(0, 60)


@st.composite
def thresholds(draw: st.DrawFn) -> Threshold:
    q = draw(st.integers(1, 20))
    return Threshold(draw(st.integers(0, q)), q, draw(st.sampled_from(SENSES)))


def year(end: int) -> Period:
    return Period(date(end - 1, 1, 1), date(end, 1, 1))


TARGET = Target("5.1", 3, 4, date(2023, 12, 31))


def test_the_period_that_counts_is_the_first_to_end_on_or_after_the_day() -> None:
    assert phase(TARGET, year(2023)) == "before"
    assert phase(TARGET, year(2024), [year(2023)]) == "due"
    assert phase(TARGET, year(2025), [year(2023), year(2024)]) == "after"


def test_without_a_period_that_ends_on_the_day_the_next_one_counts() -> None:
    fiscal = Period(date(2023, 4, 1), date(2024, 4, 1))
    assert phase(TARGET, Period(date(2022, 4, 1), date(2023, 4, 1))) == "before"
    assert phase(TARGET, fiscal, [year(2023)]) == "due"


def test_a_revision_of_the_period_that_counts_still_counts() -> None:
    assert phase(TARGET, year(2024), [year(2024)]) == "due"


def test_a_day_before_is_before() -> None:
    assert phase(TARGET, Period(date(2023, 1, 1), date(2023, 12, 31))) == "before"


@pytest.mark.parametrize(
    ("when", "reached", "words"),
    [
        ("before", False, ("at_threshold", "not_yet", "undetermined")),
        ("due", False, ("reached", "not_reached", "undetermined")),
        ("after", True, ("kept", "lost", "undetermined")),
        ("after", False, ("reached_late", "still_not_reached", "undetermined")),
    ],
)
def test_each_phase_has_its_words(when: Phase, reached: bool, words: tuple[str, ...]) -> None:
    counts = ((3, 0, 4), (2, 0, 4), (2, 1, 4))
    told = tuple(verdict(*each, THREE_QUARTERS, phase=when, reached=reached) for each in counts)
    assert told == words


def test_exactly_at_the_threshold_is_at_it() -> None:
    assert side(3, 0, 4, THREE_QUARTERS) == "at"
    assert side(1, 0, 4, Threshold(1, 4, "at_most")) == "at"
    assert side(7499, 0, 10000, THREE_QUARTERS) == "not"


def test_nothing_to_judge_has_no_verdict() -> None:
    assert verdict(0, 0, 0, THREE_QUARTERS) is None


@given(counted, counted, counted, thresholds())
def test_a_verdict_holds_for_every_completion_and_undetermined_has_both_sides(
    yes: int, no: int, unknown: int, threshold: Threshold
) -> None:
    n = yes + no + unknown
    where = side(yes, unknown, n, threshold)
    sides = {threshold.holds(yes + turned, n) for turned in range(unknown + 1)}
    if n == 0:
        assert where is None
    else:
        expected = {"at": {True}, "not": {False}, "undetermined": {True, False}}
        assert sides == expected[where or ""]


def after_unlisted(
    k: int, yes: int, unknown: int, n: int, threshold: Threshold, *, good: bool
) -> str | None:
    """The side once k units more are listed, all on the good or all on the bad side."""
    more_yes = k if good == (threshold.sense == "at_least") else 0
    return side(yes + more_yes, unknown, n + k, threshold)


@given(counted, counted, counted, thresholds())
def test_break_even_is_the_edge_and_one_less_is_not(
    yes: int, no: int, unknown: int, threshold: Threshold
) -> None:
    n = yes + no + unknown
    where, k = side(yes, unknown, n, threshold), break_even(yes, unknown, n, threshold)
    if where == "not":
        if k is None:
            assert after_unlisted(10**6, yes, unknown, n, threshold, good=True) == "not"
        else:
            assert k > 0
            assert after_unlisted(k, yes, unknown, n, threshold, good=True) != "not"
            assert after_unlisted(k - 1, yes, unknown, n, threshold, good=True) == "not"
    elif where == "at":
        if k is None:
            assert after_unlisted(10**6, yes, unknown, n, threshold, good=False) == "at"
        else:
            assert k >= 0
            assert after_unlisted(k, yes, unknown, n, threshold, good=False) == "at"
            assert after_unlisted(k + 1, yes, unknown, n, threshold, good=False) != "at"
    else:
        assert k is None


def test_the_break_even_numbers_of_the_canadian_inventory() -> None:
    assert break_even(212, 277, 212 + 477 + 277, THREE_QUARTERS) == 942


def test_a_target_of_everything_cannot_be_saved_by_unlisted_units() -> None:
    assert break_even(1, 0, 2, Threshold(1, 1)) is None


def test_a_target_is_a_share() -> None:
    with pytest.raises(ValueError, match="is not between 0 and 1"):
        Target("9.9", 5, 4, date(2023, 12, 31))
