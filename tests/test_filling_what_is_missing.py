"""Filling a number that was missing never overturns what had been determined.

Version 2 of take-up and end to end keep that promise, whatever is filled; version 1, kept only to
compare with what others publish, breaks it, and an example shows how.
"""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from virage.barometer.rules.figures import figure
from virage.barometer.rules.verdicts import Target
from virage.contracts.indicators import Answer, Judgement
from virage.contracts.text import Text
from virage.services.rules import end_to_end, take_up
from virage.services.rules.volumes import POINT_ANSWERS, POINTS, STATUSES

TARGET = Target("5.1", 3, 4, date(2023, 12, 31))
Facts = dict[str, Any]
Judge = Callable[[Mapping[str, Any] | None], Judgement]


def judged(judge: Judge, all_facts: list[Facts]) -> list[Answer]:
    found = []
    for at, facts in enumerate(all_facts):
        told = judge(facts)
        found.append(
            Answer(
                unit=f"s{at}",
                name=Text("Service", "Service"),
                organisation="b1",
                value=told.value,
                reason=told.reason,
                weight=told.weight,
                part=told.part,
                whole=told.whole,
                source="declared",
                evidence="",
                flags=told.flags,
            )
        )
    return found


def figures(answers: list[Answer]) -> dict[str, Any]:
    return figure(answers, code="made.up", version=1, unit="unit", target=TARGET)


def nothing_was_overturned(before: list[Answer], after: list[Answer]) -> None:
    for old, new in zip(before, after, strict=True):
        assert old.value in ("unknown", new.value)
    earlier, later = figures(before), figures(after)
    if later["lower"] is None:
        return  # what was unknown turned out not applicable: there is no band to be wider
    assert earlier["verdict"] in ("undetermined", later["verdict"])
    bands = [
        [Fraction(told[edge]["fraction"]) for edge in ("lower", "upper")]
        for told in (earlier, later)
    ]
    assert bands[0][0] <= bands[1][0] <= bands[1][1] <= bands[0][1]


@st.composite
def services_with_volumes(draw: st.DrawFn) -> tuple[list[Facts], list[Facts]]:
    """The facts of some services, and the same with some of what was missing filled."""
    known: list[Facts] = []
    filled: list[Facts] = []
    for _ in range(draw(st.integers(1, 6))):
        facts: Facts = {}
        later: Facts = {}
        for channel in ("online", "phone", "mail"):
            status = draw(st.sampled_from(STATUSES))
            fact = status, draw(st.integers(0, 50)) if status == "provided" else None
            facts[channel] = later[channel] = fact
            if status in ("not_provided", "not_yet_due"):
                later[channel] = draw(
                    st.sampled_from((fact, ("not_applicable", None)))
                    | st.integers(0, 200).map(lambda count: ("provided", count))
                )
        known.append(facts)
        filled.append(later)
    return known, filled


@given(services_with_volumes())
def test_take_up_version_2_is_never_overturned(pair: tuple[list[Facts], list[Facts]]) -> None:
    known, filled = pair
    nothing_was_overturned(judged(take_up.judge_v2, known), judged(take_up.judge_v2, filled))


@given(st.data())
def test_end_to_end_is_never_overturned(data: st.DataObject) -> None:
    services = data.draw(
        st.lists(st.fixed_dictionaries({p: st.sampled_from(POINT_ANSWERS) for p in POINTS}))
    )
    filled = [
        {
            point: data.draw(st.sampled_from(POINT_ANSWERS)) if answer == "not_provided" else answer
            for point, answer in facts.items()
        }
        for facts in services
    ]
    nothing_was_overturned(
        judged(end_to_end.judge_v1, services), judged(end_to_end.judge_v1, filled)
    )


def test_take_up_version_1_is_overturned_by_the_number_that_was_missing() -> None:
    online = ("provided", 80)
    known: list[Facts] = [{"online": online, "phone": ("not_provided", None)}]
    filled: list[Facts] = [{"online": online, "phone": ("provided", 900)}]
    before, after = judged(take_up.judge_v1, known), judged(take_up.judge_v1, filled)
    assert (before[0].value, after[0].value) == ("yes", "no")
    assert (figures(before)["verdict"], figures(after)["verdict"]) == ("at_threshold", "not_yet")
    assert judged(take_up.judge_v2, known)[0].value == "unknown"
