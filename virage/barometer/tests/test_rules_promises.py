"""What became of a promise: what decides, when, and every fine point that the rule settles."""

from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from virage.barometer.rules.promises import (
    Counted,
    Judged,
    Reply,
    Seen,
    counted,
    holds,
    judged,
)
from virage.barometer.tests.made_up import LETTERS
from virage.contracts.indicators import Period
from virage.contracts.promises import Promise

pytestmark = pytest.mark.once


def promise(
    *, at_least: int | None = None, share: tuple[int, int] | None = None, due: int = 2022
) -> Promise:
    """A promise made in 2019, due at the end of a year."""
    return Promise(
        reference="test.promise:1",
        organisation="b1",
        indicator="test.question",
        units=("s0", "s1", "s2", "s3"),
        at_least=at_least,
        share=share,
        baseline="",
        made_on=date(2019, 6, 1),
        due_on=date(due, 12, 31),
    )


def replies(letters: str) -> dict[str, Reply]:
    """Units s0, s1… by letter: y yes, n no, u unknown, a not applicable, - not listed."""
    return {f"s{at}": Reply(LETTERS[one]) for at, one in enumerate(letters) if one != "-"}


def seen(*told: str | None, first: int = 2020) -> list[Seen]:
    """One edition a year, with the letters of four units; None where the question was not put."""
    before: set[str] = set()
    editions = []
    for year, letters in enumerate(told, start=first):
        found = None
        if letters is not None:
            here = replies(letters)
            before |= {*here}
            found = counted(promise().units, here, listed_before=before, successors={})
        editions.append(Seen(str(year), Period(date(year, 1, 1), date(year + 1, 1, 1)), found))
    return editions


def outcomes(found: list[Judged]) -> list[str]:
    return [one.outcome for one in found]


THREE = promise(at_least=3)


def test_the_first_period_to_end_on_the_day_decides() -> None:
    found = judged(THREE, seen("ynnn", "yynn", "yyyn", "yyyy"))
    assert outcomes(found) == ["not_due", "not_due", "kept", "kept"]
    assert [one.counts for one in found] == [False, False, True, False]


def test_a_promise_reached_before_its_day_is_not_due_yet_and_it_is_said() -> None:
    found = judged(THREE, seen("yyyn", "yyyy"))
    assert outcomes(found) == ["not_due", "not_due"]
    assert {one.reason for one in found} == {"reached_already"}


def test_kept_stays_kept_when_it_is_lost_later_and_it_is_said() -> None:
    found = judged(THREE, seen("nnnn", "nnnn", "yyyn", "ynnn"))
    assert outcomes(found)[2:] == ["kept", "kept"]
    assert found[-1].holds == "not"


def test_broken_becomes_late_at_the_first_later_edition_that_reaches_it_and_stays_so() -> None:
    found = judged(THREE, seen("nnnn", "nnnn", "yynn", "yyun", "yyyn", "nnnn"))
    assert outcomes(found)[2:] == ["broken", "broken", "late", "late"]
    assert [one.reason for one in found][2:] == [
        "not_reached",
        "not_reached",
        "reached_later",
        "reached_later",
    ]


def test_silence_on_the_day_does_not_pass_for_success_nor_for_failure() -> None:
    found = judged(THREE, seen("nnnn", "nnnn", "yyun", "yyun", "yyyn"))
    assert outcomes(found)[2:] == ["untold", "untold", "late"]
    assert found[-1].reason == "reached_after_silence"
    assert outcomes(judged(THREE, seen("n", "n", "yyun", "yynn")))[2:] == ["untold", "untold"]


def test_what_was_known_when_due_decides_until_it_is_revised() -> None:
    first = judged(THREE, seen("nnnn", "nnnn", "yyun"))
    revised = judged(THREE, seen("nnnn", "nnnn", "yyyn"))
    assert (first[-1].outcome, revised[-1].outcome) == ("untold", "kept")


def test_an_edition_that_did_not_put_the_question_does_not_count() -> None:
    found = judged(THREE, seen("nnnn", None, None, "yyyn"))
    assert outcomes(found) == ["not_due", "not_due", "untold", "kept"]
    assert [one.reason for one in found][1:3] == ["not_measured", "not_measured"]
    assert found[-1].counts


def test_editions_of_before_the_promise_say_nothing_of_it() -> None:
    assert outcomes(judged(THREE, seen("yyyy", "nnnn", first=2018))) == ["not_due"]


def test_closing_what_was_named_does_not_shrink_the_promise() -> None:
    half = promise(share=(1, 2))
    assert holds(half, seen("ynnn", "y--n")[1].counted or Counted()) == "not"
    assert seen("yyyn", "yyy-")[1].counted == Counted(yes=3, gone=1)


def test_a_unit_that_was_never_listed_leaves_the_promise_untold() -> None:
    last = judged(promise(at_least=4), seen("yyy-", "yyy-", "yyy-"))[-1]
    assert (last.outcome, last.reason) == ("untold", "unknown")
    last = judged(promise(at_least=4), seen("----", "----", "----"))[-1]
    assert (last.outcome, last.reason) == ("untold", "never_listed")


def test_a_question_that_applies_to_none_of_them_leaves_a_share_untold() -> None:
    last = judged(promise(share=(1, 2)), seen("aaaa", "aaaa", "aaaa"))[-1]
    assert (last.outcome, last.reason, last.holds) == ("untold", "nothing_applies", None)
    assert holds(promise(at_least=1), Counted(not_applicable=4)) == "not"


def test_what_does_not_apply_leaves_the_share_and_is_not_a_yes() -> None:
    assert holds(promise(share=(1, 2)), Counted(yes=1, no=1, not_applicable=2)) == "at"
    assert holds(promise(at_least=2), Counted(yes=1, no=1, not_applicable=2)) == "not"


@pytest.mark.parametrize(
    ("letters", "expected"), [("yy", "yes"), ("yn", "no"), ("yu", "unknown"), ("ya", "yes")]
)
def test_a_unit_that_was_split_answers_by_those_that_succeed_it(
    letters: str, expected: str
) -> None:
    here = {"c": Reply(LETTERS[letters[0]]), "e": Reply(LETTERS[letters[1]])}
    # s0 was split in c and d, and d became e, whatever turns the links take.
    links = {"s0": ["c", "d"], "d": ["e", "s0"]}
    found = counted(["s0", "s0"], here, listed_before={"s0"}, successors=links)
    assert found == Counted(**{expected: 1})


def test_units_that_were_merged_each_answer_by_the_one_that_succeeds_them() -> None:
    links = {"s0": ["c"], "s1": ["c"]}
    found = counted(["s0", "s1"], {"c": Reply("yes")}, listed_before={"s0", "s1"}, successors=links)
    assert found == Counted(yes=2)


def test_people_are_counted_through_their_units_and_one_uncounted_leaves_it_untold() -> None:
    here = {"s0": Reply("yes", (60, 20, 20)), "s1": Reply("no", (10, 30, 0))}
    found = counted(["s0", "s1"], here, listed_before={*here}, successors={}, people=True)
    assert (found.yes, found.no, found.unknown) == (70, 50, 20)
    assert holds(promise(share=(1, 2)), found) == "at"
    assert holds(promise(share=(3, 5)), found) == "undetermined"
    for other in (None, Reply("yes", None)):
        more = here | ({} if other is None else {"s2": other})
        told = counted(["s0", "s1", "s2"], more, listed_before={*more}, successors={}, people=True)
        assert (told.uncounted, holds(promise(share=(1, 2)), told)) == (1, "undetermined")


letters_of_four = st.text("ynua-", min_size=4, max_size=4)


@st.composite
def promises(draw: st.DrawFn) -> Promise:
    if draw(st.booleans()):
        return promise(at_least=draw(st.integers(1, 5)))
    q = draw(st.integers(1, 6))
    return promise(share=(draw(st.integers(1, q)), q))


def completions(letters: str) -> Iterator[str]:
    """What the four units may have answered in truth, whatever nobody knows."""
    return ("".join(one) for one in product(*["yn" if one in "u-" else one for one in letters]))


def truly(one: Promise, letters: str) -> bool | None:
    """Whether the promise holds of answers all known; None when there is nothing to hold it against."""
    yes, concerned = letters.count("y"), len(letters) - letters.count("a")
    if one.at_least is not None:
        return yes >= one.at_least
    assert one.share is not None
    return None if concerned == 0 else yes * one.share[1] >= one.share[0] * concerned


@given(promises(), letters_of_four)
@settings(max_examples=150)
def test_a_promise_is_reached_or_not_when_it_would_be_whatever_is_unknown(
    one: Promise, letters: str
) -> None:
    found = counted(one.units, replies(letters), listed_before=set(), successors={})
    truths = {truly(one, each) for each in completions(letters)}
    told = {frozenset({True}): "at", frozenset({False}): "not", frozenset({None}): None}
    assert holds(one, found) == told.get(frozenset(truths), "undetermined")


@given(promises(), st.lists(st.none() | letters_of_four, max_size=6))
@settings(max_examples=150)
def test_an_outcome_is_what_a_naive_reading_of_all_editions_says(
    one: Promise, told: list[str | None]
) -> None:
    editions = seen(*told)
    found = judged(one, editions)
    sides = [None if each.counted is None else holds(one, each.counted) for each in editions]
    put = [at for at, each in enumerate(editions) if each.counted is not None]
    due = next((at for at in put if at >= 2), None)  # 2022 is the third year
    assert len(found) == len(editions)
    for at, each in enumerate(found):
        later = [one for one in sides[(due or 0) + 1 : at + 1] if one == "at"]
        if due is None or at < due:
            assert each.outcome == ("not_due" if at < 2 else "untold")
        elif sides[due] == "at":
            assert each.outcome == "kept"
        elif later:
            assert each.outcome == "late"
        else:
            assert each.outcome == ("broken" if sides[due] == "not" else "untold")
        assert each.holds == sides[at]
