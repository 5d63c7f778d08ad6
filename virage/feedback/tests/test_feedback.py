"""Opinions and changes handed in, measured for a period, and measured again as they were known."""

from datetime import date
from typing import Any

import pytest

from tests.handing_in import check, codes, hand_in, judged
from tests.people import FOREST, WATER
from virage.contracts.indicators import Period, indicators
from virage.contracts.intakes import intakes
from virage.contracts.references import Reference, resolve
from virage.feedback.rules.definitions import EVOLVES
from virage.services.tests.handing_in import hand_in as hand_in_volumes
from virage.services.tests.handing_in import volume

pytestmark = pytest.mark.django_db

CHANNEL = intakes.get("feedback.channel")
OPINIONS = intakes.get("feedback.opinions")
CHANGES = intakes.get("feedback.changes")
YEAR = Period(date(2025, 1, 1), date(2026, 1, 1))
LATER = Period(date(2025, 1, 2), date(2025, 4, 1))
BEFORE = Period(date(2024, 1, 1), date(2025, 1, 1))


@pytest.fixture(autouse=True)
def listed_services(bodies: object) -> None:
    """`wells` since 2024, with 400 requests in 2025; `dams`, listed on the second day of 2025."""
    hand_in_volumes([volume("wells", "online", 350, BEFORE)])
    hand_in_volumes([volume("wells", "online", 400), volume("dams", "online", 9, LATER)])


def channel(state: str, since: date = YEAR.start, service: str = "wells") -> dict[str, Any]:
    return {"organisation": WATER, "service": service, "since": since, "state": state}


def opinions(number: int, log: str = "complete", period: Period = YEAR) -> dict[str, Any]:
    days = {"period_from": period.start, "period_to": period.end}
    return {"organisation": WATER, "service": "wells", **days, "opinions": number, "log": log}


def change(code: str = "short-form", **more: Any) -> dict[str, Any]:
    cited = {"cited_from": date(2025, 1, 1), "cited_to": date(2025, 4, 1), "cited": 12}
    said = {"published_on": date(2025, 6, 2), "kind": "flow", "summary": "One page.", "page": ""}
    return {"organisation": WATER, "service": "wells", "change": code, **cited, **said, **more}


def answer(known_at: int | None = None) -> tuple[str, str]:
    found = judged(EVOLVES, YEAR, known_at=known_at)["wells"]
    return found.value, found.reason


def test_a_service_open_to_opinions_and_changed_for_them_evolves() -> None:
    hand_in(CHANNEL, [channel("open")])
    hand_in(OPINIONS, [opinions(30)])
    hand_in(CHANGES, [change()])
    assert answer() == ("yes", "evolved")
    assert judged(EVOLVES, YEAR)["wells"].weight == 400


def test_only_services_open_for_twelve_months_are_asked() -> None:
    assert set(judged(EVOLVES, YEAR)) == {"wells"}


def test_eighteen_days_of_outage_are_borne_and_nineteen_are_not() -> None:
    hand_in(OPINIONS, [opinions(30)])
    hand_in(CHANGES, [change()])
    down, up = date(2025, 3, 1), date(2025, 3, 19)
    hand_in(CHANNEL, [channel("open"), channel("closed", down), channel("open", up)])
    assert answer() == ("yes", "evolved")
    hand_in(CHANNEL, [channel("closed", up), channel("open", date(2025, 3, 20))])
    assert answer() == ("no", "channel_closed")


def test_a_complete_log_without_such_a_change_is_a_no() -> None:
    hand_in(CHANNEL, [channel("open")])
    partial = hand_in(OPINIONS, [opinions(30, "partial")])
    hand_in(OPINIONS, [opinions(30)])
    hand_in(CHANGES, [change(kind="looks")])
    assert answer() == ("no", "no_change")
    assert answer(known_at=partial) == ("unknown", "changes_not_recorded")


def test_what_is_wrong_is_told_with_its_line() -> None:
    hand_in(OPINIONS, [opinions(30)])
    halves = Period(date(2025, 1, 1), date(2025, 7, 1))
    assert "period-clashes" in codes(OPINIONS, [opinions(3, period=halves)])
    assert "unit-not-listed" in codes(CHANNEL, [channel("open", service="bridges")])
    assert "unit-of-another-body" in codes(CHANGES, [change(organisation=FOREST)])
    assert "days-reversed" in codes(CHANGES, [change(cited_to=date(2024, 1, 1))])
    warned = check(CHANGES, [change(published_on=date(2027, 1, 1))])
    assert [one.code for one in warned.findings] == ["change-does-not-count"]
    assert not warned.has_errors


def test_the_templates_hold_what_was_said_last_and_change_nothing() -> None:
    hand_in(CHANNEL, [channel("closed"), channel("open", date(2025, 2, 1))])
    hand_in(OPINIONS, [opinions(30)])
    hand_in(CHANGES, [change()])
    assert [row["state"] for row in CHANNEL.prefill(WATER)] == ["open"]
    assert [row["opinions"] for row in OPINIONS.prefill(WATER)] == ["30"]
    assert [row["published_on"] for row in CHANGES.prefill(WATER)] == ["2025-06-02"]
    assert check(CHANGES, [change()]).preview.changes_nothing


def test_the_evidence_of_an_answer_is_the_change_that_made_it() -> None:
    hand_in(CHANNEL, [channel("open")])
    hand_in(OPINIONS, [opinions(30)])
    hand_in(CHANGES, [change("looks", kind="looks"), change()])
    facts = indicators.get(EVOLVES).definition(1).facts(YEAR, 10**6)
    reference = Reference.parse(facts["wells"].evidence)
    assert reference.fragment == "3"
    assert resolve(reference) is not None
