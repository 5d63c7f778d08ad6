"""Whose each thing of a register was on a day, and what it was called, as known at a line of the journal."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from virage.contracts.indicators import Unit
from virage.contracts.text import Text
from virage.lib.records import Recorded
from virage.organisations import queries as organisations
from virage.registers.rules import dated
from virage.registers.rules.dated import Said, Stood


def stood(model: type[Recorded], key: str, day: date, known_at: int) -> dict[str, Stood]:
    """By code (the field `key`), those of which something else was once said, as they stood on a day; of the
    others, the row that stands tells. One query, and a second when there are any."""
    rows: Any = model.objects.filter(batch__sequence__lte=known_at)
    replaced = rows.filter(superseded_by__sequence__lte=known_at).order_by().values(key)
    found = rows.filter(**{f"{key}__in": replaced}).order_by(key, "batch__sequence", "line")
    versions = list(
        found.values_list(key, "batch__received_on", "organisation__code", "name_fr", "name_en")
    )
    if not versions:
        return {}
    taken_over: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for one in organisations.successions(known_at=known_at):
        taken_over[one.predecessor].append((one.on, one.body))
    return {
        code: dated.stood(
            [Said(on or date.min, *said) for _, on, *said in rows_of_one], day, taken_over
        )
        for code, rows_of_one in groupby(versions, key=itemgetter(0))
    }


def as_they_stood(units: Iterable[Unit], on: Mapping[str, Stood]) -> Iterator[Unit]:
    """The units, each with the name and body that it had; `on` is what `stood` gives."""
    for unit in units:
        known = on.get(unit.code)
        if known is None:
            yield unit
        else:
            name = Text(known.name_fr, known.name_en)
            yield replace(unit, name=name, organisation=known.organisation)
