"""What a file is read from, part by part: the row groups of Parquet, or pieces of CSV cut at line ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from virage.contracts.text import Text
from virage.intake.condensing.engine import literal
from virage.intake.reading.findings import Unreadable, error

LINES = 10_000_000
"""Lines of a Parquet file that are counted by one statement: some seconds of work to lose in a kill."""

MOST_LINES = 2**31 - 1
"""The largest number that a line may have."""

PARQUET = b"PAR1"


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines of the file. `table` is what a statement reads them from, with their number as `line`;
    `following` is where the next part starts, `line_after` the number of its first line.
    """

    table: str
    following: int
    line_after: int


class Source(Protocol):
    """A file opened for counting: its header (names and types of the engine) and its whole length."""

    header: list[tuple[str, str]]
    whole: int

    def raw(self, index: int) -> str:
        """The cell of a column, as a statement writes it."""

    def parts(self, start: int, line: int) -> Iterator[Part]:
        """The parts from a place on, whose first line has that number."""


class ParquetSource:
    """A Parquet file; its first row is line 1. Places are numbers of rows."""

    def __init__(self, path: Path, database: Any) -> None:
        self._path = literal(path)
        described = database.execute(f"DESCRIBE SELECT * FROM read_parquet({self._path})")
        self.header = [(str(name), str(kind)) for name, kind, *_ in described.fetchall()]
        groups = database.execute(
            f"SELECT any_value(row_group_num_rows) FROM parquet_metadata({self._path}) "
            "GROUP BY row_group_id ORDER BY row_group_id"
        )
        self._groups = [int(rows) for (rows,) in groups.fetchall()]
        self.whole = sum(self._groups)

    def raw(self, index: int) -> str:
        """The column of that name."""
        name = self.header[index][0].replace('"', '""')
        return f'"{name}"'

    def parts(self, start: int, line: int) -> Iterator[Part]:
        """Whole row groups, of which the engine reads no others."""
        end = 0
        for rows in self._groups:
            end += rows
            if end - start >= LINES or (end == self.whole and end > start):
                yield self._part(start, end)
                start = end

    def _part(self, start: int, end: int) -> Part:
        table = (
            f"(SELECT *, file_row_number + 1 AS line "
            f"FROM read_parquet({self._path}, file_row_number = true) "
            f"WHERE file_row_number >= {start} AND file_row_number < {end})"
        )
        return Part(table, end, end + 1)


def check_parquet(path: Path) -> None:
    """Refuse a Parquet file whose end is missing, with the only sentence that helps."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - len(PARQUET)))
        whole = path.stat().st_size >= 12 and file.read() == PARQUET
    if not whole:
        raise Unreadable(
            error(
                "cut-file",
                Text(
                    "Le fichier Parquet est coupé : sa fin, qui en dit le contenu, manque.",
                    "The Parquet file is cut: its end, which says what it holds, is missing.",
                ),
                Text(
                    "Exportez-le de nouveau en entier, puis déposez-le.",
                    "Export it again in full, then hand it in.",
                ),
            )
        )
