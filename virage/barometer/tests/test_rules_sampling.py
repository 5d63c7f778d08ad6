"""The draw that anyone can make again, and the exact limit of what was overturned."""

import hashlib
import json
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from virage.barometer.rules.exact import Threshold
from virage.barometer.rules.sampling import (
    PRECISION,
    SIZE,
    drawn,
    lower_adjusted,
    rate_json,
    upper_limit,
)

pytestmark = pytest.mark.once
SEAL = "ab" * 32
FRAME = [("made.up", f"s{at}") for at in range(200)]
items = st.tuples(st.sampled_from(("made.up", "other")), st.text("abcé1", min_size=1, max_size=4))


def test_the_draw_is_what_the_documentation_says_it_is() -> None:
    def rank(indicator: str, unit: str) -> str:
        told = ["virage/audit/1", SEAL, "12 24 31", indicator, unit]
        text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    expected = sorted(FRAME, key=lambda one: rank(*one))[:60]
    assert drawn(FRAME, seal=SEAL, value="12 24 31") == expected


@given(st.lists(items), st.randoms(), st.text(max_size=8))
def test_the_order_of_the_frame_is_irrelevant(
    frame: list[tuple[str, str]], random: object, value: str
) -> None:
    shuffled = list(frame)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert drawn(frame, seal=SEAL, value=value) == drawn(shuffled, seal=SEAL, value=value)


@given(st.lists(items))
def test_each_is_drawn_once_and_no_more_than_there_are(frame: list[tuple[str, str]]) -> None:
    found = drawn(frame, seal=SEAL, value="v")
    assert len(found) == len(set(found)) == min(SIZE, len(set(frame)))
    assert set(found) <= set(frame)


def test_another_value_or_another_seal_draws_others() -> None:
    first = drawn(FRAME, seal=SEAL, value="1")
    assert set(drawn(FRAME, seal=SEAL, value="2")) != set(first)
    assert set(drawn(FRAME, seal="cd" * 32, value="1")) != set(first)


def at_most(found: int, opened: int, rate: Fraction) -> Fraction:
    """How likely it is to find at most so many, by the definition of the binomial."""
    return sum(
        (comb(opened, at) * rate**at * (1 - rate) ** (opened - at) for at in range(found + 1)),
        Fraction(0),
    )


@given(st.integers(1, 60), st.data())
def test_the_limit_is_the_first_millionth_at_which_the_sample_is_rare(
    opened: int, data: st.DataObject
) -> None:
    found = data.draw(st.integers(0, opened - 1))
    limit = upper_limit(found, opened, opened + data.draw(st.integers(1, 1000)))
    assert limit is not None
    assert at_most(found, opened, limit) <= Fraction(1, 20)
    assert at_most(found, opened, limit - Fraction(1, PRECISION)) > Fraction(1, 20)


@pytest.mark.parametrize("opened", [1, 2, 20, 59, 60])
def test_the_two_limits_that_have_a_formula(opened: int) -> None:
    none, all_but_one = upper_limit(0, opened, 1000), upper_limit(opened - 1, opened, 1000)
    assert none is not None
    assert all_but_one is not None
    assert float(none) == pytest.approx(1 - 0.05 ** (1 / opened), abs=1e-6)
    assert float(all_but_one) == pytest.approx(0.95 ** (1 / opened), abs=1e-6)


def test_the_limit_grows_with_what_is_overturned() -> None:
    limits = [upper_limit(found, 60, 1000) or 0 for found in range(61)]
    assert limits == sorted(set(limits))
    assert limits[-1] == 1


def test_where_every_answer_was_opened_nothing_is_left_to_chance() -> None:
    assert upper_limit(3, 12, 12) == Fraction(1, 4)
    assert upper_limit(0, 12, 12) == 0


def test_no_limit_without_an_answer_opened() -> None:
    assert upper_limit(0, 0, 0) is None


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 100))
def test_the_adjusted_bound_is_that_of_the_method(
    counted: int, declared: int, others: int, hundredths: int
) -> None:
    limit = Fraction(hundredths, 100)
    n = counted + declared + others
    found = lower_adjusted(counted + declared, declared, n, limit)
    if n == 0:
        assert found is None
    else:
        assert found == (counted + (1 - limit) * declared) / n


def test_a_bound_is_not_shown_on_the_other_side_of_its_target() -> None:
    just_below = Fraction(7499999, 10**7)
    assert rate_json(just_below, Threshold(3, 4)) == {
        "fraction": "7499999/10000000",
        "percent": "74.99999",
    }
    assert rate_json(None) is None
