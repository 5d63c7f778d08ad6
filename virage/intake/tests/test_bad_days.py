"""Bad days, with real processes and real commits: large files, kill -9, two people at one moment."""

import signal
from pathlib import Path

import pytest

from tests.installation import Installation
from virage.intake.tests.handing_in import HEADER, PUITS

# Rows that are known: of an accepted batch. What is staged and not finished is not known to anyone.
KNOWN = (
    "SELECT count(*) FROM services_volume v JOIN services_recordbatch b ON b.id = v.batch_id "
    "WHERE b.sequence IS NOT NULL"
)
STAGED = "SELECT count(*) FROM services_volume"
STATE = "SELECT state FROM intake_handin"
ACCEPT = """
import sys, time
from pathlib import Path
from virage.identity.queries import system_person
from virage.intake import actions, queries, rules
from virage.lib.clock import now
hand_in = queries.by_id(sys.argv[1])
by = system_person()
print("ready", flush=True)
while not Path(sys.argv[2]).exists():
    time.sleep(0.001)
try:
    actions.accept(hand_in=hand_in, by=by, at=now(), create_new=True, in_background=False)
    print("won")
except rules.NotInThatState as told:
    print("told", told.sentence.en)
"""


def large(path: Path, rows: int) -> Path:
    """A file of volumes of one body: services of 40 lines each, over eight quarters."""
    days = [f"{year}-{month}-01" for year in (2023, 2024) for month in ("01", "04", "07", "10")]
    days.append("2025-01-01")
    channels = ("online", "phone", "counter", "mail", "email")
    with path.open("w", encoding="utf-8") as file:
        file.write(f"{HEADER}\n")
        for number in range(rows):
            service, rest = divmod(number, 40)
            quarter, channel = divmod(rest, 5)
            file.write(
                f"eau,Eau (inventé),Water (invented),s{service},Service {service},Service {service},"
                f"{days[quarter]},{days[quarter + 1]},{channels[channel]},{number % 977},\n"
            )
    return path


def hand_in(installation: Installation, path: Path) -> str:
    """Hand a file in by the command, without accepting it; its id."""
    installation.virage("intake", "services.volumes", str(path))
    ((public_id,),) = installation.ask("SELECT public_id FROM intake_handin")
    return str(public_id)


def test_a_file_of_200000_rows_is_recorded_in_bounded_memory(installation: Installation) -> None:
    path = large(installation.folder / "large.csv", 200_000)
    code = (
        "import resource, sys; from django.core.management import call_command\n"
        "call_command('check'); before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "call_command('intake', 'services.volumes', sys.argv[1], accept=True, create_new=True)\n"
        "print('added', (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)"
    )
    said = installation.python(code, str(path))
    assert "Accepté et enregistré" in said
    assert installation.ask(KNOWN) == [(200_000,)]
    assert int(said.split("added ")[1]) < 200, "megabytes"


def test_a_worker_killed_while_recording_leaves_nothing_half_done_and_is_replaced(
    installation: Installation,
) -> None:
    public_id = hand_in(installation, large(installation.folder / "large.csv", 30_000))
    installation.python(
        "import sys\n"
        "from virage.identity.queries import system_person\n"
        "from virage.intake import actions, queries\n"
        "from virage.lib.clock import now\n"
        "actions.accept(hand_in=queries.by_id(sys.argv[1]), by=system_person(), at=now(), "
        "create_new=True)",
        public_id,
    )
    worker = installation.start("-m", "django", "worker", "--lease", "2")
    installation.wait_for("SELECT staged >= 8000 FROM intake_handin")
    worker.send_signal(signal.SIGKILL)
    worker.wait()

    assert installation.ask(STATE) == [("accepting",)]
    assert installation.ask(KNOWN) == [(0,)]
    staged = installation.ask("SELECT staged FROM intake_handin")[0][0]
    assert 8_000 <= staged < 30_000
    # A chunk and its count are one transaction: the count never lies.
    assert installation.ask(STAGED) == [(staged,)]

    installation.start("-m", "django", "worker", "--lease", "2")
    installation.wait_for("SELECT state = 'accepted' FROM intake_handin")
    assert installation.ask(KNOWN) == [(30_000,)]
    assert installation.ask(
        "SELECT count(*) FROM audit_journalline WHERE entry = 'services:hand-in:accepted'"
    ) == [(1,)]
    assert "holds" in installation.virage("audit", "verify")


def test_a_command_killed_while_recording_is_resumed_by_the_same_command(
    installation: Installation,
) -> None:
    path = large(installation.folder / "large.csv", 40_000)
    command = ("-m", "django", "intake", "services.volumes", str(path), "--accept", "--create-new")
    process = installation.start(*command)
    installation.wait_for("SELECT count(*) > 0 FROM intake_handin WHERE staged >= 4000", seconds=60)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert installation.ask(KNOWN) == [(0,)]
    assert "enregistré" in installation.run(*command)
    assert installation.ask(KNOWN) == [(40_000,)]
    assert installation.ask("SELECT count(*) FROM intake_handin") == [(1,)]


def test_of_four_people_accepting_at_the_same_moment_one_wins_and_the_others_are_told(
    installation: Installation,
) -> None:
    (installation.folder / "puits.csv").write_bytes(PUITS.replace(b"ministere-eau", b"eau"))
    public_id = hand_in(installation, installation.folder / "puits.csv")
    go = installation.folder / "go"
    people = [
        installation.start("-c", f"import django; django.setup()\n{ACCEPT}", public_id, str(go))
        for _ in range(4)
    ]
    for one in people:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    go.touch()
    said = sorted(one.communicate(timeout=60)[0].split()[0] for one in people)
    assert said == ["told", "told", "told", "won"]
    assert installation.ask(STATE) == [("accepting",)]


def test_the_worker_ends_when_it_is_asked_to(installation: Installation) -> None:
    worker = installation.start("-m", "django", "worker")
    # The worker listens to signals before it looks at what recurs.
    installation.wait_for("SELECT count(*) > 0 FROM lib_scheduledtask")
    assert worker.poll() is None
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=20) == 0


@pytest.mark.parametrize("verb", ["resume", "withdraw", "redact"])
def test_an_id_that_names_nothing_says_so(installation: Installation, verb: str) -> None:
    said = installation.virage("intake", verb, "no-such-id", expect=1)
    assert "Aucun dépôt" in said
