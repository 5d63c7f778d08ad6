"""People come in by a one-time link, choose a password, add an application, and then sign in."""

import re
import time
from typing import Any
from unittest.mock import patch

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from virage.audit.models import JournalLine
from virage.identity import actions, queries
from virage.identity.models import Person
from virage.lib.clock import now
from virage.lib.tokens import new_token

PASSWORD = "quatre rivières et un pont"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_attempt_counted_yet(fast_passwords: None) -> None:
    cache.clear()


def link_for(person: Person, purpose: str = actions.INVITATION) -> str:
    """The address of a fresh one-time link."""
    at, secret = now(), new_token()
    actions.make_link(
        person=person,
        purpose=purpose,
        secret=secret,
        expires_at=at + actions.LONGEST_LINK,
        by=queries.system_person(),
        at=at,
    )
    return f"/lien/{secret}/"


def code(secret: str, later: int = 0) -> str:
    """What the application shows now, or `later` half-minutes from now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later)))


def shown_secret(response: Any) -> str:
    """The key written under the square, as a person would copy it."""
    found = re.search(r'<code class="secret">([A-Z2-7 ]+)</code>', response.content.decode())
    assert found
    return found[1].replace(" ", "")


def set_up(client: Client, person: Person) -> str:
    """Walk from the link to the recovery codes; the secret of the application."""
    response = client.post(link_for(person), follow=True)
    assert response.request["PATH_INFO"] == "/compte/premier-mot-de-passe/"
    response = client.post(
        "/compte/premier-mot-de-passe/",
        {"password1": PASSWORD, "password2": PASSWORD},
        follow=True,
    )
    assert response.request["PATH_INFO"] == "/compte/application/"
    secret = shown_secret(response)
    response = client.post("/compte/application/", {"code": code(secret)}, follow=True)
    assert response.request["PATH_INFO"] == "/compte/codes-de-secours/"
    assert len(response.context["unused_codes"]) == 10
    return secret


def sign_in_with_password(client: Client, next_page: str = "") -> Any:
    return client.post(
        "/compte/connexion/",
        {"login": "Officer@Exemple.Invalid", "password": PASSWORD, "next": next_page},
        follow=True,
    )


def test_an_invited_person_sets_up_and_then_signs_in_with_two_factors(officer: Person) -> None:
    client = Client()
    secret = set_up(client, officer)
    client.post("/compte/deconnexion/")
    assert "_auth_user_id" not in client.session

    response = sign_in_with_password(client, "/compte/")
    assert response.request["PATH_INFO"] == "/compte/second-facteur/"
    assert "_auth_user_id" not in client.session

    wrong = client.post("/compte/second-facteur/", {"code": "000000"})
    assert "Ce code n’est pas le bon" in wrong.content.decode()
    response = client.post("/compte/second-facteur/", {"code": code(secret)}, follow=True)
    assert response.request["PATH_INFO"] == "/compte/"
    assert response.status_code == 200

    assert not EmailAddress.objects.exists()
    entries = list(
        JournalLine.objects.filter(subject=officer.reference).values_list("entry", flat=True)
    )
    assert entries == [
        "identity:person:created",
        "organisations:membership:opened",
        "identity:link:made",
        "identity:link:used",
        "identity:password:changed",
        "identity:factor:added",
        "identity:factor:added",
    ]


def test_a_code_serves_once(officer: Person) -> None:
    secret = set_up(Client(), officer)
    # Both attempts fall in the same half-minute, whatever the moment at which the test runs.
    with patch("time.time", return_value=1_800_000_000.0):
        shown = code(secret)
        for client, page in ((Client(), "/compte/"), (Client(), "/compte/second-facteur/")):
            sign_in_with_password(client, "/compte/")
            response = client.post("/compte/second-facteur/", {"code": shown}, follow=True)
            assert response.request["PATH_INFO"] == page


def test_a_recovery_code_replaces_the_telephone_once(officer: Person) -> None:
    client = Client()
    set_up(client, officer)
    rescue = client.get("/compte/codes-de-secours/").context["unused_codes"][0]
    for page in ("/compte/", "/compte/second-facteur/"):
        client = Client()
        sign_in_with_password(client, "/compte/")
        response = client.post("/compte/second-facteur/", {"code": rescue}, follow=True)
        assert response.request["PATH_INFO"] == page


def test_the_secrets_of_second_factors_are_not_in_the_database(
    officer: Person, settings: Settings
) -> None:
    client = Client()
    secret = set_up(client, officer)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    # A new key still reads what the old one encrypted, as long as the old one is named.
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key"
    client = Client()
    sign_in_with_password(client, "/compte/")
    response = client.post("/compte/second-facteur/", {"code": code(secret)}, follow=True)
    assert response.request["PATH_INFO"] == "/compte/"


def test_without_a_second_factor_only_public_pages_open(officer: Person) -> None:
    officer.set_password(PASSWORD)
    officer.save()
    client = Client()
    response = sign_in_with_password(client, "/compte/mot-de-passe/")
    # The password is asked again: a session left open must not let a passer-by add their telephone.
    assert response.request["PATH_INFO"] == "/compte/confirmation/"
    assert client.get("/compte/").headers["Location"] == "/compte/application/"
    assert client.get("/en/compte/").headers["Location"] == "/en/compte/application/"
    assert client.get("/galerie/").status_code == 200


def test_the_page_asked_for_first_is_offered_when_all_is_set_up(officer: Person) -> None:
    client = Client()
    client.post(link_for(officer))
    client.get("/compte/mot-de-passe/?a=1")
    client.post("/compte/premier-mot-de-passe/", {"password1": PASSWORD, "password2": PASSWORD})
    secret = shown_secret(client.get("/compte/application/"))
    response = client.post("/compte/application/", {"code": code(secret)}, follow=True)
    assert 'href="/compte/mot-de-passe/?a=1"' in response.content.decode()


def test_a_lost_telephone_is_replaced_through_a_new_link(
    officer: Person, secretariat: Person
) -> None:
    client = Client()
    set_up(client, officer)
    actions.reset_sign_in(person=officer, by=secretariat, at=now())
    assert client.get("/compte/").status_code == 302
    assert "_auth_user_id" not in client.session
    set_up(Client(), Person.objects.get(pk=officer.pk))


def test_a_password_that_is_too_short_is_explained(officer: Person) -> None:
    client = Client()
    client.post(link_for(officer))
    response = client.post(
        "/compte/premier-mot-de-passe/", {"password1": "court", "password2": "court"}
    )
    assert "12 caractères" in response.content.decode()
    assert not Person.objects.get(pk=officer.pk).has_usable_password()


def test_guessing_is_slowed_down(officer: Person) -> None:
    client = Client()
    for _ in range(5):
        response = client.post("/compte/connexion/", {"login": officer.email, "password": "non"})
        assert "ne correspondent pas" in response.content.decode()
    response = client.post("/compte/connexion/", {"login": officer.email, "password": "non"})
    assert "Trop d’essais" in response.content.decode()


def test_a_closed_account_does_not_open(officer: Person) -> None:
    officer.set_password(PASSWORD)
    officer.save()
    address = link_for(officer)
    actions.deactivate(person=officer, by=queries.system_person(), at=now())
    response = sign_in_with_password(Client())
    assert response.request["PATH_INFO"] == "/compte/inactif/"
    assert Client().post(address).status_code == 410


def test_nobody_signs_up_alone() -> None:
    for path in ("/compte/signup/", "/compte/inscription/", "/accounts/signup/"):
        assert Client().get(path).status_code == 404


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(
    "page",
    [
        "/compte/",
        "/compte/mot-de-passe/",
        "/compte/application/retrait/",
        "/compte/codes-de-secours/",
        "/compte/codes-de-secours/nouveaux/",
        "/compte/codes-de-secours/fichier/",
        "/compte/confirmation/",
        "/compte/second-facteur/confirmation/",
        "/compte/deconnexion/",
    ],
)
def test_every_page_of_an_account_opens_to_its_owner_alone(
    officer: Person, page: str, prefix: str
) -> None:
    client = Client()
    set_up(client, officer)
    response = client.get(prefix + page)
    assert response.status_code == 200
    text = response.content.decode()
    if prefix and page != "/compte/codes-de-secours/fichier/":
        assert '<html lang="en">' in text
    anonymous = Client().get(prefix + page)
    assert anonymous.status_code == 302
    if page != "/compte/deconnexion/":
        assert anonymous.headers["Location"].startswith(f"{prefix}/compte/connexion/?next=")
