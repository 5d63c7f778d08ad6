"""Cuts a CSV file into pieces of whole lines, in UTF-8, each small enough to be counted in memory.

A piece is handed to the engine as a file of its own. Lines keep their numbers: a blank line stays, as a
line of empty cells.
"""

import csv
import re
from collections.abc import Collection, Iterator
from io import StringIO
from pathlib import Path

from virage.contracts.intakes import Finding
from virage.contracts.text import Text
from virage.intake.condensing.engine import literal
from virage.intake.condensing.sources import Part
from virage.intake.reading import delimited
from virage.intake.reading.findings import Findings, error
from virage.intake.reading.rows import too_wide

PIECE = 64 << 20
BLOCK = 1 << 20
MOST_EXPLAINED = 20
_BLANK = re.compile(rb"(?m)^[ \t]*\n")


class DelimitedSource:
    """A CSV file; its header is line 1. Places are numbers of bytes, of the file or of its UTF-8 copy."""

    def __init__(
        self, path: Path, folder: Path, names: Collection[str], findings: Findings
    ) -> None:
        encoding = delimited.detect(path, findings)
        self._path = path if encoding.name == "utf-8-sig" else _in_utf8(path, folder, encoding.name)
        self._folder = folder
        self._findings = findings
        self._ends = encoding.ends_with_newline
        with self._path.open(encoding="utf-8-sig", newline="") as file:
            opening = delimited.opening(file, names)
        self._delimiter = opening.delimiter
        with self._path.open("rb") as binary:
            for _ in range(opening.lines):
                binary.readline()
            self._start = binary.tell()
        self._first_line = opening.lines + 1
        self.header = [(name, "VARCHAR") for name in opening.header]
        self.whole = self._path.stat().st_size

    @property
    def first(self) -> tuple[int, int]:
        """Where the lines under the header start, and the number of the first."""
        return self._start, self._first_line

    def raw(self, index: int) -> str:
        """The cell, without the spaces around it; null when nothing is left."""
        return f"nullif(trim(c{index}), '')"

    def parts(self, start: int, line: int) -> Iterator[Part]:
        """Pieces of whole lines, one at a time: the one before is gone when the next is asked for."""
        while start < self.whole:
            block, following = self._cut(start, line)
            lines = block.count(b"\n")
            if not block.endswith(b"\n"):
                lines += 1
                self._check_last(block[block.rfind(b"\n") + 1 :], line + lines - 1)
            piece = self._folder / "piece.csv"
            piece.write_bytes(block)
            del block
            yield Part(self._table(piece, line), following, line + lines)
            piece.unlink(missing_ok=True)
            start, line = following, line + lines

    def _cut(self, start: int, line: int) -> tuple[bytes, int]:
        """The whole lines from a place on, with ends of line alike, and where the next piece starts."""
        with self._path.open("rb") as file:
            file.seek(start)
            block = file.read(PIECE)
        if start + len(block) < self.whole:
            end = block.rfind(b"\n") + 1
            if not end:
                raise delimited.too_long(line)
            block = block[:end]
        following = start + len(block)
        if b"\r" in block:
            block = block.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        if block.startswith(b"\n") or b"\n\n" in block or b" \n" in block or b"\t\n" in block:
            block = _BLANK.sub(self._delimiter.encode() * (len(self.header) - 1) + b"\n", block)
        return block, following

    def _check_last(self, text: bytes, line: int) -> None:
        try:
            cells = next(csv.reader([text.decode()], delimiter=self._delimiter, strict=True))
        except (csv.Error, StopIteration):
            raise delimited.cut(line) from None
        if len(cells) < len(self.header):
            raise delimited.cut(line)
        self._findings.add(delimited.no_final_newline(line, text.decode()))

    def _table(self, piece: Path, line: int) -> str:
        columns = ", ".join(f"'c{index}': 'VARCHAR'" for index in range(len(self.header)))
        every = ", ".join(f"c{index}" for index in range(len(self.header)))
        return (
            f"(SELECT * FROM (SELECT *, row_number() OVER () + {line - 1} AS line "
            f"FROM read_csv({literal(piece)}, columns = {{{columns}}}, header = false, "
            f"auto_detect = false, delim = {literal(self._delimiter)}, quote = '\"', escape = '\"', "
            "new_line = '\\n', null_padding = true)) "
            f"WHERE coalesce({every}) IS NOT NULL)"
        )

    def explain(self, line: int) -> list[Finding]:
        """What is wrong with the lines of the piece in hand, whose first has that number."""
        found: list[Finding] = []
        text = (self._folder / "piece.csv").read_text(encoding="utf-8")
        rows = csv.reader(StringIO(text, newline=""), delimiter=self._delimiter, strict=True)
        before = 0
        while len(found) < MOST_EXPLAINED:
            try:
                cells = next(rows)
            except StopIteration:
                break
            except csv.Error:
                found.append(delimited.quotes(line + before).finding)
                break
            if rows.line_num > before + 1:
                found.append(_line_break(line + before))
            elif len(cells) > len(self.header) and any(cells[len(self.header) :]):
                found.append(too_wide(line + before, len(self.header), cells))
            before = rows.line_num
        return found


def _in_utf8(path: Path, folder: Path, encoding: str) -> Path:
    """A copy in UTF-8: the engine reads nothing else, and places then mean the same everywhere."""
    copy, aside = folder / "utf8.csv", folder / "utf8.csv.tmp"
    if not copy.exists():
        with (
            path.open(encoding=encoding, newline="") as file,
            aside.open("w", encoding="utf-8", newline="") as out,
        ):
            try:
                while block := file.read(BLOCK):
                    out.write(block)
            except UnicodeError:
                raise delimited.cut(1) from None
        aside.replace(copy)
    return copy


def _line_break(line: int) -> Finding:
    return error(
        "line-break-in-cell",
        Text(
            f"À la ligne {line}, une cellule contient un retour à la ligne.",
            f"On line {line}, a cell holds a line break.",
        ),
        Text(
            "Aucune colonne de ce genre n’en admet : retirez-le.",
            "No column of this kind allows one: remove it.",
        ),
        line=line,
    )
