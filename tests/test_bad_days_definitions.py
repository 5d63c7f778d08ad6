"""A definition edited in the code without a new version: a copy of the sources is edited, its tests fail."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import house

pytestmark = pytest.mark.once


LOCKED = "tests/test_definitions_locked.py"
DEFINITIONS = "virage/services/rules/definitions/requests.py"
RULES = "virage/services/rules/take_up.py"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the sources, to be edited."""
    # With what was compiled of them: a file that is edited is compiled again, the others are not.
    ignored = shutil.ignore_patterns("static", "templates", "locale")
    for folder in ("virage", "tests"):
        shutil.copytree(house.HOME / folder, tmp_path / folder, ignore=ignored)
    for name in ("pyproject.toml", "conftest.py"):
        shutil.copy(house.HOME / name, tmp_path / name)
    return tmp_path


def told(copy: Path, *arguments: str) -> tuple[int, str]:
    """How a run of Python in the copy ends, and what it says."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=copy,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def what_tests_say(copy: Path) -> tuple[int, str]:
    """The tests that keep definitions, as they run in the copy."""
    return told(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", LOCKED)


def edit(copy: Path, path: str, before: str, after: str) -> None:
    """Change the sources as somebody in a hurry would."""
    file = copy / path
    text = file.read_text(encoding="utf-8")
    assert text.count(before) >= 1, f"{before!r} is no longer in {path}"
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_the_copy_as_it_is_passes(copy: Path) -> None:
    code, said = what_tests_say(copy)
    assert code == 0, said


TAKE_UP = "services.take-up-above-75"
EDITS = {
    # what: (file, before, after, what the failure must name)
    "a threshold, in a rule that a judgement uses": (
        RULES,
        "4 * digital > 3 * whole",
        "4 * digital >= 3 * whole",
        TAKE_UP,
    ),
    "a constant that a judgement reads": (RULES, "SMALL = 30", "SMALL = 31", TAKE_UP),
    "a case of an old version": (
        RULES,
        'if whole == 0:\n        return Judgement("unknown", "all_zeros"',
        'if whole < 0:\n        return Judgement("unknown", "all_zeros"',
        TAKE_UP,
    ),
    "the published words": (DEFINITIONS, "Telle que remplie.", "Comme remplie.", TAKE_UP),
    "the day from which it holds": (DEFINITIONS, "date(2020, 4, 1)", "date(2020, 4, 2)", TAKE_UP),
    "the lock file itself": (
        "virage/services/definitions.lock.json",
        '"2019-06-01"',
        '"2019-06-02"',
        "services.",
    ),
}


@pytest.mark.parametrize("what", EDITS)
def test_an_edit_of_what_decides_fails_the_tests_and_names_the_definition(
    copy: Path, what: str
) -> None:
    path, before, after, name = EDITS[what]
    edit(copy, path, before, after)
    code, said = what_tests_say(copy)
    assert code == 1, said
    assert name in said


def test_a_comment_is_no_edit(copy: Path) -> None:
    edit(copy, RULES, "    hidden = False\n", "    hidden = False  # so far\n")
    code, said = what_tests_say(copy)
    assert code == 0, said


def test_the_lock_refuses_to_take_an_edit_in(copy: Path) -> None:
    """The command that adds new versions to the lock never changes one that is there."""
    edit(copy, RULES, "SMALL = 30", "SMALL = 31")
    lock = copy / "virage/services/definitions.lock.json"
    before = lock.read_bytes()
    code, said = told(
        copy,
        "-m",
        "virage.barometer.rules.locks",
        "virage.services.rules.definitions",
        str(lock),
        "--write",
    )
    assert code == 1, said
    assert TAKE_UP in said
    assert lock.read_bytes() == before
