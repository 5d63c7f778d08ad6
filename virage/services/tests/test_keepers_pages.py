"""Pages of who keeps the register of services: what waits, and the acts on one service, told in words."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.people import AT, FOREST, WATER, SignIn
from virage.audit.models import JournalLine
from virage.identity.models import Person
from virage.services import actions, queries
from virage.services.tests.handing_in import QUARTERS, hand_in, volume
from virage.services.tests.showing import text, well

__all__ = ["well"]
pytestmark = pytest.mark.django_db

KEPT = "/registre/services/"


def post(client: Client, address: str, **data: Any) -> Any:
    return client.post(address, data)


def test_the_register_says_what_waits_first(officer: Person, sign_in: SignIn) -> None:
    hand_in([volume(code, "online", 3, QUARTERS[0], name=code.upper()) for code in ("a1", "b2")])
    hand_in([volume("a1", "online", 3, QUARTERS[1], name="A1")])
    mine = sign_in(officer)
    page = text(mine, KEPT)
    assert page.index("B2") < page.index("A1")
    assert "Absent du dernier dépôt" in page
    waiting = text(mine, f"{KEPT}?etat=a-decider")
    assert "B2" in waiting
    assert "A1" not in waiting
    assert "Aucun service ici" in text(mine, f"{KEPT}?etat=fermes")
    assert "Tenir le registre" in text(mine, "/services/")


def test_the_secretariat_chooses_whose_register_it_keeps(
    secretariat: Person, officer: Person, sign_in: SignIn
) -> None:
    hand_in([volume("puits", "online", 3), volume("coupe", "online", 3, body=FOREST)])
    theirs = sign_in(secretariat)
    assert "coupe" in text(theirs, f"{KEPT}?organisme={FOREST}")
    mine = text(sign_in(officer), f"{KEPT}?organisme={FOREST}")  # not one's own: one's own is shown
    assert "puits" in mine
    assert "coupe" not in mine


OPENING = {
    "code": "source",
    "name_fr": "Permis de source",
    "name_en": "Spring permit",
    "organisation": WATER,
    "opened_on": "2025-04-01",
}


def test_a_service_is_opened_once_it_was_shown_again(officer: Person, sign_in: SignIn) -> None:
    mine = sign_in(officer)
    asked = post(mine, f"{KEPT}ouverture/", **OPENING)
    assert asked.status_code == 200
    assert "Ouvrir ce service" in asked.content.decode()
    assert queries.services() == []
    back = post(mine, f"{KEPT}ouverture/", **OPENING, modifier="1").content.decode()
    assert 'value="Permis de source"' in back
    assert queries.services() == []
    done = post(mine, f"{KEPT}ouverture/", **OPENING, confirme="1")
    assert done["Location"] == f"{KEPT}offre/source/"
    assert queries.service("source").listed_from == date(2025, 4, 1)


def test_an_officer_of_one_body_chooses_none(officer: Person, sign_in: SignIn) -> None:
    page = text(sign_in(officer), f"{KEPT}ouverture/")
    assert f'<input type="hidden" name="organisation" value="{WATER}"' in page


def test_what_is_wrong_in_a_form_is_said_and_nothing_typed_is_lost(
    officer: Person, sign_in: SignIn
) -> None:
    mine = sign_in(officer)
    wrong = {**OPENING, "code": "permis de source", "name_en": "", "opened_on": "demain"}
    answer = post(mine, f"{KEPT}ouverture/", **wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in (
        "Un code a de 1 à 80 caractères",
        "Donnez le nom dans les deux langues.",
        "Ce n’est pas un jour",
        'value="permis de source"',
        'value="Permis de source"',
        'value="demain"',
    ):
        assert words in page, words
    post(mine, f"{KEPT}ouverture/", **OPENING, confirme="1")
    again = post(mine, f"{KEPT}ouverture/", **OPENING).content.decode()
    assert "Un service a déjà le code" in again
    english = mine.post(f"/en{KEPT}ouverture/", OPENING).content.decode()
    assert "A service has the code" in english


def test_a_body_that_is_not_ones_own_cannot_be_chosen(officer: Person, sign_in: SignIn) -> None:
    mine = sign_in(officer)
    answer = post(mine, f"{KEPT}ouverture/", **{**OPENING, "organisation": FOREST}, confirme="1")
    assert answer.status_code == 422
    assert queries.services() == []


def test_a_service_is_described_again(officer: Person, sign_in: SignIn, well: str) -> None:
    mine = sign_in(officer)
    here = f"{KEPT}description/puits/"
    assert 'value="Permis de forage"' in text(mine, here)
    given = {
        "name_fr": "Forage",
        "name_en": "Drilling",
        "organisation": WATER,
        "valid_from": "2026-05-01",
    }
    assert post(mine, here, **{**given, "name_fr": ""}).status_code == 422
    assert post(mine, here, **given)["Location"] == well
    assert queries.service("puits").statements[-1].name_fr == "Forage"


def test_only_the_secretariat_gives_a_service_to_another_body(
    officer: Person, secretariat: Person, sign_in: SignIn, well: str
) -> None:
    given = {
        "name_fr": "Forage",
        "name_en": "Drilling",
        "organisation": FOREST,
        "valid_from": "2026-05-01",
    }
    here = f"{KEPT}description/puits/"
    assert post(sign_in(officer), here, **given).status_code == 422
    assert post(sign_in(secretariat), here, **given).status_code == 302
    assert queries.service("puits").owner(date(2026, 6, 1)) == FOREST


def test_an_offer_is_stated_from_a_day(officer: Person, sign_in: SignIn, well: str) -> None:
    mine = sign_in(officer)
    here = f"{KEPT}offre/puits/"
    before = text(mine, here)
    assert before.count("checked") == 3  # two channels, and the request
    silent = post(mine, here, channels=["online", "kiosk"], valid_from="2026-05-01")
    assert silent.status_code == 422
    assert "Choisissez une réponse" in silent.content.decode()
    assert silent.content.decode().count("checked") == 2
    given = {"channels": ["online", "kiosk"], "request_online": "no", "valid_from": "2026-05-01"}
    assert post(mine, here, **given)["Location"] == well
    offer = queries.service("puits").offer
    assert offer is not None
    assert (offer.channels, offer.request_online) == (("kiosk", "online"), "no")
    post(mine, here, request_online="not-said", valid_from="2026-06-01")
    unsaid = queries.service("puits").offer
    assert unsaid is not None
    assert (unsaid.channels, unsaid.request_online) == (None, "")


def test_a_service_is_closed_once_what_follows_was_shown(
    officer: Person, sign_in: SignIn, well: str
) -> None:
    mine = sign_in(officer)
    here = f"{KEPT}fermeture/puits/"
    too_early = post(mine, here, on="2020-01-01", reason="ended")
    assert too_early.status_code == 422
    assert "il ne peut pas être fermé le 1er\xa0janvier 2020" in too_early.content.decode()
    closing = {"on": "2025-02-01", "reason": "ended"}
    shown = post(mine, here, **closing)
    assert shown.status_code == 200
    assert "2 volumes déposés portent sur des jours d’après" in shown.content.decode()
    assert queries.service("puits").life is None
    assert post(mine, here, **closing, confirme="1")["Location"] == well
    life = queries.service("puits").life
    assert life is not None
    assert (life.reason, life.role) == ("ended", "planning_officer")
    page = text(mine, well)
    assert "Le rouvrir" in page
    post(mine, f"{KEPT}maintien/puits/")
    reopened = queries.service("puits").life
    assert reopened is not None
    assert reopened.closed_on is None


def test_a_refusal_of_the_act_itself_is_told_in_its_form(
    officer: Person, sign_in: SignIn, well: str
) -> None:
    actions.close_service(code="puits", on=date(2026, 6, 1), reason="ended", by=officer, at=AT)
    given = {"channels": ["mail"], "request_online": "yes", "valid_from": "2026-07-01"}
    refused = post(sign_in(officer), f"{KEPT}offre/puits/", **given)
    assert refused.status_code == 422
    assert "est fermé depuis le 1er\xa0juin 2026" in refused.content.decode()


def test_who_keeps_a_service_is_told_what_waits_and_answers_at_once(
    officer: Person, other_officer: Person, sign_in: SignIn
) -> None:
    hand_in([volume(code, "online", 3, QUARTERS[0]) for code in "ab"])
    hand_in([volume("a", "online", 3, QUARTERS[1])])
    mine = sign_in(officer)
    assert "fermez-le, ou gardez-le" in text(mine, "/services/b/")
    kept = mine.post(f"{KEPT}maintien/b/", follow=True).content.decode()
    assert "Service gardé" in kept
    assert "fermez-le, ou gardez-le" not in kept
    same = mine.post(f"{KEPT}identite/a/", follow=True).content.decode()
    assert "c’est le même service" in same
    assert "Tenir ce service à jour" not in text(sign_in(other_officer), "/services/b/")


def test_someone_of_another_body_is_told_who_keeps_the_service(
    other_officer: Person, sign_in: SignIn, well: str
) -> None:
    theirs = sign_in(other_officer)
    for act in ("description", "offre", "fermeture"):
        answer = theirs.get(f"{KEPT}{act}/puits/")
        assert answer.status_code == 403
        assert "Ministère de l’Eau" in answer.content.decode()
    before = JournalLine.objects.count()
    for act in ("description", "offre", "fermeture", "maintien", "identite"):
        assert theirs.post(f"{KEPT}{act}/puits/", {"confirme": "1"}).status_code == 403
    assert JournalLine.objects.count() == before
