"""Openings and processes handed in, measured for a period, and measured again as they were known."""

from datetime import date
from typing import Any

import pytest

from tests.handing_in import check, codes, hand_in, judged
from tests.people import FOREST, WATER
from virage.contracts.indicators import Period, indicators
from virage.contracts.intakes import intakes
from virage.contracts.references import Reference, resolve
from virage.registers.rules.closing import CLOSINGS
from virage.services.rules.definitions import DESIGNED, PAPERLESS
from virage.services.rules.lives import CLOSING_REASONS
from virage.services.tests.handing_in import hand_in as hand_in_volumes
from virage.services.tests.handing_in import volume

pytestmark = pytest.mark.django_db

OPENINGS = intakes.get("services.openings")
ACTIVITIES = intakes.get("services.activities")
PROCESSES = intakes.get("services.processes")
STEPS = intakes.get("services.process-steps")
CASES = intakes.get("services.cases")
YEAR = Period(date(2025, 1, 1), date(2026, 1, 1))
BEFORE = Period(date(2016, 1, 1), date(2017, 1, 1))
HALF = (date(2025, 1, 1), date(2025, 7, 1))


@pytest.fixture(autouse=True)
def listed_services(bodies: object) -> None:
    """`wells` and `dams`, new in 2025, and `mills`, older than the strategy."""
    hand_in_volumes([volume("mills", "online", 5, BEFORE)])
    hand_in_volumes([volume("wells", "online", 80), volume("dams", "online", 7)])


def opening(service: str = "wells", **more: Any) -> dict[str, Any]:
    days = {"built_from": date(2024, 5, 1), "launched_on": date(2024, 12, 1)}
    return {"organisation": WATER, "service": service, **days, "activities": "complete", **more}


def activity(kind: str, on: date, people: int | None = 6, **more: Any) -> dict[str, Any]:
    named = {"organisation": WATER, "service": "wells", "activity": f"{kind}-{on}", "kind": kind}
    said = {"method": "interviews", "changed": "Fewer questions.", "record": "https://example.org"}
    return {**named, "held_on": on, "people": people, **said, **more}


def process(code: str = "hiring", steps: int = 2, **more: Any) -> dict[str, Any]:
    named = {"organisation": WATER, "process": code, "name_fr": code, "name_en": code}
    held = {"audience": "internal", "since": date(2020, 1, 1), "until": None}
    return {**named, **held, "steps": steps, **more}


def step(called: str, medium: str, on: date = date(2025, 3, 1), **more: Any) -> dict[str, Any]:
    named = {"organisation": WATER, "process": "hiring", "step": called}
    return {**named, "seen_on": on, "medium": medium, **more}


def cases(
    number: int, on_paper: int | None, days: Any = (YEAR.start, YEAR.end), **more: Any
) -> Any:
    place = {"organisation": WATER, "process": "hiring"}
    period = {"period_from": days[0], "period_to": days[1]}
    return {**place, **period, "cases": number, "on_paper": on_paper, "by_choice": None, **more}


def test_a_service_heard_before_building_and_tried_before_its_launch_is_a_yes() -> None:
    hand_in(OPENINGS, [opening()])
    hand_in(
        ACTIVITIES,
        [activity("design", date(2024, 4, 2)), activity("test", date(2024, 11, 2), people=1)],
    )
    found = judged(DESIGNED, YEAR)
    assert (found["wells"].value, found["wells"].weight) == ("yes", 80)
    assert found["dams"].reason == "no_record"


def test_only_services_opened_since_the_strategy_are_asked() -> None:
    assert set(judged(DESIGNED, YEAR)) == {"wells", "dams"}
    hand_in(OPENINGS, [opening("dams", built_from=None, launched_on=date(2019, 5, 31))])
    assert set(judged(DESIGNED, YEAR)) == {"wells"}


def test_no_activity_is_a_no_only_when_all_are_said_to_be_listed() -> None:
    first = hand_in(OPENINGS, [opening(activities="partial")])
    hand_in(OPENINGS, [opening()])
    assert judged(DESIGNED, YEAR, known_at=first)["wells"].value == "unknown"
    assert judged(DESIGNED, YEAR)["wells"].reason == "no_activity"


def test_a_process_without_paper_in_its_steps_and_cases_is_a_yes() -> None:
    hand_in(PROCESSES, [process(), process("paying")])
    hand_in(STEPS, [step("offer", "digital"), step("contract", "digital")])
    hand_in(CASES, [cases(100, 5)])
    found = judged(PAPERLESS, YEAR)
    assert (found["hiring"].value, found["hiring"].part, found["hiring"].whole) == ("yes", 95, 100)
    assert found["paying"].reason == "a_step_not_seen"


def test_what_was_last_seen_of_a_step_before_the_period_ends_counts() -> None:
    hand_in(PROCESSES, [process(steps=1)])
    hand_in(CASES, [cases(10, 0)])
    hand_in(STEPS, [step("contract", "paper"), step("contract", "digital", date(2025, 9, 1))])
    assert judged(PAPERLESS, YEAR)["hiring"].value == "yes"
    hand_in(STEPS, [step("contract", "paper", YEAR.end)])
    assert judged(PAPERLESS, YEAR)["hiring"].value == "yes"


def test_halves_of_a_year_add_up_and_a_missing_half_is_unknown() -> None:
    hand_in(PROCESSES, [process(steps=1)])
    hand_in(STEPS, [step("contract", "digital")])
    hand_in(CASES, [cases(60, 0, HALF)])
    assert judged(PAPERLESS, YEAR)["hiring"].reason == "cases_not_known"
    hand_in(CASES, [cases(40, 5, (HALF[1], YEAR.end))])
    assert judged(PAPERLESS, YEAR)["hiring"].whole == 100


def test_what_is_wrong_is_told_with_its_line() -> None:
    hand_in(PROCESSES, [process()])
    hand_in(CASES, [cases(10, 0)])
    assert codes(OPENINGS, [opening(built_from=date(2025, 5, 1))]) == ["built-after-launch"]
    assert "unit-not-listed" in codes(OPENINGS, [opening("bridges")])
    assert "record-says-nothing" in codes(
        ACTIVITIES, [activity("design", date(2024, 4, 2), changed="")]
    )
    assert "unit-of-another-body" in codes(PROCESSES, [process(organisation=FOREST)])
    assert "unit-not-listed" in codes(STEPS, [step("offer", "paper", process="paying")])
    assert "period-clashes" in codes(CASES, [cases(3, 0, HALF)])
    assert "paper-above-cases" in codes(CASES, [cases(3, 4)])
    assert "choice-above-paper" in codes(CASES, [cases(3, 2, by_choice=3)])


def test_the_templates_hold_what_was_said_last_and_change_nothing() -> None:
    hand_in(OPENINGS, [opening()])
    hand_in(ACTIVITIES, [activity("design", date(2024, 4, 2), people=None)])
    hand_in(PROCESSES, [process()])
    hand_in(STEPS, [step("offer", "paper"), step("offer", "digital", date(2025, 9, 1))])
    hand_in(CASES, [cases(60, None, HALF), cases(40, 5, (HALF[1], YEAR.end))])
    assert [row["built_from"] for row in OPENINGS.prefill(WATER)] == ["2024-05-01"]
    assert [row["people"] for row in ACTIVITIES.prefill(WATER)] == [""]
    assert [row["steps"] for row in PROCESSES.prefill(WATER)] == ["2"]
    assert [row["medium"] for row in STEPS.prefill(WATER)] == ["digital"]
    assert [row["period_from"] for row in CASES.prefill(WATER)] == ["2025-07-01"]
    assert check(PROCESSES, [process()]).preview.changes_nothing


@pytest.mark.parametrize("code", [DESIGNED, PAPERLESS])
def test_the_evidence_of_an_answer_resolves_to_its_hand_in(code: str) -> None:
    hand_in(OPENINGS, [opening("dams"), opening()])
    hand_in(PROCESSES, [process("paying"), process()])
    facts = indicators.get(code).definition(1).facts(YEAR, 10**6)
    reference = Reference.parse(facts["wells" if code == DESIGNED else "hiring"].evidence)
    assert reference.fragment == "3"
    assert resolve(reference) is not None


def test_processes_and_services_end_for_the_same_reasons() -> None:
    assert tuple(CLOSING_REASONS) == CLOSINGS
