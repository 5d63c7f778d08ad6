"""What is asked again: the judgement against a naive recount, and what filling a gap may change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from virage.exchange.rules.asking import GIVEN, Item, counted, judge_v1
from virage.exchange.rules.definitions import ASKS_ONCE_1

pytestmark = pytest.mark.once

HELD = frozenset({"address", "birth"})
EXAMINED = st.builds(
    Item,
    examined=st.just(value=True),
    concept=st.sampled_from(["", "address", "birth", "colour"]),
    given=st.sampled_from(GIVEN),
    obstacle=st.sampled_from(["", "act, s. 1"]),
)
NOT_EXAMINED = st.just(Item(examined=False, concept="", given="", obstacle=""))
ITEMS = st.lists(st.one_of(EXAMINED, NOT_EXAMINED), max_size=6)


def naive(asked: int, items: list[Item], *, all_listed: bool) -> str:
    """The answer, by looking at each item in turn."""
    for item in items:
        if item.examined and item.given == "typed" and item.concept in HELD:
            return "no"
    for item in items:
        if not item.examined:
            return "unknown"
    return "unknown" if asked > len(items) or not all_listed else "yes"


def judged(asked: int, items: list[Item], *, all_listed: bool) -> str:
    return judge_v1({**counted(asked, items, HELD), "all_listed": all_listed}).value


@given(ITEMS, st.integers(min_value=0, max_value=8), st.booleans())
def test_the_answer_is_that_of_looking_at_each_item(
    items: list[Item], asked: int, all_listed: bool
) -> None:
    found = judged(asked, items, all_listed=all_listed)
    assert found == naive(asked, items, all_listed=all_listed)


@given(ITEMS, st.integers(min_value=0, max_value=8), EXAMINED, st.booleans())
def test_examining_one_more_item_never_turns_an_answer(
    items: list[Item], asked: int, found: Item, all_listed: bool
) -> None:
    before = judged(asked, items, all_listed=all_listed)
    places = [at for at, item in enumerate(items) if not item.examined]
    if places:
        more = [found if at == places[0] else item for at, item in enumerate(items)]
    elif asked > len(items):
        more = [*items, found]
    else:
        return
    assert before in (judged(asked, more, all_listed=all_listed), "unknown")


def test_the_golden_table_holds() -> None:
    for known, answer in ASKS_ONCE_1.golden:
        assert judge_v1(known) == answer
