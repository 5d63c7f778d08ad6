"""A code whose name and body both changed: the same service, or another? Asked on all three ways in."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests.people import SignIn
from virage.audit.models import JournalLine
from virage.contracts.intakes import intakes
from virage.identity.models import Person
from virage.intake import actions, rules
from virage.intake.models import HandIn
from virage.intake.tests.handing_in import (
    AT,
    FOREST,
    HEADER,
    KIND,
    PUITS,
    WATER,
    found,
    receive,
    record,
)
from virage.intake.tests.test_api import HAND_INS, secret, send

pytestmark = pytest.mark.django_db

# Water's well, as the Forest board's: another name, another body, the same code.
TAKEN = f"{FOREST},,,puits,Coupe de bois,Tree felling,2025-04-01,2025-07-01,online,7,"
FILE = "\n".join([HEADER, TAKEN, ""]).encode()
FIELD = f"reused-{b'puits'.hex()}"


@pytest.fixture
def asked(officer: Person, secretariat: Person, other_officer: Person) -> HandIn:
    """A hand-in for the Forest board that waits for the answer on one code."""
    record(PUITS, officer)
    return receive(FILE, other_officer, FOREST)


def owners() -> list[str]:
    """To which bodies the well belongs, as the templates of each body show it."""
    return [body for body in (WATER, FOREST) if list(intakes.get(KIND).prefill(body))]


def answered() -> list[dict[str, Any]]:
    """What the journal says of the answers."""
    return [one.data for one in JournalLine.objects.filter(entry="intake:hand-in:answered")]


def test_the_check_asks_instead_of_refusing(asked: HandIn) -> None:
    assert asked.state == "checked"
    assert found(asked, "warning") == ["reused-kept"]
    (one,) = asked.preview["reused"]
    assert (one["code"], one["body_before"], one["body_after"]) == ("puits", WATER, FOREST)
    assert (one["before"]["fr"], one["after"]["en"]) == ("Service puits (inventé)", "Tree felling")


def test_without_an_answer_nothing_is_accepted(asked: HandIn, secretariat: Person) -> None:
    for given in ({}, {"autre": "same"}, {"puits": "peut-être"}):
        with pytest.raises(rules.MustAnswer, match="puits"):
            actions.accept(hand_in=asked, by=secretariat, at=AT, reused=given)
    asked.refresh_from_db()
    assert asked.state == "checked"
    assert answered() == []


def test_the_same_service_goes_on_under_its_new_name_and_body(
    asked: HandIn, secretariat: Person
) -> None:
    actions.accept(hand_in=asked, by=secretariat, at=AT, reused={"puits": "same"})
    done = actions.carry_out(hand_in=asked, at=AT)
    assert done.state == "accepted"
    assert done.parameters == {"reused": "puits"}
    assert owners() == [FOREST]
    assert answered() == [{"same": 1, "another": 0}]


def test_the_answer_alone_does_not_have_the_file_read_again(
    asked: HandIn, secretariat: Person
) -> None:
    accepted = actions.accept(hand_in=asked, by=secretariat, at=AT, reused={"puits": "same"})
    last = JournalLine.objects.latest("number")
    assert last.entry == "intake:hand-in:answered"
    assert accepted.known_at == last.number


def test_another_service_sends_the_hand_in_back_with_the_line_to_correct(
    asked: HandIn, other_officer: Person
) -> None:
    back = actions.accept(hand_in=asked, by=other_officer, at=AT, reused={"puits": "another"})
    assert back.state == "refused"
    (finding,) = [one for one in back.report["findings"] if one["level"] == "error"]
    assert (finding["code"], finding["line"]) == ("reused", 2)
    assert "nouveau code" in finding["advice"]["fr"]
    assert owners() == [WATER]
    assert answered() == [{"same": 0, "another": 1}]
    # Nothing is settled for good: checked again, it asks again.
    again = actions.check_again(hand_in=back, by=other_officer, at=AT)
    assert (again.state, again.parameters) == ("checked", {})


def test_a_large_file_that_is_sent_back_is_read_in_the_background(
    asked: HandIn, other_officer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules.hand_ins, "CHECKED_AT_ONCE", 10)
    back = actions.accept(hand_in=asked, by=other_officer, at=AT, reused={"puits": "another"})
    assert back.state == "received"
    assert actions.check(hand_in=back, at=AT).state == "refused"


def test_an_officer_does_not_take_over_the_service_of_another_body(
    asked: HandIn, other_officer: Person
) -> None:
    with pytest.raises(rules.NotYoursToContinue, match=WATER):
        actions.accept(hand_in=asked, by=other_officer, at=AT, reused={"puits": "same"})
    assert owners() == [WATER]


def test_what_was_not_asked_about_when_one_answered_is_asked_before_it_is_recorded(
    secretariat: Person, officer: Person
) -> None:
    record(PUITS, officer)
    two = "\n".join([HEADER, TAKEN, TAKEN.replace("puits", "source"), ""]).encode()
    hand_in = receive(two, secretariat, None)
    actions.accept(
        hand_in=hand_in, by=secretariat, at=AT, create_new=True, reused={"puits": "same"}
    )
    # Meanwhile Water opens a service under the code that was still free.
    names = ("--fr", "Source", "--en", "Spring")
    call_command("service", "open", "source", "--from", "2025-01-01", "--body", WATER, *names)
    assert actions.carry_out(hand_in=hand_in, at=AT).state == "checked"
    assert [one["code"] for one in hand_in.preview["reused"]] == ["puits", "source"]


def test_on_the_page_the_question_is_put_and_its_answer_taken(
    asked: HandIn, other_officer: Person, secretariat: Person, sign_in: SignIn
) -> None:
    here = f"/depots/{asked.public_id}/"
    mine = sign_in(other_officer)
    page = mine.get(here).content.decode()
    assert "Le code puits désigne-t-il toujours le même service" in page
    assert "Seul le Secrétariat peut dire que c’est le même" in page

    silent = mine.post(f"{here}acceptation/")
    assert silent.status_code == 422
    assert "Choisissez une réponse." in silent.content.decode()

    refused = mine.post(f"{here}acceptation/", {FIELD: "same"})
    assert refused.status_code == 422
    text = refused.content.decode()
    assert "il faut agir aussi pour cet organisme" in text
    assert 'value="same"' in text
    assert "checked" in text.split('value="same"')[1].split(">")[0]  # the answer is not lost

    theirs = sign_in(secretariat)
    assert theirs.post(f"{here}acceptation/", {FIELD: "same"}).status_code == 302
    assert actions.carry_out(hand_in=asked, at=AT).state == "accepted"
    assert "Tenus pour les mêmes services" in theirs.get(here).content.decode()


def test_on_the_page_another_service_leads_to_the_lines_to_correct(
    asked: HandIn, other_officer: Person, sign_in: SignIn
) -> None:
    mine = sign_in(other_officer)
    here = f"/depots/{asked.public_id}/"
    page = mine.post(f"{here}acceptation/", {FIELD: "another"}, follow=True).content.decode()
    assert "Réponse gardée" in page
    assert "Donnez-lui un nouveau code dans le fichier" in page


def test_what_goes_back_to_be_corrected_creates_nothing_to_agree_to(
    asked: HandIn, other_officer: Person, sign_in: SignIn
) -> None:
    both = receive(
        "\n".join([HEADER, TAKEN, TAKEN.replace("puits", "neuf"), ""]).encode(),
        other_officer,
        FOREST,
    )
    here = f"/depots/{both.public_id}/"
    mine = sign_in(other_officer)
    silent = mine.post(f"{here}acceptation/", {FIELD: "same"})
    assert "puis cochez la case" in silent.content.decode()
    assert mine.post(f"{here}acceptation/", {FIELD: "another"}).status_code == 302
    both.refresh_from_db()
    assert both.state == "refused"


def test_by_the_api_the_answer_is_a_field_of_the_acceptance(
    officer: Person, other_officer: Person, secretariat: Person
) -> None:
    record(PUITS, officer)

    def program(person: Person) -> Client:
        return Client(headers={"Authorization": f"Bearer {secret(person, FOREST)}"})

    theirs = program(other_officer)
    said = send(theirs, FILE).json()
    assert [one["code"] for one in said["preview"]["reused"]] == ["puits"]

    def accept(client: Client, **decision: Any) -> Any:
        return client.post(
            f"{HAND_INS}/{said['id']}/accept",
            json.dumps(decision),
            content_type="application/json",
        )

    silent = accept(theirs)
    assert (silent.status_code, silent.json()["title"]) == (409, "must-answer-reused")
    assert accept(theirs, reused={"puits": "perhaps"}).status_code == 422
    not_theirs = accept(theirs, reused={"puits": "same"})
    assert (not_theirs.status_code, not_theirs.json()["title"]) == (403, "not-yours-to-continue")
    agreed = accept(program(secretariat), reused={"puits": "same"})
    assert (agreed.status_code, agreed.json()["state"]) == (202, "accepting")


def test_by_the_api_another_service_comes_back_refused(
    officer: Person, other_officer: Person
) -> None:
    record(PUITS, officer)
    theirs = Client(headers={"Authorization": f"Bearer {secret(other_officer, FOREST)}"})
    here = f"{HAND_INS}/{send(theirs, FILE).json()['id']}/accept"
    back = theirs.post(
        here, json.dumps({"reused": {"puits": "another"}}), content_type="application/json"
    )
    assert (back.status_code, back.json()["state"]) == (202, "refused")
    assert back.json()["report"]["by_code"] == {"error:reused": 1}


def virage(path: Path, *words: str) -> str:
    out = io.StringIO()
    call_command("intake", KIND, str(path), "--accept", *words, stdout=out)
    return out.getvalue()


def test_on_the_command_line_the_answer_is_an_option(officer: Person, tmp_path: Path) -> None:
    record(PUITS, officer)
    path = tmp_path / "taken.csv"
    path.write_bytes(FILE)
    with pytest.raises(CommandError, match="--same, --another"):
        virage(path)
    with pytest.raises(CommandError, match="Deux réponses contraires"):
        virage(path, "--same", "puits", "--another", "puits")
    assert owners() == [WATER]
    said = virage(path, "--same", "puits")
    assert "--another puits" in said  # the report puts the question in full
    assert owners() == [FOREST]


def test_on_the_command_line_another_service_stops_with_the_report(
    officer: Person, tmp_path: Path
) -> None:
    record(PUITS, officer)
    path = tmp_path / "taken.csv"
    path.write_bytes(FILE)
    with pytest.raises(CommandError, match="1 erreur"):
        virage(path, "--another", "puits")
    assert owners() == [WATER]
