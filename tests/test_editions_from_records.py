"""Editions made from real records stay true whatever is recorded afterwards, and tell what was altered."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from virage.barometer import actions as barometer
from virage.barometer import queries
from virage.barometer.models import Edition
from virage.contracts.text import Text
from virage.identity.models import Person
from virage.intake import actions as intake
from virage.intake.models import HandIn
from virage.organisations import actions as organisations
from virage.services import actions as services

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 3, 14, 0, tzinfo=UTC)
TAKE_UP = "services.take-up-above-75"
HEADER = (
    "organisation,organisation_name_fr,organisation_name_en,service,name_fr,name_en,"
    "period_from,period_to,channel,volume,status"
)
WINTER = queries.period_of(date(2025, 1, 1), date(2025, 4, 1))


def line(body: str, service: str, channel: str, volume: object) -> str:
    names = f"Organisme {body} (inventé),Body {body} (invented)"
    called = f"Service {service} (inventé),Service {service} (invented)"
    return f"{body},{names},{service},{called},2025-01-01,2025-04-01,{channel},{volume},"


def record(by: Person, *lines: str) -> HandIn:
    """Hand in as the Secretariat, accept with all that is new, and carry out."""
    hand_in = intake.receive(
        kind="services.volumes",
        filename="volumes.csv",
        stream=["\n".join([HEADER, *lines, ""]).encode()],
        body=None,
        by=by,
        at=AT,
        via="page",
    )
    intake.accept(hand_in=hand_in, by=by, at=AT, create_new=True)
    return intake.carry_out(hand_in=hand_in, at=AT)


@pytest.fixture
def edition(system: Person) -> Edition:
    """Three services of two bodies: two above three quarters on line, one below."""
    record(
        system,
        line("eau", "puits", "online", 90),
        line("eau", "puits", "phone", 10),
        line("eau", "pompe", "online", 10),
        line("eau", "pompe", "phone", 90),
        line("bois", "coupe", "online", 80),
        line("bois", "coupe", "phone", 5),
    )
    return barometer.publish(label="Hiver 2025", period=WINTER, by=system, at=AT, secret=bytes(32))


def faults(edition: Edition) -> dict[str, list[str]]:
    (found,) = queries.verify(edition)
    return {part: [one.en for one in told] for part, told in found.faults.items() if told}


def test_an_edition_verifies_after_everything_was_superseded_renamed_and_merged(
    edition: Edition, system: Person
) -> None:
    before = queries.show(edition)
    record(
        system,
        line("eau", "puits", "online", 1),
        line("eau", "puits", "phone", 99),
        line("eau", "pompe", "online", 99),
        line("eau", "pompe", "phone", 1),
        line("bois", "coupe", "online", 1),
        line("bois", "coupe", "phone", 99),
        line("bois", "plan", "online", 99),
    )
    day = date(2025, 1, 1)
    for code in ("eau", "bois"):
        organisations.rename_body(
            code=code, name=Text(f"Nouveau {code}", f"New {code}"), valid_from=day, by=system, at=AT
        )
    services.describe_service(
        code="puits",
        name=Text("Autre nom", "Other name"),
        organisation="bois",
        valid_from=day,
        by=system,
        at=AT,
    )
    organisations.merge_bodies(
        into="eau", predecessors=["bois"], on=date(2025, 3, 1), by=system, at=AT
    )
    assert faults(edition) == {}
    assert queries.show(edition) == before

    revised = barometer.revise(edition=edition, by=system, at=AT, secret=bytes(32))
    one, two = (queries.figure(each, TAKE_UP).headline for each in (edition, revised))
    assert (one["yes"], one["no"]) == (2, 1)
    assert (two["yes"], two["no"]) == (2, 2)
    assert queries.body_names(edition)["eau"].en == "Body eau (invented)"
    assert queries.body_names(revised)["eau"].en == "New eau"
    assert faults(edition) == faults(revised) == {}


def test_a_record_altered_in_the_database_is_named(edition: Edition) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE services_volume SET volume = 900 WHERE volume = 90 AND channel = 'online'"
        )
    told = faults(edition)
    assert set(told) == {"answers"}
    assert (
        "hiver-2025, services.take-up-above-75, puits, part: 90 in the edition, 900 from the records."
        in told["answers"]
    )


def test_a_name_altered_in_the_database_is_named(edition: Edition) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE organisations_bodyname SET en = 'Forged' WHERE en LIKE 'Body eau%'")
    told = faults(edition)["answers"]
    assert (
        "hiver-2025, body eau: “Body eau (invented)” in the edition, “Forged” from the records."
        in told
    )


def test_every_unit_behind_a_figure_opens_onto_its_proof(edition: Edition) -> None:
    row = queries.figure(edition, "5.1")
    answers = queries.answers_of(row)
    assert {one.unit: one.value for one in answers} == {
        "coupe": "yes",
        "pompe": "no",
        "puits": "yes",
    }
    assert all(
        one.evidence.startswith("services.batch:") and "#" in one.evidence for one in answers
    )
    assert [one.unit for one in queries.answers(row, search="PUITS inventé")] == ["puits"]
    assert [one.unit for one in queries.answers(row, value="yes", order="-part")] == [
        "puits",
        "coupe",
    ]
    assert queries.answers(row, organisation="bois").count() == 1
