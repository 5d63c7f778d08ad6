"""An archive is verified where nothing is installed, and opened with suspicion."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from virage.barometer import actions, queries
from virage.barometer.models import Edition
from virage.barometer.rules import archive
from virage.barometer.tests.ledger import AT, Ledger, measured_by_the_ledger
from virage.identity.models import Person
from virage.lib.canonical import canonical

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def editions(system: Person) -> list[Edition]:
    measured_by_the_ledger(system)
    ledger = Ledger()
    ledger.state("yynnua", 2020)
    ledger.state("yyynna", 2021)
    found = [ledger.publish(2020, system), ledger.publish(2021, system)]
    actions.add_erratum(edition=found[1], fr="Un mot.", by=system, at=AT)
    return found


def written(edition: Edition, folder: Path) -> Path:
    path = folder / queries.file_name(edition)
    path.write_bytes(b"".join(queries.archive(edition)))
    return path


@pytest.fixture
def path(editions: list[Edition], tmp_path: Path) -> Path:
    """The archive of the second edition."""
    return written(editions[1], tmp_path)


Change = Callable[[dict[str, bytes]], object]


def rewritten(path: Path, change: Change) -> Path:
    """A copy of an archive with some of its files changed."""
    with zipfile.ZipFile(path) as source:
        files = {name: source.read(name) for name in source.namelist()}
    change(files)
    other = path.with_name("other.zip")
    with zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files.items():
            target.writestr(name, data)
    return other


def in_json(name: str, change: Callable[[Any], Any]) -> Change:
    """Change the value of one JSON file."""

    def apply(files: dict[str, bytes]) -> None:
        value = json.loads(files[name])
        files[name] = canonical(change(value) or value)

    return apply


def verify(path: Path, *more: str) -> int:
    return archive.main(["--archive", str(path), "--language", "en", *more])


def test_an_archive_verifies_with_its_seal(path: Path, editions: list[Edition]) -> None:
    assert verify(path, "--seal", editions[1].seal) == 0
    assert verify(path, "--seal", editions[1].seal.upper()) == 0


def test_an_archive_verifies_without_framework_database_or_settings(path: Path) -> None:
    code = (
        "import sys; from virage.barometer.rules import archive; "
        "status = archive.main(sys.argv[1:]); "
        "bad = {m.split('.')[0] for m in sys.modules} & {'django', 'sqlite3', 'psycopg'}; "
        "sys.exit(status or (9 if bad else 0))"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", code, "--archive", str(path)],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        cwd=path.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_command_line_answers_without_settings(path: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from virage.site.cli import main; main()",
            "barometer",
            "verify",
            f"--archive={path}",
        ],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
            "DJANGO_SETTINGS_MODULE": "no.such.settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Sceaux" in done.stdout


def test_another_seal_is_told(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(path, "--seal", "00ff") == 1
    assert "and you noted 00ff" in capsys.readouterr().out


def _lines(change: Callable[[list[dict[str, Any]]], object]) -> Change:
    def apply(files: dict[str, bytes]) -> None:
        leaves = [json.loads(line) for line in files["answers.jsonl"].splitlines()]
        change(leaves)
        files["answers.jsonl"] = b"".join(canonical(leaf) + b"\n" for leaf in leaves)

    return apply


def _turn(leaves: list[dict[str, Any]]) -> None:
    leaves[3]["value"] = "yes"


@pytest.mark.parametrize(
    ("change", "part", "told"),
    [
        (_lines(_turn), "figures", "yes: 3 in the edition, 4 counted again"),
        (_lines(lambda leaves: leaves.pop()), "chain", "an answer was altered, added or removed"),
        (_lines(lambda leaves: leaves[0].update(version=7)), "figures", "another version"),
        (
            _lines(lambda leaves: leaves[0].update(name_fr="x")),
            "chain",
            "not those that were sealed",
        ),
        (
            in_json("figures.json", lambda told: told["indicators"][0].update(yes=4)),
            "figures",
            "yes: 4 in the edition, 3 counted again",
        ),
        (
            in_json("figures.json", lambda told: told["bodies"].update(b0={"fr": "x", "en": "x"})),
            "chain",
            "does not give its seal",
        ),
        (
            in_json("definitions.json", lambda told: told[0]["text"].update(fr="x")),
            "chain",
            "does not give its seal",
        ),
        (
            in_json("edition.json", lambda told: told["cut"].update(sequence=1)),
            "chain",
            "does not give its seal",
        ),
        (
            in_json("chain.json", lambda told: told[0].update(seal="0" * 64)),
            "chain",
            "previous seal it bears",
        ),
        (in_json("chain.json", lambda told: told[1:]), "chain", "The chain breaks at edition 2"),
    ],
)
def test_what_was_altered_is_named(
    path: Path, capsys: pytest.CaptureFixture[str], change: Change, part: str, told: str
) -> None:
    other = rewritten(path, change)
    assert verify(other, "--format", "json") == 1
    (edition,) = json.loads(capsys.readouterr().out)["editions"]
    assert any(told in one["en"] for one in edition[part]["differs"])
    assert verify(other) == 1
    assert told in capsys.readouterr().out


def test_words_beside_an_edition_are_not_sealed(path: Path) -> None:
    assert verify(rewritten(path, in_json("errata.json", lambda told: []))) == 0


def test_two_archives_of_one_chain_agree_and_of_two_do_not(
    path: Path, editions: list[Edition], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = written(editions[0], tmp_path)
    assert archive.main(["--archive", str(first), "--archive", str(path)]) == 0
    other = rewritten(path, in_json("chain.json", lambda told: told[0].update(seal="0" * 64)))
    capsys.readouterr()
    assert archive.main(["--archive", str(first), "--archive", str(other), "--language=en"]) == 1
    assert "do not give the same seal to edition 1" in capsys.readouterr().out


def _refused(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert verify(path) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    return told.err


def _filled(name: str, size: int) -> Change:
    def apply(files: dict[str, bytes]) -> None:
        files[name] = b" " * size

    return apply


def test_a_file_that_unfolds_without_end_is_not_read_to_the_end(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, size, told in (
        ("figures.json", archive.LARGEST_JSON + 1, "unpacks to more than"),
        ("answers.jsonl", archive.LONGEST_LINE + archive.PIECE + 1, "endless line"),
    ):
        bomb = rewritten(path, _filled(name, size))
        assert bomb.stat().st_size < 200_000
        assert told in _refused(bomb, capsys)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda files: files.update({"../etc/passwd": b"x"}), "does not have the files"),
        (lambda files: files.pop("figures.json"), "does not have the files"),
        (lambda files: files.update({"figures.json": b'{"a": 0.5}'}), "is not exact"),
        (lambda files: files.update({"figures.json": b'{"a": 1, "a": 2}'}), "stands there twice"),
        (lambda files: files.update({"figures.json": b"{"}), "not a whole archive"),
        (lambda files: files.update({"figures.json": b"[" * 200_000}), "not a whole archive"),
        (lambda files: files.update({"figures.json": b"\xff"}), "not a whole archive"),
        (lambda files: files.update({"figures.json": b"{}"}), "shape of an edition"),
        (lambda files: files.update({"definitions.json": b"[1]"}), "shape of an edition"),
        (in_json("edition.json", lambda told: told.update(format="virage/archive/9")), "reads vir"),
    ],
)
def test_what_is_not_an_archive_is_refused_with_a_sentence(
    path: Path, capsys: pytest.CaptureFixture[str], change: Change, told: str
) -> None:
    assert told in _refused(rewritten(path, change), capsys)


def test_a_file_that_is_no_zip_or_is_not_there_is_refused(
    tmp_path: Path, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "text.zip"
    text.write_text("not a ZIP")
    assert "not a ZIP" in _refused(text, capsys)
    assert "cannot be read" in _refused(tmp_path / "nothing.zip", capsys)
    cut = tmp_path / "cut.zip"
    cut.write_bytes(path.read_bytes()[:-200])
    assert _refused(cut, capsys)


def test_a_zip_that_lists_a_million_files_is_not_opened(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    crowd = tmp_path / "crowd.zip"
    with zipfile.ZipFile(crowd, "w") as target:
        for number in range(2_000):
            target.writestr(f"file-{number}", b"")
    assert "far larger" in _refused(crowd, capsys)


def test_the_same_edition_gives_the_same_bytes(editions: list[Edition]) -> None:
    one, again = (b"".join(queries.archive(editions[0])) for _ in range(2))
    assert one == again


def test_an_archive_is_made_piece_by_piece(system: Person) -> None:
    measured_by_the_ledger(system)
    ledger = Ledger()
    ledger.state("yn" * 1_500, 2021)
    pieces = list(queries.archive(ledger.publish(2021, system)))
    assert len(pieces) > 6
    assert max(len(piece) for piece in pieces) < 200_000
