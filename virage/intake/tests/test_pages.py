"""Pages of hand-ins: who may open them, and the way from a file to its public evidence."""

import csv
import io
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.people import SignIn
from virage.identity.models import Person
from virage.intake import actions
from virage.intake.models import HandIn
from virage.intake.tests.handing_in import (
    AT,
    FOREST,
    KIND,
    PUITS,
    WATER,
    line,
    receive,
    record,
    volumes,
)
from virage.lib.csv_out import BOM

pytestmark = pytest.mark.django_db

PUBLIC = [
    "/depots/formats/",
    f"/depots/formats/{KIND}/",
    f"/depots/formats/{KIND}/long/schema.json",
    f"/depots/formats/{KIND}/wide/schema.json",
    f"/depots/formats/{KIND}/long/modele.csv",
    f"/depots/formats/{KIND}/wide/modele.xlsx",
]
OF_ONE = ["", "rapport.json", "rapport.csv"]
ACTS = ["acceptation/", "verification/", "retrait/"]


def post_file(client: Client, content: bytes = PUITS, body: str = WATER, kind: str = KIND) -> Any:
    return client.post(
        "/depots/nouveau/",
        {"kind": kind, "body": body, "file": SimpleUploadedFile("volumes.csv", content)},
    )


@pytest.mark.parametrize("address", PUBLIC)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_anyone_may_read_what_can_be_handed_in(client: Client, prefix: str, address: str) -> None:
    assert client.get(prefix + address).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/depots/formats/services.colours/",
        "/depots/formats/services.colours/long/schema.json",
        f"/depots/formats/{KIND}/round/schema.json",
        f"/depots/formats/{KIND}/round/modele.csv",
        "/depots/formats/services.canada-inventory/wide/schema.json",
        "/depots/preuves/00000000-0000-0000-0000-000000000000/",
    ],
)
def test_what_does_not_exist_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_nobody_reads_or_decides_without_signing_in(client: Client, officer: Person) -> None:
    hand_in = receive(PUITS, officer)
    here = f"/depots/{hand_in.public_id}/"
    for address in ["/depots/", "/depots/nouveau/", *(here + rest for rest in OF_ONE)]:
        answer = client.get(address)
        assert answer.status_code == 302
        assert "/compte/connexion/" in answer["Location"]
    for rest in ACTS:
        assert client.post(here + rest).status_code == 302
    hand_in.refresh_from_db()
    assert hand_in.state == "checked"


def test_someone_of_another_body_finds_nothing_and_changes_nothing(
    officer: Person, other_officer: Person, sign_in: SignIn
) -> None:
    hand_in = receive(PUITS, officer)
    theirs = sign_in(other_officer)
    for rest in OF_ONE:
        assert theirs.get(f"/depots/{hand_in.public_id}/{rest}").status_code == 404
    for rest in ACTS:
        assert theirs.post(f"/depots/{hand_in.public_id}/{rest}").status_code == 404
    assert "volumes.csv" not in theirs.get("/depots/").content.decode()
    prefilled = f"/depots/formats/{KIND}/long/rempli.csv?organisme={WATER}"
    assert theirs.get(prefilled).status_code == 404
    assert post_file(theirs).status_code == 422
    assert HandIn.objects.count() == 1


@pytest.mark.parametrize("role", ["citizen", "agent"])
def test_people_who_do_not_hand_in_are_refused(
    role: str, request: pytest.FixtureRequest, officer: Person, sign_in: SignIn
) -> None:
    hand_in = receive(PUITS, officer)
    client = sign_in(request.getfixturevalue(role))
    here = f"/depots/{hand_in.public_id}/"
    for address in ["/depots/", "/depots/nouveau/", *(here + rest for rest in OF_ONE)]:
        assert client.get(address).status_code == 403
    for rest in ACTS:
        assert client.post(here + rest).status_code == 403


def test_an_auditor_reads_everything_and_decides_nothing(
    officer: Person, auditor: Person, sign_in: SignIn
) -> None:
    hand_in = receive(PUITS, officer)
    client = sign_in(auditor)
    page = client.get(f"/depots/{hand_in.public_id}/")
    assert page.status_code == 200
    assert "acceptation" not in page.content.decode()
    assert client.post(f"/depots/{hand_in.public_id}/acceptation/").status_code == 403
    assert client.get("/depots/nouveau/").status_code == 403


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_an_officer_goes_from_a_file_to_its_public_evidence(
    officer: Person, sign_in: SignIn, client: Client, prefix: str
) -> None:
    mine = sign_in(officer)
    answer = mine.post(
        f"{prefix}/depots/nouveau/",
        {"kind": KIND, "body": WATER, "file": SimpleUploadedFile("mes volumes.csv", PUITS)},
    )
    hand_in = HandIn.objects.get()
    here = f"{prefix}/depots/{hand_in.public_id}/"
    assert answer["Location"] == here

    page = mine.get(here).content.decode()
    assert "mes volumes.csv" in page
    assert "puits" in page
    assert 'name="create_new"' in page

    mine.post(f"{here}acceptation/")
    hand_in.refresh_from_db()
    assert hand_in.state == "checked"  # the box was not ticked

    mine.post(f"{here}acceptation/", {"create_new": "on"})
    moving = mine.get(here).content.decode()
    assert 'hx-trigger="every 2s"' in moving
    evidence = f"{prefix}/depots/preuves/{hand_in.public_id}/"
    assert client.get(evidence).status_code == 404

    hand_in.refresh_from_db()
    actions.carry_out(hand_in=hand_in, at=AT)
    assert "hx-trigger" not in mine.get(here).content.decode()
    cited = client.get(f"{evidence}?ligne=3").content.decode()
    assert ("la ligne 3 de ce fichier" in cited) or ("line 3 of this file" in cited)
    for wrong in ("", "?ligne=x", "?ligne=²", "?ligne=-1"):
        plain = client.get(f"{evidence}{wrong}").content.decode()
        assert "de ce fichier." not in plain
        assert "of this file." not in plain
    shown = client.get(evidence).content.decode()
    assert hand_in.sha256 in shown
    # The role is public, the person is not.
    assert officer.name not in shown
    assert str(officer.email) not in shown
    assert "mes volumes.csv" not in shown
    assert hand_in.public_id.hex not in mine.get(f"{prefix}/depots/").content.decode()
    assert str(hand_in.public_id) in mine.get(f"{prefix}/depots/").content.decode()


def test_the_report_names_what_to_correct_and_can_be_taken_away(
    officer: Person, sign_in: SignIn
) -> None:
    mine = sign_in(officer)
    post_file(mine, volumes(line("puits", "online", "=1+1"), line("puits", "phone", "ND")))
    hand_in = HandIn.objects.get()
    page = mine.get(f"/depots/{hand_in.public_id}/").content.decode()
    assert "=1+1" in page
    assert "acceptation" not in page
    text = b"".join(mine.get(f"/depots/{hand_in.public_id}/rapport.csv")).decode()
    rows = list(csv.DictReader(io.StringIO(text.removeprefix(BOM))))
    assert [(one["line"], one["column"], one["code"]) for one in rows] == [
        ("2", "volume", "formula"),
        ("3", "volume", "sentinel"),
    ]
    # A spreadsheet that opens the report must not run what the report is about.
    assert rows[0]["value"] == "'=1+1"
    report = json.loads(mine.get(f"/depots/{hand_in.public_id}/rapport.json").content)
    assert report["report"]["errors"] == 2
    assert "officer" not in json.dumps(report)


def test_a_refused_form_says_why(officer: Person, sign_in: SignIn) -> None:
    mine = sign_in(officer)
    empty = post_file(mine, b"")
    assert empty.status_code == 422
    assert "vide" in empty.content.decode()
    assert post_file(mine, PUITS, FOREST).status_code == 422
    assert mine.post("/depots/nouveau/", {}).status_code == 422


def test_the_same_file_leads_back_to_the_accepted_hand_in(officer: Person, sign_in: SignIn) -> None:
    done = record(PUITS, officer)
    mine = sign_in(officer)
    answer = mine.post(
        "/depots/nouveau/",
        {"kind": KIND, "body": WATER, "file": SimpleUploadedFile("x.csv", PUITS)},
        follow=True,
    )
    assert answer.redirect_chain[0][0] == f"/depots/{done.public_id}/"
    assert "rien ne change" in answer.content.decode()


def test_a_template_is_prefilled_with_the_last_values_of_ones_own_body(
    officer: Person, sign_in: SignIn
) -> None:
    record(PUITS, officer)
    mine = sign_in(officer)
    text = mine.get(f"/depots/formats/{KIND}/long/rempli.csv?organisme={WATER}").content.decode()
    rows = list(csv.DictReader(io.StringIO(text.removeprefix(BOM))))
    assert [(one["channel"], one["volume"]) for one in rows] == [("online", "120"), ("phone", "30")]
    assert mine.get(f"/depots/formats/{KIND}/wide/rempli.xlsx?organisme={WATER}").status_code == 200
    # What it gives says what is known: handed in as it is, it changes nothing.
    assert receive(text.encode(), officer).preview["changes_nothing"]


def test_someone_too_late_is_told_on_the_page(officer: Person, sign_in: SignIn) -> None:
    hand_in = receive(PUITS, officer)
    actions.accept(hand_in=hand_in, by=officer, at=AT, create_new=True)
    mine = sign_in(officer)
    answer = mine.post(f"/depots/{hand_in.public_id}/acceptation/", follow=True)
    assert "Quelqu’un vient d’accepter" in answer.content.decode()


def test_a_page_of_many_findings_stays_small(officer: Person, sign_in: SignIn) -> None:
    lines = [line(f"s{number}", "fusée", 1) for number in range(700)]
    hand_in = receive(volumes(*lines), officer)
    page = sign_in(officer).get(f"/depots/{hand_in.public_id}/")
    assert page.content.decode().count("fusée") <= 210
    assert len(page.content) < 300_000
