"""Deadlines and reminders handed in, measured for a period, and measured again as they were known."""

from datetime import date
from typing import Any

import pytest

from tests.handing_in import check, codes, hand_in, judged
from tests.people import FOREST, WATER
from virage.contracts.indicators import Period, indicators
from virage.contracts.intakes import intakes
from virage.contracts.references import Reference, resolve
from virage.reminders.rules.definitions import IN_TIME

pytestmark = pytest.mark.django_db

DEADLINES = intakes.get("reminders.deadlines")
DUE = intakes.get("reminders.due")
DELIVERIES = intakes.get("reminders.deliveries")
YEAR = Period(date(2025, 1, 1), date(2026, 1, 1))
HALVES = (
    (date(2025, 1, 1), date(2025, 7, 1)),
    (date(2025, 7, 1), date(2026, 1, 1)),
)
WHOLE = (YEAR.start, YEAR.end)


@pytest.fixture(autouse=True)
def listed_deadlines(bodies: object) -> None:
    """Two deadlines of the ministry of Water, in force since 2020."""
    hand_in(DEADLINES, [deadline("wells"), deadline("dams")])


def deadline(code: str, **more: Any) -> dict[str, Any]:
    named = {"organisation": WATER, "deadline": code, "name_fr": code, "name_en": code}
    return {**named, "legal_basis": "", "since": date(2020, 1, 1), "until": None, **more}


def due(code: str, people: int, days: tuple[date, date] = WHOLE, **more: Any) -> dict[str, Any]:
    place = {"organisation": WATER, "deadline": code, "period_from": days[0], "period_to": days[1]}
    return {**place, "due": people, "declined": None, "log": "complete", **more}


def delivery(
    code: str, sent: int, in_time: int, days: tuple[date, date] = WHOLE, **more: Any
) -> dict[str, Any]:
    place = {"organisation": WATER, "deadline": code, "period_from": days[0], "period_to": days[1]}
    counts = {"channel": "email", "sent": sent, "in_time": in_time, "late": 0, "failed": 0}
    return {**place, **counts, **more}


def test_half_of_the_people_due_is_enough_and_one_less_is_not() -> None:
    hand_in(DUE, [due("wells", 100), due("dams", 101)])
    hand_in(DELIVERIES, [delivery("wells", 50, 50), delivery("dams", 50, 50)])
    found = judged(IN_TIME, YEAR)
    assert (found["wells"].value, found["dams"].value) == ("yes", "no")
    assert (found["wells"].part, found["wells"].whole, found["wells"].weight) == (50, 100, 100)


def test_what_was_sent_but_not_logged_may_have_arrived() -> None:
    hand_in(DUE, [due("wells", 100), due("dams", 100)])
    hand_in(DELIVERIES, [delivery("wells", 80, 40), delivery("dams", 80, 40, failed=31)])
    found = judged(IN_TIME, YEAR)
    assert found["wells"].reason == "deliveries_not_logged"
    assert found["dams"].value == "no"


def test_channels_and_halves_of_a_year_add_up() -> None:
    hand_in(DUE, [due("wells", 60, half) for half in HALVES])
    hand_in(
        DELIVERIES,
        [
            delivery("wells", 30, 30, HALVES[0]),
            delivery("wells", 10, 10, HALVES[1]),
            delivery("wells", 20, 20, HALVES[1], channel="sms"),
        ],
    )
    assert judged(IN_TIME, YEAR)["wells"].part == 60


def test_a_half_year_that_is_missing_is_unknown_and_never_prorated() -> None:
    hand_in(DUE, [due("wells", 60, HALVES[0])])
    hand_in(DELIVERIES, [delivery("wells", 60, 60, HALVES[0])])
    assert judged(IN_TIME, YEAR)["wells"].reason == "due_not_recorded"


def test_a_log_that_is_not_complete_never_makes_a_no() -> None:
    hand_in(DUE, [due("wells", 100, log="partial")])
    assert judged(IN_TIME, YEAR)["wells"].reason == "log_not_complete"


def test_a_deadline_that_ended_before_the_period_is_not_asked() -> None:
    hand_in(DEADLINES, [deadline("dams", until=date(2025, 1, 1), closing="ended")])
    assert set(judged(IN_TIME, YEAR)) == {"wells"}


def test_what_was_known_before_a_correction_can_still_be_measured() -> None:
    hand_in(DUE, [due("wells", 100)])
    first = hand_in(DELIVERIES, [delivery("wells", 40, 40)])
    hand_in(DELIVERIES, [delivery("wells", 60, 60)])
    assert judged(IN_TIME, YEAR, known_at=first)["wells"].value == "no"
    assert judged(IN_TIME, YEAR)["wells"].value == "yes"


def test_what_is_wrong_is_told_with_its_line() -> None:
    hand_in(DUE, [due("wells", 100)])
    assert codes(DUE, [due("wells", 9, HALVES[0])]) == ["period-clashes"]
    assert "period-clashes" in codes(DUE, [due("dams", 1), due("dams", 2, HALVES[0])])
    assert "declined-above-due" in codes(DUE, [due("dams", 1, declined=2)])
    assert "unit-not-listed" in codes(DUE, [due("bridges", 1)])
    assert "unit-of-another-body" in codes(DUE, [due("dams", 1, organisation=FOREST)])
    assert "due-not-said" in codes(DELIVERIES, [delivery("dams", 1, 1)])
    assert "parts-above-sent" in codes(DELIVERIES, [delivery("wells", 3, 2, late=2)])
    assert "days-reversed" in codes(DEADLINES, [deadline("dams", until=date(2019, 1, 1))])


def test_a_deadline_stays_in_the_population_until_it_is_closed_for_a_reason() -> None:
    ended = date(2024, 6, 1)
    assert codes(DEADLINES, [deadline("wells", until=ended)]) == ["closed-without-reason"]
    assert codes(DEADLINES, [deadline("wells", closing="ended")]) == ["reason-without-end"]
    hand_in(DEADLINES, [deadline("wells", until=ended, closing="repealed")])
    assert set(judged(IN_TIME, YEAR)) == {"dams"}
    assert set(judged(IN_TIME, Period(date(2024, 1, 1), date(2025, 1, 1)))) == {"dams", "wells"}
    assert [row["closing"] for row in DEADLINES.prefill(WATER)] == ["", "repealed"]


def test_the_templates_hold_the_last_period_and_change_nothing() -> None:
    hand_in(DUE, [due("wells", 60, half) for half in HALVES])
    hand_in(DELIVERIES, [delivery("wells", 30, 30, HALVES[1])])
    assert [row["period_from"] for row in DUE.prefill(WATER)] == ["2025-07-01"]
    assert [row["sent"] for row in DELIVERIES.prefill(WATER)] == ["30"]
    assert [row["deadline"] for row in DEADLINES.prefill(WATER)] == ["dams", "wells"]
    assert check(DUE, [due("wells", 60, HALVES[1])]).preview.changes_nothing


def test_the_evidence_of_an_answer_resolves_to_its_hand_in() -> None:
    hand_in(DUE, [due("dams", 1), due("wells", 1)])
    facts = indicators.get(IN_TIME).definition(1).facts(YEAR, 10**6)
    reference = Reference.parse(facts["wells"].evidence)
    assert reference.fragment == "3"
    assert resolve(reference) is not None
