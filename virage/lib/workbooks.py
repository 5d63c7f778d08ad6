"""Reads spreadsheets (XLSX) that may be hostile: what would fill the memory is refused before it is opened.

What is wrong is told by a code; who reads the workbook says it in words.
"""

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import IO, Any

from virage.lib.swelling import swells

MOST_MEMBERS = 2_000
MOST_BYTES = 1 << 30
HIGHEST_RATIO = 150
RATIO_MATTERS_FROM = 10 << 20
MOST_COLUMNS = 500

# The library warns on the console of each decoration that it does not keep; only cells matter here.
warnings.filterwarnings("ignore", category=UserWarning, module=r"openpyxl\..*")


class NotReadable(Exception):
    """A workbook that cannot be read: "damaged-spreadsheet", "zip-bomb", "not-a-spreadsheet" or
    "too-many-columns"; `line` is where it broke, if it did in the middle of a sheet."""

    def __init__(self, code: str, line: int | None = None) -> None:
        super().__init__(code)
        self.code, self.line = code, line


def guard(path: Path | IO[bytes]) -> None:
    """Raise `NotReadable` for what is not a workbook, or would swell beyond reason when opened.

    The list of contents is read first: number of members, announced sizes, ratio to the compressed
    size; then, of large members only, whether they hold a piece that would be parsed whole.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            too_much = _announce_too_much(members) or swells(archive)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError):
        raise NotReadable("damaged-spreadsheet") from None
    if too_much:
        raise NotReadable("zip-bomb")
    if "xl/workbook.xml" not in {one.filename for one in members}:
        raise NotReadable("not-a-spreadsheet")


def _announce_too_much(members: list[zipfile.ZipInfo]) -> bool:
    total = sum(one.file_size for one in members)
    swollen = any(
        one.file_size > RATIO_MATTERS_FROM
        and one.file_size > HIGHEST_RATIO * max(one.compress_size, 1)
        for one in members
    )
    return len(members) > MOST_MEMBERS or total > MOST_BYTES or swollen


@contextmanager
def visible_sheets(file: IO[bytes]) -> Iterator[list[Any]]:
    """The sheets of a guarded workbook that are not hidden; raises `NotReadable` when there is none.

    An open file: a kept file is named by its digest, and the library judges names by their ending.
    """
    import openpyxl

    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=False, keep_links=False)
    except Exception:  # noqa: BLE001 - a hostile file makes the library raise anything
        raise NotReadable("damaged-spreadsheet") from None
    try:
        sheets = [one for one in book.worksheets if one.sheet_state == "visible"]
        if not sheets:
            raise NotReadable("damaged-spreadsheet")
        yield sheets
    finally:
        book.close()


def rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    """The rows of a sheet without the blanks at their end.

    The announced dimensions may be wrong; a far away cell fills its row with blanks.
    """
    sheet.reset_dimensions()
    number = 0
    listed: Iterator[tuple[Any, ...]] = sheet.iter_rows(values_only=True)
    while True:
        try:
            row = next(listed, None)
        except Exception:  # noqa: BLE001 - a hostile file makes the library raise anything
            raise NotReadable("damaged-spreadsheet", number + 1) from None
        if row is None:
            return
        number += 1
        if len(row) > MOST_COLUMNS:
            raise NotReadable("too-many-columns")
        end = len(row)
        while end and row[end - 1] is None:
            end -= 1
        yield row[:end]


def text(value: Any) -> str:
    """A cell as text: a day as 2026-04-01, a whole number without decimals, a formula as its own text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    # What is left is an array formula or a data table, objects of the library, or a duration.
    return f"={getattr(value, 'text', '') or ''}" if hasattr(value, "ref") else str(value)
