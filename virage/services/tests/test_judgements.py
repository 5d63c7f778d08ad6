"""The judgements of take-up and of end to end: golden tables, boundaries, and what is certain."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from virage.contracts.indicators import Judgement, Rule
from virage.services.rules import designed, end_to_end, take_up
from virage.services.rules.definitions import LOCKABLE
from virage.services.rules.volumes import POINT_ANSWERS, POINTS, STATUSES, SUMMED

pytestmark = pytest.mark.once


VERSIONS = [(code, one) for code, versions in LOCKABLE.items() for one in versions]


@pytest.mark.parametrize(
    ("code", "rule"), VERSIONS, ids=lambda one: str(getattr(one, "version", one))
)
def test_the_golden_table_is_true(code: str, rule: Rule) -> None:
    for facts, expected in rule.golden:
        assert rule.judge(facts) == expected


@pytest.mark.parametrize(
    ("code", "rule"), VERSIONS, ids=lambda one: str(getattr(one, "version", one))
)
def test_every_answer_stands_in_the_golden_table(code: str, rule: Rule) -> None:
    reached = {answer.value for _, answer in rule.golden}
    expected = {"yes", "no", "unknown", "not_applicable"}
    # Version 1 of take-up, and that of design, never find by themselves that it does not apply.
    never = rule.judge in (take_up.judge_v1, designed.judge_v1)
    assert reached == (expected - {"not_applicable"} if never else expected)


def channel_fact(data: st.DataObject) -> tuple[str, int | None]:
    status = data.draw(st.sampled_from(STATUSES))
    return status, data.draw(st.integers(0, 400)) if status == "provided" else None


def any_facts(data: st.DataObject) -> dict[str, tuple[str, int | None]]:
    channels = data.draw(st.lists(st.sampled_from(SUMMED), unique=True, min_size=1))
    return {channel: channel_fact(data) for channel in channels}


def as_the_method_says(facts: Mapping[str, tuple[str, int | None]]) -> str:
    """The rule of 5.1, version 2, sentence by sentence."""
    online = facts.get("online", ("not_applicable", None))
    others = [facts[channel] for channel in facts if channel != "online"]
    d = online[1] or 0
    k = sum(count or 0 for status, count in others if status == "provided")
    z = [status for status, _ in others if status in ("not_provided", "not_yet_due")]
    if online[0] in ("not_provided", "not_collected", "not_yet_due"):
        return "unknown"
    if d + k > 0 and 4 * d <= 3 * (d + k):
        return "no"
    if d + k > 0:
        return "unknown" if z else "yes"
    return "unknown" if z else "not_applicable"


@given(st.data())
def test_version_2_is_what_the_method_says(data: st.DataObject) -> None:
    facts = any_facts(data)
    told = take_up.judge_v2(facts)
    assert told.value == as_the_method_says(facts)
    if told.value in ("yes", "no"):
        provided = {channel: count or 0 for channel, (_, count) in facts.items()}
        assert (told.part, told.whole) == (provided.get("online", 0), sum(provided.values()))
        assert told.weight == told.whole
        assert ("under_30_requests" in told.flags) == (sum(provided.values()) < 30)
    else:
        assert (told.weight, told.part, told.whole) == (None, None, None)


@given(st.integers(1, 400), st.data())
def test_what_a_missing_number_leaves_unknown_may_turn_out_either_way(
    online: int, data: st.DataObject
) -> None:
    """Nobody could determine more than version 2 does without making up numbers."""
    mail = data.draw(st.integers(0, (online - 1) // 3))
    missing = data.draw(st.sampled_from(("not_provided", "not_yet_due")))
    facts = {"online": ("provided", online), "mail": ("provided", mail)}
    assert take_up.judge_v2({**facts, "phone": (missing, None)}).value == "unknown"
    filled = [take_up.judge_v2({**facts, "phone": ("provided", one)}) for one in (0, 10**6)]
    assert [one.value for one in filled] == ["yes", "no"]


@given(st.data())
def test_end_to_end_is_what_the_method_says(data: st.DataObject) -> None:
    facts = {point: data.draw(st.sampled_from(POINT_ANSWERS)) for point in POINTS}
    applicable = [one for one in facts.values() if one != "not_applicable"]
    if "no" in applicable:
        expected = "no"
    elif "not_provided" in applicable:
        expected = "unknown"
    elif applicable:
        expected = "yes"
    else:
        expected = "not_applicable"
    assert end_to_end.judge_v1(facts).value == expected


@pytest.mark.parametrize("judge", [take_up.judge_v1, take_up.judge_v2, end_to_end.judge_v1])
def test_silence_is_unknown_never_not_applicable(judge: Any) -> None:
    assert judge(None) == Judgement("unknown", "no_record")
    assert judge({}) == Judgement("unknown", "no_longer_listed")
