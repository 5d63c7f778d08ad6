"""The Secretariat measures without publishing, asks, has a second person confirm, and corrects."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.people import SignIn
from virage.audit import queries as journal
from virage.barometer import actions, queries
from virage.barometer.models import Edition, Publication
from virage.barometer.tests.ledger import AT
from virage.contracts.indicators import Period
from virage.identity.models import Person
from virage.lib.clock import now

pytestmark = pytest.mark.django_db
WINTER = Period(date(2025, 1, 1), date(2025, 4, 1))
DAYS = {"du": "2025-01-01", "au": "2025-03-31"}
ASK = "/secretariat/publications/?du=2025-01-01&au=2025-03-31"


@pytest.fixture
def desk(secretariat: Person, sign_in: SignIn) -> Client:
    return sign_in(secretariat)


@pytest.fixture
def other_desk(other_secretariat: Person, sign_in: SignIn) -> Client:
    return sign_in(other_secretariat)


@pytest.fixture
def edition(system: Person) -> Edition:
    return actions.publish(label="Hiver 2025", period=WINTER, by=system, at=AT, secret=bytes(32))


def said(response: Any) -> str:
    content: bytes = response.content
    return content.decode().replace("\u202f", " ").replace("\u00a0", " ")


def ask(desk: Client, label: str = "Hiver 2025") -> Publication:
    assert desk.post(ASK, {"etiquette": label}).status_code == 302
    return Publication.objects.latest("pk")


def test_measuring_shows_figures_and_writes_nothing(desk: Client) -> None:
    before = journal.sequence()
    page = said(desk.get("/secretariat/mesure/", DAYS))
    assert "du 1er janvier 2025 au 31 mars 2025" in page
    assert "Services numériques utilisés à plus de 75 %" in page
    assert "Demander la publication" in page
    assert journal.sequence() == before
    assert not Publication.objects.exists()


def test_an_auditor_measures_and_cannot_ask(auditor: Person, sign_in: SignIn) -> None:
    client = sign_in(auditor)
    page = said(client.get("/secretariat/mesure/", DAYS))
    assert "Ce que donnent les dossiers" in page
    assert "Demander la publication" not in page
    assert client.post(ASK, {"etiquette": "x"}).status_code == 403


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"du": "2025-04-01", "au": "2025-01-01"}, "Le dernier jour vient avant le premier."),
        ({**DAYS, "connu": "jamais"}, "Aucune édition publiée ne s’appelle « jamais »"),
    ],
)
def test_what_cannot_be_measured_is_said_beside_its_field(
    desk: Client, query: dict[str, str], sentence: str
) -> None:
    response = desk.get("/secretariat/mesure/", query)
    assert response.status_code == 422
    assert sentence in said(response)
    assert f'value="{query["du"]}"' in said(response)


def test_what_was_known_before_is_looked_at_and_not_published(
    desk: Client, edition: Edition
) -> None:
    page = said(desk.get("/secretariat/mesure/", {**DAYS, "connu": "hiver-2025"}))
    assert "Ce que donnent les dossiers" in page
    assert "Demander la publication" not in page


def test_two_people_publish(desk: Client, other_desk: Client) -> None:
    asked = ask(desk)
    address = f"/secretariat/publications/{asked.public_id}/"
    assert "Une seconde personne doit confirmer" in said(desk.get(address))
    assert "Confirmer la publication" not in said(desk.get(address))
    refused = desk.post(f"{address}confirmation/", follow=True)
    assert "une autre personne du Secrétariat doit la confirmer" in said(refused)
    asked.refresh_from_db()
    assert asked.state == Publication.ASKED

    assert "Confirmer la publication" in said(other_desk.get(address))
    confirmed = other_desk.post(f"{address}confirmation/", follow=True)
    assert "Confirmé. L’édition se prépare" in said(confirmed)
    asked.refresh_from_db()
    actions.carry_out_confirmed(publication=asked, at=now(), secret=bytes(32))
    assert "Voir l’édition Hiver 2025" in said(desk.get(address))
    assert [one.slug for one in queries.quotable()] == ["hiver-2025"]


def test_a_request_can_be_withdrawn_and_nothing_is_published(desk: Client) -> None:
    asked = ask(desk)
    address = f"/secretariat/publications/{asked.public_id}/"
    assert "Rien n’a été publié" in said(desk.post(f"{address}retrait/", follow=True))
    assert "déjà été confirmée ou retirée" in said(desk.post(f"{address}retrait/", follow=True))


def test_a_label_that_serves_already_is_refused_with_what_was_typed(
    desk: Client, edition: Edition
) -> None:
    response = desk.post(ASK, {"etiquette": "Hiver 2025"})
    assert response.status_code == 422
    assert "porte déjà l’étiquette « Hiver 2025 »" in said(response)
    assert 'value="Hiver 2025"' in said(response)


def test_an_erratum_is_shown_beside_the_edition(desk: Client, edition: Edition) -> None:
    address = "/secretariat/editions/hiver-2025/erratum/"
    assert desk.post(address, {"francais": ""}).status_code == 422
    told = desk.post(address, {"francais": "Un mot.", "anglais": "A word."}, follow=True)
    assert "Un mot." in said(told)
    assert told.redirect_chain[-1][0] == "/barometre/editions/hiver-2025/"


def test_a_revision_that_changes_nothing_says_so_to_those_who_asked(
    desk: Client, other_desk: Client, edition: Edition
) -> None:
    address = "/secretariat/editions/hiver-2025/revision/"
    assert desk.post(address, {"raison": ""}).status_code == 422
    response = desk.post(address, {"raison": "Un dépôt manquait."}, follow=True)
    assert "Un dépôt manquait." in said(response)
    assert "La révision est demandée" in said(response)
    asked = Publication.objects.get()
    other_desk.post(f"/secretariat/publications/{asked.public_id}/confirmation/")
    asked.refresh_from_db()
    actions.carry_out_confirmed(publication=asked, at=now(), secret=bytes(32))
    page = said(desk.get(f"/secretariat/publications/{asked.public_id}/"))
    assert "Rien n’a été publié" in page
    assert "Rien ne diffère de « hiver-2025 »" in page
    assert "Rien ne diffère" in said(desk.get("/secretariat/"))


def test_a_bad_address_is_no_publication(desk: Client) -> None:
    missing = "00000000-0000-4000-8000-000000000000"
    assert desk.get(f"/secretariat/publications/{missing}/").status_code == 404
    assert desk.get("/secretariat/editions/nulle/erratum/").status_code == 404
