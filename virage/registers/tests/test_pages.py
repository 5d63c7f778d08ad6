"""The pages of the census: what each shows, what each act answers, and the files beside every table."""

import csv
import io
import uuid
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.people import SignIn
from virage.identity.models import Person
from virage.registers import actions, queries
from virage.registers.queries import Owed
from virage.registers.tests.registry import (
    AT,
    CODE,
    FOREST,
    POINTS,
    VOLUMES,
    WATER,
    YEAR,
    declare,
    question,
)

__all__ = ["question"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("question")]
DUE = date(2026, 5, 15)


@pytest.fixture(autouse=True)
def french() -> None:
    """Addresses are the French ones, whatever a test before asked for."""
    translation.activate("fr")


def read(client: Client, name: str, *args: Any, query: str = "") -> str:
    page = client.get(reverse(f"registers:{name}", args=args) + query)
    assert page.status_code == 200
    return page.content.decode()


def file(name: str, kind: str) -> Any:
    answer = Client().get(reverse(f"registers:{name}", args=[kind]))
    assert answer.status_code == 200
    assert f'.{kind}"' in answer["Content-Disposition"]
    if kind == "json":
        return answer.json()
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def require(by: Person, *bodies: str, kind: str = VOLUMES) -> None:
    actions.require(kinds=[kind], bodies=bodies, period=YEAR, due_on=DUE, by=by, at=AT)


# Duties


def test_the_secretariat_makes_all_bodies_of_a_kind_owe_in_one_act(
    sign_in: SignIn, secretariat: Person
) -> None:
    client = sign_in(secretariat)
    asked = {
        "genres": [VOLUMES, POINTS],
        "du": "2025-04-01",
        "au": "2026-03-31",
        "echeance": "2026-05-15",
        "sortes": ["ministry"],
        "organismes": FOREST,
    }
    answer = client.post(reverse("registers:require"), asked, follow=True)
    assert "4 obligations sont inscrites" in answer.content.decode()
    assert {(one.body, one.kind, one.period) for one in queries.duties()} == {
        (body, kind, YEAR) for body in (WATER, FOREST) for kind in (VOLUMES, POINTS)
    }
    again = client.post(reverse("registers:require"), asked, follow=True)
    assert "Rien n’a changé" in again.content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"au": "2025-03-31"}, "Le dernier jour vient avant le premier"),
        ({"genres": []}, "Ce champ est obligatoire"),
        ({"sortes": [], "organismes": " "}, "Choisissez au moins une sorte"),
        ({"organismes": "nobody"}, "n’existent pas dans la période"),
        ({"organismes": "nobody another"}, "another, nobody"),
    ],
)
def test_what_cannot_be_owed_is_told_and_the_rest_is_kept(
    sign_in: SignIn, secretariat: Person, wrong: dict[str, Any], said: str
) -> None:
    asked = {
        "genres": [VOLUMES],
        "du": "2025-04-01",
        "au": "2026-03-31",
        "echeance": "2026-05-15",
        "sortes": ["ministry"],
        "organismes": "",
    }
    answer = sign_in(secretariat).post(reverse("registers:require"), asked | wrong)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "2026-05-15" in answer.content.decode()
    assert queries.duties() == []


def test_duties_that_are_ticked_are_released_together(sign_in: SignIn, secretariat: Person) -> None:
    require(secretariat, WATER, FOREST)
    client = sign_in(secretariat)
    page = read(client, "duties", query=f"?organisme={WATER}")
    assert page.count('name="obligation"') == 1
    named = str(Owed(WATER, VOLUMES, YEAR.start, YEAR.end))
    assert named in page
    answer = client.post(reverse("registers:release"), {"obligation": named}, follow=True)
    assert "1 obligation est levée" in answer.content.decode()
    assert [one.body for one in queries.duties(released=False)] == [FOREST]
    again = client.post(reverse("registers:release"), {"obligation": named}, follow=True)
    assert "Rien à lever" in again.content.decode()
    nothing = client.post(reverse("registers:release"), {}, follow=True)
    assert "Rien n’est coché" in nothing.content.decode()


def test_the_list_of_duties_narrows_by_period_kind_and_body(
    sign_in: SignIn, auditor: Person, secretariat: Person
) -> None:
    require(secretariat, WATER, FOREST)
    require(secretariat, WATER, kind=POINTS)
    client = sign_in(auditor)
    assert read(client, "duties").count("<tr>") == 1 + 3
    assert read(client, "duties", query=f"?genre={POINTS}").count("<tr>") == 1 + 1
    assert read(client, "duties", query=f"?organisme={FOREST}").count("<tr>") == 1 + 1
    period = f"{YEAR.start}~{YEAR.end}"
    assert read(client, "duties", query=f"?periode={period}").count("<tr>") == 1 + 3
    page = read(client, "duties")
    assert page.index("Ministère de l’Eau") < page.index("Régie des forêts")
    # An auditor looks, and has nothing to tick.
    assert 'name="obligation"' not in read(client, "duties")


def test_the_file_of_duties_tells_those_that_were_released(secretariat: Person) -> None:
    require(secretariat, WATER, FOREST)
    actions.release(owed=[Owed(WATER, VOLUMES, YEAR.start, YEAR.end)], by=secretariat, at=AT)
    (first, second) = file("duties-file", "csv")
    assert first == {
        "organisation": WATER,
        "kind": VOLUMES,
        "period_from": "2025-04-01",
        "period_to": "2026-04-01",
        "due_on": "2026-05-15",
        "released": "true",
    }
    assert second["released"] == "false"
    assert file("duties-file", "json")["rows"][1]["organisation"] == FOREST


# Attestations


def test_an_officer_attests_registers_in_one_act_and_reads_until_when(
    sign_in: SignIn, officer: Person
) -> None:
    client = sign_in(officer)
    address = reverse("registers:attest", args=[WATER])
    assert "Jamais attesté." in client.get(address).content.decode()
    said = {"registre-services": "complete", "registre-essai-ponts": "partial"}
    answer = client.post(address, said, follow=True)
    assert "C’est attesté." in answer.content.decode()
    assert "Attesté partiel le" in answer.content.decode()
    assert {code: one.state for (_, code), one in queries.attested(body=WATER).items()} == {
        "services": "complete",
        "essai-ponts": "partial",
    }


def test_attesting_nothing_is_told(sign_in: SignIn, officer: Person) -> None:
    answer = sign_in(officer).post(reverse("registers:attest", args=[WATER]), {})
    assert answer.status_code == 422
    assert queries.attested() == {}


def test_everyone_reads_how_many_bodies_attest_each_register_and_which(
    client: Client, officer: Person
) -> None:
    actions.attest(body=WATER, states={"services": "complete"}, by=officer, at=AT)
    page = read(client, "attestations", query="?registre=services")
    assert "Ministère de l’Eau" in page
    assert "responsable de la planification" in page
    assert "Jamais attesté" in page
    (row,) = file("attestations-file", "csv")
    assert (row["organisation"], row["register_code"], row["state"]) == (
        WATER,
        "services",
        "complete",
    )
    assert row["role"] == "planning_officer"
    assert "ponts" in read(client, "attestations").lower()


# Not applicable


def test_an_officer_declares_and_the_secretariat_refuses_in_public(
    sign_in: SignIn, officer: Person, secretariat: Person, client: Client
) -> None:
    address = reverse("registers:declare", args=[WATER])
    theirs = sign_in(officer)
    assert "Ce pont est-il ouvert" in theirs.get(address).content.decode()
    said = {"unite": "pont-1", "raison": "looks-only", "du": "2025-04-01", "au": "2026-03-31"}
    answer = theirs.post(f"{address}?question={CODE}", said)
    (made,) = queries.public_exemptions()
    assert answer.headers["Location"] == reverse("registers:exemption", args=[made.public_id])
    assert (made.valid_from, made.valid_to) == (YEAR.start, YEAR.end)

    decide = reverse("registers:decide", args=[made.public_id])
    silent = sign_in(secretariat).post(decide, {"decision": "refused", "lu": made.seen})
    assert silent.status_code == 422
    assert queries.exemption(made.public_id).state == "declared"
    sign_in(secretariat).post(
        decide, {"decision": "refused", "lu": made.seen, "pourquoi": "Le pont est ouvert."}
    )
    page = read(client, "exemption", made.public_id)
    assert "Le pont est ouvert." in page
    assert "le Secrétariat" in page
    assert "Seul l’aspect change" in page
    assert "<form" not in page.split("<main")[1]


def test_only_units_of_the_body_and_reasons_of_the_list_are_offered(
    sign_in: SignIn, officer: Person
) -> None:
    address = reverse("registers:declare", args=[WATER]) + f"?question={CODE}"
    client = sign_in(officer)
    page = client.get(address).content.decode()
    assert "pont-2" in page
    assert "gué" not in page
    for wrong in ({"unite": "gué"}, {"raison": "because"}, {"du": ""}, {"au": "2025-03-01"}):
        said = {"unite": "pont-1", "raison": "looks-only", "du": "2025-04-01"} | wrong
        assert client.post(address, said).status_code == 422
    assert queries.public_exemptions() == []


def test_whoever_decides_second_is_told_what_happened(
    sign_in: SignIn, officer: Person, secretariat: Person, other_secretariat: Person
) -> None:
    made = declare(officer)
    decide = reverse("registers:decide", args=[made.public_id])
    said = {"lu": made.seen, "pourquoi": "Vu."}
    sign_in(secretariat).post(decide, {**said, "decision": "accepted"})
    answer = sign_in(other_secretariat).post(decide, {**said, "decision": "refused"}, follow=True)
    assert "Quelqu’un d’autre a agi" in answer.content.decode()
    assert queries.exemption(made.public_id).state == "accepted"


def test_what_was_accepted_can_be_reversed_on_its_page_and_withdrawn_by_its_body(
    sign_in: SignIn, officer: Person, secretariat: Person
) -> None:
    made = declare(officer)
    actions.accept_not_applicable(public_id=made.public_id, why="Vu.", by=secretariat, at=AT)
    page = read(sign_in(secretariat), "exemption", made.public_id)
    assert "Revenir sur la décision" in page
    assert 'value="accepted"' not in page
    theirs = read(sign_in(officer), "exemption", made.public_id)
    assert "Retirer la déclaration" in theirs
    assert "Raison publique" not in theirs
    answer = sign_in(officer).post(
        reverse("registers:withdraw", args=[made.public_id]), follow=True
    )
    assert "la question se pose de nouveau" in answer.content.decode()


def test_the_list_of_declarations_filters_by_state_the_oldest_waiting_first(
    client: Client, officer: Person, other_officer: Person, secretariat: Person
) -> None:
    decided, older = declare(officer), declare(officer, "pont-2")
    newer = declare(other_officer, "gué", body=FOREST)
    actions.accept_not_applicable(public_id=decided.public_id, why="Vu.", by=secretariat, at=AT)
    waiting = read(client, "exemptions", query="?etat=declared")
    assert waiting.index(older.public_id) < waiting.index(newer.public_id)
    assert decided.public_id not in waiting
    assert decided.public_id in read(client, "exemptions")
    rows = file("exemptions-file", "csv")
    assert len(rows) == 3
    assert (rows[0]["state"], rows[0]["why"], rows[0]["role"]) == ("accepted", "Vu.", "secretariat")
    assert file("exemptions-file", "json")["rows"][2]["decided_on"] is None


def test_text_that_looks_like_a_formula_leaves_as_text(
    officer: Person, secretariat: Person
) -> None:
    made = declare(officer)
    actions.accept_not_applicable(
        public_id=made.public_id, why='=HYPERLINK("x")', by=secretariat, at=AT
    )
    (row,) = file("exemptions-file", "csv")
    assert row["why"] == '\'=HYPERLINK("x")'


def test_markup_in_a_public_reason_is_shown_as_it_was_written(
    client: Client, officer: Person, secretariat: Person
) -> None:
    made = declare(officer)
    why = "<script>alert(1)</script>"
    actions.accept_not_applicable(public_id=made.public_id, why=why, by=secretariat, at=AT)
    for page in (read(client, "exemption", made.public_id), read(client, "exemptions")):
        assert why not in page
        assert "&lt;script&gt;alert(1)" in page


def test_a_declaration_that_does_not_exist_is_not_found(client: Client) -> None:
    assert client.get(reverse("registers:exemption", args=[uuid.uuid4()])).status_code == 404


def test_the_written_rules_stand_in_both_languages(client: Client) -> None:
    assert "Seul l’aspect change" in read(client, "rules")
    english = client.get("/en" + reverse("registers:rules")).content.decode()
    assert "Only the looks change" in english
    reasons = [row["reason"] for row in file("rules-file", "csv") if row["indicator"] == CODE]
    assert reasons == ["looks-only", "closed-by-law"]


# Staff


def test_a_headcount_of_a_few_people_is_shown_to_nobody(
    sign_in: SignIn, client: Client, secretariat: Person
) -> None:
    address = reverse("registers:count-staff")
    for body, staff in ((WATER, 1240), (FOREST, 9)):
        said = {"organisme": body, "au": "2026-03-31", "effectif": staff}
        assert sign_in(secretariat).post(address, said).status_code == 302
    page = read(client, "headcounts")
    assert "1\u202f240" in page
    assert "de 1 à 9" in page
    rows = {row["organisation"]: row for row in file("headcounts-file", "csv")}
    assert (rows[WATER]["staff"], rows[WATER]["withheld"]) == ("1240", "false")
    assert (rows[FOREST]["staff"], rows[FOREST]["withheld"]) == ("", "true")


def test_a_headcount_of_another_day_is_told(sign_in: SignIn, secretariat: Person) -> None:
    said = {"organisme": WATER, "au": "2026-04-01", "effectif": 12}
    answer = sign_in(secretariat).post(reverse("registers:count-staff"), said)
    assert answer.status_code == 422
    assert "au 31 mars" in answer.content.decode()


def test_the_entry_page_offers_each_reader_what_they_may_do(
    sign_in: SignIn, client: Client, officer: Person, secretariat: Person
) -> None:
    declare(officer)
    attest = reverse("registers:attest", args=[WATER])
    assert attest not in read(client, "index")
    assert attest in read(sign_in(officer), "index")
    page = read(sign_in(secretariat), "index")
    assert "1 déclaration attend une décision" in page
    assert reverse("registers:duties") in page


def test_while_a_hand_in_is_being_recorded_an_act_says_to_try_again(
    sign_in: SignIn, officer: Person
) -> None:
    actions.RECORDING.begin(source="intake.hand-in:1")
    answer = sign_in(officer).post(
        reverse("registers:attest", args=[WATER]), {"registre-services": "complete"}
    )
    assert answer.status_code == 422
    assert "recommencez dans quelques minutes" in answer.content.decode()
    # What was ticked is still ticked.
    assert (
        'value="complete" aria' in answer.content.decode() or "checked" in answer.content.decode()
    )
