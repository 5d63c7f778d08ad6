"""The files of the registers for one year of the invented government: each package makes its own rows."""

import csv
import io
from collections.abc import Callable, Container, Iterator, Mapping, Sequence

from virage.consultations import seeds as consultations
from virage.contracts.intakes import intakes
from virage.exchange import seeds as exchange
from virage.feedback import seeds as feedback
from virage.opendata import seeds as opendata
from virage.plans.seeds import files as plans
from virage.portal.seeds import projects
from virage.portal.seeds.government import SILENT, InventedService
from virage.registers import seeds as owed
from virage.reminders import seeds as reminders
from virage.services import seeds as services

ITEMS = "exchange.items"
LOOKED_AT = {"examined": "yes", "given": "typed"}

Rows = Sequence[Mapping[str, str]]
Files = Callable[[int, Sequence[str], Sequence[tuple[str, str]]], Iterator[tuple[str, Rows]]]

SOURCES: tuple[Files, ...] = (
    services.files,
    exchange.files,
    reminders.files,
    feedback.files,
    consultations.files,
    plans.files,
    projects.files,
    opendata.files,
)


def files(year: int, listed: Sequence[InventedService]) -> Iterator[tuple[str, bytes]]:
    """(kind, file) of the year: what each body owes, then what they hand in but one that never does."""
    for kind, owing in owed.files(year, sorted({one.body.code for one in listed})):
        yield kind, as_file(kind, owing)
    of_bodies = [one for one in listed if one.body.code != SILENT]
    bodies = sorted({one.body.code for one in of_bodies})
    pairs = [(one.code, one.body.code) for one in of_bodies]
    for source in SOURCES:
        for kind, rows in source(year, bodies, pairs):
            if rows:
                yield kind, as_file(kind, rows)


def looked_at(year: int, listed: Sequence[InventedService], drawn: Container[str]) -> bytes:
    """The items of the services drawn, each examined, whatever was left aside before."""
    told = [one for one in listed if one.code in drawn and one.body.code != SILENT]
    pairs = [(one.code, one.body.code) for one in told]
    rows = next(rows for kind, rows in exchange.files(year, (), pairs) if kind == ITEMS)
    return as_file(
        ITEMS, [row if row["examined"] == "yes" else {**row, **LOOKED_AT} for row in rows]
    )


def as_file(kind: str, rows: Rows) -> bytes:
    """The rows as the CSV that an officer would hand in, with the columns of the kind."""
    names = [column.name for column in intakes.get(kind).columns]
    out = io.StringIO()
    writer = csv.DictWriter(out, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()
