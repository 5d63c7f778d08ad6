"""The documents say what is: links lead somewhere, settings and commands exist, the picture is true."""

import argparse
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, get_commands, load_command_class
from django.core.management.base import BaseCommand, CommandParser

from tests import house

pytestmark = pytest.mark.once


DOCUMENTS = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "virage/**/*.md")
    for path in house.HOME.glob(pattern)
)
NAMES = [path.relative_to(house.HOME).as_posix() for path in DOCUMENTS]


def _text(name: str) -> str:
    return (house.HOME / name).read_text(encoding="utf-8")


def _read(path: Path) -> str:
    """The text of a document; of what is none (a picture, a folder), nothing."""
    return path.read_text(encoding="utf-8") if path.suffix == ".md" and path.is_file() else ""


def _anchor(title: str) -> str:
    return re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_somewhere(name: str) -> None:
    document = house.HOME / name
    text = re.sub(r"```.*?```|<!--.*?-->", "", _text(name), flags=re.DOTALL)
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = document if not path else (document.parent / path)
        titles = re.findall(r"^#+ (.*)$", _read(there), re.MULTILINE)
        if not there.exists() or (anchor and anchor not in map(_anchor, titles)):
            broken.append(target)
    assert not broken, f"{name}: {', '.join(broken)}"


def _picture() -> list[frozenset[str]]:
    inside = _text("ARCHITECTURE.md").split("```layers\n")[1].split("\n```")[0]
    left = [line.split("  ")[0] for line in inside.splitlines()]
    return [frozenset(name.strip() for name in names.split("|")) for names in left]


def test_the_picture_of_the_layers_is_the_one_that_is_checked() -> None:
    assert _picture() == list(house.layers())


def test_the_architecture_fits_on_two_pages() -> None:
    assert len(_text("ARCHITECTURE.md").splitlines()) <= 130


def _settings_read() -> set[str]:
    """The variables that code and scripts read."""
    names = set()
    for module in house.product():
        source = module.path.read_text(encoding="utf-8")
        names |= set(re.findall(r"environment\.\w+\(\s*\"(VIRAGE_\w+)\"", source))
        names |= set(re.findall(r"os\.environ(?:\.get\(|\[)\"(VIRAGE_\w+)\"", source))
    for script in ("setup", "demo", "test"):
        names |= set(re.findall(r"\$\{(VIRAGE_\w+):-", _text(f"bin/{script}")))
    return names - {"VIRAGE_TEST_REQUIRE_ALL"}


def test_every_setting_is_described_and_every_described_setting_exists() -> None:
    described = set(re.findall(r"`(VIRAGE_\w+)`", _text("docs/operate.md")))
    assert described - {"VIRAGE_OPEN_DATA"} == _settings_read()


@pytest.mark.parametrize("name", NAMES)
def test_the_scripts_that_documents_name_exist(name: str) -> None:
    missing = [
        script
        for script in re.findall(r"(?<![\w./])((?:bin|\.ci)/[\w.-]*\w)", _text(name))
        if not (house.HOME / script).exists()
    ]
    assert not missing


def _commands_shown(name: str) -> list[list[str]]:
    """The words after `virage` of each command in the shell blocks of a document."""
    found = []
    for block in re.findall(r"^ *```sh\n(.*?)^ *```", _text(name), re.DOTALL | re.MULTILINE):
        for line in block.replace("\\\n", " ").splitlines():
            if not re.search(r"(?:^|[/ ])virage ", line):
                continue
            lexer = shlex.shlex(line, posix=True, punctuation_chars="|&;<>")
            lexer.whitespace_split = True
            words = list(lexer)
            for at, word in enumerate(words):
                if word in ("virage", ".venv/bin/virage"):
                    rest = words[at + 1 :]
                    end = next((i for i, one in enumerate(rest) if set(one) <= set("|&;<>")), None)
                    found.append(rest[:end])
                    break
    return found


def _parser(command: str) -> CommandParser:
    """The parser of a command of ours or of the framework; fails when there is none such."""
    commands = get_commands()
    assert command in commands, f"virage {command}: no such command"
    place = commands[command]
    loaded = place if isinstance(place, BaseCommand) else load_command_class(place, command)
    return loaded.create_parser("virage", command)


@pytest.mark.parametrize("name", [name for name in NAMES if _commands_shown(name)])
def test_the_commands_that_documents_show_are_understood(name: str) -> None:
    refused = []
    for command, *words in _commands_shown(name):
        try:
            _parser(command).parse_args(words)
        except CommandError as error:
            refused.append(f"virage {command} {shlex.join(words)}: {error}")
    assert not refused, "\n".join(refused)


def _verbs_and_options(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        yield from action.option_strings
        if isinstance(action, argparse._SubParsersAction):
            for verb, inner in action.choices.items():
                yield verb
                yield from _verbs_and_options(inner)
        elif not action.option_strings and action.choices:
            yield from map(str, action.choices)


@pytest.mark.parametrize("name", NAMES)
def test_the_commands_and_options_that_sentences_name_exist(name: str) -> None:
    unknown = []
    for told in re.findall(r"`(?:\.venv/bin/)?virage ([^`]+)`", _text(name)):
        command, *words = told.split()
        known = set(_verbs_and_options(_parser(command)))
        verbs = {one for one in known if not one.startswith("-")}
        asked = [one for one in words if one.startswith("--")]
        asked += words[:1] if verbs and words and words[0].islower() else []
        unknown += [f"virage {command}: {one}" for one in asked if one not in known]
    assert not unknown, f"{name}: {', '.join(unknown)}"


def test_every_decision_is_listed() -> None:
    folder = house.HOME / "docs" / "decisions"
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", _text("docs/decisions/README.md"))
    assert listed == sorted(path.name for path in folder.glob("[0-9]*.md"))


def _kept_files() -> list[Path]:
    if shutil.which("git") is None:
        pytest.skip("no git: which files are kept is not known")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=house.HOME, capture_output=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git clone: which files are kept is not known")
    return [house.HOME / name for name in listed.stdout.decode().split("\0") if name]


# Written in two halves, so that this file does not hold what it looks for.
MACHINES = re.compile(
    "|".join(
        ["/wor" + "k/", "/roo" + "t/", "/home/" + r"\w", "pyp" + r"i\.org", "pythonhos" + "ted"]
    )
)


def test_the_project_names_no_machine_and_no_registry() -> None:
    found = []
    for path in _kept_files():
        try:
            text = path.read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue
        found += [f"{path.relative_to(house.HOME)}: {told}" for told in MACHINES.findall(text)]
    assert not found


def test_what_is_made_by_commands_is_not_kept() -> None:
    made = [path.name for path in _kept_files() if path.suffix in {".mo", ".pyc", ".sqlite3"}]
    assert not made


def test_the_backup_command_of_the_documents_copies_a_database(tmp_path: Path) -> None:
    found = re.search(r"python -c '([^']+)'", _text("docs/operate.md"))
    assert found
    with sqlite3.connect(tmp_path / "a.sqlite3") as original:
        original.execute("PRAGMA journal_mode=WAL")
        original.execute("CREATE TABLE t (n INTEGER)")
        original.execute("INSERT INTO t VALUES (7)")
        original.commit()
        command = [sys.executable, "-c", found[1], "a.sqlite3", "b.sqlite3"]
        subprocess.run(command, cwd=tmp_path, check=True)
    assert sqlite3.connect(tmp_path / "b.sqlite3").execute("SELECT n FROM t").fetchone() == (7,)
