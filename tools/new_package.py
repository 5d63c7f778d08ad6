"""Makes a capability: a folder that passes every check from its first minute, placed in its layer.

It writes the folder, and the four places that must know it: the layers and their picture, the table
of packages, the installed applications. What the folder lacks is added when it is needed: absent is
better than empty.
"""

import argparse
import keyword
import re
import sys
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
NEVER_A_NAME = {"core", "common", "utils", "base", "helpers", "shared", "manager"}

INIT = '''"""{purpose}

Vocabulary
- (each word of this package's own, with the sentence that says what it means here)
"""
'''

APPS = '''"""Registers {name} with Django."""

from django.apps import AppConfig


class {title}Config(AppConfig):
    """{purpose}"""

    name = "virage.{name}"
    label = "{name}"
'''

TEST = '''"""The package is found by the framework."""

from django.apps import apps


def test_{name}_is_installed() -> None:
    assert apps.get_app_config("{name}").name == "virage.{name}"
'''


class CannotMake(ValueError):
    """The package cannot be made; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: a name, the package just below it, and its purpose in one sentence."""

    name: str
    above: str
    purpose: str


def _between(text: str, start: str, end: str, what: str) -> tuple[str, str, str]:
    before, found, rest = text.partition(start)
    inside, found_end, after = rest.partition(end)
    if not (found and found_end):
        raise CannotMake(f"cannot find {what}")
    return before + found, inside, found_end + after


def with_layer(pyproject: str, wanted: Wanted) -> str:
    """pyproject.toml with a layer of its own for the package, just above `wanted.above`."""
    before, inside, after = _between(
        pyproject, 'id = "layers"', "\n]", "the layers in pyproject.toml"
    )
    lines = inside.split("\n")
    for at, line in enumerate(lines):
        if line.startswith("    ") and wanted.above in re.findall(r"\w+", line):
            lines.insert(at, f'    "{wanted.name}",')
            return before + "\n".join(lines) + after
    raise CannotMake(f"{wanted.above!r} is in no layer; the layers are in pyproject.toml")


def with_picture(architecture: str, wanted: Wanted) -> str:
    """ARCHITECTURE.md with the package in its picture and in its table."""
    before, inside, after = _between(
        architecture, "```layers\n", "\n```", "the picture in ARCHITECTURE.md"
    )
    lines = inside.split("\n")
    for at, line in enumerate(lines):
        if wanted.above in re.findall(r"\w+", line.split("  ")[0]):
            lines.insert(at, f"{wanted.name:<22} {wanted.purpose}")
            break
    else:
        raise CannotMake(f"{wanted.above!r} is not in the picture of ARCHITECTURE.md")
    return before + "\n".join(lines) + after


def with_application(settings: str, wanted: Wanted) -> str:
    """The settings with the package installed, before the contracts, which read all the others."""
    before, inside, after = _between(settings, "INSTALLED_APPS = [", "\n]", "INSTALLED_APPS")
    last = '    "virage.contracts",'
    if last not in inside:
        raise CannotMake('cannot find "virage.contracts" in INSTALLED_APPS')
    return before + inside.replace(last, f'    "virage.{wanted.name}",\n{last}') + after


def check(wanted: Wanted, home: Path) -> None:
    """Raises `CannotMake` when the name, the purpose or the place will not do."""
    if not re.fullmatch(r"[a-z]{3,20}", wanted.name) or keyword.iskeyword(wanted.name):
        raise CannotMake(
            f"{wanted.name!r}: a package is named by one lower-case noun of the domain"
        )
    if wanted.name in NEVER_A_NAME:
        raise CannotMake(f"{wanted.name!r} says nothing; name what the package is about")
    if (home / "virage" / wanted.name).exists():
        raise CannotMake(f"virage/{wanted.name} exists already")
    if not wanted.purpose.endswith(".") or len(wanted.purpose) > 90:
        raise CannotMake("the purpose is one sentence of at most 90 characters, with its full stop")
    if '"' in wanted.purpose or "\\" in wanted.purpose:
        raise CannotMake("the purpose holds no quote and no backslash")


def make(wanted: Wanted, home: Path) -> list[Path]:
    """Write the package and place it; returns what was written. Nothing is written on failure."""
    check(wanted, home)
    pyproject, architecture = home / "pyproject.toml", home / "ARCHITECTURE.md"
    settings = home / "virage" / "site" / "settings.py"
    folder = home / "virage" / wanted.name
    words = {"name": wanted.name, "purpose": wanted.purpose, "title": wanted.name.title()}
    contents = {
        pyproject: with_layer(pyproject.read_text(encoding="utf-8"), wanted),
        architecture: with_picture(architecture.read_text(encoding="utf-8"), wanted),
        settings: with_application(settings.read_text(encoding="utf-8"), wanted),
        folder / "__init__.py": INIT.format(**words),
        folder / "apps.py": APPS.format(**words),
        folder / "tests" / "__init__.py": "",
        folder / "tests" / f"test_{wanted.name}.py": TEST.format(**words),
    }
    for path, text in contents.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(contents)


def main() -> int:
    """Make the package named on the command line; 1 and a sentence when it cannot be."""
    parser = argparse.ArgumentParser(prog="bin/new", description="Makes a capability.")
    parser.add_argument("name", help="one lower-case noun of the domain: consultations")
    parser.add_argument(
        "--layer-above",
        required=True,
        metavar="NAME",
        help="it may import NAME and what lies below",
    )
    parser.add_argument("--purpose", required=True, help="one sentence, with its full stop")
    given = parser.parse_args()
    try:
        written = make(Wanted(given.name, given.layer_above, given.purpose), HOME)
    except CannotMake as error:
        print(error, file=sys.stderr)
        return 1
    for path in written:
        print(path.relative_to(HOME))
    print(
        "Next: its vocabulary in __init__.py, then models.py or rules.py. CONTRIBUTING.md has the order."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
