"""Everyone asks for everything: each page and operation gives each person what the table says."""

import json
import uuid
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation
from django.utils.http import urlencode

from tests.access_table import (
    API_ROWS,
    KEYS,
    OPERATIONS,
    PEOPLE,
    ROWS,
    TAKE_UP,
    Operation,
    Row,
)
from tests.people import FOREST, WATER, SignIn
from tests.small_government import SmallGovernment, small_government
from virage.audit import queries as journal
from virage.barometer.models import Edition, Erratum, Publication
from virage.identity.models import Person
from virage.intake.models import HandIn
from virage.lib.clock import now
from virage.organisations import actions as organisations
from virage.site.api import api

__all__ = ["small_government"]
pytestmark = pytest.mark.django_db

STATUSES = {"no": 403, "none": 404, "refused": 422}
DENIED = {"no", "none", "sign-in", "refused"}
OPERATION_PREFIX = "/api/v1"


def _names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """The names of all addresses; an address without one is named by its pattern."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield space + (entry.name or f"({entry.pattern})")
        elif isinstance(entry, URLResolver):
            yield from _names(entry, f"{space}{entry.namespace}:" if entry.namespace else space)


def described_operations() -> set[str]:
    """Every operation of the API, from its own description: "GET /api/v1/hand-ins"."""
    schema: Mapping[str, Any] = api.get_openapi_schema(path_prefix=f"{OPERATION_PREFIX}/")
    return {
        f"{method.upper()} {path}"
        for path, methods in schema["paths"].items()
        for method in methods
    }


def names_of_operations() -> set[str]:
    """The address names that belong to operations: told by `OPERATIONS`, not by `ROWS`."""
    return {
        f"api-v1:{operation.view_func.__name__}"
        for _prefix, router in api._routers
        for view in router.path_operations.values()
        for operation in view.operations
    }


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    there = set(_names(get_resolver())) - names_of_operations()
    told = {row.name for row in (*ROWS, *API_ROWS)}
    assert there - told == set(), "say in tests/access_table.py what each person gets from these"
    assert told - there == set(), "these rows of tests/access_table.py name no address"


def test_every_operation_of_the_api_has_a_row() -> None:
    assert {one.name.partition("?")[0] for one in OPERATIONS} == described_operations()


def _address(row: Row, small: SmallGovernment, language: str = "fr") -> str:
    with translation.override(language):
        address = reverse(row.name, kwargs=dict(row.arguments(small)))
    return f"{address}?{urlencode(row.query)}" if row.query else address


def _ask(client: Client, row: Row, address: str, small: SmallGovernment) -> Any:
    if row.method == "GET":
        return client.get(address)
    return (
        client.generic(row.method, address)
        if row.method not in {"POST"}
        else client.post(address, row.data(small))
    )


def _state() -> tuple[object, ...]:
    """What a refused request must leave as it was."""
    return (
        journal.sequence(),
        list(HandIn.objects.order_by("pk").values_list("state", "checked_at")),
        list(Publication.objects.order_by("pk").values_list("state")),
        Edition.objects.count(),
        Erratum.objects.count(),
    )


def _token(response: Any, row: Row) -> str:
    """What the answer is, in the words of the table."""
    if response.status_code == 302:
        place = response.headers["Location"]
        if "/compte/connexion/" in place:
            return "sign-in"
        return "yes" if row.status == 302 else "away"
    if response.status_code == row.status:
        return "yes"
    for word, status in STATUSES.items():
        if response.status_code == status:
            return word
    return str(response.status_code)


def _client(name: str, request: pytest.FixtureRequest, sign_in: SignIn) -> Client:
    if name == "nobody":
        return Client()
    person: Person = request.getfixturevalue(name)
    return sign_in(person)


@pytest.mark.parametrize(
    ("name", "language"),
    # The English addresses lead to the same pages: two people are enough to see that.
    [*((name, "fr") for name in PEOPLE), ("nobody", "en"), ("other_officer", "en")],
)
def test_each_page_gives_each_person_what_the_table_says(
    request: pytest.FixtureRequest,
    sign_in: SignIn,
    small_government: SmallGovernment,
    name: str,
    language: str,
) -> None:
    client = _client(name, request, sign_in)
    before = _state()
    wrong = []
    for row in (*ROWS, *(API_ROWS if language == "fr" else ())):
        expected = row.gets.split()[PEOPLE.index(name)]
        address = _address(row, small_government, language)
        # Each request is undone, so that no row depends on the rows above it.
        with transaction.atomic():
            response = _ask(client, row, address, small_government)
            got = _token(response, row)
            if got != expected:
                wrong.append(f"{row.title}: {got}, the table says {expected} ({address})")
            if expected in DENIED and _state() != before:
                wrong.append(f"{row.title}: refused, and yet it changed something")
            transaction.set_rollback(True)
    assert not wrong, "\n".join(wrong)


def test_a_page_answers_to_no_other_method_than_those_of_the_table(
    sign_in: SignIn, secretariat: Person, small_government: SmallGovernment
) -> None:
    """What only acts is not done by following a link, and what only shows takes nothing in."""
    client = sign_in(secretariat)
    asked = {(row.name, row.method) for row in ROWS}
    wrong = []
    for row in ROWS:
        if row.name.startswith(("account_", "mfa_", "identity")):
            continue  # forms of the sign-in library, tested with it
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
            if (row.name, method) in asked:
                continue
            address = _address(row, small_government)
            with transaction.atomic():
                status = client.generic(method, address).status_code
                transaction.set_rollback(True)
            if status != 405:
                wrong.append(f"{method} {row.name}: {status}")
    assert not wrong, "\n".join(wrong)


def test_nothing_is_done_for_a_form_of_another_site(
    sign_in: SignIn, secretariat: Person, small_government: SmallGovernment
) -> None:
    """A form posted without the token that our pages hold, by the browser of a signed-in person."""
    client = sign_in(secretariat)
    client.handler.enforce_csrf_checks = True
    before = _state()
    posts = [row for row in ROWS if row.method == "POST"]
    for row in posts:
        response = _ask(client, row, _address(row, small_government), small_government)
        assert response.status_code == 403, row.title
    assert len(posts) > 8
    assert _state() == before


@pytest.mark.parametrize("name", PEOPLE[1:])
def test_without_a_second_factor_no_page_that_is_not_public_opens(
    request: pytest.FixtureRequest,
    fast_passwords: None,
    small_government: SmallGovernment,
    name: str,
) -> None:
    person: Person = request.getfixturevalue(name)
    person.set_password("une phrase assez longue")
    person.save()
    client = Client()
    client.force_login(person)
    for row in ROWS:
        closed = row.gets.startswith("sign-in") and not row.name.startswith(("account_", "mfa_"))
        if not closed:
            continue
        response = _ask(client, row, _address(row, small_government), small_government)
        assert response.status_code == 302, row.title
        assert response.headers["Location"] == "/compte/application/", row.title


def _secret(person: Person, body: str, *scopes: str) -> str:
    made = f"virage_{uuid.uuid4().hex}"
    organisations.create_key(
        body=body,
        label="essai",
        scopes=list(scopes),
        expires_at=now() + timedelta(days=1),
        secret=made,
        by=person,
        at=now(),
    )
    return made


@pytest.fixture
def programs(officer: Person, other_officer: Person, sign_in: SignIn) -> dict[str, Client]:
    """A client for each of KEYS."""

    def with_key(person: Person, body: str, *scopes: str) -> Client:
        secret = _secret(person, body, *scopes)
        return Client(headers={"Authorization": f"Bearer {secret}"})

    everything = (
        "intake:read",
        "intake:write",
        "registers:write",
        "services:write",
        "plans:write",
        "support:write",
    )
    return {
        "nothing": Client(),
        "session": sign_in(officer),
        "both": with_key(officer, WATER, *everything),
        "reads": with_key(officer, WATER, "intake:read"),
        "writes": with_key(officer, WATER, "intake:write"),
        "other_body": with_key(other_officer, FOREST, *everything),
    }


def _call(client: Client, operation: Operation, small: SmallGovernment) -> Any:
    method, path = operation.name.split()
    address = path.replace("{public_id}", str(small.waiting.public_id))
    address = address.replace("{kind}", "services.volumes").replace("{code}", TAKE_UP)
    address = address.replace("{edition}", small.edition.slug)
    address = address.replace("{declaration}", small.declared.public_id)
    address = address.replace("{service}", "puits").replace("{organisation}", WATER)
    address = address.replace("{project}", "puits")
    address = address.replace("{support}", str(small.support.public_id))
    if operation.form is not None:
        return client.post(address, operation.form(small))
    if operation.json is not None:
        return client.generic(
            method, address, json.dumps(operation.json), content_type="application/json"
        )
    return client.generic(method, address)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.name)
def test_each_operation_gives_each_key_what_the_table_says(
    small_government: SmallGovernment, programs: dict[str, Client], operation: Operation
) -> None:
    got = []
    for name in KEYS:
        before = _state()
        with transaction.atomic():
            response = _call(programs[name], operation, small_government)
            got.append(str(response.status_code))
            if response.status_code >= 400:
                assert _state() == before, f"{operation.name}: refused to {name}, and yet it acted"
                assert response["Content-Type"].startswith("application/problem+json")
            transaction.set_rollback(True)
    assert dict(zip(KEYS, got, strict=True)) == dict(zip(KEYS, operation.gets.split(), strict=True))


def test_a_key_of_another_body_reads_nothing_of_this_one(
    small_government: SmallGovernment, programs: dict[str, Client]
) -> None:
    listed = programs["other_body"].get("/api/v1/hand-ins").json()
    assert [one["id"] for one in listed] == [str(small_government.of_forest.public_id)]
    # Rows of Water sent with the key of the Forest board are errors of the Forest board's hand-in.
    operation = next(one for one in OPERATIONS if one.form is not None)
    received = _call(programs["other_body"], operation, small_government).json()
    assert (received["body"], received["state"]) == (FOREST, "refused")
