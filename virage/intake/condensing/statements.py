"""The statements that count a part, and those that say afterwards what was wrong in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from virage.contracts.intakes import Column, Condense, Tally
from virage.intake.condensing.engine import quoted
from virage.intake.condensing.typed import Reading

MOST_VALUES = 20
"""Of one column: how many different values of a part are named when they are wrong."""

MISSING, MALFORMED, OUT_OF_RANGE, ABOVE = (
    "missing-value",
    "malformed",
    "out-of-range",
    "above-another",
)


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements for one kind and one file."""

    condense: Condense
    readings: Sequence[Reading]

    @property
    def keys(self) -> list[str]:
        """The columns that tell the rows apart."""
        return [*self.condense.by, self.condense.day]

    def count(self, table: str) -> str:
        """Counts a part: a row for each group, with its first line and how many lines are wrong."""
        keys = ", ".join(quoted(key) for key in self.keys)
        sums = "".join(f", {one}" for one in self._sums())
        return (
            f"SELECT {keys}, min(line) AS line, count(*) AS lines, "
            f"count(*) FILTER (WHERE {self._wrong(keys=False)}) AS wrong{sums} "
            f"FROM {self._typed(table)} GROUP BY {keys}"
        )

    def add_up(self, tables: str) -> str:
        """Counts again what several parts gave."""
        keys = ", ".join(quoted(key) for key in self.keys)
        sums = "".join(
            f", CAST(sum({name}) AS BIGINT) AS {name}" for name in ["lines", "wrong", *self.counted]
        )
        return f"SELECT {keys}, min(line) AS line{sums} FROM {tables} GROUP BY {keys}"

    @property
    def counted(self) -> list[str]:
        """The columns of the tallies: each sum, and over how many lines where some may say nothing."""
        return [name for tally in self.condense.tallies for name, _ in self._sums_of(tally)]

    def _sums(self) -> Iterator[str]:
        for tally in self.condense.tallies:
            for name, total in self._sums_of(tally):
                yield f"{total} AS {name}"

    def _sums_of(self, tally: Tally) -> Iterator[tuple[str, str]]:
        if not tally.of:
            return
        column = next(one.column for one in self.readings if one.column.name == tally.of)
        cell = quoted(f"value of {tally.of}")
        if column.kind == "boolean":
            yield quoted(f"sum of {tally.name}"), f"count(*) FILTER (WHERE {cell})"
        else:
            yield quoted(f"sum of {tally.name}"), f"CAST(sum({cell}) AS BIGINT)"
        if not column.required:
            yield quoted(f"said of {tally.name}"), f"count({cell})"

    def _typed(self, table: str) -> str:
        """The part with a value for each column; its cells too, where they must be looked at."""
        cells = []
        for one in self.readings:
            cells.append(f"{one.value} AS {self._value(one.column)}")
            if one.can_fail or one.column.required:
                cells.append(f"{one.raw} AS {self._cell(one.column)}")
        return f"(SELECT {', '.join(cells)}, line FROM {table})"

    def _value(self, column: Column) -> str:
        if column.name in self.condense.by:
            return quoted(column.name)
        if column.name == self.condense.moment:
            return quoted(self.condense.day)
        return quoted(f"value of {column.name}")

    def _cell(self, column: Column) -> str:
        return quoted(f"cell of {column.name}")

    def _conditions(self) -> Iterator[tuple[str, str, str, str]]:
        """(code, column, condition, value to show) of all that may be wrong in a line."""
        for one in self.readings:
            name, value, cell = one.column.name, self._value(one.column), self._cell(one.column)
            if one.column.required:
                yield MISSING, name, f"{cell} IS NULL", "''"
            if one.can_fail:
                malformed = f"{cell} IS NOT NULL AND {value} IS NULL"
                yield MALFORMED, name, malformed, f"CAST({cell} AS VARCHAR)"
            if outside := " OR ".join(_outside(one, value)):
                yield OUT_OF_RANGE, name, outside, f"CAST({value} AS VARCHAR)"
        for part, whole in self.condense.never_above:
            low, high = quoted(f"value of {part}"), quoted(f"value of {whole}")
            yield ABOVE, part, f"{low} > {high}", f"concat({low}, ' > ', {high})"

    def _wrong(self, *, keys: bool = True) -> str:
        """A line that has something wrong; without `keys`, what shows as a null key is left out."""
        own = {*self.condense.by, self.condense.moment}
        conditions = [
            f"({condition})"
            for code, column, condition, _ in self._conditions()
            if keys or column not in own or code not in (MISSING, MALFORMED)
        ]
        return " OR ".join(conditions) or "false"

    def wrong(self, table: str) -> str:
        """What is wrong in a part: (number of the condition, value, lines, first line), few of each.

        Beside them, on every answer, all the lines that the condition has.
        """
        every = ", ".join(
            f"CASE WHEN {condition} THEN {{'at': {number}, 'shown': {shown}}} END"
            for number, (_, _, condition, shown) in enumerate(self._conditions())
        )
        return (
            "SELECT one.at, one.shown, count(*) AS lines, min(line) AS first, "
            "CAST(sum(lines) OVER (PARTITION BY one.at) AS BIGINT) FROM "
            f"(SELECT line, unnest([{every}]) AS one FROM {self._typed(table)} WHERE {self._wrong()}) "
            "WHERE one IS NOT NULL GROUP BY one.at, one.shown "
            f"QUALIFY row_number() OVER (PARTITION BY one.at ORDER BY first) <= {MOST_VALUES} "
            "ORDER BY first"
        )

    def condition(self, number: int) -> tuple[str, str]:
        """The code and the column of a condition."""
        code, column, _, _ = list(self._conditions())[number]
        return code, column


def _outside(one: Reading, value: str) -> Iterator[str]:
    """What puts a number out of the range of its column, but for what its type makes impossible."""
    low, high = one.bounds or (None, None)
    least, most = one.column.minimum, one.column.maximum
    if one.column.kind == "integer" and least is not None and (low is None or low < least):
        yield f"{value} < {least}"
    if one.column.kind == "integer" and most is not None and (high is None or high > most):
        yield f"{value} > {most}"
