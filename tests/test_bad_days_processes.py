"""Bad days of a whole installation: its worker is killed while it publishes, two officers click at the
same moment on the real server, and someone who owns the database changes what is in it."""

import http.client
import json
import signal
import socket
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest

from tests.installation import Installation
from virage.lib.append_only import triggers

HEADER = (
    "organisation,organisation_name_fr,organisation_name_en,service,name_fr,name_en,"
    "period_from,period_to,channel,volume,status"
)
PEOPLE = """
import sys
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from virage.identity import actions as identity
from virage.identity.queries import system_person
from virage.lib.clock import now
from virage.organisations import actions as organisations
def hire(name, role, body=None):
    made = identity.create_person(
        email=name + "@exemple.invalid", name=name, by=system_person(), at=now()
    )
    made.set_password("une phrase assez longue")
    made.save()
    TOTP.activate(made, generate_totp_secret())
    organisations.open_membership(person=made, role=role, body=body, by=system_person(), at=now())
    return made
"""
CONFIRM = f"""{PEOPLE}
from datetime import date
from virage.barometer import actions, queries
one, two = hire("une", "secretariat"), hire("deux", "secretariat")
asked = actions.request_publication(
    label="Hiver", period=queries.period_of(date(2025, 1, 1), date(2025, 4, 1)), by=one, at=now()
)
actions.confirm_publication(publication=asked, by=two, at=now())
"""
# The worker itself, slowed down where it writes answers so that it can be killed there.
SLOW_WORKER = """
import time
from datetime import timedelta
from django.db import connection
from virage.lib.tasks import Worker
def slow(execute, sql, params, many, context):
    if sql.startswith('INSERT INTO "barometer_editionanswer"'):
        time.sleep(0.05)
    return execute(sql, params, many, context)
from django.db import connections
with connection.execute_wrapper(slow):
    worker = Worker(name="slow", lease=timedelta(seconds=2))
    from django.utils.module_loading import autodiscover_modules
    autodiscover_modules("tasks")
    worker.run_until_empty()
"""
SESSIONS = f"""{PEOPLE}
import json
from django.contrib.sessions.backends.db import SessionStore
keys = []
for name in ("une", "deux"):
    person = hire(name, "planning_officer", "eau")
    session = SessionStore()
    session["_auth_user_id"] = str(person.pk)
    session["_auth_user_backend"] = "allauth.account.auth_backends.AuthenticationBackend"
    session["_auth_user_hash"] = person.get_session_auth_hash()
    session.save()
    keys.append(session.session_key)
print(json.dumps(keys))
"""


def volumes(installation: Installation, services: int, *words: str) -> None:
    """Hand in a file of that many services by the command."""
    path = installation.folder / f"volumes-{services}.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write(f"{HEADER}\n")
        for number in range(services):
            for channel, volume in (("online", 90), ("phone", 10)):
                file.write(
                    f"eau,Eau (inventé),Water (invented),s{number:05d},Service {number},"
                    f"Service {number},2025-01-01,2025-04-01,{channel},{volume},\n"
                )
    installation.virage("intake", "services.volumes", str(path), *words)


def test_a_worker_killed_while_publishing_shows_nothing_and_another_one_finishes(
    installation: Installation,
) -> None:
    volumes(installation, 800, "--accept", "--create-new")
    installation.python(CONFIRM)
    worker = installation.start("-c", f"import django; django.setup()\n{SLOW_WORKER}")
    installation.wait_for("SELECT count(*) >= 1000 FROM barometer_editionanswer")
    worker.send_signal(signal.SIGKILL)
    worker.wait()

    answers = "SELECT count(*) FROM barometer_editionanswer"
    ((written,),) = installation.ask(answers)
    assert written >= 1_000
    edition = "SELECT slug, state, cut_sequence FROM barometer_edition"
    ((slug, state, cut),) = installation.ask(edition)
    assert (slug, state) == ("hiver", "preparing")
    installation.virage("barometer", "show", "hiver", expect=1)
    # The queue still says that someone is at work on it, until the lease ends.
    assert installation.ask("SELECT status FROM django_tasks_database_dbtaskresult") == [
        ("RUNNING",)
    ]

    installation.start("-m", "django", "worker", "--lease", "2")
    installation.wait_for("SELECT state = 'published' FROM barometer_publication")
    assert installation.ask(edition) == [("hiver", "sealed", cut)]
    ((sealed,),) = installation.ask(answers)
    assert sealed > written  # the rest was written after the kill, and `verify` counts it all again
    lines = "SELECT count(*) FROM audit_journalline WHERE entry = 'barometer:edition:published'"
    assert installation.ask(lines) == [(1,)]
    installation.virage("barometer", "verify")
    assert "holds" in installation.virage("audit", "verify")


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture
def port(installation: Installation) -> Iterator[int]:
    """The real web server, two processes of it, on a port of its own."""
    chosen = _free_port()
    words = ["--interface", "wsgi", "--no-ws", "--host", "127.0.0.1", "--port", str(chosen)]
    words += ["--workers", "2", "--blocking-threads", "2", "--log-level", "error"]
    server = installation.start("-m", "granian", *words, "virage.site.wsgi:application")
    end = time.monotonic() + 60
    while True:
        try:
            asked = http.client.HTTPConnection("127.0.0.1", chosen, timeout=10)
            asked.request("GET", "/sante")
            if asked.getresponse().status == 200:
                break
        except OSError:
            assert server.poll() is None, server.communicate()
        assert time.monotonic() < end, "the server does not answer"
        time.sleep(0.1)
    yield chosen
    server.terminate()
    server.wait(timeout=20)


def test_two_officers_who_accept_at_the_same_moment_on_the_real_server_record_it_once(
    installation: Installation, port: int
) -> None:
    volumes(installation, 1, "--accept", "--create-new")  # the body exists from here on
    sessions = json.loads(installation.python(SESSIONS))
    path = installation.folder / "own.csv"
    path.write_text(f"{HEADER}\neau,,,s00000,,,2025-04-01,2025-07-01,online,5,\n")
    words = ("--by", "une@exemple.invalid", "--body", "eau")
    installation.virage("intake", "services.volumes", str(path), *words)
    ((public_id,),) = installation.ask(
        "SELECT public_id FROM intake_handin WHERE state = 'checked'"
    )

    together = threading.Barrier(8)
    answers: list[tuple[int, str]] = []

    def click(session: str) -> None:
        token = "a" * 32
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        asked.connect()
        headers = {
            "Cookie": f"sessionid={session}; csrftoken={token}",
            "X-CSRFToken": token,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        together.wait()
        asked.request("POST", f"/depots/{_dashed(public_id)}/acceptation/", "", headers)
        answer = asked.getresponse()
        answers.append((answer.status, answer.headers["Location"] or ""))

    clicks = [threading.Thread(target=click, args=(sessions[n % 2],)) for n in range(8)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()
    assert answers == [(302, f"/depots/{_dashed(public_id)}/")] * 8
    tasks = (
        "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE task_path LIKE '%carry_out'"
    )
    assert installation.ask(tasks) == [(1,)]

    installation.virage("worker", "--until-empty")
    assert installation.ask("SELECT count(*) FROM intake_handin WHERE state = 'accepted'") == [(2,)]
    assert installation.ask("SELECT count(*) FROM services_volume") == [(3,)]
    accepted = "SELECT count(*) FROM audit_journalline WHERE entry = 'services:hand-in:accepted'"
    assert installation.ask(accepted) == [(2,)]


def _dashed(public_id: str) -> str:
    """The id as addresses write it; the embedded database keeps it without dashes."""
    text = str(public_id).replace("-", "")
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def alter(installation: Installation, *statements: str) -> None:
    """What the owner of the database can do, past all of our code."""
    if installation.database_url:
        with psycopg.connect(installation.database_url, autocommit=True) as server:
            for one in statements:
                server.execute(one.encode())
        return
    with closing(sqlite3.connect(installation.folder / "virage.sqlite3", timeout=30)) as file:
        for one in statements:
            file.execute(one)
        file.commit()


def _without_triggers(installation: Installation, table: str, key: str) -> list[str]:
    vendor = "postgresql" if installation.database_url else "sqlite"
    on = f" ON {table}" if installation.database_url else ""
    return [f"DROP TRIGGER {name}{on}" for name in triggers(vendor, table, key)]


def test_a_row_that_was_altered_in_the_database_is_named_by_verify(
    installation: Installation,
) -> None:
    volumes(installation, 3, "--accept", "--create-new")
    period = ("--from", "2025-01-01", "--to", "2025-04-01", "--label", "Hiver")
    installation.virage("barometer", "publish", *period)
    installation.virage("barometer", "verify")
    assert "holds" in installation.virage("audit", "verify")

    # A volume: the edition is intact, and no longer what the records give.
    of_s1 = "service_id = (SELECT id FROM services_service WHERE code = 's00001')"
    change = f"UPDATE services_volume SET volume = {{}} WHERE channel = 'online' AND {of_s1}"
    alter(installation, change.format(1))
    said = installation.virage("barometer", "verify", "--language", "en", expect=1)
    assert "s00001" in said
    assert "from the records" in said
    assert "s00002" not in said
    alter(installation, change.format(90))
    installation.virage("barometer", "verify")

    # An answer of the edition: the seal, the figure and the records all speak against it.
    table = "barometer_editionanswer"
    change = f"UPDATE {table} SET value = '{{}}' WHERE unit = 's00002' AND value = '{{}}'"
    alter(installation, *_without_triggers(installation, table, "id"), change.format("no", "yes"))
    said = installation.virage("barometer", "verify", "--language", "en", expect=1)
    assert "s00002" in said
    assert "sealed" in said
    installation.virage("check", "--database", "default", expect=1)  # its triggers are gone
    alter(installation, change.format("yes", "no"))
    installation.virage("barometer", "verify")

    # A line of the journal: everything after it stands on it.
    table = "audit_journalline"
    change = f"UPDATE {table} SET actor = 'nobody' WHERE number = 2"
    alter(installation, *_without_triggers(installation, table, "number"), change)
    assert "Line 2 was altered" in installation.virage("audit", "verify", expect=1)
    said = installation.virage("barometer", "verify", "--language", "en", expect=1)
    assert "from line 2" in said
