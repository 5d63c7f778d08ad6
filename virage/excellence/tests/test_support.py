"""A body asks for help, the centre answers, on pages and by the API; nothing typed is lost."""

import json
from typing import Any

import pytest
from django.test import Client

from tests.people import AT, FOREST, WATER, SignIn
from virage.audit.models import JournalLine
from virage.excellence import actions, queries, rules
from virage.excellence.models import SupportRequest
from virage.identity.models import Person
from virage.organisations import actions as organisations
from virage.organisations import queries as bodies

pytestmark = pytest.mark.django_db

WORDS = "Trois formulaires redemandent l’adresse.\nNous avons essayé de la préremplir."


@pytest.fixture
def asked(officer: Person) -> SupportRequest:
    return actions.ask(
        body=WATER, title="Préremplir l’adresse", words=WORDS, target="2.1", by=officer, at=AT
    )


def do(one: SupportRequest, verb: str, by: Person, **more: Any) -> SupportRequest:
    return actions.act(public_id=one.public_id, verb=verb, by=by, at=AT, **more)


def test_from_the_question_to_its_outcome(
    officer: Person, secretariat: Person, sign_in: SignIn
) -> None:
    mine, theirs = sign_in(officer), sign_in(secretariat)
    sent = mine.post(
        "/aide/demander/",
        {"body": WATER, "title": " Préremplir  l’adresse ", "target": "2.1", "words": WORDS},
    )
    assert sent.status_code == 302
    address = sent.headers["Location"]
    assert "Préremplir l’adresse" in theirs.get("/aide/").content.decode()
    theirs.post(f"{address}repondre/", {"words": "Voici comment.", "seen": "1"})
    page = mine.get(address).content.decode()
    assert "Voici comment." in page
    assert "suivie par" in page
    assert f"{address}clore/" not in page
    closed = theirs.post(
        f"{address}clore/", {"words": "C’est en place.", "outcome": "helped", "seen": "2"}
    )
    assert closed.status_code == 302
    assert "L’aide a été donnée" in mine.get(address).content.decode()
    assert "Préremplir" not in mine.get("/aide/").content.decode()
    assert "Préremplir" in mine.get("/aide/?etat=closed").content.decode()
    entries = list(JournalLine.objects.filter(entry__startswith="excellence:").order_by("number"))
    assert [one.entry.rsplit(":", 1)[1] for one in entries] == ["asked", "answered", "closed"]
    assert "adresse" not in json.dumps([one.content() for one in entries])


def test_what_is_too_long_is_told_and_still_there(officer: Person, sign_in: SignIn) -> None:
    long = "x" * 2_003
    page = sign_in(officer).post(
        "/aide/demander/", {"body": WATER, "title": "Aide", "target": "", "words": long}
    )
    assert page.status_code == 422
    assert "3 caractères" in page.content.decode()
    assert long in page.content.decode()
    assert not SupportRequest.objects.exists()


def test_nobody_answers_what_they_have_not_read(
    asked: SupportRequest, officer: Person, secretariat: Person, sign_in: SignIn
) -> None:
    do(asked, rules.ADD, officer, words="Encore ceci.", seen=1)
    address = f"/aide/{asked.public_id}/repondre/"
    late = sign_in(secretariat).post(address, {"words": "Ma réponse.", "seen": "1"})
    page = late.content.decode()
    assert late.status_code == 422
    assert "entre-temps" in page
    assert "Ma réponse." in page
    assert 'value="2"' in page, "sent again as it is, it has now been read"


def test_another_body_does_not_see_it(asked: SupportRequest, other_officer: Person) -> None:
    held = bodies.roles_of(other_officer)
    assert queries.shown(queries.requests(held)) == []
    with pytest.raises(queries.UnknownRequest):
        queries.request(asked.public_id, held)
    with pytest.raises(queries.UnknownRequest):
        do(asked, rules.ADD, other_officer, words="Moi aussi.")


def test_an_end_needs_an_outcome_and_stays(
    asked: SupportRequest, officer: Person, secretariat: Person
) -> None:
    with pytest.raises(rules.Ended):
        do(asked, rules.CLOSE, secretariat, words="Non.", outcome="beyond")
    do(asked, rules.TAKE, secretariat)
    with pytest.raises(rules.CannotDo) as refusal:
        do(asked, rules.CLOSE, secretariat, words="Non.", outcome="jamais")
    assert refusal.value.field == "outcome"
    do(asked, rules.WITHDRAW, officer)
    with pytest.raises(rules.Ended):
        do(asked, rules.ANSWER, secretariat, words="Trop tard.")


def test_a_key_reads_and_asks_for_its_own_body(
    asked: SupportRequest, officer: Person, other_officer: Person
) -> None:
    def client(person: Person, body: str) -> Client:
        organisations.create_key(
            body=body, label="essai", scopes=["support:write"], secret=f"virage_{body}",
            expires_at=AT.replace(year=2027), by=person, at=AT,
        )  # fmt: skip
        return Client(headers={"Authorization": f"Bearer virage_{body}"})

    mine, theirs = client(officer, WATER), client(other_officer, FOREST)
    address = f"/api/v1/support-requests/{asked.public_id}"
    assert mine.get(address).json()["messages"][0]["words"] == WORDS
    assert theirs.get(address).status_code == 404
    assert [one["title"] for one in mine.get("/api/v1/support-requests").json()] == [asked.title]
    late = mine.post(
        f"{address}/steps", {"verb": "add", "words": "Et ceci.", "seen": 0}, "application/json"
    )
    assert late.status_code == 409
    assert late.json()["type"].endswith("changed-meanwhile")
    gone = mine.post(f"{address}/steps", {"verb": "withdraw"}, "application/json")
    assert gone.json()["state"] == "withdrawn"


def test_a_list_costs_the_same_when_there_is_more_to_list(
    asked: SupportRequest, officer: Person, django_assert_num_queries: Any
) -> None:
    held = bodies.roles_of(officer)
    for number in range(5):
        actions.ask(body=WATER, title=f"Aide {number}", words="?", by=officer, at=AT)
    with django_assert_num_queries(2):
        assert len(queries.shown(queries.requests(held))) == 6
