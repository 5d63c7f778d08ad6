"""The register for programs: open to read, kept with the key of a body, no further than its own."""

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.people import FOREST, WATER
from virage.identity.models import Person
from virage.lib.clock import now
from virage.organisations import actions as organisations
from virage.services.tests.handing_in import QUARTERS, hand_in, volume

pytestmark = pytest.mark.django_db

READ, KEEP = "/api/v1/services", "/api/v1/service-register"
OPENING = {
    "service": "source",
    "name": {"fr": "Permis de source", "en": "Spring permit"},
    "opened_on": "2025-04-01",
}


def program(person: Person, body: str = WATER, scope: str = "services:write") -> Client:
    made = f"virage_{uuid.uuid4().hex}"
    organisations.create_key(
        body=body,
        label="essai",
        scopes=[scope],
        expires_at=now() + timedelta(days=1),
        secret=made,
        by=person,
        at=now(),
    )
    return Client(headers={"Authorization": f"Bearer {made}"})


def act(client: Client, deed: str, **given: Any) -> Any:
    return client.post(f"{KEEP}/{deed}", json.dumps(given), content_type="application/json")


def test_anyone_reads_the_register(client: Client, bodies: object) -> None:
    hand_in([volume("puits", "online", 12, QUARTERS[0]), volume("coupe", "mail", 1, body=FOREST)])
    found = client.get(f"{READ}?search=PUITS").json()
    assert (found["count"], found["next"]) == (1, None)
    assert found["services"][0]["organisation"] == WATER
    assert client.get(f"{READ}?first=1").json()["next"] == 1
    assert client.get(f"{READ}?state=closed").json()["count"] == 0
    one = client.get(f"{READ}/puits").json()
    assert one["request_online"] is None  # not said
    (count,) = one["volumes"]
    assert (count["volume"], count["period_to"]) == (12, "2025-04-01")
    assert count["evidence"].endswith("#2")
    assert one["events"][0]["known_at"] == count["known_at"]
    missing = client.get(f"{READ}/rien")
    assert (missing.status_code, missing.json()["title"]) == (404, "no-such-service")


def test_a_program_keeps_the_register_of_its_body(officer: Person) -> None:
    mine = program(officer)
    opened = act(mine, "openings", **OPENING)
    assert (opened.status_code, opened.json()["organisation"]) == (201, WATER)
    name = {"fr": "Source", "en": "Spring"}
    renamed = act(mine, "descriptions", service="source", name=name, valid_from="2026-01-01")
    assert renamed.json()["name"] == name
    offered = act(
        mine,
        "offers",
        service="source",
        channels=["online"],
        request_online="yes",
        valid_from="2025-04-01",
    )
    assert (offered.json()["channels"], offered.json()["request_online"]) == (["online"], "yes")
    closed = act(mine, "closures", service="source", on="2026-06-01", reason="merged")
    assert (closed.json()["closed_on"], closed.json()["reason"]) == ("2026-06-01", "merged")
    kept = act(mine, "keepings", service="source").json()
    assert kept["closed_on"] is None
    confirmed = act(mine, "confirmations", service="source").json()
    assert [one["kind"] for one in confirmed["events"]] == [
        "described",
        "opened",
        "offered",
        "described",
        "confirmed",
        "closed",
        "reopened",
    ]


def test_what_cannot_be_done_is_a_problem_document(officer: Person) -> None:
    mine = program(officer)
    act(mine, "openings", **OPENING)
    for name, given, status, title in (
        ("openings", OPENING, 409, "service-exists"),
        ("openings", {**OPENING, "service": "été"}, 422, "not-a-code"),
        ("openings", {**OPENING, "name": {"fr": "x", "en": ""}}, 422, "invalid"),
        (
            "closures",
            {"service": "source", "on": "2020-01-01", "reason": "ended"},
            422,
            "not-that-day",
        ),
        ("closures", {"service": "source", "on": "2026-01-01", "reason": "tired"}, 422, "invalid"),
        ("keepings", {"service": "rien"}, 404, "no-such-service"),
    ):
        answer = act(mine, name, **given)
        assert (answer.status_code, answer.json()["title"]) == (status, title)
        assert answer["Content-Type"].startswith("application/problem+json")


def test_a_key_keeps_no_register_but_its_bodys(
    officer: Person, other_officer: Person, secretariat: Person
) -> None:
    act(program(officer), "openings", **OPENING)
    closing = {"service": "source", "on": "2026-06-01", "reason": "ended"}
    # Who answers for the key may do more than the key: the key may not.
    for person in (other_officer, secretariat):
        refused = act(program(person, FOREST), "closures", **closing)
        assert (refused.status_code, refused.json()["title"]) == (403, "not-yours")
    lacking = act(program(officer, scope="intake:write"), "closures", **closing)
    assert lacking.status_code == 403
    assert "services:write" in lacking.json()["detail"]
    assert act(Client(), "closures", **closing).status_code == 401
    assert act(program(secretariat, WATER), "closures", **closing).status_code == 200
