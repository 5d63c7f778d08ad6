"""Hand-ins by programs: keys and scopes, problem documents, and the same way as on the pages."""

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from virage.identity.models import Person
from virage.intake import actions
from virage.intake.models import HandIn
from virage.intake.tests.handing_in import AT, FOREST, KIND, PUITS, WATER, line, receive, volumes
from virage.lib.clock import now
from virage.organisations import actions as organisations

pytestmark = pytest.mark.django_db

HAND_INS = "/api/v1/hand-ins"


def secret(person: Person, body: str = WATER, *scopes: str) -> str:
    """The secret of a new key of a body."""
    made = f"virage_{uuid.uuid4().hex}"
    organisations.create_key(
        body=body,
        label="essai",
        scopes=list(scopes or ("intake:write", "intake:read")),
        expires_at=now() + timedelta(days=1),
        secret=made,
        by=person,
        at=now(),
    )
    return made


@pytest.fixture
def program(officer: Person) -> Client:
    """A program of the ministry of Water."""
    return Client(headers={"Authorization": f"Bearer {secret(officer)}"})


def send(client: Client, content: bytes = PUITS, kind: str = KIND, **more: str) -> Any:
    return client.post(
        HAND_INS, {"kind": kind, "file": SimpleUploadedFile("v.csv", content), **more}
    )


def test_a_program_goes_from_a_file_to_its_acceptance(program: Client) -> None:
    received = send(program)
    assert received.status_code == 201
    said = received.json()
    assert (said["state"], said["body"], said["preview"]["added"]) == ("checked", WATER, 2)
    here = f"{HAND_INS}/{said['id']}"

    refused = program.post(f"{here}/accept", json.dumps({}), content_type="application/json")
    assert refused.status_code == 409
    assert refused.json()["title"] == "must-agree-to-new"

    accepted = program.post(
        f"{here}/accept", json.dumps({"create_new": True}), content_type="application/json"
    )
    assert accepted.status_code == 202
    assert accepted.json()["state"] == "accepting"
    actions.carry_out(hand_in=HandIn.objects.get(), at=AT)
    assert program.get(here).json()["state"] == "accepted"
    assert program.get(here).json()["sequence"] > 0
    assert [one["id"] for one in program.get(HAND_INS).json()] == [said["id"]]


def test_consent_may_come_with_the_file(program: Client) -> None:
    said = send(program, create_new="true").json()
    assert said["create_new"]
    accepted = program.post(
        f"{HAND_INS}/{said['id']}/accept", json.dumps({}), content_type="application/json"
    )
    assert accepted.status_code == 202


def test_the_report_comes_with_the_answer(program: Client) -> None:
    said = send(program, volumes(line("puits", "online", "ND"))).json()
    assert said["state"] == "refused"
    assert said["report"]["findings"][0]["line"] == 2
    assert said["report"]["findings"][0]["advice"]["en"]


def test_a_hand_in_can_be_withdrawn(program: Client) -> None:
    said = send(program).json()
    here = f"{HAND_INS}/{said['id']}/withdraw"
    assert program.post(here).json()["state"] == "withdrawn"
    again = program.post(here)
    assert again.status_code == 409
    assert again["Content-Type"] == "application/problem+json"


def test_without_a_key_that_works_nothing_answers(client: Client, officer: Person) -> None:
    hand_in = receive(PUITS, officer)
    here = f"{HAND_INS}/{hand_in.public_id}"
    for wrong in ({}, {"Authorization": "Bearer virage_nothing"}):
        stranger = Client(headers=wrong)
        answers = [
            stranger.get(HAND_INS),
            stranger.get(here),
            send(stranger),
            stranger.post(f"{here}/accept", "{}", content_type="application/json"),
            stranger.post(f"{here}/withdraw"),
        ]
        assert [one.status_code for one in answers] == [401] * 5
        assert answers[0]["Content-Type"] == "application/problem+json"
    assert HandIn.objects.count() == 1


def test_a_key_reaches_no_further_than_its_scopes(officer: Person) -> None:
    reader = Client(headers={"Authorization": f"Bearer {secret(officer, WATER, 'intake:read')}"})
    assert reader.get(HAND_INS).status_code == 200
    refused = send(reader)
    assert refused.status_code == 403
    assert "intake:write" in refused.json()["detail"]


def test_a_key_reaches_no_other_body(officer: Person, other_officer: Person) -> None:
    hand_in = receive(PUITS, officer)
    theirs = Client(headers={"Authorization": f"Bearer {secret(other_officer, FOREST)}"})
    here = f"{HAND_INS}/{hand_in.public_id}"
    assert theirs.get(here).status_code == 404
    assert theirs.post(f"{here}/accept", "{}", content_type="application/json").status_code == 404
    assert theirs.post(f"{here}/withdraw").status_code == 404
    assert theirs.get(HAND_INS).json() == []
    # Rows of another body are errors, whatever the key says.
    assert send(theirs).json()["state"] == "refused"


def test_what_is_wrong_with_a_request_is_a_problem_document(program: Client) -> None:
    unknown = send(program, kind="services.colours")
    assert unknown.status_code == 404
    assert KIND in unknown.json()["detail"]
    assert send(program, kind="services.canada-inventory").status_code == 403
    assert send(program, b"").status_code == 422
    incomplete = program.post(HAND_INS, {"kind": KIND})
    assert incomplete.status_code == 422
    assert incomplete["Content-Type"] == "application/problem+json"
    assert program.get(f"{HAND_INS}/not-an-id").status_code == 404


def test_kinds_and_schemas_are_open_to_all(client: Client) -> None:
    kinds = {one["code"]: one for one in client.get(f"{HAND_INS}/kinds").json()}
    assert kinds[KIND]["layouts"] == ["long", "wide"]
    schema = client.get(f"{HAND_INS}/kinds/{KIND}/schema?layout=wide&language=en").json()
    assert "online" in [one["name"] for one in schema["fields"]]
    assert client.get(f"{HAND_INS}/kinds/{KIND}/schema?layout=round").status_code == 404
    assert client.get(f"{HAND_INS}/kinds/services.colours/schema").status_code == 404
