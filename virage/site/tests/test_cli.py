"""The command line says in a sentence why it cannot start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

VIRAGE = [sys.executable, "-c", "from virage.site.cli import main; main()"]


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `virage` on the embedded database of `folder`."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("VIRAGE_")}
    env |= {"VIRAGE_DATA": str(folder), **environment}
    return subprocess.run(
        [*VIRAGE, *arguments], env=env, capture_output=True, text=True, timeout=60, check=False
    )


def test_a_database_without_tables_says_to_migrate(tmp_path: Path) -> None:
    done = run(tmp_path, "audit", "verify")
    assert done.returncode == 1
    assert "virage migrate" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [["diffsettings"], ["diffsettings", "--all"]])
def test_a_reader_who_has_enough_makes_no_noise(tmp_path: Path, arguments: list[str]) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith("VIRAGE_")}
    started = subprocess.Popen(
        [*VIRAGE, *arguments],
        env=env | {"VIRAGE_DATA": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert started.stdout
    started.stdout.close()
    assert started.stderr
    with started.stderr as told:
        assert "BrokenPipe" not in told.read()
    assert started.wait(timeout=60) == 1


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("VIRAGE_DATABASE_URL", "mysql://host/base", "postgres://"),
        ("VIRAGE_DATABASE_URL", "postgres://127.0.0.1:1/nothing", "does not answer"),
        ("VIRAGE_DEMONSTRATION", "perhaps", "write 1 or 0"),
        ("VIRAGE_DATA", "/dev/null/here", "name another folder"),
    ],
)
def test_a_wrong_setting_says_what_to_write(
    tmp_path: Path, setting: str, value: str, words: str
) -> None:
    done = run(tmp_path, "audit", "verify", **{setting: value})
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_an_archive_is_verified_without_database_nor_settings(tmp_path: Path) -> None:
    nothing = tmp_path / "nothing.zip"
    done = run(
        tmp_path, "barometer", "verify", "--archive", str(nothing), VIRAGE_DATABASE_URL="mysql://x"
    )
    assert done.returncode == 1
    assert str(nothing) in done.stderr + done.stdout
    assert "Traceback" not in done.stderr
