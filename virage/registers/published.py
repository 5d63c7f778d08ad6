"""Publishes a recorded table as open data: its rows as known at a line of the journal, never held whole."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Max

from virage.contracts.datasets import Cell, Dataset, datasets
from virage.lib.records import Recorded, known

AT_ONCE = 2_000
"""Rows read from the database at a time."""

LOOKUPS = {"organisation": "organisation__code", "service": "service__code"}


def publish(code: str, model: type[Recorded], fields: str, **lookups: str) -> Dataset:
    """Declare the dataset of a kind of hand-in, from the table that its lines fill.

    `fields` are columns of the kind, in order, separated by spaces, none of which counts people; `lookups` says
    of which field of the table a column is, where names differ.
    """
    names = tuple(fields.split())
    where = [lookups.get(name, LOOKUPS.get(name, name)) for name in names]

    def rows(known_at: int | None) -> Iterator[Sequence[Cell]]:
        lines: Any = known(model, known_at).order_by(*where, "pk").values_list(*where)
        for cells in lines.iterator(chunk_size=AT_ONCE):
            yield [_cell(cell) for cell in cells]

    def changed(known_at: int | None) -> int | None:
        stand: Any = known(model, known_at)
        last: int | None = stand.aggregate(last=Max("batch__sequence"))["last"]
        return last

    return datasets.declare(Dataset(code, names, rows, changed))


def _cell(cell: Any) -> Cell:
    """As it is handed in: an empty text is nothing; what is said by yes or no is kept as true or false."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return None if cell == "" else cell
