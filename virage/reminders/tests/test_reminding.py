"""Were half reminded in time? The judgement against every way the unlogged could have turned out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from virage.reminders.rules.definitions import IN_TIME_1
from virage.reminders.rules.reminding import judge_v1

pytestmark = pytest.mark.once

PEOPLE = st.integers(min_value=0, max_value=12)


def facts(due: int, reached: int, unlogged: int, *, complete: bool) -> dict[str, object]:
    return {"due": due, "reached": reached, "unlogged": unlogged, "complete": complete}


def naive(due: int, reached: int, unlogged: int, *, complete: bool) -> str:
    """The answer that all ways share in which what is not known may have turned out, if one does."""
    most = min(due, reached + unlogged) if complete else due
    ways = {2 * people >= due for people in range(min(reached, due), max(most, 0) + 1)}
    if due == 0:
        return "not_applicable"
    return {frozenset({True}): "yes", frozenset({False}): "no"}.get(frozenset(ways), "unknown")


@given(PEOPLE, PEOPLE, PEOPLE, st.booleans())
def test_the_answer_is_the_one_that_every_way_shares(
    due: int, reached: int, unlogged: int, complete: bool
) -> None:
    found = judge_v1(facts(due, reached, unlogged, complete=complete)).value
    assert found == naive(due, reached, unlogged, complete=complete)


@given(PEOPLE, PEOPLE, st.integers(min_value=1, max_value=12), st.data())
def test_learning_what_became_of_a_reminder_never_turns_an_answer(
    due: int, reached: int, unlogged: int, data: st.DataObject
) -> None:
    before = judge_v1(facts(due, reached, unlogged, complete=True)).value
    arrived = data.draw(st.booleans())
    after = judge_v1(facts(due, reached + arrived, unlogged - 1, complete=True)).value
    assert before in (after, "unknown")


def test_the_golden_table_holds() -> None:
    for known, answer in IN_TIME_1.golden:
        assert judge_v1(known) == answer
