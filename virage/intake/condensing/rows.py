"""The rows of a file that was counted, in one order that never changes, so that staging can go on in it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import groupby
from types import MappingProxyType
from typing import Any

from virage.contracts.intakes import Condense, Row
from virage.intake.condensing.engine import engine, literal, quoted
from virage.intake.condensing.work import Summary, Work

ROWS_AT_ONCE = 200_000
"""Rows that are put in order at a time."""

NO_CELLS: Mapping[str, str] = MappingProxyType({})

Apart = list[tuple[list[str], int]]
"""Sets of values that tell rows apart, each with the first line that has it."""


class Condensed:
    """A file that was counted: what was found in it, and its rows."""

    def __init__(self, condense: Condense, work: Work, summary: Summary) -> None:
        self._condense = condense
        self._work = work
        self._summary = summary
        self.lines = summary.lines
        self.findings = summary.findings
        self.stopped = summary.stopped
        self.number = len(summary.apart) * len(summary.days)

    def rows(self, skip: int = 0) -> Iterator[Row]:
        """The rows, less the first `skip`: by the columns that tell them apart, then by day."""
        days = [date.fromisoformat(day) for day in self._summary.days]
        if not self.number:
            return
        with engine(self._work.folder) as database:
            for apart in self._at_once(len(days)):
                size = len(apart) * len(days)
                if skip < size:
                    for position, row in enumerate(self._ordered(database, apart, days)):
                        if position >= skip:
                            yield row
                skip = max(0, skip - size)

    def _at_once(self, days: int) -> Iterator[Apart]:
        """Some at a time, those of one first value together."""
        taken: Apart = []
        for _, alike in groupby(self._summary.apart, key=lambda one: one[0][0]):
            taken.extend(alike)
            if len(taken) * days >= ROWS_AT_ONCE:
                yield taken
                taken = []
        if taken:
            yield taken

    def _ordered(self, database: Any, apart: Apart, days: list[date]) -> Iterator[Row]:
        condense = self._condense
        first = quoted(condense.by[0])
        keys = ", ".join(quoted(key) for key in (*condense.by, condense.day))
        whole = " AND ".join(f"{quoted(key)} IS NOT NULL" for key in (*condense.by, condense.day))
        parts = len(self._work.parts())
        cursor = database.execute(
            f"SELECT * FROM {tables(self._work, self._summary.shared, parts, condense.day)} "
            f"WHERE {first} >= {literal(apart[0][0][0])} AND {first} <= {literal(apart[-1][0][0])} "
            f"AND {whole} ORDER BY {keys}"
        )
        tell = _teller(condense, [str(one[0]) for one in cursor.description])
        found = _one_by_one(cursor)
        held = next(found, None)
        size = len(condense.by)
        none = {tally.name: 0 for tally in condense.tallies}
        for values, line in apart:
            named = dict(zip(condense.by, values, strict=True))
            key = tuple(values)
            for day in days:
                if held is not None and held[size] == day and held[:size] == key:
                    yield Row(held[size + 1], NO_CELLS, {**named, condense.day: day, **tell(held)})
                    held = next(found, None)
                else:
                    yield Row(line, NO_CELLS, {**named, condense.day: day, **none})


def tables(work: Work, shared: list[str], parts: int, day: str) -> str:
    """Every counted row once: those of the parts, but for the shared days, counted over all parts."""
    every = ", ".join(literal(work.counted(number)) for number in range(parts))
    found = f"SELECT * FROM read_parquet([{every}])"
    if not shared:
        return f"({found})"
    days = ", ".join(f"DATE '{one}'" for one in shared)
    apart = f"{quoted(day)} NOT IN ({days})"
    return f"({found} WHERE {apart} UNION ALL SELECT * FROM read_parquet({literal(work.shared)}))"


def _one_by_one(cursor: Any) -> Iterator[tuple[Any, ...]]:
    while block := cursor.fetchmany(2_000):
        yield from block


def _teller(
    condense: Condense, names: list[str]
) -> Callable[[tuple[Any, ...]], dict[str, int | None]]:
    """Reads the tallies of a counted row; a sum to which some of its lines add nothing is null."""
    lines = names.index("lines")
    places = []
    for tally in condense.tallies:
        said = f"said of {tally.name}"
        total = names.index(f"sum of {tally.name}") if tally.of else lines
        places.append((tally.name, total, names.index(said) if said in names else lines))

    def tell(row: tuple[Any, ...]) -> dict[str, int | None]:
        whole = row[lines]
        return {name: row[at] if row[said] == whole else None for name, at, said in places}

    return tell
