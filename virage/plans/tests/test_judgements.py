"""Measures deployed, workplaces transformed: the judgements."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from virage.plans.rules import workplaces
from virage.plans.rules.definitions import LOCKABLE
from virage.plans.rules.deploying import DECISIONS, Reached, Version, judge_v1

pytestmark = pytest.mark.once

DAY = date(2026, 3, 31)


def days(least: int, most: int) -> st.SearchStrategy[date]:
    return st.integers(min_value=least, max_value=most).map(lambda n: DAY + timedelta(days=n))


VERSION = st.builds(
    Version,
    deposited_on=days(-90, 0),
    period_from=days(-400, 10),
    period_to=days(-5, 400),
    decision=st.sampled_from(["", *DECISIONS]),
    amendment_due_on=st.one_of(st.none(), days(-5, 5)),
    first_decided_on=st.none(),
)
MILESTONE = st.builds(
    Reached,
    target=st.sampled_from(["", "5.1"]),
    on=st.one_of(st.none(), days(-370, 3)),
    has_evidence=st.booleans(),
)


def as_the_method_says(versions: list[Version], milestones: list[Reached], due: date | None) -> str:
    """The row of 4.1 in the method, word by word."""
    covering = [one for one in versions if one.period_from <= DAY < one.period_to]
    waited = [(DAY - one.deposited_on).days for one in covering]
    in_force = [
        one.decision == "accepted" or (one.decision == "" and days > 60)
        for one, days in zip(covering, waited, strict=True)
    ]
    if not any(in_force):
        for one in covering:
            if one.decision == "" or (
                one.decision == "amendment"
                and (one.amendment_due_on is None or one.amendment_due_on >= DAY)
            ):
                return "unknown"
        return "no" if due is not None and due < DAY else "unknown"
    lately = [one for one in milestones if one.target and one.on and 0 <= (DAY - one.on).days < 365]
    if any(one.has_evidence for one in lately):
        return "yes"
    return "unknown" if lately else "no"


@given(
    st.lists(VERSION, max_size=3),
    st.lists(MILESTONE, max_size=3),
    st.one_of(st.none(), days(-3, 3)),
)
def test_deployment_is_judged_as_the_method_says(
    versions: list[Version], milestones: list[Reached], due: date | None
) -> None:
    facts = {
        "as_of": DAY,
        "plan_due_on": due,
        "versions": tuple(versions),
        "milestones": tuple(milestones),
        "staff": 50,
    }
    assert judge_v1(facts).value == as_the_method_says(versions, milestones, due)


@given(
    st.integers(min_value=10, max_value=60),
    st.integers(min_value=0, max_value=60),
    st.integers(min_value=0, max_value=60),
)
def test_the_true_counts_of_a_unit_are_judged(headcount: int, yes: int, no: int) -> None:
    yes = min(yes, headcount)
    no = min(no, headcount - yes)
    told = workplaces.judge_v1({"headcount": headcount, "yes": yes, "no": no})
    assert told.people == (yes, no, headcount - yes - no)
    assert (told.value == "yes") == (yes > headcount - yes)
    assert (told.value == "no") == (no >= headcount - no)


def test_the_golden_tables_hold() -> None:
    for versions in LOCKABLE.values():
        for rule in versions:
            for known, answer in rule.golden:
                assert rule.judge(known) == answer
