"""The pages of the calendar, of drafts, of the provisional series and of corrections."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.people import SignIn
from virage.barometer import actions, queries
from virage.barometer.models import PlannedEdition
from virage.barometer.rules import working_days
from virage.barometer.rules.calendar import Dates
from virage.barometer.tests.ledger import AT, Ledger, measured_by_the_ledger
from virage.barometer.tests.test_calendar import WATER, WHY, announce, on
from virage.contracts.indicators import Period
from virage.contracts.text import Text
from virage.identity.models import Person
from virage.lib.clock import day_of, now
from virage.registers.tests import registry
from virage.registers.tests.registry import question

__all__ = ["question"]
pytestmark = pytest.mark.django_db
CODE = registry.CODE


@pytest.fixture
def opened(system: Person, secretariat: Person, bodies: object, question: object) -> PlannedEdition:
    """An edition of the calendar whose draft opens today, of an invented question put to Water."""
    today = day_of(now())
    planned = actions.announce_edition(
        label="Essai",
        period=Period(registry.YEAR.start, registry.YEAR.end),
        dates=Dates(today, working_days.after(today, 20)),
        by=secretariat,
        at=now(),
    )
    return actions.open_draft(planned=planned, by=system, at=now(), secret=bytes(32))


@pytest.fixture
def desk(officer: Person, sign_in: SignIn) -> Client:
    return sign_in(officer)


def said(response: Any) -> str:
    content: bytes = response.content
    return content.decode().replace("\u202f", " ").replace("\u00a0", " ")


DRAFT = "/barometre/calendrier/essai/projet/"
OWN = f"{DRAFT}organismes/{WATER}/"


def test_opening_a_draft_is_asked_first_and_told_in_public_without_a_name(
    opened: PlannedEdition, desk: Client, officer: Person
) -> None:
    assert "Cela se note, en public" in said(desk.get(DRAFT))
    assert desk.get(OWN).status_code == 302
    assert "Personne n’a ouvert le projet" in said(Client().get("/barometre/calendrier/essai/"))
    page = said(desk.post(f"{DRAFT}ouverture/", follow=True))
    assert "Les chiffres du gouvernement" in page
    told = said(Client().get("/barometre/calendrier/essai/"))
    assert "Ministère de l’Eau" in told
    assert "Responsable de la planification" in told
    assert officer.name not in told


def test_a_body_reads_its_own_answers_and_no_others(opened: PlannedEdition, desk: Client) -> None:
    desk.post(f"{DRAFT}ouverture/")
    page = said(desk.get(OWN))
    assert "Projet, non publié" in page
    assert "Voir les réponses" in page
    assert "Corriger un dépôt" in page
    assert desk.get(f"{DRAFT}organismes/regie-forets/").status_code == 404
    assert "Rien n’a changé" in said(desk.get(f"{OWN}changements/"))


def test_a_comment_too_long_keeps_what_was_typed_and_is_corrected(
    opened: PlannedEdition, desk: Client
) -> None:
    desk.post(f"{DRAFT}ouverture/")
    address = f"{OWN}commentaire/"
    long = "é" * 501
    refused = desk.post(address, {"commentaire": long})
    assert refused.status_code == 422
    assert "Le commentaire a 501 caractères" in said(refused)
    assert long in said(refused)
    kept = desk.post(address, {"commentaire": "<b>Juste</b>\r\n\r\nassez"}, follow=True)
    assert "Le commentaire est gardé" in said(kept)
    assert "&lt;b&gt;Juste&lt;/b&gt;" in said(kept)
    about = f"{address}?sujet={CODE}"
    assert desk.post(about, {"commentaire": "De celui-ci."}).status_code == 302
    assert "De celui-ci." in said(desk.get(OWN))
    assert desk.get(f"{address}?sujet=nothing.such").status_code == 404


def test_comments_stand_beside_the_edition_once_it_is_out(
    opened: PlannedEdition, desk: Client, system: Person
) -> None:
    desk.post(f"{DRAFT}ouverture/")
    desk.post(f"{OWN}commentaire/", {"commentaire": "Sur tout."})
    desk.post(f"{OWN}commentaire/?sujet={CODE}", {"commentaire": "Sur ce chiffre."})
    public = Client()
    assert "Sur tout." not in said(public.get("/barometre/calendrier/essai/"))
    actions.publish_planned(
        planned=opened, by=system, at=now() + timedelta(days=40), secret=bytes(32)
    )
    for address, words in (
        ("/barometre/calendrier/essai/", ("Sur tout.", "Sur ce chiffre.", "Du projet à l’édition")),
        ("/barometre/", ("Sur tout.",)),
        (f"/barometre/mesures/{CODE}/", ("Sur ce chiffre.",)),
        (f"/barometre/organismes/{WATER}/", ("Sur tout.", "Sur ce chiffre.")),
    ):
        page = said(public.get(address))
        for each in words:
            assert each in page, address
    assert "Ce projet est dépassé" in said(desk.get(OWN))
    (one, *_) = public.get("/api/v1/barometer/editions/essai/comments").json()
    assert (one["body"], one["indicator"], one["text"]) == (WATER, None, "Sur tout.")


def test_the_secretariat_announces_puts_off_and_withdraws_on_pages(
    secretariat: Person, sign_in: SignIn
) -> None:
    desk, today = sign_in(secretariat), day_of(now())
    opens = working_days.after(today, 3)
    first = {
        "etiquette": "Hiver",
        "du": "2025-01-01",
        "au": "2025-03-31",
        "projet": opens.isoformat(),
        "publication": working_days.after(opens, 14).isoformat(),
    }
    refused = desk.post("/secretariat/calendrier/", first)
    assert refused.status_code == 422
    assert "La première date possible est le" in said(refused)
    assert 'value="Hiver"' in said(refused)
    comes_out = working_days.after(opens, 15)
    done = desk.post(
        "/secretariat/calendrier/", {**first, "publication": comes_out.isoformat()}, follow=True
    )
    assert "L’édition est au calendrier" in said(done)
    page = said(desk.get("/secretariat/"))
    assert "Le projet s’ouvre" in page
    assert "Reporter" in page
    later = {
        "projet": opens.isoformat(),
        "publication": working_days.after(opens, 30).isoformat(),
        "raison": "",
    }
    address = "/secretariat/calendrier/hiver/report/"
    assert desk.post(address, later).status_code == 422
    assert "Les dates sont reportées" in said(
        desk.post(address, {**later, "raison": "Trop court."}, follow=True)
    )
    assert "Trop court." in said(Client().get("/barometre/calendrier/hiver/"))
    withdrawn = desk.post(
        "/secretariat/calendrier/hiver/retrait/", {"raison": "Autrement."}, follow=True
    )
    assert "Retirée du calendrier" in said(withdrawn)
    assert "Autrement." in said(Client().get("/barometre/calendrier/"))
    again = desk.post("/secretariat/calendrier/hiver/retrait/", {"raison": "Encore."})
    assert again.status_code == 422
    assert "publiée ou retirée entre-temps" in said(again)


def test_corrections_tell_what_a_revision_changed_and_why(
    system: Person, secretariat: Person
) -> None:
    measured_by_the_ledger(system)
    ledger = Ledger()
    ledger.state("ynu", 2021)
    edition = ledger.publish(2021, system)
    ledger.publish(2020, system)
    ledger.state("yny", 2021)
    actions.revise(
        edition=edition,
        reason=Text("Un dépôt manquait.", "A hand-in was missing."),
        by=system,
        at=AT + timedelta(days=1),
        secret=bytes(32),
        registry=ledger.registry,
    )
    actions.add_erratum(edition=edition, fr="Un mot.", by=system, at=AT + timedelta(days=2))
    planned = announce(secretariat)
    actions.withdraw_edition(planned=planned, reason=WHY, by=secretariat, at=on(20))
    found = queries.all_corrections()
    assert [one.kind for one in found] == ["erratum", "revision", "withdrawn"]
    assert found[1].text.en == "A hand-in was missing."
    (change,) = found[1].changes
    assert change.before is not None
    assert change.after is not None
    assert (change.before["yes"], change.after["yes"]) == (1, 2)
    client = Client()
    page = said(client.get("/barometre/corrections/"))
    for words in ("Un dépôt manquait.", "1 → 2", "Un mot.", WHY.fr):
        assert words in page
    only = said(client.get("/barometre/corrections/?edition=2021-22"))
    assert WHY.fr not in only
    assert "Un mot." in only
    rows = list(
        csv.DictReader(
            io.StringIO(client.get("/barometre/corrections.csv").content.decode("utf-8-sig"))
        )
    )
    assert [one["kind"] for one in rows] == ["erratum", "revision", "withdrawn"]
    assert (rows[1]["yes_before"], rows[1]["yes_after"]) == ("1", "2")
    feed = said(client.get("/en/barometre/corrections.atom"))
    assert feed.count("<entry>") == 3
    assert "A hand-in was missing." in feed
    told = client.get("/api/v1/barometer/corrections?edition=2021-22").json()
    assert [one["kind"] for one in told] == ["erratum", "revision"]


def test_the_provisional_page_says_so_on_everything_and_stands_apart(
    opened: PlannedEdition,
) -> None:
    client = Client()
    assert "Aucun jour n’est mesuré encore" in said(client.get("/barometre/en-continu/"))
    for days in (2, 1, 0):
        actions.note_day(at=now() - timedelta(days=days))
    page = said(client.get("/barometre/en-continu/"))
    assert "Rien ici n’est publié" in page
    assert page.count("chart-daily") == page.count("Série provisoire : ") >= 1
    assert "ni scellés ni à citer" in page
    told = client.get(f"/api/v1/barometer/provisional?indicator={CODE}").json()
    assert [one["provisional"] for one in told] == [True] * 3
    assert len(client.get("/barometre/en-continu.json").json()["rows"]) >= 3


def test_the_calendar_is_a_file_and_an_answer_of_the_api(
    opened: PlannedEdition, desk: Client
) -> None:
    desk.post(f"{DRAFT}ouverture/")
    client = Client()
    assert "Lundi de Pâques" in said(client.get("/barometre/calendrier/"))
    (row,) = client.get("/barometre/calendrier.json").json()["rows"]
    assert (row["label"], row["state"], row["times_put_off"]) == ("Essai", "open", 0)
    (told,) = client.get("/api/v1/barometer/calendar").json()
    assert told["statements"][0]["draft_on"] == row["draft_on"]
    assert [one["body"] for one in told["seen_early"]] == [WATER]
    assert client.get("/barometre/calendrier/nulle/").status_code == 404
