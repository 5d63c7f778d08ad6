"""Could one contribute on line all through the window? The judgement, against a recount day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from virage.consultations.rules.definitions import DIGITAL_WAY_1
from virage.consultations.rules.means import USES, judge_v1

pytestmark = pytest.mark.once

START = date(2025, 5, 1)
DAYS = st.integers(min_value=-4, max_value=10)
STATEMENTS = st.dictionaries(DAYS, st.sampled_from(USES), max_size=5)


def facts(length: int, statements: dict[int, str]) -> dict[str, object]:
    uses = tuple((START + timedelta(days=day), use) for day, use in sorted(statements.items()))
    window = (START, START + timedelta(days=length))
    return {"window": window, "participants": None, "uses": {"online": uses}}


def day_by_day(length: int, statements: dict[int, str]) -> str:
    """The answer, by looking at each day in turn."""
    said = []
    for day in range(length):
        before = [known for known in statements if known <= day]
        said.append(statements[max(before)] if before else None)
    if any(use in ("read", "none") for use in said):
        return "no"
    return "unknown" if None in said else "yes"


@given(st.integers(min_value=1, max_value=8), STATEMENTS)
def test_the_answer_is_that_of_looking_at_each_day(length: int, statements: dict[int, str]) -> None:
    assert judge_v1(facts(length, statements)).value == day_by_day(length, statements)


@given(st.integers(min_value=1, max_value=8), STATEMENTS, st.sampled_from(USES))
def test_saying_what_was_missing_never_turns_an_answer(
    length: int, statements: dict[int, str], use: str
) -> None:
    before = judge_v1(facts(length, statements)).value
    first = min(statements, default=length)
    missing = dict.fromkeys(range(-4, first), use)
    after = judge_v1(facts(length, {**missing, **statements})).value
    assert before in (after, "unknown")


def test_the_golden_table_holds() -> None:
    for known, answer in DIGITAL_WAY_1.golden:
        assert judge_v1(known) == answer
