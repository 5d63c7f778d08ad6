"""What many tests begin with, made once by actions and then put back row by row.

Two bodies and an officer are some hundred statements, and most tests begin with them. The first test of a
process that asks has them made, by the actions that make them; the rows that this left are kept. A later
test gets the same rows and the same answer if its database is where that one was: same last line of the
journal, same number of rows. Otherwise, they are made again.
"""

import pickle
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from django.apps import apps
from django.db import connection
from django.db.models import Model

from virage.audit import queries as audit

T = TypeVar("T")
Rows = dict[Any, tuple[Any, ...]]


@dataclass(frozen=True)
class _Table:
    """A table as this file reads and writes it: past all of our code."""

    name: str
    columns: tuple[str, ...]
    key: int

    def rows(self) -> Rows:
        """Every row, by its key."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(self.columns)} FROM {self.name}")
            return {row[self.key]: row for row in cursor.fetchall()}

    def count(self) -> int:
        """How many rows there are."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {self.name}")
            return int(cursor.fetchone()[0])

    def insert(self, rows: list[tuple[Any, ...]]) -> None:
        """Write new rows."""
        values = ", ".join(["%s"] * len(self.columns))
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {self.name} ({', '.join(self.columns)}) VALUES ({values})", rows
            )

    def update(self, rows: list[tuple[Any, ...]]) -> None:
        """Write rows that are there anew."""
        sets = ", ".join(f"{column} = %s" for column in self.columns)
        with connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE {self.name} SET {sets} WHERE {self.columns[self.key]} = %s",
                [(*row, row[self.key]) for row in rows],
            )


@dataclass(frozen=True)
class _Change:
    """What the making did to one table, and how many rows that held before."""

    table: _Table
    before: int
    added: list[tuple[Any, ...]]
    changed: list[tuple[Any, ...]]


_kept: dict[Hashable, tuple[list[_Change], bytes]] = {}


def kept(what: Hashable, make: Callable[[], T]) -> T:
    """What `make` answers, its rows being there; `what` tells it from any other making."""
    if not connection.in_atomic_block:
        return make()
    last = audit.head()
    state = (what, last and last.hash)
    if state in _kept:
        changes, answer = _kept[state]
        if all(one.table.count() == one.before for one in changes):
            for one in changes:
                one.table.insert(one.added)
                one.table.update(one.changed)
            return cast("T", pickle.loads(answer))
    before = {table: table.rows() for table in tables()}
    made = make()
    changes = [
        change for table, rows in before.items() if (change := _change(table, rows, table.rows()))
    ]
    _kept[state] = (changes, pickle.dumps(made))
    return made


def _change(table: _Table, before: Rows, after: Rows) -> _Change | None:
    assert before.keys() <= after.keys(), f"{table.name}: what deletes rows cannot be kept"
    added = [row for key, row in after.items() if key not in before]
    changed = [row for key, row in after.items() if key in before and row != before[key]]
    return _Change(table, len(before), added, changed) if added or changed else None


def tables() -> Iterator[_Table]:
    """Every table of the project and of what it stands on."""
    quote = connection.ops.quote_name
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.managed or model._meta.proxy:
            continue
        yield _table(model, quote)


def _table(model: type[Model], quote: Callable[[str], str]) -> _Table:
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    return _Table(
        quote(model._meta.db_table),
        tuple(quote(str(field.column)) for field in fields),
        next(place for place, field in enumerate(fields) if field.primary_key),
    )
