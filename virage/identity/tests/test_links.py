"""A one-time link signs its person in once, before it expires, whoever hurries."""

import io
import logging
import textwrap
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.checks import run_checks
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from tests.installation import Installation
from virage.audit import queries as audit
from virage.identity import actions, queries
from virage.identity.models import OneTimeLink, Person
from virage.lib.clock import now
from virage.lib.logs import JsonLines
from virage.lib.tokens import fingerprint, new_token

HOUR = timedelta(hours=1)


def make(person: Person, secret: str, purpose: str = actions.INVITATION) -> OneTimeLink:
    at = now()
    return actions.make_link(
        person=person,
        purpose=purpose,
        secret=secret,
        expires_at=at + HOUR,
        by=queries.system_person(),
        at=at,
    )


@pytest.mark.django_db
class TestOneTimeLinks:
    """What a link does and does not do."""

    @pytest.fixture(autouse=True)
    def _no_attempt_counted_yet(self) -> None:
        cache.clear()

    def test_looking_at_the_page_does_not_use_the_link(self, officer: Person) -> None:
        secret = new_token()
        make(officer, secret)
        for _ in range(3):
            response = Client().get(f"/lien/{secret}/")
            assert response.status_code == 200
            # Stricter, browsers would post a null origin, and the button would be refused.
            assert response.headers["Referrer-Policy"] == "same-origin"
        client = Client()
        client.post(f"/lien/{secret}/")
        assert client.session["_auth_user_id"] == str(officer.pk)
        assert Client().post(f"/lien/{secret}/").status_code == 410
        assert Client().get(f"/lien/{secret}/").status_code == 410

    def test_only_the_hash_of_the_secret_is_kept(self, officer: Person) -> None:
        link = make(officer, "a secret")
        assert link.secret_hash == fingerprint("a secret")
        assert "a secret" not in str(OneTimeLink.objects.values())

    def test_a_refused_request_does_not_write_the_secret_in_the_logs(self) -> None:
        seen = io.StringIO()
        handler = logging.StreamHandler(seen)
        handler.setFormatter(JsonLines())
        logging.getLogger("django.request").addHandler(handler)
        try:
            assert Client().get("/lien/secret-secret/").status_code == 410
            assert Client().post("/en/lien/secret-secret/").status_code == 410
        finally:
            logging.getLogger("django.request").removeHandler(handler)
        assert "/lien/…" in seen.getvalue()
        assert "secret-secret" not in seen.getvalue()

    def test_an_expired_link_does_nothing(self, officer: Person) -> None:
        make(officer, "a secret")
        with pytest.raises(actions.LinkNotUsable):
            actions.use_link(secret="a secret", at=now() + HOUR)
        with pytest.raises(ValueError, match="at most 30 days"):
            actions.make_link(
                person=officer,
                purpose=actions.INVITATION,
                secret="x",
                expires_at=now() + timedelta(days=31),
                by=officer,
                at=now(),
            )

    def test_a_new_link_replaces_the_one_before(self, officer: Person) -> None:
        make(officer, "first")
        make(officer, "second")
        with pytest.raises(actions.LinkNotUsable):
            actions.use_link(secret="first", at=now())
        assert actions.use_link(secret="second", at=now()).person == officer

    def test_whoever_was_signed_in_leaves_when_another_comes_in(
        self, officer: Person, citizen: Person
    ) -> None:
        client = Client()
        client.force_login(citizen)
        make(officer, "a secret")
        client.post("/lien/a secret/")
        assert client.session["_auth_user_id"] == str(officer.pk)

    def test_a_demonstration_link_is_refused_in_a_real_database(
        self, officer: Person, settings: Settings
    ) -> None:
        for flag in (False, True):
            settings.VIRAGE_DEMONSTRATION = flag
            with pytest.raises(actions.NotADemonstration):
                make(officer, "a secret", actions.DEMONSTRATION)
        # A database that holds something cannot be declared a demonstration afterwards.
        with pytest.raises(actions.NotADemonstration):
            actions.declare_demonstration(by=officer, at=now())

    def test_a_demonstration_is_declared_once_in_an_empty_journal(self, settings: Settings) -> None:
        settings.VIRAGE_DEMONSTRATION = True
        system = queries.system_person()
        actions.declare_demonstration(by=system, at=now())
        actions.declare_demonstration(by=system, at=now())
        assert audit.sequence() == 1
        guest = actions.create_person(email="x@exemple.invalid", by=system, at=now())
        make(guest, "a secret", actions.DEMONSTRATION)
        client = Client()
        assert client.post("/lien/a secret/").headers["Location"] == "/"
        # Neither password nor second factor is asked for, as long as it is a demonstration.
        assert client.get("/compte/").status_code == 200
        settings.VIRAGE_DEMONSTRATION = False
        assert client.get("/compte/").headers["Location"] == "/compte/premier-mot-de-passe/"

    def test_an_invitation_is_not_exempt_in_a_demonstration(self, settings: Settings) -> None:
        settings.VIRAGE_DEMONSTRATION = True
        system = queries.system_person()
        actions.declare_demonstration(by=system, at=now())
        guest = actions.create_person(email="x@exemple.invalid", by=system, at=now())
        make(guest, "a secret")
        client = Client()
        client.post("/lien/a secret/")
        assert client.get("/compte/").headers["Location"] == "/compte/premier-mot-de-passe/"

    def test_a_demonstration_cannot_be_deployed(self, settings: Settings) -> None:
        def errors() -> list[str | None]:
            found = run_checks(include_deployment_checks=True, tags=["security"])
            return [one.id for one in found if one.id and one.id.startswith("virage.")]

        assert errors() == []
        settings.VIRAGE_DEMONSTRATION = True
        assert errors() == ["virage.identity.E001"]

    def test_a_process_asks_once_whether_its_data_are_invented(
        self, officer: Person, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        assert not queries.holds_invented_data()  # `officer` left a line in the journal
        with django_assert_num_queries(0):
            assert b'<aside class="demonstration"' not in Client().get("/galerie/").content

    def test_a_demonstration_database_cannot_be_deployed_without_its_setting_either(self) -> None:
        def errors() -> list[str | None]:
            found = run_checks(
                include_deployment_checks=True, tags=["database"], databases=["default"]
            )
            return [one.id for one in found if one.id and one.id.startswith("virage.")]

        assert errors() == []
        actions.declare_demonstration(by=queries.system_person(), at=now())
        assert errors() == ["virage.identity.E002"]


MAKER = textwrap.dedent(
    """
    from datetime import timedelta
    from virage.identity import actions, queries
    from virage.lib.clock import now
    at, system = now(), queries.system_person()
    person = actions.create_person(email="x@exemple.invalid", by=system, at=at)
    actions.make_link(person=person, purpose="invitation", secret="one", by=system, at=at,
                      expires_at=at + timedelta(hours=1))
    """
)
USER = textwrap.dedent(
    """
    import sys, time, django
    from pathlib import Path
    django.setup()
    from virage.identity import actions, queries
    from virage.lib.clock import now
    queries.usable_link("one")
    print("ready", flush=True)
    while not Path(sys.argv[1]).exists():
        time.sleep(0.001)
    try:
        actions.use_link(secret="one", at=now())
    except actions.LinkNotUsable:
        print("refused")
    else:
        print("in")
    """
)


def test_of_eight_processes_at_the_same_moment_one_uses_the_link(
    installation: Installation,
) -> None:
    installation.python(MAKER)
    go = installation.folder / "go"
    crowd = [installation.start("-c", USER, str(go)) for _ in range(8)]
    for one in crowd:
        assert one.stdout
        assert one.stdout.readline() == "ready\n"
    go.touch()
    said = [one.communicate(timeout=60)[0].strip() for one in crowd]
    assert sorted(said) == ["in", *["refused"] * 7]
