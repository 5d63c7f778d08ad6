"""A kind of hand-in with no tables behind it, for what is common to all kinds; and files made on the spot."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl

from virage.contracts.intakes import Check, Column, Intake, Preview, Row, Wide
from virage.contracts.text import Text
from virage.intake.reading.findings import Findings
from virage.intake.reading.rows import read

SAME = Text("…", "…")


def column(name: str, kind: str = "string", **more: object) -> Column:
    """A column with no words."""
    return Column(name=name, kind=kind, title=SAME, help=SAME, **more)  # type: ignore[arg-type]


KIND = Intake(
    code="sample.counts",
    title=Text("Comptes", "Counts"),
    description=SAME,
    columns=(
        column("service", required=True, max_length=20, pattern="[a-z0-9-]+", example="permis"),
        column("day", "date", required=True),
        column("channel", required=True, choices=("online", "phone", "counter")),
        column("volume", "integer", minimum=0, maximum=1_000_000, example="12"),
        column("status", choices=("provided", "not_provided")),
        column("note", max_length=40),
    ),
    check=lambda rows, context: Check((), Preview(added=sum(1 for _ in rows))),
    begin=lambda acceptance: "batch",
    stage=lambda batch, rows, context: len(rows),
    finish=lambda batch, acceptance: 0,
    abandon=lambda batch: None,
    prefill=lambda body: iter(
        [
            {"service": "007", "day": "2026-01-01", "channel": "online", "volume": "12"},
            {"service": "007", "day": "2026-01-01", "channel": "phone", "status": "not_provided"},
            {"service": "=a", "day": "2026-01-01", "channel": "online", "volume": "5"},
        ]
    ),
    wide=Wide(keys=("service", "day"), spread="channel", value="volume", status="status"),
)

HEADER = "service,day,channel,volume,status,note"


def csv_file(folder: Path, text: str | bytes, name: str = "file.csv") -> Path:
    """A file with that content, as it is."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def xlsx_file(folder: Path, rows: Sequence[Sequence[object]], name: str = "file.xlsx") -> Path:
    """A workbook with one sheet of those rows."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    path = folder / name
    book.save(path)
    return path


def read_all(path: Path, kind: Intake = KIND) -> tuple[list[Row], Findings]:
    """Every sound row, and what was found."""
    findings = Findings()
    return list(read(path, kind, findings)), findings


def codes(findings: Findings, level: str = "error") -> list[tuple[str, int | None, str]]:
    """(code, line, column) of the findings of a level, in order."""
    kept = findings.errors if level == "error" else findings.warnings
    return [(one.code, one.line, one.column) for one in kept]
