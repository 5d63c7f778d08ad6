"""Obligations for programs: open to read; attested and declared with the key of a body."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from virage.identity.models import Person
from virage.lib.clock import now
from virage.organisations import actions as organisations
from virage.registers import actions, queries
from virage.registers.tests.registry import (
    AT,
    CODE,
    FOREST,
    VOLUMES,
    WATER,
    YEAR,
    declare,
    question,
)

__all__ = ["question"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("question")]
HOME = "/api/v1/registers"
BRIDGE = {"indicator": CODE, "unit": "pont-1", "reason": "looks-only", "valid_from": "2025-04-01"}


@pytest.fixture
def program(officer: Person) -> Client:
    """A program with a key of Water that may attest and declare."""
    secret = f"virage_{uuid.uuid4().hex}"
    organisations.create_key(
        body=WATER,
        label="essai",
        scopes=["registers:write"],
        expires_at=now() + timedelta(days=1),
        secret=secret,
        by=officer,
        at=now(),
    )
    return Client(headers={"Authorization": f"Bearer {secret}"})


def get(path: str, **query: str) -> Any:
    answer = Client().get(f"{HOME}{path}", query)
    assert answer.status_code == 200
    return answer.json()


def post(client: Client, path: str, said: object) -> Any:
    return client.post(f"{HOME}{path}", said, content_type="application/json")


def test_duties_are_open_and_narrow_by_body_and_kind(secretariat: Person) -> None:
    actions.require(
        kinds=[VOLUMES],
        bodies=[WATER, FOREST],
        period=YEAR,
        due_on=date(2026, 5, 15),
        by=secretariat,
        at=AT,
    )
    assert [one["organisation"] for one in get("/duties")] == [WATER, FOREST]
    (duty,) = get("/duties", organisation=FOREST, kind=VOLUMES)
    assert duty == {
        "organisation": FOREST,
        "kind": VOLUMES,
        "period_from": "2025-04-01",
        "period_to": "2026-04-01",
        "due_on": "2026-05-15",
        "released": False,
    }
    assert get("/duties", kind="none-such") == []


def test_a_program_attests_for_its_body_and_the_role_is_that_of_who_answers_for_it(
    program: Client,
) -> None:
    answer = post(program, "/attestations", {"states": {"services": "complete"}})
    assert answer.status_code == 201
    (told,) = answer.json()
    assert (told["organisation"], told["state"], told["role"]) == (
        WATER,
        "complete",
        "planning_officer",
    )
    assert told["holds"]
    assert get("/attestations", organisation=WATER) == [told]
    wrong = post(program, "/attestations", {"states": {"none-such": "complete"}})
    assert (wrong.status_code, wrong.json()["title"]) == (422, "not-a-register")
    assert post(program, "/attestations", {"states": {"services": "done"}}).status_code == 422


def test_a_program_declares_reads_and_withdraws(program: Client, secretariat: Person) -> None:
    answer = post(program, "/exemptions", BRIDGE)
    assert answer.status_code == 201
    made = answer.json()
    assert (made["state"], made["unit_name"]["en"]) == ("declared", "Mill bridge (invented)")
    again = post(program, "/exemptions", BRIDGE)
    assert (again.status_code, again.json()["title"]) == (409, "already-declared")
    actions.accept_not_applicable(public_id=made["id"], why="Vu.", by=secretariat, at=AT)
    read = get(f"/exemptions/{made['id']}")
    assert (read["state"], read["role"], read["why"]) == ("accepted", "secretariat", "Vu.")
    assert get("/exemptions", state="accepted", organisation=WATER, indicator=CODE) == [read]
    assert get("/exemptions", state="refused") == []
    taken = post(program, f"/exemptions/{made['id']}/withdraw", {})
    assert taken.json()["state"] == "withdrawn"
    twice = post(program, f"/exemptions/{made['id']}/withdraw", {})
    assert (twice.status_code, twice.json()["title"]) == (409, "cannot-decide")


def test_what_is_of_another_body_does_not_exist_for_a_key(
    program: Client, other_officer: Person
) -> None:
    theirs = declare(other_officer, "gué", body=FOREST)
    refused = post(program, f"/exemptions/{theirs.public_id}/withdraw", {})
    assert (refused.status_code, refused.json()["title"]) == (404, "no-such-declaration")
    assert queries.exemption(theirs.public_id).state == "declared"
    answer = post(program, "/exemptions", {**BRIDGE, "unit": "gué"})
    assert (answer.status_code, answer.json()["title"]) == (422, "not-exempted")
    assert Client().get(f"{HOME}/exemptions/{uuid.uuid4()}").status_code == 404


def test_a_person_who_no_longer_acts_for_the_body_attests_nothing_with_its_key(
    program: Client, officer: Person, system: Person
) -> None:
    organisations.end_membership(
        person=officer, role="planning_officer", body=WATER, by=system, at=AT
    )
    answer = post(program, "/attestations", {"states": {"services": "complete"}})
    assert (answer.status_code, answer.json()["title"]) == (403, "refused")
    assert queries.attested() == {}


def test_a_headcount_of_a_few_is_withheld_from_programs_too(secretariat: Person) -> None:
    for body, staff in ((WATER, 10), (FOREST, 1)):
        actions.count_staff(body=body, on=date(2026, 3, 31), staff=staff, by=secretariat, at=AT)
    assert [(one["staff"], one["withheld"]) for one in get("/headcounts")] == [
        (10, False),
        (None, True),
    ]


def test_the_written_rules_are_open() -> None:
    (rule,) = [one for one in get("/exemption-rules") if one["indicator"] == CODE]
    assert rule["reasons"]["looks-only"] == {
        "fr": "seul l’aspect change",
        "en": "only the looks change",
    }
