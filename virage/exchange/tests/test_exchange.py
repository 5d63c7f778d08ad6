"""Sources and forms handed in, measured for a period, and measured again as they were known."""

from datetime import date
from typing import Any

import pytest

from tests.handing_in import check, codes, hand_in, judged
from tests.people import FOREST, WATER
from virage.audit import queries as audit
from virage.contracts.indicators import Period, indicators
from virage.contracts.intakes import intakes
from virage.contracts.references import Reference, resolve
from virage.exchange import queries
from virage.exchange.models import FormItem, RecordBatch
from virage.exchange.rules.definitions import ASKS_ONCE
from virage.services.tests.handing_in import hand_in as hand_in_volumes
from virage.services.tests.handing_in import volume

pytestmark = pytest.mark.django_db

SOURCES = intakes.get("exchange.sources")
FORMS = intakes.get("exchange.forms")
ITEMS = intakes.get("exchange.items")
LISTED = intakes.get("exchange.all-forms")
YEAR = Period(date(2025, 1, 1), date(2026, 1, 1))
SINCE = date(2025, 2, 1)


@pytest.fixture(autouse=True)
def listed_services(bodies: object) -> None:
    """Two services of the ministry of Water: `wells`, with 100 requests, and `dams`, with a gap."""
    hand_in_volumes(
        [
            volume("wells", "online", 80),
            volume("wells", "mail", 20),
            volume("dams", "online", 5),
            volume("dams", "phone", "not_provided"),
        ]
    )
    hand_in(LISTED, [listed("wells"), listed("dams")])


def listed(service: str, said: str = "yes", as_of: date = date(2025, 6, 30)) -> dict[str, Any]:
    """Someone says whether all the forms of a service are listed."""
    return {"organisation": WATER, "service": service, "as_of": as_of, "all_listed": said}


def source(concept: str, until: date | None = None, **more: Any) -> dict[str, Any]:
    held = {"organisation": FOREST, "concept": concept, "since": date(2020, 1, 1), "until": until}
    return {**held, "legal_basis": "Act on registers, s. 12", "keys": "person-number", **more}


def form(service: str, items: int, version: str = "1", **more: Any) -> dict[str, Any]:
    named = {"organisation": WATER, "service": service, "form": "application", "version": version}
    return {**named, "since": SINCE, "until": None, "items": items, **more}


def item(service: str, called: str, concept: str = "", given: str = "typed", **more: Any) -> Any:
    named = {"organisation": WATER, "service": service, "form": "application", "version": "1"}
    said = {"item": called, "examined": "yes", "concept": concept, "given": given, "obstacle": ""}
    return {**named, **said, **more}


def not_examined(service: str, called: str) -> Any:
    return item(service, called, given="", examined="no")


def test_asked_again_follows_from_what_sources_hold() -> None:
    hand_in(SOURCES, [source("address")])
    hand_in(FORMS, [form("wells", 2)])
    hand_in(ITEMS, [item("wells", "where you live", "address"), not_examined("wells", "depth")])
    found = judged(ASKS_ONCE, YEAR)
    assert found["wells"].value == "no"
    assert (found["wells"].part, found["wells"].whole, found["wells"].weight) == (1, 2, 100)
    assert (found["dams"].value, found["dams"].reason) == ("unknown", "no_form_recorded")


def test_what_is_prefilled_to_confirm_is_not_asked_again() -> None:
    hand_in(SOURCES, [source("address")])
    hand_in(FORMS, [form("wells", 1)])
    hand_in(ITEMS, [item("wells", "where you live", "address", "prefilled")])
    assert judged(ASKS_ONCE, YEAR)["wells"].reason == "asked_once"


def test_a_legal_obstacle_is_no_and_shown_apart() -> None:
    hand_in(SOURCES, [source("income")])
    hand_in(FORMS, [form("wells", 1)])
    hand_in(ITEMS, [item("wells", "income", "income", obstacle="Tax act, s. 69")])
    answer = judged(ASKS_ONCE, YEAR)["wells"]
    assert (answer.value, answer.reason) == ("no", "legal_obstacle")


def test_there_is_no_yes_until_someone_says_that_all_forms_are_listed() -> None:
    hand_in(SOURCES, [source("address")])
    hand_in(FORMS, [form("wells", 1), form("dams", 0)])
    hand_in(ITEMS, [item("wells", "colour")])
    assert {code: one.value for code, one in judged(ASKS_ONCE, YEAR).items()} == {
        "wells": "yes",
        "dams": "yes",
    }
    # The last one speaks, for twelve months, and not before its day.
    hand_in(LISTED, [listed("wells", "no", date(2025, 12, 1))])
    assert judged(ASKS_ONCE, YEAR)["wells"].reason == "forms_not_all_listed"
    assert judged(ASKS_ONCE, YEAR)["dams"].value == "yes"
    autumn = Period(date(2025, 9, 1), date(2025, 10, 1))
    assert judged(ASKS_ONCE, autumn)["wells"].value == "yes"
    spring = Period(date(2025, 4, 1), date(2025, 6, 30))
    assert judged(ASKS_ONCE, spring)["wells"].reason == "forms_not_all_listed"
    next_year = Period(date(2025, 7, 1), date(2026, 7, 1))
    assert judged(ASKS_ONCE, next_year)["dams"].reason == "forms_not_all_listed"
    # An item asked again is a no whatever was left out.
    hand_in(ITEMS, [item("wells", "where you live", "address")])
    assert judged(ASKS_ONCE, YEAR)["wells"].value == "no"


def test_a_no_is_proved_by_the_line_of_the_item_asked_again() -> None:
    hand_in(SOURCES, [source("address")])
    hand_in(FORMS, [form("wells", 2)])
    hand_in(ITEMS, [item("wells", "colour"), item("wells", "where you live", "address")])
    proof = Reference.parse(queries.form_facts(YEAR, audit.sequence())["wells"].evidence)
    assert proof.uuid is not None
    batch = RecordBatch.objects.get(public_id=proof.uuid)
    row = FormItem.objects.get(batch=batch, line=int(proof.fragment))
    assert row.item == "where you live"


def test_the_template_hands_in_again_what_was_said_under_another_day() -> None:
    assert list(LISTED.prefill(WATER)) == [
        {"organisation": WATER, "service": code, "as_of": "", "all_listed": "yes"}
        for code in ("dams", "wells")
    ]


def test_a_source_counts_on_the_days_that_it_stands() -> None:
    hand_in(SOURCES, [source("address", until=date(2025, 12, 31))])
    hand_in(FORMS, [form("wells", 1)])
    hand_in(ITEMS, [item("wells", "where you live", "address")])
    assert judged(ASKS_ONCE, YEAR)["wells"].value == "yes"
    first_half = Period(date(2025, 1, 1), date(2025, 7, 1))
    assert judged(ASKS_ONCE, first_half)["wells"].value == "no"


def test_the_version_in_force_on_the_last_day_counts() -> None:
    hand_in(SOURCES, [source("address")])
    end = date(2025, 9, 1)
    hand_in(FORMS, [form("wells", 1, until=end), form("wells", 0, version="2", since=end)])
    hand_in(ITEMS, [item("wells", "where you live", "address")])
    assert judged(ASKS_ONCE, YEAR)["wells"].reason == "nothing_asked"


def test_what_was_known_before_a_source_was_listed_can_still_be_measured() -> None:
    hand_in(FORMS, [form("wells", 1)])
    before = hand_in(ITEMS, [item("wells", "where you live", "address")])
    hand_in(SOURCES, [source("address")])
    assert judged(ASKS_ONCE, YEAR, known_at=before)["wells"].value == "yes"
    assert judged(ASKS_ONCE, YEAR)["wells"].value == "no"


def test_fewer_items_recorded_than_asked_leave_it_unknown() -> None:
    hand_in(FORMS, [form("wells", 2)])
    hand_in(ITEMS, [item("wells", "colour")])
    assert judged(ASKS_ONCE, YEAR)["wells"].reason == "items_not_examined"


def test_what_is_wrong_is_told_with_its_line() -> None:
    hand_in(FORMS, [form("wells", 1)])
    assert codes(SOURCES, [source("address", keys="person-number nas")]) == ["not-a-key"]
    assert codes(SOURCES, [source("address", until=date(2019, 1, 1))]) == ["days-reversed"]
    assert "unit-not-listed" in codes(FORMS, [form("bridges", 1)])
    assert "unit-of-another-body" in codes(FORMS, [form("wells", 1, organisation=FOREST)])
    assert "form-not-listed" in codes(ITEMS, [item("wells", "x", version="9")])
    assert "examined-without-how" in codes(ITEMS, [item("wells", "x", given="")])
    assert "not-examined-yet-mapped" in codes(ITEMS, [item("wells", "x", examined="no")])


def test_the_templates_hold_what_was_said_last_and_change_nothing() -> None:
    hand_in(SOURCES, [source("address")])
    hand_in(FORMS, [form("wells", 1), form("dams", 0)])
    hand_in(ITEMS, [not_examined("wells", "depth")])
    assert [row["concept"] for row in SOURCES.prefill(FOREST)] == ["address"]
    assert [row["items"] for row in FORMS.prefill(WATER)] == ["0", "1"]
    assert [row["examined"] for row in ITEMS.prefill(WATER)] == ["no"]
    assert check(FORMS, [form("wells", 1), form("dams", 0)]).preview.changes_nothing


def test_the_evidence_of_an_answer_resolves_to_its_hand_in() -> None:
    hand_in(FORMS, [form("dams", 0), form("wells", 0)])
    facts = indicators.get(ASKS_ONCE).definition(1).facts(YEAR, 10**6)
    reference = Reference.parse(facts["wells"].evidence)
    assert reference.fragment == "3"
    assert resolve(reference) is not None
