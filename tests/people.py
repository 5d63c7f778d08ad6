"""The people whom access tests name, and the two bodies they work for.

- *citizen*, *neighbour*: accounts with no role;
- *agent*, *officer*: of the ministry of Water; *other_agent*, *other_officer*: of the Forest board;
- *secretariat*, *other_secretariat*: two of its people, since some acts need a second person;
- *auditor*: sees everything, changes nothing.

`sign_in(person)` gives a client on which that person is fully signed in, second factor included.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from pytest_django import Settings

from tests.kept import kept
from virage.contracts.text import Text
from virage.identity import actions as identity
from virage.identity import queries as identity_queries
from virage.identity.models import Person
from virage.organisations import actions, queries, rules

AT = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)
WATER = "ministere-eau"
FOREST = "regie-forets"


@pytest.fixture
def system(db: None) -> Person:
    """The system person, in whose name commands act."""
    return identity_queries.system_person()


@pytest.fixture
def bodies(system: Person) -> tuple[queries.Body, queries.Body]:
    """Two invented bodies that exist since 2015."""
    return kept("bodies", lambda: _create_bodies(system))


def _create_bodies(system: Person) -> tuple[queries.Body, queries.Body]:
    water = actions.create_body(
        code=WATER,
        name=Text("Ministère de l’Eau", "Ministry of Water"),
        valid_from=date(2015, 4, 1),
        kind="ministry",
        by=system,
        at=AT,
    )
    forest = actions.create_body(
        code=FOREST,
        name=Text("Régie des forêts", "Forest Board"),
        valid_from=date(2015, 4, 1),
        kind="agency",
        by=system,
        at=AT,
    )
    return water, forest


Hire = Callable[..., Person]


@pytest.fixture
def hire(system: Person, bodies: object) -> Hire:
    """`hire("name", "role", "body code")`: a person, with that role if one is given."""

    def hire(name: str, role: str = "", body: str | None = None) -> Person:
        return kept(("hire", name, role, body), lambda: _hire(system, name, role, body))

    return hire


def _hire(system: Person, name: str, role: str, body: str | None) -> Person:
    person = identity.create_person(
        email=f"{name}@exemple.invalid", name=name.capitalize(), by=system, at=AT
    )
    if role:
        actions.open_membership(person=person, role=role, body=body, by=system, at=AT)
    return person


@pytest.fixture
def citizen(hire: Hire) -> Person:
    """Someone with an account and no role."""
    return hire("citizen")


@pytest.fixture
def neighbour(hire: Hire) -> Person:
    """Someone else with an account and no role."""
    return hire("neighbour")


@pytest.fixture
def agent(hire: Hire) -> Person:
    """An agent of the ministry of Water."""
    return hire("agent", rules.AGENT, WATER)


@pytest.fixture
def other_agent(hire: Hire) -> Person:
    """An agent of the Forest board."""
    return hire("other-agent", rules.AGENT, FOREST)


@pytest.fixture
def officer(hire: Hire) -> Person:
    """The planning officer of the ministry of Water."""
    return hire("officer", rules.PLANNING_OFFICER, WATER)


@pytest.fixture
def other_officer(hire: Hire) -> Person:
    """The planning officer of the Forest board."""
    return hire("other-officer", rules.PLANNING_OFFICER, FOREST)


@pytest.fixture
def secretariat(hire: Hire) -> Person:
    """Someone of the Secretariat."""
    return hire("secretariat", rules.SECRETARIAT)


@pytest.fixture
def other_secretariat(hire: Hire) -> Person:
    """A second person of the Secretariat."""
    return hire("other-secretariat", rules.SECRETARIAT)


@pytest.fixture
def auditor(hire: Hire) -> Person:
    """An auditor."""
    return hire("auditor", rules.AUDITOR)


@pytest.fixture
def fast_passwords(settings: Settings) -> None:
    """Hash passwords quickly: the real way is slow on purpose, and tested by its own library."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


SignIn = Callable[[Person], Client]


@pytest.fixture
def sign_in(fast_passwords: None) -> SignIn:
    """A client on which a person is signed in, with password and second factor set up."""

    def sign_in(person: Person) -> Client:
        if not person.has_usable_password():
            person.set_password("une phrase assez longue")
            person.save()
        if not identity_queries.has_second_factor(person):
            TOTP.activate(person, generate_totp_secret())
        client = Client()
        client.force_login(person)
        return client

    return sign_in
