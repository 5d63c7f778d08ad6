"""The folder where a file is being counted: what each part gave, and what is known once all are done.

Derived from the kept file, and made again when it is lost. What stands under its final name is whole: a
process that is killed leaves at most a temporary name behind.
"""

import json
import os
import shutil
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings

from virage.contracts.intakes import Finding, Intake
from virage.contracts.text import Text
from virage.intake.reading.findings import as_json

VERSION = 1
"""What was counted by another version of this package is counted again."""


def _all() -> Path:
    """Beside the files handed in and not among them: backups have no use for it."""
    return Path(settings.VIRAGE_DATA) / "condensed"


def folder_of(sha256: str, kind: Intake) -> Path:
    """Where the file of that digest is counted, as a file of that kind."""
    return _all() / f"{sha256}-{kind.code}-{VERSION}"


def forget(sha256: str) -> None:
    """Remove what was counted of that file; nothing happens when there is nothing."""
    for folder in _all().glob(f"{sha256}-*"):
        shutil.rmtree(folder, ignore_errors=True)


def forget_older(than: datetime) -> None:
    """Remove what was counted of files at which nobody has worked since a moment."""
    for folder in _all().glob("*"):
        if folder.stat().st_mtime < than.timestamp():
            shutil.rmtree(folder, ignore_errors=True)


class Wrong(NamedTuple):
    """Something wrong in a part: a code, the column, the value, how many lines, the first of them.

    The value is None for the lines whose values are too many to be told.
    """

    code: str
    column: str
    value: str | None
    lines: int
    first: int


@dataclass(slots=True)
class PartDone:
    """What a part gave: where the next one starts, its days with their lines, what was wrong.

    `days` maps a day to (lines, first line).
    """

    following: int
    line_after: int
    lines: int
    days: dict[str, tuple[int, int]]
    wrong: list[Wrong] = field(default_factory=list)


@dataclass(slots=True)
class Summary:
    """What is known of the whole file: its lines, its days, the days counted over several parts.

    `apart` holds, in order, each set of values that tells rows apart, with its first line. `stopped` says
    that the file could not be read to its end.
    """

    lines: int
    days: list[str]
    shared: list[str]
    apart: list[tuple[list[str], int]]
    findings: list[Finding]
    stopped: bool = False


class Work:
    """The folder of one file, as it is read and written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def counted(self, number: int) -> Path:
        """The rows of a part."""
        return self.folder / f"part-{number:05d}.parquet"

    @property
    def shared(self) -> Path:
        """The rows of the shared days."""
        return self.folder / "shared.parquet"

    def parts(self) -> list[PartDone]:
        """The parts done so far, in order, up to the first that is missing."""
        found: list[PartDone] = []
        while True:
            known = self._read(f"part-{len(found):05d}.json")
            if known is None or not self.counted(len(found)).exists():
                return found
            found.append(
                PartDone(
                    known["following"],
                    known["line_after"],
                    known["lines"],
                    {day: (lines, first) for day, (lines, first) in known["days"].items()},
                    [Wrong(*one) for one in known["wrong"]],
                )
            )

    def keep_part(self, number: int, done: PartDone, rows: Path) -> None:
        """Keep the rows of a part, then the word that it is done."""
        _settle(rows, self.counted(number))
        self._write(
            f"part-{number:05d}.json",
            {
                "following": done.following,
                "line_after": done.line_after,
                "lines": done.lines,
                "days": done.days,
                "wrong": done.wrong,
            },
        )

    def summary(self) -> Summary | None:
        """What is known of the whole file, or None when it was not counted to its end."""
        known = self._read("summary.json")
        if known is None:
            return None
        return Summary(
            known["lines"],
            known["days"],
            known["shared"],
            [(values, line) for values, line in known["apart"]],
            [_finding(one) for one in known["findings"]],
            known["stopped"],
        )

    def keep_shared(self, rows: Path) -> None:
        """Keep the rows of the shared days."""
        _settle(rows, self.shared)

    def keep_summary(self, summary: Summary) -> None:
        """Keep the word that all is done."""
        self._write(
            "summary.json",
            {
                "lines": summary.lines,
                "days": summary.days,
                "shared": summary.shared,
                "apart": summary.apart,
                "findings": [as_json(one) for one in summary.findings],
                "stopped": summary.stopped,
            },
        )

    def aside(self, name: str) -> Path:
        """A temporary name, of this process alone."""
        return self.folder / f"{name}.{os.getpid()}.tmp"

    def _read(self, name: str) -> Any:
        try:
            return json.loads((self.folder / name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None

    def _write(self, name: str, content: object) -> None:
        aside = self.aside(name)
        aside.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        _settle(aside, self.folder / name)


def _settle(aside: Path, final: Path) -> None:
    """Write to disk for good, then give the final name."""
    with aside.open("rb+") as file:
        os.fsync(file.fileno())
    aside.replace(final)


def _finding(known: dict[str, Any]) -> Finding:
    return Finding(
        known["level"],
        known["code"],
        known["line"],
        known["column"],
        known["value"],
        Text(**known["message"]),
        Text(**known["advice"]),
    )
