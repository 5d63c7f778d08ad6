"""Pages kept in memory: the same for every unknown reader until something is published or corrected."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from virage.barometer import actions
from virage.barometer.models import Edition
from virage.barometer.tests.ledger import AT, Ledger, measured_by_the_ledger
from virage.barometer.views import keeping
from virage.identity.models import Person

pytestmark = pytest.mark.django_db
OVERVIEW = "/barometre/"
TO_KNOW_THE_STATE = 2


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    keeping.forget()
    yield
    keeping.forget()


@pytest.fixture
def edition(system: Person) -> Edition:
    measured_by_the_ledger(system)
    ledger = Ledger()
    ledger.state("yyynna", 2020)
    return ledger.publish(2020, system)


def queries_for(client: Client, address: str = OVERVIEW, **headers: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address, headers=headers).status_code == 200
    return len(asked)


def test_the_second_unknown_reader_gets_the_page_of_the_first(
    client: Client, edition: Edition
) -> None:
    first = client.get(OVERVIEW)
    assert queries_for(Client()) == TO_KNOW_THE_STATE
    second = client.get(OVERVIEW)
    assert second.content == first.content
    assert second.headers == first.headers


def test_an_erratum_shows_at_once(client: Client, edition: Edition, system: Person) -> None:
    assert "Un mot de travers" not in client.get(OVERVIEW).content.decode()
    actions.add_erratum(edition=edition, fr="Un mot de travers.", by=system, at=AT)
    assert "Un mot de travers" in client.get(OVERVIEW).content.decode()
    actions.add_erratum(edition=edition, fr="Encore un, à la même heure.", by=system, at=AT)
    assert "Encore un" in client.get(OVERVIEW).content.decode()


def test_a_page_in_one_language_or_at_one_address_is_not_that_of_another(
    client: Client, edition: Edition
) -> None:
    french = client.get(OVERVIEW).content
    assert client.get(f"/en{OVERVIEW}").content != french
    assert queries_for(client, f"{OVERVIEW}editions/{edition.slug}/") > TO_KNOW_THE_STATE
    assert queries_for(client, OVERVIEW, host="127.0.0.1") > TO_KNOW_THE_STATE


def test_a_reader_with_a_cookie_gets_a_page_drawn_for_them_alone(
    client: Client, agent: Person, edition: Edition
) -> None:
    client.get(OVERVIEW)
    client.force_login(agent)
    assert queries_for(client) > TO_KNOW_THE_STATE
    own = client.get(OVERVIEW).content
    assert Client().get(OVERVIEW).content != own


def test_what_htmx_asks_for_is_neither_kept_nor_given_from_what_was(
    client: Client, edition: Edition
) -> None:
    # It may be a part of the page under the address of the whole.
    as_htmx = {"HX-Request": "true"}
    queries_for(client, **as_htmx)
    assert queries_for(client) > TO_KNOW_THE_STATE
    assert queries_for(client, **as_htmx) > TO_KNOW_THE_STATE


def test_before_the_first_edition_nothing_is_kept(client: Client, db: None) -> None:
    client.get(OVERVIEW)
    assert queries_for(client) > TO_KNOW_THE_STATE


def test_only_so_many_pages_are_kept(
    client: Client, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "PAGES", 2)
    for number in range(3):
        client.get(OVERVIEW, {"n": number})
    assert queries_for(client, f"{OVERVIEW}?n=2") == TO_KNOW_THE_STATE
    assert queries_for(client, f"{OVERVIEW}?n=0") > TO_KNOW_THE_STATE
