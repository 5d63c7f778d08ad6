"""Open to opinions, and changed for them: the judgement against recounts, and what filling may change."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from virage.feedback.rules.definitions import EVOLVES_1
from virage.feedback.rules.evolving import (
    STATES,
    answers_opinions,
    days_by_state,
    judge_v1,
)

pytestmark = pytest.mark.once

START = date(2025, 1, 1)
STATEMENTS = st.dictionaries(
    st.integers(min_value=-3, max_value=12), st.sampled_from(STATES), max_size=5
)


@given(st.integers(min_value=1, max_value=10), STATEMENTS)
def test_days_are_those_of_looking_at_each(length: int, said: dict[int, str]) -> None:
    statements = [(START + timedelta(days=day), state) for day, state in sorted(said.items())]
    found = days_by_state(statements, START, START + timedelta(days=length))
    expected = {"open": 0, "closed": 0}
    for day in range(length):
        before = [known for known in said if known <= day]
        if before:
            expected[said[max(before)]] += 1
    assert found == expected


def facts() -> st.SearchStrategy[dict[str, Any]]:
    days = st.integers(min_value=0, max_value=20)
    return st.builds(
        lambda is_open, closed, unsaid, **more: {
            "days": is_open + closed + unsaid,
            "open": is_open,
            "closed": closed,
            **more,
        },
        days.map(lambda one: one + 1),
        days,
        days,
        opinions=st.one_of(st.none(), st.integers(min_value=0, max_value=2)),
        complete=st.booleans(),
        changes=st.integers(min_value=0, max_value=1),
        requests=st.one_of(st.none(), st.integers(min_value=98, max_value=101)),
    )


@given(facts(), st.data())
def test_filling_a_gap_never_turns_an_answer(known: dict[str, Any], data: st.DataObject) -> None:
    before = judge_v1(known).value
    unsaid = known["days"] - known["open"] - known["closed"]
    more = data.draw(st.integers(min_value=0, max_value=unsaid))
    filled = {**known, "open": known["open"] + more, "closed": known["closed"] + unsaid - more}
    if known["opinions"] is None:
        filled["opinions"] = data.draw(st.integers(min_value=0, max_value=2))
    if known["requests"] is None:
        filled["requests"] = data.draw(st.integers(min_value=98, max_value=101))
    if not known["complete"]:
        filled["changes"] += data.draw(st.integers(min_value=0, max_value=1))
        filled["complete"] = True
    after = judge_v1(filled).value
    assert after != "unknown"
    assert before in (after, "unknown")


@pytest.mark.parametrize(
    ("published", "counts"),
    [
        (date(2025, 3, 31), True),
        (date(2025, 3, 30), False),
        (date(2026, 3, 31), True),
        (date(2026, 4, 1), False),
    ],
)
def test_a_change_counts_for_twelve_months_after_the_last_opinion_it_cites(
    published: date, counts: bool
) -> None:
    cited = (date(2025, 4, 1), 3)
    assert answers_opinions(published, "flow", *cited) is counts
    assert answers_opinions(published, "looks", *cited) is False
    assert answers_opinions(published, "flow", cited[0], 0) is False


def test_the_golden_table_holds() -> None:
    for known, answer in EVOLVES_1.golden:
        assert judge_v1(known) == answer
