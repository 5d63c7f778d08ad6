"""`bin/new` makes a package that passes the layers, the lint, the types' strictness and the house rules."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import house
from tools.new_package import CannotMake, Wanted, make

pytestmark = pytest.mark.once


PURPOSE = "Workshops where people learn to use what is digital."


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the project's code, without what is installed or made."""
    leave = shutil.ignore_patterns("__pycache__", "*.mo", ".*", "var", "node_modules")
    shutil.copytree(house.HOME, tmp_path / "copy", ignore=leave)
    return tmp_path / "copy"


def _run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    # The copy comes first on the path, before the project that is installed.
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("VIRAGE_")
    }
    environment |= {"PYTHONPATH": str(folder), "VIRAGE_DATA": str(folder / "var")}
    program, *words = command
    return subprocess.run(
        [str(Path(sys.executable).parent / program), *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_new_package_passes_every_check(copy: Path) -> None:
    made = _run(
        copy,
        "python",
        "-m",
        "tools.new_package",
        "workshops",
        "--layer-above",
        "services",
        "--purpose",
        PURPOSE,
    )
    assert made.returncode == 0, made.stderr
    assert (
        (copy / "virage/workshops/__init__.py")
        .read_text(encoding="utf-8")
        .startswith(f'"""{PURPOSE}')
    )
    for command in (
        ("lint-imports", "--no-cache"),
        ("ruff", "check", "--no-cache", "virage/workshops"),
        ("ruff", "format", "--check", "--no-cache", "virage/workshops"),
        (
            "python",
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "virage/workshops",
            "tests/test_documentation.py",
            "-k",
            "installed or picture",
        ),
        (
            "python",
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "tests/test_architecture.py",
            "-k",
            "layer or says or package",
        ),
        ("virage", "check"),
    ):
        done = _run(copy, *command)
        assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"


def test_the_new_package_may_not_be_imported_from_below(copy: Path) -> None:
    make(Wanted("workshops", "services", PURPOSE), copy)
    below = copy / "virage/audit/broken.py"
    below.write_text('"""Imports upward."""\n\nfrom virage.workshops import apps  # noqa: F401\n')
    done = _run(copy, "lint-imports", "--no-cache")
    assert done.returncode == 1
    assert "virage.audit is not allowed to import virage.workshops" in done.stdout


def _refused(copy: Path, wanted: Wanted) -> str:
    before = {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()}
    with pytest.raises(CannotMake) as refusal:
        make(wanted, copy)
    assert {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()} == before
    return str(refusal.value)


def test_what_will_not_do_is_refused_and_nothing_is_written(copy: Path) -> None:
    assert "says nothing" in _refused(copy, Wanted("utils", "services", PURPOSE))
    assert "lower-case noun" in _refused(copy, Wanted("My-Thing", "services", PURPOSE))
    assert "exists already" in _refused(copy, Wanted("audit", "services", PURPOSE))
    assert "in no layer" in _refused(copy, Wanted("workshops", "nowhere", PURPOSE))
    assert "one sentence" in _refused(copy, Wanted("workshops", "services", "Workshops"))
