"""A large file whose counting and whose recording are killed for real: both go on where they stopped."""

import signal
import time
from pathlib import Path

import duckdb

from tests.installation import Installation
from virage.intake.tests.handing_in import PUITS

LINES, SERVICES, DAYS = 1_200_000, 40, 60
KIND = "services.transactions"
# The command itself, with parts and chunks so small that there are many to be killed between.
IN_MANY_PARTS = f"""
import sys
from django.core.management import call_command
from virage.intake import rules
from virage.intake.condensing import sources
sources.LINES, rules.CHUNK = 20_480, 20
call_command("intake", "{KIND}", sys.argv[1], "--accept")
"""
STATE = "SELECT state, progress, staged FROM intake_handin WHERE kind = 'services.transactions'"
KNOWN = (
    "SELECT count(*), coalesce(sum(requests), 0), coalesce(sum(completed), 0) FROM services_dailyuse u "
    "JOIN services_recordbatch b ON b.id = u.batch_id WHERE b.sequence IS NOT NULL"
)


def services(installation: Installation) -> None:
    """The services of the file, with their volumes of another period."""
    header, line, *_ = PUITS.decode().splitlines()
    path = installation.folder / "volumes.csv"
    lines = [line.replace("puits", f"s{number:02d}") for number in range(SERVICES)]
    path.write_text("\n".join([header, *lines, ""]), encoding="utf-8")
    installation.virage("intake", "services.volumes", str(path), "--accept", "--create-new")


def transactions(folder: Path) -> str:
    path = folder / "transactions.parquet"
    duckdb.sql(
        f"COPY (SELECT format('s{{:02d}}', hash(i) % {SERVICES}) AS service, TIMESTAMP '2025-04-01' + "
        f"to_seconds(i * {DAYS * 86_400} // {LINES}) AS \"at\", 'online' AS channel, i % 4 > 0 AS "
        f"completed, 10 AS asked, i % 5 AS prefilled FROM range({LINES}) r(i)) "
        f"TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE 20480)"
    )
    return str(path)


def parts(folder: Path) -> dict[str, int]:
    """The parts counted so far, with the moment when each was written."""
    done = folder.glob("condensed/*/part-*.json")
    return {str(one): one.stat().st_mtime_ns for one in done}


def test_a_command_killed_while_it_counts_and_again_while_it_records_goes_on_each_time(
    installation: Installation,
) -> None:
    services(installation)
    path = transactions(installation.folder)

    counting = installation.start("-c", f"import django; django.setup()\n{IN_MANY_PARTS}", path)
    end = time.monotonic() + 60
    while len(parts(installation.folder)) < 12:
        assert counting.poll() is None, counting.communicate()
        assert time.monotonic() < end
        time.sleep(0.005)
    counting.send_signal(signal.SIGKILL)
    counting.wait()
    done = parts(installation.folder)
    assert 12 <= len(done) < 50
    ((state, progress, staged),) = installation.ask(STATE)
    assert (state, staged) == ("received", 0)
    assert 10 < progress < 95

    recording = installation.start("-c", f"import django; django.setup()\n{IN_MANY_PARTS}", path)
    installation.wait_for(f"SELECT staged >= 200 FROM ({STATE}) h")
    recording.send_signal(signal.SIGKILL)
    recording.wait()
    every = parts(installation.folder)
    assert len(every) == -(-LINES // 20_480)
    assert {name: every[name] for name in done} == done, "a part was counted again"
    ((state, _, staged),) = installation.ask(STATE)
    assert state == "accepting"
    assert 200 <= staged < SERVICES * DAYS
    assert installation.ask(KNOWN) == [(0, 0, 0)], "nothing is known before all is"

    hand_in = installation.ask(f"SELECT public_id FROM intake_handin WHERE kind = '{KIND}'")[0][0]
    said = installation.virage("intake", "resume", str(hand_in))
    assert "Accepté et enregistré" in said
    ((rows, requests, completed),) = installation.ask(KNOWN)
    assert (rows, int(requests), int(completed)) == (SERVICES * DAYS, LINES, LINES * 3 // 4)
    assert not parts(installation.folder), "what was counted is gone once it is recorded"
