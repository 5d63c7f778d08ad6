"""Writers of the embedded database wait in line: real processes, a real file, nothing lost, no error."""

import shutil
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

pytestmark = pytest.mark.once


WRITER = textwrap.dedent(
    """
    import sys
    from datetime import UTC, datetime
    import django
    from django.conf import settings
    django.setup()
    from django.db import transaction, connection
    from virage.audit import actions
    for at in range(int(sys.argv[1])):
        with transaction.atomic():
            actions.record(by="lib.test:1", at=datetime.now(UTC), entry="lib:write:tested",
                           subject=f"lib.test:{at}")
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO alone (n) VALUES (1)")
    """
)


THREADS = textwrap.dedent(
    """
    import gc, os, threading
    import django
    django.setup()
    from django.db import connection, transaction
    def write():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO alone (n) VALUES (1)")
    for _ in range(20):
        one = threading.Thread(target=write)
        one.start()
        one.join()
    gc.collect()
    links = [f"/proc/self/fd/{number}" for number in os.listdir("/proc/self/fd")]
    print(sum("virage.sqlite3" in os.readlink(one) for one in links if os.path.exists(one)))
    write()
    print(connection.settings_dict["CONN_MAX_AGE"])
    """
)


def environment(folder: Path) -> dict[str, str]:
    """An embedded database of its own in `folder`."""
    return {
        "PATH": "/usr/bin:/bin",
        "VIRAGE_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "virage.site.settings",
        "VIRAGE_SECRET_KEY": "test",
    }


def test_four_processes_write_at_once_and_every_line_is_there(
    tmp_path: Path, migrated: Path
) -> None:
    env = environment(tmp_path)
    database = tmp_path / "virage.sqlite3"
    shutil.copy(migrated, database)
    with sqlite3.connect(database) as raw:
        raw.execute("CREATE TABLE alone (n INTEGER)")
        before = raw.execute("SELECT count(*) FROM audit_journalline").fetchone()[0]
    raw.close()
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, "50"], env=env, stderr=subprocess.PIPE)
        for _ in range(4)
    ]
    errors = [writer.communicate(timeout=120)[1].decode() for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * 4, errors
    with sqlite3.connect(database) as raw:
        lines = raw.execute("SELECT count(*), max(number) FROM audit_journalline").fetchone()
        assert lines == (before + 200, before + 200)
        assert raw.execute("SELECT count(*) FROM alone").fetchone() == (200,)
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    raw.close()


@pytest.mark.skipif(sys.platform != "linux", reason="counts open files as Linux tells them")
def test_threads_that_end_leave_no_file_open_and_no_lock_held(tmp_path: Path) -> None:
    """The web server's threads keep their connection between requests, and end when they idle."""
    env = environment(tmp_path)
    with sqlite3.connect(tmp_path / "virage.sqlite3") as raw:
        raw.execute("CREATE TABLE alone (n INTEGER)")
    raw.close()
    done = subprocess.run(
        [sys.executable, "-c", THREADS], env=env, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    left_open, kept_seconds = done.stdout.split()
    assert (int(left_open), int(kept_seconds) > 0) == (0, True)
