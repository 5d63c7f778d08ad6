"""An invented kind that is counted, files of it made on the spot, and a naive recount of their lines."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from virage.contracts.intakes import Condense, Intake, Tally
from virage.intake.condensing.counting import count
from virage.intake.condensing.rows import Condensed
from virage.intake.tests.sample import KIND as LINE_BY_LINE
from virage.intake.tests.sample import column
from virage.lib.clock import day_of

CHANNELS = ("online", "phone", "counter")
KIND = Intake(
    code="sample.transactions",
    title=LINE_BY_LINE.title,
    description=LINE_BY_LINE.description,
    columns=(
        column("service", required=True, max_length=20, pattern="[a-z0-9-]+", example="permis"),
        column("at", "datetime", required=True),
        column("channel", required=True, choices=CHANNELS),
        column("completed", "boolean", required=True),
        column("asked", "integer", minimum=0, maximum=100),
        column("prefilled", "integer", minimum=0, maximum=100),
    ),
    check=LINE_BY_LINE.check,
    begin=LINE_BY_LINE.begin,
    stage=LINE_BY_LINE.stage,
    finish=LINE_BY_LINE.finish,
    abandon=LINE_BY_LINE.abandon,
    prefill=LINE_BY_LINE.prefill,
    condense=Condense(
        by=("service", "channel"),
        moment="at",
        day="day",
        tallies=(
            Tally("requests"),
            Tally("completed", of="completed"),
            Tally("asked", of="asked"),
            Tally("prefilled", of="prefilled"),
        ),
        never_above=(("prefilled", "asked"),),
    ),
)
HEADER = "service,at,channel,completed,asked,prefilled"
Line = tuple[str, datetime, str, bool, int | None, int | None]


def silent(percent: int) -> None:
    """Nobody watches."""


def as_csv(folder: Path, lines: Iterable[str], header: str = HEADER, end: str = "\n") -> Path:
    path = folder / "lines.csv"
    path.write_text(end.join([header, *lines, ""]), encoding="utf-8", newline="")
    return path


def as_parquet(folder: Path, select: str, *, rows_of_a_group: int = 2_048) -> Path:
    path = folder / "lines.parquet"
    duckdb.sql(f"COPY ({select}) TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE {rows_of_a_group})")
    return path


def counted(path: Path, folder: Path, kind: Intake = KIND) -> Condensed:
    return count(path, kind, folder / "work", silent)


def codes(found: Condensed, level: str = "error") -> list[tuple[str, int | None, str, str]]:
    return [
        (one.code, one.line, one.column, one.value) for one in found.findings if one.level == level
    ]


def told(found: Condensed) -> dict[tuple[str, str, date], tuple[Any, ...]]:
    """(requests, completed, asked, prefilled) by service, channel and day."""
    return {
        (row.values["service"], row.values["channel"], row.values["day"]): (
            row.values["requests"],
            row.values["completed"],
            row.values["asked"],
            row.values["prefilled"],
        )
        for row in found.rows()
    }


def recounted(lines: Sequence[Line]) -> dict[tuple[str, str, date], tuple[Any, ...]]:
    """The same by the plainest Python: every pair of the file, every day from its first to its last."""
    of: dict[tuple[str, str, date], list[Line]] = {}
    for line in lines:
        day = day_of(line[1]) if line[1].tzinfo else line[1].date()
        of.setdefault((line[0], line[2], day), []).append(line)
    first, last = min(key[2] for key in of), max(key[2] for key in of)
    made = {}
    for service, channel in {key[:2] for key in of}:
        for at in range((last - first).days + 1):
            key = service, channel, first + timedelta(at)
            held = of.get(key, [])
            completed = sum(one[3] for one in held)
            asked, prefilled = ([one[place] for one in held] for place in (4, 5))
            made[key] = (len(held), completed, whole_sum(asked), whole_sum(prefilled))
    return made


def whole_sum(said: Sequence[Any]) -> int | None:
    """A sum, unless one of its parts is not known."""
    return None if None in said else sum(said)


def written(line: Line) -> str:
    out = io.StringIO()
    cells = ["" if one is None else one for one in line[4:]]
    csv.writer(out, lineterminator="").writerow(
        [line[0], line[1].isoformat(), line[2], str(line[3]).lower(), *cells]
    )
    return out.getvalue()


def numbered(start: str, rows: int, at: str) -> str:
    """Rows of two services, one each quarter of an hour; `at` is an expression of the moment `t`."""
    return (
        f"SELECT ['permis', 'carte'][1 + i % 2] AS service, {at} AS \"at\", "
        "['online', 'phone', 'counter'][1 + i % 3] AS channel, i % 4 > 0 AS completed, "
        "CAST(10 + i % 5 AS UTINYINT) AS asked, CAST(i % 7 AS UTINYINT) AS prefilled "
        f"FROM (SELECT i, TIMESTAMP '{start}' + to_minutes(15 * i) AS t FROM range({rows}) r(i))"
    )


def rows_of(start: datetime, number: int) -> list[Line]:
    return [
        (
            ["permis", "carte"][i % 2],
            start + timedelta(minutes=15 * i),
            CHANNELS[i % 3],
            i % 4 > 0,
            10 + i % 5,
            i % 7,
        )
        for i in range(number)
    ]
