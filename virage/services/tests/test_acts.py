"""Acts of one person on one service: who may, what the journal keeps, what the figures see."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people import AT, FOREST, WATER
from virage.audit import queries as audit
from virage.audit.models import JournalLine
from virage.contracts.indicators import Period, indicators
from virage.contracts.references import Reference, resolve
from virage.contracts.text import Text
from virage.identity.models import Person
from virage.organisations.rules import Refused
from virage.services import actions, queries
from virage.services.rules.acts import (
    NotAChannel,
    NotACode,
    NotAReason,
    NotItself,
    NotThatDay,
    ServiceExists,
)
from virage.services.tests.handing_in import QUARTERS, YEAR, begin, hand_in, judged, volume

pytestmark = pytest.mark.django_db

WELL = Text("Permis de puits", "Well permit")


def open_well(by: Person, code: str = "puits") -> queries.History:
    return actions.open_service(
        code=code, name=WELL, organisation=WATER, opened_on=date(2024, 4, 1), by=by, at=AT
    )


def units(period: Period = YEAR, known_at: int | None = None, version: int = 2) -> dict[str, str]:
    definition = indicators.get("services.take-up-above-75").definition(version)
    at = audit.sequence() if known_at is None else known_at
    return {unit.code: unit.organisation for unit in definition.population(period, at)}


def test_an_officer_opens_a_service_of_their_body_and_no_other(
    officer: Person, other_officer: Person, citizen: Person
) -> None:
    assert open_well(officer).statements[0].name == WELL
    for person in (other_officer, citizen):
        with pytest.raises(Refused):
            open_well(person, "autre")
    assert [one.code for one in queries.services()] == ["puits"]
    with pytest.raises(ServiceExists):
        open_well(officer)


def test_an_opened_service_is_in_the_population_and_unknown(officer: Person) -> None:
    before = audit.sequence()
    open_well(officer)
    assert judged()["puits"].reason == "no_record"
    assert units(Period(date(2023, 1, 1), date(2024, 1, 1))) == {}
    assert units(known_at=before) == {}


def test_a_closed_service_leaves_the_population_after_its_last_period(officer: Person) -> None:
    open_well(officer)
    known_before = audit.sequence()
    actions.close_service(code="puits", on=date(2025, 7, 1), reason="ended", by=officer, at=AT)
    assert sorted(units(QUARTERS[1])) == ["puits"]
    assert sorted(units(QUARTERS[2])) == []
    assert sorted(units(QUARTERS[2], known_before)) == ["puits"]
    life = queries.service("puits").life
    assert life is not None
    assert (life.closed_on, life.reason, life.role) == (
        date(2025, 7, 1),
        "ended",
        "planning_officer",
    )
    assert queries.services(on=date(2025, 8, 1)) == []


def test_a_closure_needs_a_reason_of_the_list_and_a_day_of_its_life(officer: Person) -> None:
    open_well(officer)
    with pytest.raises(NotAReason):
        actions.close_service(code="puits", on=date(2025, 7, 1), reason="", by=officer, at=AT)
    with pytest.raises(NotThatDay):
        actions.close_service(code="puits", on=date(2020, 7, 1), reason="ended", by=officer, at=AT)
    with pytest.raises(queries.UnknownService):
        actions.close_service(code="rien", on=date(2025, 7, 1), reason="ended", by=officer, at=AT)


def test_the_owner_is_the_one_of_the_last_day_of_the_period(
    officer: Person, secretariat: Person
) -> None:
    open_well(officer)

    def move(by: Person) -> None:
        actions.describe_service(
            code="puits",
            name=WELL,
            organisation=FOREST,
            valid_from=date(2025, 7, 1),
            by=by,
            at=AT,
        )

    with pytest.raises(Refused):
        move(officer)
    move(secretariat)
    assert [units(quarter)["puits"] for quarter in QUARTERS] == [WATER, WATER, FOREST, FOREST]


def test_a_code_can_stand_in_addresses_files_and_the_journal(officer: Person) -> None:
    for code in ("puits 19", "été", "", "x" * 81):
        with pytest.raises(NotACode):
            open_well(officer, code)
    open_well(officer, "puits/19#a")


def test_what_a_body_said_of_its_own_time_is_not_for_the_next_one_to_change(
    officer: Person, other_officer: Person, secretariat: Person
) -> None:
    open_well(officer)

    def describe(by: Person, day: date) -> None:
        actions.describe_service(
            code="puits", name=WELL, organisation=FOREST, valid_from=day, by=by, at=AT
        )

    describe(secretariat, date(2025, 7, 1))
    describe(other_officer, date(2026, 1, 1))
    with pytest.raises(Refused):
        describe(other_officer, date(2025, 1, 1))
    with pytest.raises(Refused):
        actions.close_service(
            code="puits", on=date(2025, 1, 1), reason="ended", by=other_officer, at=AT
        )
    actions.close_service(
        code="puits", on=date(2026, 6, 1), reason="ended", by=other_officer, at=AT
    )


def test_nothing_is_said_of_the_days_after_a_closure(officer: Person) -> None:
    open_well(officer)
    actions.close_service(code="puits", on=date(2025, 7, 1), reason="ended", by=officer, at=AT)
    with pytest.raises(NotThatDay):
        actions.describe_service(
            code="puits",
            name=WELL,
            organisation=WATER,
            valid_from=date(2025, 7, 1),
            by=officer,
            at=AT,
        )
    with pytest.raises(NotThatDay):
        actions.state_offer(
            code="puits",
            valid_from=date(2026, 1, 1),
            channels=["online"],
            request_online="",
            by=officer,
            at=AT,
        )


def test_a_service_takes_over_from_another_one_only(officer: Person) -> None:
    open_well(officer)
    for predecessors in ([], ["puits"]):
        with pytest.raises(NotItself):
            actions.record_succession(
                code="puits", predecessors=predecessors, on=date(2025, 4, 1), by=officer, at=AT
            )


def test_of_services_that_cannot_be_filed_on_line_only_the_stated_ones_leave_the_population(
    officer: Person,
) -> None:
    hand_in([volume("a", "online", 3), volume("b", "online", 3), volume("c", "online", 3)])
    switch = indicators.get("services.take-up-above-75").definition(2).switch
    before = audit.sequence()
    assert (switch(YEAR, before), sorted(units())) == ("listed", ["a", "b", "c"])
    for code, online in (("a", "yes"), ("b", "no")):
        actions.state_offer(
            code=code,
            valid_from=date(2025, 1, 1),
            channels=None,
            request_online=online,
            by=officer,
            at=AT,
        )
    assert (switch(YEAR, audit.sequence()), sorted(units())) == ("requestable", ["a", "c"])
    assert (switch(YEAR, before), sorted(units(known_at=before))) == ("listed", ["a", "b", "c"])


def test_an_offered_channel_without_a_line_is_not_provided(officer: Person) -> None:
    hand_in([volume("a", "online", 90)])
    assert judged()["a"].value == "yes"
    actions.state_offer(
        code="a",
        valid_from=date(2025, 6, 1),
        channels=["online", "phone"],
        request_online="",
        by=officer,
        at=AT,
    )
    assert judged()["a"].reason == "other_channels_not_provided"
    with pytest.raises(NotAChannel):
        actions.state_offer(
            code="a",
            valid_from=date(2025, 6, 1),
            channels=["pigeon"],
            request_online="",
            by=officer,
            at=AT,
        )


def test_a_service_that_took_over_names_its_predecessors(officer: Person) -> None:
    for code in ("puits", "forage", "sources"):
        open_well(officer, code)
    actions.record_succession(
        code="sources",
        predecessors=["puits", "forage"],
        on=date(2025, 4, 1),
        by=officer,
        at=AT,
    )
    definition = indicators.get("services.end-to-end").definition(1)

    def succeeds(period: Period) -> dict[str, tuple[str, ...]]:
        return {
            unit.code: unit.succeeds
            for unit in definition.population(period, audit.sequence())
            if unit.succeeds
        }

    assert succeeds(QUARTERS[0]) == {}
    assert succeeds(QUARTERS[1]) == {"sources": ("forage", "puits")}
    assert queries.service("puits").successors == ("sources",)


def test_each_act_leaves_one_line_of_codes_in_the_journal(officer: Person) -> None:
    open_well(officer)
    (line,) = JournalLine.objects.filter(entry="services:service:opened")
    assert line.actor == officer.reference
    assert line.body == WATER
    assert line.subject.startswith("services.service:")
    assert "puits" not in str(line.data) + line.subject
    shown = resolve(Reference.parse(line.subject))
    assert shown is not None
    assert shown.title == WELL
    assert audit.first_break() is None


def test_an_act_passes_while_a_hand_in_is_being_recorded(officer: Person) -> None:
    begin()
    open_well(officer)
    assert [one.code for one in queries.services()] == ["puits"]


def test_warnings_stay_with_the_answers_until_the_line_is_replaced(bodies: object) -> None:
    hand_in([volume("a", "online", 9), volume("a", "total", 5), volume("b", "online", 1)])
    definition = indicators.get("services.take-up-above-75").definition(2)
    facts = definition.facts(YEAR, audit.sequence())
    assert facts["a"].flags == ("channel-above-total", "parts-not-total")
    assert facts["b"].flags == ()
    hand_in([volume("a", "online", 5), volume("a", "total", 5)])
    later = definition.facts(YEAR, audit.sequence())
    assert "channel-above-total" not in later["a"].flags


def test_the_proof_is_the_line_of_the_online_channel(bodies: object) -> None:
    hand_in([volume("a", "counter", 9), volume("a", "online", 5), volume("b", "mail", 1)])
    facts = indicators.get("services.take-up-above-75").definition(2).facts(YEAR, audit.sequence())
    assert facts["a"].evidence.endswith("#3")
    assert facts["b"].evidence.endswith("#4")
    batch = queries.batch(Reference.parse(facts["a"].evidence).id)
    assert batch is not None
    assert (batch.rows, batch.sequence) == (3, audit.sequence())
    assert resolve(Reference.parse(facts["a"].evidence)) is not None
    assert queries.batch("rien") is None


@pytest.mark.parametrize(
    ("code", "version"),
    [
        ("services.take-up-above-75", 1),
        ("services.take-up-above-75", 2),
        ("services.end-to-end", 1),
    ],
)
def test_measuring_takes_as_many_queries_for_many_services_as_for_one(
    bodies: object, code: str, version: int
) -> None:
    definition = indicators.get(code).definition(version)

    def queries_taken() -> int:
        with CaptureQueriesContext(
            connection,
        ) as taken:
            list(definition.population(YEAR, audit.sequence()))
            definition.facts(YEAR, audit.sequence())
            definition.switch(YEAR, audit.sequence())
        return len(taken)

    hand_in([volume("a", "online", 9)])
    few = queries_taken()
    hand_in([volume(f"s{at}", "online", at, body=FOREST) for at in range(60)], chunk=50)
    assert queries_taken() == few


def said(*words: str) -> str:
    out = StringIO()
    call_command("service", *words, stdout=out)
    return out.getvalue()


def test_a_service_is_kept_from_the_command_line(bodies: object) -> None:
    names = ("--fr", "Permis de puits", "--en", "Well permit")
    said("open", "puits", "--from", "2024-04-01", "--body", WATER, *names)
    said("open", "forage", "--from", "2024-04-01", "--body", WATER, *names)
    said("describe", "puits", "--from", "2025-01-01", "--body", FOREST, *names)
    said("offer", "puits", "--from", "2025-01-01", "--channels", "online", "mail")
    said("succeed", "puits", "forage", "--on", "2025-04-01")
    shown = said("close", "forage", "--on", "2025-04-01", "--reason", "merged")
    assert "closed on 2025-04-01: merged" in shown
    shown = said("keep", "forage")
    assert "closed on" not in shown
    said("confirm", "forage")
    said("close", "forage", "--on", "2025-04-01", "--reason", "merged")
    shown = said("show", "puits")
    assert "channels: mail, online; the request can be filed on line: not said" in shown
    assert "took over from forage" in shown
    assert said("list", "--on", "2025-05-01").splitlines() == [
        f"puits ({FOREST}): Permis de puits / Well permit"
    ]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("show", "rien"), "No service is known by the code 'rien'."),
        (("list", "--on", "demain"), "demain is not a day"),
        (("close", "rien", "--on", "2025-01-01", "--reason", "ended"), "No service is known"),
    ],
)
def test_a_command_that_is_refused_says_why(words: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        said(*words)
