"""Staging facts under a batch: what is new goes in, what differs replaces, what is the same is left."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import F

from virage.registers import queries
from virage.registers.queries import Key, Table, Values


class Fact(NamedTuple):
    """What one line states, by field name of its table; a key may hold no null."""

    line: int | None
    fields: Mapping[str, Any]


def stage(*, table: Table, batch: Any, facts: Sequence[Fact]) -> int:
    """Stage a chunk; returns how many rows were added. Staged again after a crash, it adds none.

    Of two lines that state the same key in one batch, the later stands.
    """
    stated: list[tuple[int | None, Key, Values]] = []
    for fact in facts:
        key, values = table.split(fact.fields)
        stated.append((fact.line, key, values))
    standing = queries.standing(table, [key for _, key, _ in stated])
    replaced: list[int] = []
    new: dict[Key, tuple[int | None, Values]] = {}
    for line, key, values in stated:
        known = standing.get(key)
        if known is not None:
            pk, held, of, own_line = known
            later = of == batch.pk and (own_line or 0) > (line or 0)
            if held == values or later:
                continue
            replaced.append(pk)
            del standing[key]
        new[key] = (line, values)
    for pks in queries.chunks(replaced):
        table.model.objects.filter(pk__in=pks).update(superseded_by=batch)
    names = (*table.key, *table.values)
    table.model.objects.bulk_create(
        [
            table.model(batch=batch, line=line, **dict(zip(names, (*key, *values), strict=True)))
            for key, (line, values) in new.items()
        ],
        batch_size=1_000,
    )
    if new:
        type(batch).objects.filter(pk=batch.pk).update(rows=F("rows") + len(new))
    return len(new)
