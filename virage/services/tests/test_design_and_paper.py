"""Designed with citizens, and without paper: the judgements, and what filling a gap may change."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from virage.services.rules import designed, paperless
from virage.services.rules.definitions import LOCKABLE
from virage.services.rules.designed import Held

pytestmark = pytest.mark.once

BUILT = date(2024, 3, 1)
HELD = st.builds(
    Held,
    kind=st.sampled_from(designed.KINDS),
    held_on=st.integers(min_value=-3, max_value=9).map(lambda day: BUILT + timedelta(days=day)),
    people=st.one_of(st.none(), st.integers(min_value=0, max_value=6)),
    says_what_changed=st.booleans(),
)


def opening(activities: list[Held], *, complete: bool, built: bool = True) -> dict[str, Any]:
    return {
        "built_from": BUILT if built else None,
        "launched_on": BUILT + timedelta(days=5),
        "complete": complete,
        "activities": tuple(activities),
        "requests": None,
    }


def as_the_method_says(activities: list[Held], *, complete: bool) -> str:
    """The row of 1.1 in the method, word by word; people who were not counted may be any number."""
    if any(one.people is None for one in activities):
        ways = {
            as_the_method_says(
                [one if one.people is not None else one._replace(people=n) for one in activities],
                complete=complete,
            )
            for n in (0, 9)
        }
        return ways.pop() if len(ways) == 1 else "unknown"
    before_building = [
        one
        for one in activities
        if one.kind == "design" and one.held_on < BUILT and (one.people or 0) >= 5
    ]
    before_launch = [
        one
        for one in activities
        if one.kind == "test" and one.held_on < BUILT + timedelta(days=5) and (one.people or 0) > 0
    ]
    says = [any(one.says_what_changed for one in held) for held in (before_building, before_launch)]
    if all(says):
        return "yes"
    return "no" if complete else "unknown"


@given(st.lists(HELD, max_size=4), st.booleans())
def test_design_is_judged_as_the_method_says(activities: list[Held], complete: bool) -> None:
    found = designed.judge_v1(opening(activities, complete=complete)).value
    assert found == as_the_method_says(activities, complete=complete)


@given(st.lists(HELD, max_size=4), st.lists(HELD, max_size=2), st.booleans())
def test_listing_what_was_missing_never_turns_an_answer_on_design(
    listed: list[Held], more: list[Held], built: bool
) -> None:
    before = designed.judge_v1(opening(listed, complete=False, built=built)).value
    after = designed.judge_v1(opening(listed + more, complete=True)).value
    assert before in (after, "unknown")
    of_day = designed.judge_v1(opening(listed, complete=True, built=False)).value
    assert of_day in (designed.judge_v1(opening(listed, complete=True)).value, "unknown")


MEDIA = st.lists(st.sampled_from(["digital", "paper", "unseen"]), max_size=4)
CASES = st.integers(min_value=0, max_value=60)


def process(
    media: list[str], cases: int | None, on_paper: int | None, by_choice: int
) -> dict[str, Any]:
    seen = {str(at): one for at, one in enumerate(media) if one != "unseen"}
    counts = {"cases": cases, "on_paper": on_paper, "by_choice": by_choice}
    return {**paperless.steps_seen(len(media), seen), **counts}


@given(MEDIA, st.data())
def test_seeing_what_was_missing_never_turns_an_answer_on_paper(
    media: list[str], data: st.DataObject
) -> None:
    cases = data.draw(CASES)
    on_paper = data.draw(st.integers(min_value=0, max_value=cases))
    by_choice = data.draw(st.integers(min_value=0, max_value=on_paper))
    known = data.draw(st.sampled_from(["all", "cases", "none"]))
    told = {
        "all": (cases, on_paper, by_choice),
        "cases": (cases, None, 0),
        "none": (None, None, 0),
    }
    before = paperless.judge_v1(process(media, *told[known])).value
    seen = [
        data.draw(st.sampled_from(["digital", "paper"])) if one == "unseen" else one
        for one in media
    ]
    after = paperless.judge_v1(process(seen, cases, on_paper, by_choice)).value
    assert after != "unknown"
    assert before in (after, "unknown")


@given(CASES, st.data())
def test_paper_chosen_by_a_citizen_is_set_apart(cases: int, data: st.DataObject) -> None:
    on_paper = data.draw(st.integers(min_value=0, max_value=cases))
    by_choice = data.draw(st.integers(min_value=0, max_value=on_paper))
    without = paperless.is_share_small(cases - by_choice, on_paper - by_choice, 0)
    assert paperless.is_share_small(cases, on_paper, by_choice) == without
    assert paperless.is_share_small(cases, cases, cases)


def test_the_golden_tables_hold() -> None:
    for versions in LOCKABLE.values():
        for rule in versions:
            for known, answer in rule.golden:
                assert rule.judge(known) == answer
