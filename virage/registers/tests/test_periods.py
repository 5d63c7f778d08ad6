"""Half-open periods add up exactly, or not at all."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from virage.registers.rules.periods import a_year_after, a_year_before, clashes, cover

pytestmark = pytest.mark.once

START = date(2025, 1, 1)
LENGTHS = st.lists(st.integers(min_value=1, max_value=5), min_size=1, max_size=6)


def in_a_row(lengths: list[int]) -> list[tuple[date, date]]:
    found, at = [], START
    for length in lengths:
        found.append((at, at + timedelta(days=length)))
        at += timedelta(days=length)
    return found


@given(LENGTHS, st.randoms())
def test_days_in_a_row_cover_their_span_in_any_order(lengths: list[int], chance: Random) -> None:
    parts = in_a_row(lengths)
    mixed = sorted(parts, key=lambda _: chance.random())
    assert cover(START, parts[-1][1], mixed)


@given(LENGTHS, st.data())
def test_a_hole_a_repetition_or_a_straddle_does_not_cover(
    lengths: list[int], data: st.DataObject
) -> None:
    parts = in_a_row(lengths)
    end = parts[-1][1]
    one = data.draw(st.sampled_from(parts))
    assert not cover(START, end, [part for part in parts if part != one])
    assert not cover(START, end, [*parts, one])
    assert not cover(START, end + timedelta(days=1), parts)


def test_the_same_period_does_not_clash_with_itself() -> None:
    first, second = in_a_row([3, 3])
    assert clashes(first, [first, second]) is None
    inside = (first[0], first[0] + timedelta(days=1))
    assert clashes(inside, [second, first]) == first


def test_a_year_after_the_29_february_is_the_first_of_march() -> None:
    assert a_year_after(date(2024, 2, 29)) == date(2025, 3, 1)


def test_a_year_before_the_29_february_is_the_28() -> None:
    assert a_year_before(date(2028, 2, 29)) == date(2027, 2, 28)
    assert a_year_before(date(2028, 3, 31)) == date(2027, 3, 31)
