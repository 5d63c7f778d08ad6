"""What each kind publishes of itself: its Table Schema (Frictionless), and templates to fill in.

Everything is made from the declared columns, so that the documentation cannot differ from the checks.
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from virage.contracts.intakes import Column, Condense, Intake
from virage.contracts.text import Text
from virage.lib import csv_out
from virage.lib.clock import LEGAL_ZONE

LONG, WIDE = "long", "wide"
CSV, XLSX = "csv", "xlsx"
COUNTED = "counted"
"""The property of a schema that says how a file of millions of lines is counted; absent of others."""

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def layouts(kind: Intake) -> tuple[str, ...]:
    """The layouts in which a kind may be handed in."""
    return (LONG, WIDE) if kind.wide else (LONG,)


def endings(kind: Intake) -> tuple[str, ...]:
    """The file formats of the templates; nobody fills millions of lines in a workbook."""
    return (CSV,) if kind.condense else (XLSX, CSV)


def columns(kind: Intake, layout: str) -> list[Column]:
    """The columns of a layout. In the wide one, a column for each value of the spread column."""
    if layout == LONG or kind.wide is None:
        return list(kind.columns)
    by_name = {one.name: one for one in kind.columns}
    number = by_name[kind.wide.value]
    statuses = ", ".join(by_name[kind.wide.status].choices)
    return [by_name[name] for name in kind.wide.keys] + [
        Column(
            name=value,
            kind="string",
            title=Text(f"{number.title.fr} ({value})", f"{number.title.en} ({value})"),
            help=Text(
                f"Un nombre entier, ou l’un de ces mots : {statuses}. Vide : rien n’en est dit.",
                f"A whole number, or one of these words: {statuses}. Empty: nothing is said of it.",
            ),
            example=number.example,
        )
        for value in by_name[kind.wide.spread].choices
    ]


def table_schema(kind: Intake, layout: str, language: str) -> dict[str, Any]:
    """The Table Schema of a layout, with titles and descriptions in a language."""
    schema = {
        "name": f"{kind.code}.{layout}",
        "title": kind.title.in_language(language),
        "description": kind.description.in_language(language),
        "missingValues": [""],
        "fields": [one.field(language) for one in columns(kind, layout)],
    }
    return schema if kind.condense is None else {**schema, COUNTED: _counted(kind.condense)}


def _counted(condense: Condense) -> dict[str, Any]:
    """How the lines are counted, so that another engine can make the same rows from the same file."""
    return {
        "by": list(condense.by),
        "day": {"name": condense.day, "of": condense.moment, "zone": LEGAL_ZONE.key},
        "tallies": [
            {"name": one.name, **({"sum": one.of} if one.of else {"count": "lines"})}
            for one in condense.tallies
        ],
        "neverAbove": [list(pair) for pair in condense.never_above],
        "once": condense.once,
    }


def prefilled(kind: Intake, layout: str, body: str | None) -> Iterator[list[str]]:
    """The rows of a template: the last values of `body` (code), or none when it is None."""
    if body is None:
        return
    header = [one.name for one in columns(kind, layout)]
    rows: Iterable[Mapping[str, str]] = kind.prefill(body)
    if layout == WIDE and kind.wide is not None:
        rows = _spread(kind, rows)
    for row in rows:
        yield [row.get(name, "") for name in header]


def _spread(kind: Intake, rows: Iterable[Mapping[str, str]]) -> Iterator[dict[str, str]]:
    wide = kind.wide
    if wide is None:
        raise ValueError(f"{kind.code} has no wide layout")
    by_keys: dict[tuple[str, ...], dict[str, str]] = {}
    for row in rows:
        keys = tuple(row.get(name, "") for name in wide.keys)
        kept = by_keys.setdefault(keys, dict(zip(wide.keys, keys, strict=True)))
        kept[row[wide.spread]] = row.get(wide.value, "") or row.get(wide.status, "")
    yield from by_keys.values()


def as_csv(kind: Intake, rows: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """Rows in the long layout, as the lines of a CSV file."""
    header = [one.name for one in kind.columns]
    return csv_out.rows(header, ([row.get(name, "") for name in header] for row in rows))


def template_csv(kind: Intake, layout: str, body: str | None) -> Iterator[str]:
    """The template as the lines of a CSV file."""
    header = [one.name for one in columns(kind, layout)]
    return csv_out.rows(header, prefilled(kind, layout, body))


def template_xlsx(kind: Intake, layout: str, body: str | None, language: str) -> bytes:
    """The template as a workbook: the sheet to fill in, and a sheet that explains its columns."""
    import openpyxl
    from openpyxl.cell import WriteOnlyCell

    book = openpyxl.Workbook(write_only=True)
    described = columns(kind, layout)
    sheet = book.create_sheet(kind.code[:31])
    sheet.freeze_panes = "A2"
    sheet.append([one.name for one in described])
    for row in prefilled(kind, layout, body):
        cells = []
        for column, text in zip(described, row, strict=True):
            is_key = kind.wide is not None and column.name in kind.wide.keys
            is_number = text.isdigit() and (
                column.kind == "integer" or (layout == WIDE and not is_key)
            )
            cell = WriteOnlyCell(sheet, int(text) if is_number else csv_out.defused(text))
            if column.kind != "integer":
                # Codes keep their zeros, and dates stay as written.
                cell.number_format = "@"
            cells.append(cell)
        sheet.append(cells)
    helping = book.create_sheet("help" if language.startswith("en") else "aide")
    for column in described:
        helping.append(
            [
                column.name,
                column.title.in_language(language),
                column.help.in_language(language),
                ", ".join(column.choices),
                column.example,
            ]
        )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
