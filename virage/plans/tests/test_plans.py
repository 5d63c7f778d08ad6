"""Plans, milestones and workplaces handed in, measured, and measured again as they were known."""

from datetime import date
from typing import Any

import pytest

from tests.handing_in import check, codes, hand_in, judged
from tests.people import FOREST, WATER
from virage.contracts.indicators import Period, indicators
from virage.contracts.intakes import intakes
from virage.contracts.references import Reference, resolve
from virage.plans.rules.definitions import DEPLOYED, WORKPLACE

pytestmark = pytest.mark.django_db

LAW = intakes.get("plans.legal-dates")
PLANS = intakes.get("plans.plans")
REVIEWS = intakes.get("plans.reviews")
MILESTONES = intakes.get("plans.milestones")
WORKPLACES = intakes.get("plans.workplaces")
YEAR = Period(date(2025, 4, 1), date(2026, 4, 1))


@pytest.fixture(autouse=True)
def existing_bodies(bodies: object) -> None:
    """The ministry of Water and the Forest board."""


def law(body: str = WATER, **more: Any) -> dict[str, Any]:
    days = {"since": date(2021, 6, 10), "until": None, "plan_due_on": date(2025, 6, 1)}
    return {"organisation": body, **days, **more}


def plan(version: str = "1", deposited: date = date(2025, 5, 20), **more: Any) -> dict[str, Any]:
    period = {"period_from": date(2025, 4, 1), "period_to": date(2028, 4, 1)}
    tied = {"strategic_plan": "2024-2028", "page": ""}
    return {
        "organisation": WATER,
        "version": version,
        "deposited_on": deposited,
        **period,
        **tied,
        **more,
    }


def review(decision: str, on: date = date(2025, 6, 1), **more: Any) -> dict[str, Any]:
    told = {"due_on": None, "reason": ""}
    return {
        "organisation": WATER,
        "version": "1",
        "decided_on": on,
        "decision": decision,
        **told,
        **more,
    }


def milestone(code: str = "on-line", reached: date | None = date(2025, 12, 1), **more: Any) -> Any:
    named = {"organisation": WATER, "milestone": code, "name_fr": code, "name_en": code}
    told = {"target": "5.1", "due_on": date(2025, 12, 31), "evidence": "https://example.org/x"}
    return {**named, "reached_on": reached, **told, **more}


def workplace(unit: str, headcount: int, yes: int, no: int, **more: Any) -> dict[str, Any]:
    named = {"organisation": WATER, "unit": unit, "name_fr": unit, "name_en": unit}
    counts = {"counted_on": date(2026, 3, 31), "headcount": headcount, "yes": yes, "no": no}
    return {**named, **counts, "asked_by": "survey", "survey": "1", **more}


def answer(known_at: int | None = None) -> tuple[str, str]:
    found = judged(DEPLOYED, YEAR, known_at=known_at)[WATER]
    return found.value, found.reason


def test_a_plan_in_force_and_a_milestone_with_evidence_are_a_yes() -> None:
    hand_in(LAW, [law()])
    assert answer() == ("no", "no_plan")
    hand_in(PLANS, [plan()])
    hand_in(REVIEWS, [review("accepted")])
    assert answer() == ("no", "no_milestone")
    pending = hand_in(MILESTONES, [milestone(evidence="")])
    hand_in(MILESTONES, [milestone()])
    assert answer() == ("yes", "measures_deployed")
    assert answer(known_at=pending) == ("unknown", "evidence_pending")


def test_only_bodies_of_the_legal_list_are_asked_once_there_is_one() -> None:
    assert set(judged(DEPLOYED, YEAR)) == {WATER, FOREST}
    hand_in(LAW, [law()])
    assert set(judged(DEPLOYED, YEAR)) == {WATER}
    assert indicators.get(DEPLOYED).definition(1).switch(YEAR, 10**6) == "legal-list"


def test_sixty_days_of_silence_accept_a_plan() -> None:
    hand_in(LAW, [law()])
    hand_in(MILESTONES, [milestone()])
    hand_in(PLANS, [plan(deposited=date(2026, 1, 30))])
    assert answer() == ("unknown", "review_pending")
    hand_in(PLANS, [plan("0", deposited=date(2026, 1, 29))])
    assert answer() == ("yes", "measures_deployed")


def test_an_amendment_that_never_came_leaves_a_body_without_a_plan() -> None:
    hand_in(LAW, [law()])
    hand_in(PLANS, [plan()])
    hand_in(REVIEWS, [review("amendment", due_on=date(2025, 9, 1), reason="No day.")])
    assert answer() == ("no", "no_plan")


def test_a_deposited_version_no_longer_changes() -> None:
    hand_in(PLANS, [plan()])
    assert codes(PLANS, [plan()]) == []
    assert codes(PLANS, [plan(page="https://example.org")]) == ["version-deposited"]
    assert check(PLANS, [plan()]).preview.changes_nothing


def test_the_people_of_each_unit_are_judged_as_they_are() -> None:
    hand_in(WORKPLACES, [workplace("permits", 100, 60, 20), workplace("wells", 40, 35, 5)])
    found = judged(WORKPLACE, YEAR)
    assert found["permits"].people == (60, 20, 20)
    assert found["wells"].people == (35, 5, 0)


def test_a_managers_return_is_declared_and_a_survey_is_measured() -> None:
    hand_in(WORKPLACES, [workplace("permits", 100, 60, 20)])
    hand_in(WORKPLACES, [workplace("wells", 40, 20, 20, asked_by="manager", survey=None)])
    facts = indicators.get(WORKPLACE).definition(1).facts(YEAR, 10**6)
    assert (facts["permits"].source, facts["permits"].flags) == ("measured", ())
    assert (facts["wells"].source, facts["wells"].flags) == ("declared", ("managers_return",))


def test_what_is_wrong_is_told_with_its_line() -> None:
    hand_in(PLANS, [plan()])
    hand_in(WORKPLACES, [workplace("permits", 100, 60, 20)])
    assert codes(REVIEWS, [review("accepted", version="9")]) == ["version-not-deposited"]
    assert codes(REVIEWS, [review("amendment")]) == ["amendment-without-day"]
    assert "days-reversed" in codes(LAW, [law(until=date(2020, 1, 1))])
    assert codes(MILESTONES, [milestone(evidence="")]) == ["reached-without-evidence"]
    assert "unit-too-small" in codes(WORKPLACES, [workplace("wells", 9, 0, 0)])
    assert "answers-above-headcount" in codes(WORKPLACES, [workplace("wells", 30, 20, 11)])
    assert "unit-of-another-body" in codes(
        WORKPLACES, [workplace("permits", 30, 20, 10, organisation=FOREST)]
    )


def test_the_templates_hold_what_was_said_last() -> None:
    hand_in(LAW, [law()])
    hand_in(PLANS, [plan()])
    hand_in(REVIEWS, [review("accepted")])
    hand_in(MILESTONES, [milestone(reached=None)])
    hand_in(WORKPLACES, [workplace("permits", 100, 60, 20)])
    for kind, column, expected in (
        (LAW, "plan_due_on", "2025-06-01"),
        (PLANS, "version", "1"),
        (REVIEWS, "decision", "accepted"),
        (MILESTONES, "reached_on", ""),
        (WORKPLACES, "headcount", "100"),
    ):
        assert [row[column] for row in kind.prefill(WATER)] == [expected]
        assert list(kind.prefill(FOREST)) == []


def test_the_evidence_of_an_answer_resolves_to_its_hand_in() -> None:
    hand_in(LAW, [law(FOREST), law()])
    hand_in(WORKPLACES, [workplace("wells", 40, 20, 10), workplace("permits", 100, 60, 20)])
    for code, unit in ((DEPLOYED, WATER), (WORKPLACE, "permits")):
        facts = indicators.get(code).definition(1).facts(YEAR, 10**6)
        reference = Reference.parse(facts[unit].evidence)
        assert reference.fragment == "3"
        assert resolve(reference) is not None
