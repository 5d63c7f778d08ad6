"""Reads that every register makes alike: the facts that stand, and the batch behind a line."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

KEYS_AT_ONCE = 500
"""How many keys go in one query: each engine has a limit."""

Key = tuple[Any, ...]
Values = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A recorded table: which fields say of what a fact is (`key`), and which say what (`values`).

    Fields are named as columns of the row ("service_id"). The first field of the key narrows reads, so
    it is indexed. The table holds one row per key that nothing supersedes (a constraint of its own).
    """

    model: type[Any]
    key: tuple[str, ...]
    values: tuple[str, ...]

    def split(self, fields: Any) -> tuple[Key, Values]:
        """The key and the values of a fact given by field name; what is left out is None."""
        return (
            tuple(fields.get(name) for name in self.key),
            tuple(fields.get(name) for name in self.values),
        )


def chunks(items: Iterable[Any], size: int = KEYS_AT_ONCE) -> Iterator[list[Any]]:
    """The items by lists of at most `size`."""
    left = iter(items)
    while chunk := list(islice(left, size)):
        yield chunk


def held(table: Table, keys: Iterable[Key]) -> dict[Key, Values]:
    """The facts accepted under the first fields of `keys`, whatever the other fields; by key."""
    found: dict[Key, Values] = {}
    for firsts in chunks(sorted({key[0] for key in keys})):
        rows = table.model.objects.current().filter(**{f"{table.key[0]}__in": firsts})
        size = len(table.key)
        for row in rows.values_list(*table.key, *table.values):
            found[row[:size]] = row[size:]
    return found


def standing(table: Table, keys: Sequence[Key]) -> dict[Key, tuple[int, Values, int, int | None]]:
    """(row, values, batch, line) of the facts that nothing supersedes, staged ones included; by key."""
    wanted = set(keys)
    found: dict[Key, tuple[int, Values, int, int | None]] = {}
    size = len(table.key)
    for firsts in chunks(sorted({key[0] for key in keys})):
        rows = table.model.objects.filter(**{f"{table.key[0]}__in": firsts, "superseded_by": None})
        for pk, batch, line, *fields in rows.values_list(
            "pk", "batch_id", "line", *table.key, *table.values
        ):
            key = tuple(fields[:size])
            if key in wanted:
                found[key] = (pk, tuple(fields[size:]), batch, line)
    return found
