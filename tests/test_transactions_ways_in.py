"""The three ways in of transactions: the page, the API and the command line; and what is published of them."""

import io
import json
from datetime import date
from pathlib import Path

import duckdb
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from tests.people import SignIn
from tests.requests_of_services import (
    HEADER,
    KIND,
    puits,
    quarter,
    standing,
)
from virage.identity.models import Person
from virage.intake import actions, tasks
from virage.intake.models import HandIn
from virage.intake.tests.handing_in import AT, WATER
from virage.intake.tests.test_api import secret

pytestmark = pytest.mark.django_db

__all__ = ["puits"]


def test_the_page_shows_how_much_is_counted_and_the_report_once_it_is(
    officer: Person, sign_in: SignIn
) -> None:
    client = sign_in(officer)
    posted = client.post(
        "/depots/nouveau/",
        {"kind": KIND, "body": WATER, "file": SimpleUploadedFile("t.csv", quarter())},
    )
    hand_in = HandIn.objects.get(kind=KIND)
    here = f"/depots/{hand_in.public_id}/"
    assert posted["Location"] == here
    HandIn.objects.filter(pk=hand_in.pk).update(progress=42)
    page = client.get(here).content.decode()
    assert 'max="100" value="42"' in page
    assert "42\u202f%" in page
    assert "42%" in client.get(f"/en{here}").content.decode()
    tasks.check.call(str(hand_in.public_id))
    page = client.get(f"/en{here}").content.decode()
    assert "<progress" not in page
    assert "120 requests" in page
    client.post(f"{here}acceptation/")
    actions.carry_out(hand_in=hand_in, at=AT)
    assert len(standing()) == 91


def test_a_program_follows_the_counting_and_the_recording(officer: Person) -> None:
    program = Client(headers={"Authorization": f"Bearer {secret(officer)}"})
    sent = program.post(
        "/api/v1/hand-ins", {"kind": KIND, "file": SimpleUploadedFile("t.csv", quarter())}
    )
    said = sent.json()
    assert (sent.status_code, said["state"], said["progress"]) == (201, "received", None)
    here = f"/api/v1/hand-ins/{said['id']}"
    HandIn.objects.filter(public_id=said["id"]).update(progress=42)
    assert program.get(here).json()["progress"] == 42
    tasks.check.call(said["id"])
    checked = program.get(here).json()
    assert (checked["state"], checked["rows"], checked["to_stage"]) == ("checked", 120, 90)
    assert checked["progress"] is None
    program.post(f"{here}/accept", json.dumps({}), content_type="application/json")
    tasks.carry_out.call(said["id"])
    assert program.get(here).json()["state"] == "accepted"


def parquet(folder: Path) -> Path:
    path = folder / "transactions.parquet"
    duckdb.sql(
        "COPY (SELECT 'puits' AS service, TIMESTAMPTZ '2025-01-01 05:00:00+00' + to_hours(i) AS "
        "\"at\", 'online' AS channel, true AS completed, 10 AS asked, i % 3 AS prefilled "
        f"FROM range(90 * 24 - 1) r(i)) TO '{path}' (FORMAT parquet)"
    )
    return path


def test_the_command_takes_parquet_says_how_far_it_is_and_records(tmp_path: Path) -> None:
    out, errors = io.StringIO(), io.StringIO()
    path = str(parquet(tmp_path))
    call_command("intake", KIND, path, "--accept", "--language", "en", stdout=out, stderr=errors)
    assert "Accepted and recorded" in out.getvalue()
    assert "100\u00a0%" in errors.getvalue()
    assert "%" not in out.getvalue()
    days = {key: volume for key, volume in standing().items() if key[0] == "online"}
    assert len(days) == 90
    # The night of 9 March 2025 has one hour less.
    assert days["online", date(2025, 3, 9), date(2025, 3, 10)] == 23
    assert sum(volume or 0 for volume in days.values()) == 90 * 24 - 1


def test_the_documentation_says_what_is_counted_and_offers_no_workbook(client: Client) -> None:
    page = client.get(f"/en/depots/formats/{KIND}/").content.decode()
    assert "Québec’s legal time" in page
    assert "service × channel" in page
    assert ".xlsx" not in page
    assert client.get(f"/depots/formats/{KIND}/long/modele.xlsx").status_code == 404
    template = client.get(f"/depots/formats/{KIND}/long/modele.csv").content.decode()
    assert template.strip("\ufeff\r\n").split(",") == HEADER.split(",")
    schema = json.loads(client.get(f"/en/depots/formats/{KIND}/long/schema.json").content)
    assert schema["counted"] == {
        "by": ["service", "channel"],
        "day": {"name": "day", "of": "at", "zone": "America/Toronto"},
        "tallies": [
            {"name": "requests", "count": "lines"},
            {"name": "completed", "sum": "completed"},
            {"name": "asked", "sum": "asked"},
            {"name": "prefilled", "sum": "prefilled"},
        ],
        "neverAbove": [["prefilled", "asked"]],
        "once": False,
    }
    assert {one["name"]: one["type"] for one in schema["fields"]}["at"] == "datetime"
