"""Publication on bad days: kill -9 on the way, kill -9 while sealing, two people at the same moment."""

import signal
import subprocess

import pytest

from tests.installation import Installation

SERVICES = 4_000
HEADER = (
    "organisation,organisation_name_fr,organisation_name_en,service,name_fr,name_en,"
    "period_from,period_to,channel,volume,status"
)
# By question: a service is asked several, and questions are added.
ANSWERS = (
    "SELECT indicator.code, count(*) FROM barometer_editionanswer AS answer "
    "JOIN barometer_editionindicator AS indicator ON indicator.id = answer.indicator_id "
    "GROUP BY indicator.code"
)
TAKE_UP = "services.take-up-above-75"
STATES = "SELECT slug, state, cut_sequence FROM barometer_edition ORDER BY id"
LINES = "SELECT count(*) FROM audit_journalline WHERE entry = 'barometer:edition:published'"
CHAIN = "SELECT number, slug, previous_seal, seal FROM barometer_edition ORDER BY number"

# What the command does, slowed down where it is to be killed: `argv` is a statement's beginning, what
# to do when it passes ("slow" or "stop"), the label, and perhaps a file to wait for.
PUBLISH = """
import sys, time
from datetime import date
from pathlib import Path
from django.db import connection
from virage.barometer import actions, queries
from virage.identity.queries import system_person
from virage.lib.clock import now
start, what, label, *go = sys.argv[1:]
def watch(execute, sql, params, many, context):
    if start and sql.startswith(start):
        if what == "stop":
            print("here", flush=True)
            time.sleep(600)
        time.sleep(0.01)
    return execute(sql, params, many, context)
by, at = system_person(), now()
period = queries.period_of(date(2025, 1, 1), date(2025, 4, 1))
print("ready", flush=True)
while go and not Path(go[0]).exists():
    time.sleep(0.001)
with connection.execute_wrapper(watch):
    actions.publish(label=label, period=period, by=by, at=at, secret=bytes(32))
"""
COMMAND = ("barometer", "publish", "--from", "2025-01-01", "--to", "2025-04-01", "--label")


@pytest.fixture
def recorded(installation: Installation) -> Installation:
    """An installation with many services, so that publishing takes several chunks."""
    path = installation.folder / "volumes.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write(f"{HEADER}\n")
        for number in range(SERVICES):
            file.write(
                f"eau,Eau (inventé),Water (invented),s{number:05d},Service {number},Service {number},"
                f"2025-01-01,2025-04-01,online,{number % 977},\n"
            )
    installation.virage("intake", "services.volumes", str(path), "--accept", "--create-new")
    return installation


def publishing(installation: Installation, *words: str) -> "subprocess.Popen[str]":
    """A process that publishes, once it is ready."""
    process = installation.start("-c", f"import django; django.setup()\n{PUBLISH}", *words)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def test_a_publication_killed_on_the_way_shows_nothing_and_is_taken_up_with_its_cut(
    recorded: Installation,
) -> None:
    process = publishing(recorded, 'INSERT INTO "barometer_editionanswer"', "slow", "Hiver")
    recorded.wait_for("SELECT count(*) >= 1000 FROM barometer_editionanswer")
    process.send_signal(signal.SIGKILL)
    process.wait()
    written = [count for _, count in recorded.ask(ANSWERS)]
    assert sum(written) >= 1_000
    # Chunks are whole: nothing is half written.
    assert not [count for count in written if count > 1_000 and count % 1_000]
    ((slug, state, cut),) = recorded.ask(STATES)
    assert (slug, state) == ("hiver", "preparing")
    assert recorded.ask(LINES) == [(0,)]
    assert "hiver" not in recorded.virage("barometer", "verify")
    recorded.virage("barometer", "show", "hiver", expect=1)

    # More becomes known before it is taken up: the cut stays where it was.
    recorded.virage("barometer", "publish", *COMMAND[2:], "Autre")
    recorded.virage(*COMMAND, "Hiver")
    assert recorded.ask("SELECT cut_sequence FROM barometer_edition WHERE slug = 'hiver'") == [
        (cut,)
    ]
    assert dict(recorded.ask(ANSWERS))[TAKE_UP] == 2 * SERVICES
    assert recorded.ask(LINES) == [(2,)]
    recorded.virage("barometer", "verify")


def test_a_publication_killed_while_sealing_leaves_no_seal_and_no_line(
    recorded: Installation,
) -> None:
    process = publishing(recorded, 'UPDATE "barometer_edition"', "stop", "Hiver")
    assert process.stdout is not None
    assert process.stdout.readline() == "here\n"
    process.send_signal(signal.SIGKILL)
    process.wait()
    if recorded.database_url:
        recorded.wait_for("SELECT count(*) = 0 FROM pg_locks WHERE locktype = 'advisory'")
    assert [row[1] for row in recorded.ask(STATES)] == ["preparing"]
    assert recorded.ask(LINES) == [(0,)]
    recorded.virage(*COMMAND, "Hiver")
    assert [row[1] for row in recorded.ask(STATES)] == ["sealed"]
    assert recorded.ask(LINES) == [(1,)]
    recorded.virage("barometer", "verify")


def test_editions_published_at_the_same_moment_stand_in_one_chain(
    recorded: Installation,
) -> None:
    go = recorded.folder / "go"
    people = [publishing(recorded, "", "", label, str(go)) for label in ("Un", "Deux", "Trois")]
    go.touch()
    for one in people:
        _, errors = one.communicate(timeout=120)
        assert one.returncode == 0, errors
    chain = recorded.ask(CHAIN)
    assert [number for number, *_ in chain] == [1, 2, 3]
    assert {slug for _, slug, *_ in chain} == {"un", "deux", "trois"}
    previous = ""
    for _, _, before, seal in chain:
        assert before == previous
        previous = seal
    recorded.virage("barometer", "verify")


def test_two_people_publishing_the_same_label_publish_it_once(recorded: Installation) -> None:
    go = recorded.folder / "go"
    people = [publishing(recorded, "", "", "Hiver", str(go)) for _ in range(2)]
    go.touch()
    told = [one.communicate(timeout=120)[1] for one in people]
    ended = [one.returncode for one in people]
    # Whoever does not publish is told why in one of two ways, and nothing else goes wrong.
    for status, errors in zip(ended, told, strict=True):
        assert status == 0 or "publishing" in errors or "published" in errors, errors
    if 0 not in ended:  # both stood in each other's way, and both were told to wait
        recorded.virage(*COMMAND, "Hiver")
    assert [row[:2] for row in recorded.ask(STATES)] == [("hiver", "sealed")]
    assert recorded.ask(LINES) == [(1,)]
    assert dict(recorded.ask(ANSWERS))[TAKE_UP] == SERVICES
    recorded.virage("barometer", "verify")
