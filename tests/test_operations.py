"""What docs/operate.md tells an operator to type, typed: backup and restore, upgrade, move to PostgreSQL.

The commands are taken from the document itself, so that what is written there is what was tried.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests import house
from tests.installation import (
    Installation,
    database_on_server,
    embedded,
)

BIN = Path(sys.executable).parent
HEADER = (
    "organisation,organisation_name_fr,organisation_name_en,service,name_fr,name_en,"
    "period_from,period_to,channel,volume,status"
)
KEPT = """
from virage.intake import files
from virage.intake.models import HandIn
digests = list(HandIn.objects.values_list("sha256", flat=True))
print(len(digests), all(files.is_intact(one) for one in digests))
"""
WRITER = """
from django.db import transaction
from virage.audit import actions
from virage.lib.clock import now
print("ready", flush=True)
while True:
    with transaction.atomic():
        actions.record(by="lib.test:1", at=now(), entry="lib:write:tested", subject="lib.test:1")
"""


def blocks(title: str) -> list[str]:
    """The shell blocks beneath a title of the operator's document."""
    text = (house.HOME / "docs" / "operate.md").read_text(encoding="utf-8")
    section = text.split(f"\n## {title}\n")[1].split("\n## ")[0]
    return re.findall(r"```sh\n(.*?)```", section, re.DOTALL)


def type_in(installation: Installation, block: str, backup: Path | None = None) -> str:
    """Run a block of the document as an operator would, stopping at the first failure."""
    if "pg_dump" in block or "pg_restore" in block:
        needs("pg_dump")
    # A demonstration of TLS and keys is not the matter here.
    block = block.replace("--deploy --fail-level WARNING ", "").replace(".venv/bin/", f"{BIN}/")
    if backup is not None:
        block = block.replace("/backup/", f"{backup}/")
    done = subprocess.run(
        ["sh", "-eu", "-c", block],
        env=installation.environment,
        cwd=installation.folder,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def needs(program: str) -> None:
    """Skip, saying so, where a program of PostgreSQL is missing."""
    if shutil.which(program) is None:
        words = f"no {program} here; Debian: sudo apt-get install postgresql-client"
        if os.environ.get("VIRAGE_TEST_REQUIRE_ALL"):
            pytest.fail(words)
        pytest.skip(words)


def live(installation: Installation, start: int) -> None:
    """A quarter of a body's life: a hand-in accepted, an edition published."""
    quarter = (f"{start}-01-01", f"{start}-04-01")
    path = installation.folder / f"{start}.csv"
    rows = [
        f"eau,Eau (inventé),Water (invented),s{n},Service {n},Service {n},{','.join(quarter)},{channel},{volume},"
        for n in range(30)
        for channel, volume in (("online", 60 + n), ("phone", 10))
    ]
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    installation.virage("intake", "services.volumes", str(path), "--accept", "--create-new")
    period = ("--from", quarter[0], "--to", quarter[1], "--label", str(start))
    installation.virage("barometer", "publish", *period)


def everything(installation: Installation) -> list[dict[str, object]]:
    """Every row of every table, in the framework's own words."""
    found: list[dict[str, object]] = json.loads(installation.virage("dumpdata"))
    return sorted(found, key=lambda row: (str(row["model"]), str(row["pk"])))


def lines(installation: Installation) -> int:
    """How long the journal is."""
    ((count, last),) = installation.ask("SELECT count(*), max(number) FROM audit_journalline")
    assert count == (last or 0)
    return int(count)


def test_what_was_backed_up_under_way_is_restored_whole(
    installation: Installation, tmp_path_factory: pytest.TempPathFactory
) -> None:
    live(installation, 2024)
    on_server = bool(installation.database_url)
    backup = tmp_path_factory.mktemp("backup")
    before = lines(installation)
    writer = installation.start("-c", f"import django; django.setup()\n{WRITER}")
    assert writer.stdout
    assert writer.stdout.readline() == "ready\n"
    type_in(installation, blocks("Back up")[on_server], backup)
    assert writer.poll() is None, "it wrote all the while"
    writer.send_signal(signal.SIGKILL)
    writer.wait()

    elsewhere = tmp_path_factory.mktemp("elsewhere")
    if not on_server:
        restored = Installation(elsewhere)
        type_in(restored, blocks("Restore")[0], backup)
        _is_alive(restored, before)
        return
    with database_on_server() as address:
        restored = Installation(elsewhere, address)
        type_in(restored, blocks("Restore")[1], backup)
        _is_alive(restored, before)


def _is_alive(restored: Installation, at_least: int) -> None:
    kept = lines(restored)
    assert kept >= at_least
    assert restored.python(KEPT) == "1 True\n"
    live(restored, 2025)
    assert lines(restored) > kept
    restored.virage("barometer", "verify")
    restored.virage("audit", "verify")


@pytest.mark.postgres
def test_an_installation_moved_to_postgresql_goes_on_where_it_was(
    templates: Path, tmp_path: Path
) -> None:
    with embedded(tmp_path, templates) as old, database_on_server() as address:
        live(old, 2024)
        old.virage("person", "invite", "une@exemple.invalid", "--role", "secretariat")
        (block,) = blocks("Move to PostgreSQL")
        told = re.sub(r"postgres://\S+", address, block)
        assert told != block
        type_in(old, told)
        new = Installation(tmp_path, address)
        assert everything(new) == everything(old)

        # Nothing reads the old one from here on, and what comes next follows what was.
        (tmp_path / "virage.sqlite3").unlink()
        before = lines(new)
        live(new, 2025)
        new.virage("person", "invite", "deux@exemple.invalid", "--role", "auditor")
        assert lines(new) > before
        assert new.python(KEPT) == "2 True\n"
        new.virage("audit", "verify")
        new.virage("barometer", "verify")

        # The journal keeps its guards, and a database that holds records is not copied over.
        new.virage("check", "--database", "default")
        before = lines(new)
        said = new.virage("data", "copy", "--from", address, expect=1)
        assert "holds records already" in said
        assert lines(new) == before


@pytest.mark.postgres
def test_the_way_back_to_the_embedded_database_is_the_same(
    installation: Installation, templates: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    live(installation, 2024)
    folder = tmp_path_factory.mktemp("back")
    back = Installation(folder)
    back.virage("migrate", "--verbosity", "0")
    back.virage("data", "copy", "--from", installation.database_url)
    assert everything(back) == everything(installation)
    shutil.copytree(installation.folder / "files", folder / "files")
    live(back, 2025)
    assert back.python(KEPT) == "2 True\n"
    back.virage("audit", "verify")
    back.virage("barometer", "verify")


def test_a_copy_is_refused_with_a_sentence_when_there_is_nothing_to_copy(
    installation: Installation,
) -> None:
    if installation.database_url:
        said = installation.virage("data", "copy", "--from", "embedded", expect=1)
        assert "no embedded database" in said
        assert not (installation.folder / "virage.sqlite3").exists()
    else:
        said = installation.virage("data", "copy", "--from", "embedded", expect=1)
        assert "VIRAGE_DATABASE_URL" in said
    assert lines(installation) == 0


def test_the_next_version_takes_over_the_tables_of_this_one(
    installation: Installation, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The next version changes tables that may only be added to: their rows and guards stay."""
    live(installation, 2024)
    before = lines(installation)
    home = tmp_path_factory.mktemp("next")
    unwanted = shutil.ignore_patterns("__pycache__", "tests")
    shutil.copytree(house.HOME / "virage", home / "virage", ignore=unwanted)
    for path, anchor in (
        ("audit/models.py", "    hash = models.CharField(max_length=64)\n"),
        ("barometer/models/editions.py", "    slug = models.SlugField("),
    ):
        source = home / "virage" / path
        text = source.read_text(encoding="utf-8")
        assert text.count(anchor) == 1
        added = '    added_next = models.CharField(max_length=9, default="new")\n'
        source.write_text(text.replace(anchor, added + anchor), encoding="utf-8")

    following = Installation(installation.folder, installation.database_url, home=home)
    following.virage("makemigrations", "audit", "barometer", "--name", "next")
    (block,) = blocks("Upgrade")
    for line in block.replace("bin/setup --runtime\n", "").splitlines():
        words = line.replace("--deploy --fail-level WARNING ", "").split()
        assert words.pop(0) == ".venv/bin/virage"
        following.virage(*words)
    assert following.ask("SELECT DISTINCT added_next FROM audit_journalline") == [("new",)]
    assert lines(following) == before
    following.virage("audit", "verify")
    following.virage("barometer", "verify")
    live(following, 2025)
    following.virage("barometer", "verify")
    following.virage("audit", "verify")
