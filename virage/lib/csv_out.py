"""Writes tables as CSV that a spreadsheet opens without harm: text that looks like a formula is defused.

A cell that begins with = + - @ (or a tab or return, which some programs skip) would be run by a
spreadsheet as a formula; such text gets an apostrophe in front. Numbers are left alone.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

BOM = "\ufeff"
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")

Cell = str | int | bool | None


def defused(cell: Cell) -> str:
    """The cell as written: null is empty, true and false are words, text is defused."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int):
        return str(cell)
    return f"'{cell}" if cell.startswith(RISKY) else cell


def rows(header: Sequence[str], lines: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The lines of the file one by one, the header first; UTF-8 with its mark, for spreadsheets."""
    yield BOM + _line(header)
    for line in lines:
        yield _line([defused(cell) for cell in line])


def _line(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()
