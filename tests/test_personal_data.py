"""What packages promise of the data that they hold on people is carried out, for every declaration."""

import re
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db.models import Model
from django_tasks_db.models import DBTaskResult

from tests.installation import Installation
from tests.people import WATER
from virage.audit import queries as journal
from virage.contracts.personal_data import Holding, holdings
from virage.excellence import rules
from virage.excellence.models import SupportMessage, SupportRequest
from virage.identity import actions as identity
from virage.identity.models import Attempt, OneTimeLink, Person
from virage.identity.queries import system_person
from virage.intake.models import Draft
from virage.lib.tasks import Worker, recurring
from virage.organisations import actions as organisations
from virage.organisations.models import ApiKey, PublicBody
from virage.site import actions
from virage.site.tasks import erase_personal_data

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
UNITS = {
    "hour": timedelta(hours=1), "heure": timedelta(hours=1),
    "day": timedelta(days=1), "jour": timedelta(days=1),
    "month": timedelta(days=30), "mois": timedelta(days=30),
    "year": timedelta(days=365), "an": timedelta(days=365),
}  # fmt: skip
NUMBERS = {
    name: number
    for number, names in enumerate(
        ("", "un une one a", "deux two", "trois three", "quatre four", "cinq five", "six",
         "sept seven", "huit eight", "neuf nine", "dix ten", "onze eleven", "douze twelve")
    )
    for name in names.split()
}  # fmt: skip
DURATION = re.compile(
    rf"\b(\d+|{'|'.join(NUMBERS)})\s+({'|'.join(sorted(UNITS, key=len, reverse=True))})s?\b",
    re.IGNORECASE,
)
TIMED = [one.code for one in holdings if one.erasure is not None]


def promised(text: str) -> timedelta | None:
    """The duration that a sentence names, if it names one."""
    found = DURATION.search(text)
    if found is None:
        return None
    number, unit = found[1].lower(), found[2].lower()
    return (int(number) if number.isdigit() else NUMBERS[number]) * UNITS[unit]


@pytest.mark.parametrize(
    ("sentence", "duration"),
    [
        ("While the account is open, then two years.", timedelta(days=730)),
        ("Un an après son expiration.", timedelta(days=365)),
        ("Jusqu’à l’acceptation, ou 90 jours après la dernière modification.", timedelta(days=90)),
        ("Six months.", timedelta(days=180)),
        ("Aussi longtemps que l’édition, qui ne s’efface pas.", None),
    ],
)
def test_a_duration_is_read_in_a_sentence(sentence: str, duration: timedelta | None) -> None:
    assert promised(sentence) == duration


def test_every_promised_duration_is_carried_out_and_is_the_one_that_is_told() -> None:
    wrong = [
        f"{one.code}: {told!r} and {one.erasure.after if one.erasure else 'nothing'}"
        for one in holdings
        for told in (one.kept.fr, one.kept.en)
        if promised(told) != (one.erasure.after if one.erasure else None)
    ]
    assert not wrong, "the words of personal_data.py and its erasure differ: " + "; ".join(wrong)


def closed(at: datetime, name: str) -> Person:
    """Someone with all that an account can hold, whose account is closed at that moment."""
    person = identity.create_person(
        email=f"{name}@exemple.invalid", name=name, language="en", by=system_person(), at=at
    )
    person.last_login = at
    person.set_password("une phrase assez longue")
    person.save()
    TOTP.activate(person, generate_totp_secret())
    identity.deactivate(person=person, by=system_person(), at=at)
    return person


def second_factor(ended: datetime, name: str) -> Model:
    return apps.get_model("mfa.Authenticator").objects.get(user=closed(ended, name))  # type: ignore[no-any-return]


def link(ended: datetime, name: str) -> Model:
    at = ended - timedelta(days=2)
    return OneTimeLink.objects.create(
        person=system_person(), secret_hash=name, purpose="invitation",
        created_at=at, expires_at=ended,
    )  # fmt: skip


def session(ended: datetime, name: str) -> Model:
    return Session.objects.create(session_key=name, session_data="x", expire_date=ended)


def attempt(ended: datetime, name: str) -> Model:
    return Attempt.objects.create(cache_key=f":1:{name}", value="x", expires=ended)


def api_key(ended: datetime, name: str, *, revoked: bool = False) -> Model:
    key = organisations.create_key(
        body=WATER, label=name, scopes=["intake:write"], secret=name, expires_at=ended,
        by=system_person(), at=ended - timedelta(days=30),
    )  # fmt: skip
    if revoked:
        ApiKey.objects.filter(pk=key.pk).update(
            expires_at=ended + timedelta(days=300), revoked_at=ended
        )
    return key


def draft(ended: datetime, name: str) -> Model:
    return Draft.objects.create(
        kind=name, body=PublicBody.objects.get(code=WATER), owner=system_person(),
        opened_at=ended, changed_at=ended,
    )  # fmt: skip


def support_request(ended: datetime, name: str) -> SupportRequest:
    return SupportRequest.objects.create(
        body=PublicBody.objects.get(code=WATER), title=name, state=rules.WITHDRAWN,
        asked_at=ended, ended_at=ended, assigned_to=system_person(),
    )  # fmt: skip


def support_message(ended: datetime, name: str) -> Model:
    return SupportMessage.objects.create(
        request=support_request(ended, name), verb=rules.ASK, words=name, at=ended,
        by=system_person(),
    )  # fmt: skip


# One row of each timed holding, which ended at a moment.
ENDED: Mapping[str, Callable[[datetime, str], Model]] = {
    "identity.Person": closed,
    "identity.OneTimeLink": link,
    "identity.Attempt": attempt,
    "mfa.Authenticator": second_factor,
    "sessions.Session": session,
    "organisations.ApiKey": api_key,
    "intake.Draft": draft,
    "excellence.SupportMessage": support_message,
    "excellence.SupportRequest": support_request,
}


def remembered(row: Model, holding: Holding) -> dict[str, object]:
    """What is still told on someone: the declared fields of a row that say something; {} when gone."""
    found = type(row)._base_manager.filter(pk=row.pk).first()
    if found is None:
        return {}
    told = {name: getattr(found, name) for name in holding.fields}
    return {
        name: value
        for name, value in told.items()
        if value not in (None, "") and (name, value) != ("language", "fr")
        if not (name == "password" and str(value).startswith("!"))
    }


@pytest.mark.django_db
@pytest.mark.usefixtures("bodies")
@pytest.mark.parametrize("code", TIMED)
def test_what_has_lasted_is_forgotten_and_what_has_not_is_kept(code: str) -> None:
    holding = holdings.get(code)
    assert holding.erasure, code
    over = NOW - holding.erasure.after
    due = ENDED[code](over - timedelta(minutes=1), "due")
    kept = ENDED[code](over + timedelta(minutes=1), "kept")
    before = remembered(kept, holding)
    assert set(before) == set(remembered(due, holding))
    assert before

    told = actions.erase_personal_data(by=system_person(), at=NOW, dry_run=True)
    assert told[code] == 1
    assert remembered(due, holding), "a dry run forgets nothing"

    length = journal.sequence()
    assert actions.erase_personal_data(by=system_person(), at=NOW) == told
    assert remembered(due, holding) == {}
    assert remembered(kept, holding) == before
    line = journal.line_at(length + 1)
    assert line
    assert line.entry == "site:personal-data:erased"
    assert line.data == {name: count for name, count in told.items() if count}

    again = actions.erase_personal_data(by=system_person(), at=NOW)
    assert not any(again.values())
    assert journal.sequence() == length + 1, "nothing forgotten, nothing to tell"


@pytest.mark.django_db
@pytest.mark.usefixtures("bodies")
def test_a_key_that_was_revoked_is_forgotten_from_that_day_on() -> None:
    two_years = timedelta(days=730)
    api_key(NOW - two_years - timedelta(days=1), "due", revoked=True)
    api_key(NOW - two_years + timedelta(days=1), "kept", revoked=True)
    assert actions.erase_personal_data(by=system_person(), at=NOW)["organisations.ApiKey"] == 1
    assert ApiKey.objects.get().label == "kept"


@pytest.mark.django_db
def test_an_open_account_is_kept_however_old_it_is(system: Person) -> None:
    person = identity.create_person(
        email="ancienne@exemple.invalid", name="Ancienne", by=system, at=datetime(2001, 1, 1, tzinfo=UTC)
    )  # fmt: skip
    assert not any(actions.erase_personal_data(by=system, at=NOW).values())
    person.refresh_from_db()
    assert person.name == "Ancienne"


@pytest.mark.django_db
def test_the_worker_carries_it_out_every_day(system: Person) -> None:
    session(datetime(2020, 1, 1, tzinfo=UTC), "old")
    path = erase_personal_data.module_path
    assert recurring[path].period == timedelta(days=1)
    worker = Worker(name="one")
    worker.put_due_in_queue()
    worker.run_until_empty()
    assert DBTaskResult.objects.get(task_path=path).status == "SUCCESSFUL"
    assert not Session.objects.exists()


PEOPLE = """
from datetime import timedelta
from virage.identity import actions
from virage.identity.queries import system_person
from virage.lib.clock import now
at = now() - timedelta(days=800)
person = actions.create_person(
    email="a.oublier@exemple.invalid", name="Nom à Oublier", by=system_person(), at=at
)
actions.deactivate(person=person, by=system_person(), at=at)
"""


def test_the_command_says_what_it_would_forget_then_leaves_no_byte_of_it(
    installation: Installation,
) -> None:
    installation.python(PEOPLE)
    said = installation.virage("personal-data", "erase", "--dry-run")
    assert re.search(r"^ +1  identity\.Person$", said, re.MULTILINE)
    assert "Rows that would be forgotten: 1." in said
    assert installation.ask("SELECT count(*) FROM identity_person WHERE name <> ''") == [(2,)]
    said = installation.virage("personal-data", "erase")
    assert "Rows forgotten: 1." in said
    assert installation.ask("SELECT count(*) FROM identity_person WHERE name <> ''") == [(1,)]
    installation.virage("audit", "verify")
    if not installation.database_url:
        path = installation.folder / "virage.sqlite3"
        assert path.stat().st_size
        with closing(sqlite3.connect(path)) as file:
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert b"oublier" not in path.read_bytes().lower()
