"""Counts a file part by part, and goes on where it stopped."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from virage.contracts.intakes import Condense, Finding, Intake
from virage.intake.condensing import problems
from virage.intake.condensing.engine import engine, literal, quoted
from virage.intake.condensing.pieces import DelimitedSource
from virage.intake.condensing.rows import Apart, Condensed, tables
from virage.intake.condensing.sources import (
    MOST_LINES,
    PARQUET,
    ParquetSource,
    Part,
    Source,
    check_parquet,
)
from virage.intake.condensing.statements import Statements
from virage.intake.condensing.typed import ACCEPTED, Reading, absent, reading
from virage.intake.condensing.work import PartDone, Summary, Work, Wrong
from virage.intake.reading.findings import Findings, Unreadable
from virage.intake.reading.layout import match, names
from virage.intake.reading.rows import nothing
from virage.lib.clock import LEGAL_ZONE

Progress = Callable[[int], None]
"""Told how many per cent are read; raises to interrupt. What was counted by then is kept."""

NOT_TABLES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"PARE")
"""How workbooks, compressed files and encrypted Parquet begin."""


def count(path: Path, kind: Intake, folder: Path, progress: Progress) -> Condensed:
    """Count the file, or what was not counted of it yet. Raises what `progress` raises.

    What is wrong with the file is kept like the rest: it is told again without reading again.
    """
    condense = kind.condense
    if condense is None:
        raise ValueError(f"{kind.code} is read line by line")
    work = Work(folder)
    summary = work.summary()
    if summary is None:
        with engine(folder) as database:
            summary = _Counting(kind, condense, work, database).of(path, progress)
        progress(100)
    return Condensed(condense, work, summary)


class _Counting:
    """One file being counted."""

    def __init__(self, kind: Intake, condense: Condense, work: Work, database: Any) -> None:
        self.kind = kind
        self.condense = condense
        self.work = work
        self.database = database
        self.columns = {one.name: one for one in kind.columns}
        self.findings = Findings()

    def of(self, path: Path, progress: Progress) -> Summary:
        """What is known of the file once it was counted, or as far as it could be read."""
        try:
            return self._count(path, progress)
        except Unreadable as failure:
            self.findings.add(failure.finding)
            return self._keep(Summary(0, [], [], [], self._found(), stopped=True))

    def _count(self, path: Path, progress: Progress) -> Summary:
        source, (start, line) = self._open(path)
        statements = Statements(self.condense, self._readings(source))
        done = self.work.parts()
        if done:
            start, line = done[-1].following, done[-1].line_after
        progress(_percent(start, source.whole))
        for part in source.parts(start, line):
            done.append(self._part(source, part, statements, len(done), line))
            line = part.line_after
            self._check_days(done)
            progress(_percent(part.following, source.whole))
        return self._finish(statements, done)

    def _open(self, path: Path) -> tuple[Source, tuple[int, int]]:
        from duckdb import Error

        with path.open("rb") as file:
            head = file.read(4)
        if head.startswith(NOT_TABLES):
            raise Unreadable(problems.not_a_table())
        if head != PARQUET:
            delimited = DelimitedSource(path, self.work.folder, names(self.kind), self.findings)
            return delimited, delimited.first
        check_parquet(path)
        try:
            parquet = ParquetSource(path, self.database)
        except Error as failure:
            raise Unreadable(problems.unreadable(failure)) from None
        if parquet.whole > MOST_LINES:
            raise Unreadable(problems.too_many_lines(parquet.whole, MOST_LINES))
        return parquet, (0, 1)

    def _readings(self, source: Source) -> list[Reading]:
        """How each column of the kind is read; raises `Unreadable` after saying all that does not fit."""
        if not any(name.strip() for name, _ in source.header):
            raise Unreadable(nothing(1))
        layout, misfits = match([name for name, _ in source.header], self.kind)
        found = {}
        for place in layout.places:
            kind = source.header[place.index][1]
            read = reading(place.column, source.raw(place.index), kind, LEGAL_ZONE)
            if read is None:
                misfits.append(problems.wrong_type(place.column, kind, ACCEPTED[place.column.kind]))
            else:
                found[place.column.name] = read
        stopping = [one for one in misfits if one.level == "error"]
        self.findings.add_all(one for one in misfits if one.level != "error")
        if stopping:
            self.findings.add_all(stopping[1:])
            raise Unreadable(stopping[0])
        return [found.get(one.name) or absent(one) for one in self.kind.columns]

    def _part(
        self, source: Source, part: Part, statements: Statements, number: int, line: int
    ) -> PartDone:
        """Count a part, and keep what it gave."""
        from duckdb import Error

        aside = self.work.aside("part")
        try:
            self._copy(statements.count(part.table), aside)
            days, lines, is_sound = self._days(aside)
            wrong = [] if is_sound else self._wrong(statements, part)
        except Error as failure:
            aside.unlink(missing_ok=True)
            found = source.explain(line) if isinstance(source, DelimitedSource) else []
            self.findings.add_all(found[1:])
            raise Unreadable(found[0] if found else problems.unreadable(failure)) from None
        done = PartDone(part.following, part.line_after, lines, days, wrong)
        self.work.keep_part(number, done, aside)
        return done

    def _days(self, counted: Path) -> tuple[dict[str, tuple[int, int]], int, bool]:
        """The days of a part with their lines and the first, all its lines, whether all are sound."""
        day = quoted(self.condense.day)
        unknown = " OR ".join(f"{quoted(key)} IS NULL" for key in self._keys)
        found = self.database.execute(
            f"SELECT CAST({day} AS VARCHAR), CAST(sum(lines) AS BIGINT), min(line), "
            f"bool_or(wrong > 0 OR {unknown}) FROM read_parquet({literal(counted)}) GROUP BY {day}"
        ).fetchall()
        days = {day: (lines, first) for day, lines, first, _ in found if day}
        return days, sum(one[1] for one in found), not any(one[3] for one in found)

    def _wrong(self, statements: Statements, part: Part) -> list[Wrong]:
        found = self.database.execute(statements.wrong(part.table)).fetchall()
        wrong = [
            Wrong(*statements.condition(number), value or "", lines, first)
            for number, value, lines, first, _ in found
        ]
        left = {number: every for number, _, _, _, every in found}
        for number, _, lines, _, _ in found:
            left[number] -= lines
        return wrong + [
            Wrong(*statements.condition(number), None, lines, part.line_after)
            for number, lines in left.items()
            if lines
        ]

    def _copy(self, statement: str, path: Path) -> None:
        self.database.execute(f"COPY ({statement}) TO {literal(path)} (FORMAT parquet)")

    def _check_days(self, done: list[PartDone]) -> None:
        every = [(day, first) for part in done for day, (_, first) in part.days.items()]
        if not every:
            return
        first, last = min(every), max(every)
        between = date.fromisoformat(last[0]) - date.fromisoformat(first[0])
        if between.days >= problems.MOST_DAYS:
            raise Unreadable(problems.too_far_apart(self.condense, first, last))

    def _finish(self, statements: Statements, done: list[PartDone]) -> Summary:
        """Count the shared days over all parts, and check what tells rows apart."""
        seen = Counter(day for part in done for day in part.days)
        self._tell_wrong(done)
        if not seen:
            if not self.findings.has_errors:
                raise Unreadable(nothing(2))
            return self._keep(Summary(0, [], [], [], self._found(), stopped=True))
        shared = sorted(day for day, parts in seen.items() if parts > 1)
        if shared:
            self._count_shared(statements, shared, len(done))
        apart = self._apart(tables(self.work, shared, len(done), self.condense.day))
        first, last = date.fromisoformat(min(seen)), date.fromisoformat(max(seen))
        days = [str(first + timedelta(at)) for at in range((last - first).days + 1)]
        if missing := [day for day in days if day not in seen]:
            self.findings.add(problems.without_lines(missing))
        lines = sum(part.lines for part in done)
        return self._keep(Summary(lines, days, shared, apart, self._found()))

    def _keep(self, summary: Summary) -> Summary:
        self.work.keep_summary(summary)
        return summary

    def _found(self) -> list[Finding]:
        return [*self.findings.errors, *self.findings.warnings]

    def _tell_wrong(self, done: list[PartDone]) -> None:
        """What was wrong in the parts, each value told once, with all its lines."""
        every: dict[tuple[str, str, str | None], tuple[int, int]] = {}
        for one in (wrong for part in done for wrong in part.wrong):
            key = one.code, one.column, one.value
            lines, first = every.get(key, (0, one.first))
            every[key] = lines + one.lines, min(first, one.first)
        for (code, name, value), (lines, first) in every.items():
            self.findings.add(
                problems.and_more(self.columns[name], lines)
                if value is None
                else problems.of_cell(self.columns[name], code, value, lines, first)
            )

    def _count_shared(self, statements: Statements, shared: list[str], parts: int) -> None:
        """Each part holds but some of the lines of these days."""
        days = ", ".join(f"DATE '{day}'" for day in shared)
        every = tables(self.work, [], parts, self.condense.day)
        held = f"(SELECT * FROM {every} WHERE {quoted(self.condense.day)} IN ({days}))"
        aside = self.work.aside("shared")
        self._copy(statements.add_up(held), aside)
        self.work.keep_shared(aside)

    def _apart(self, every: str) -> Apart:
        """The sets of values that tell rows apart, in order, once each value was checked."""
        keys = ", ".join(quoted(name) for name in self.condense.by)
        found = self.database.execute(
            f"SELECT {keys}, min(line), CAST(sum(lines) AS BIGINT) FROM {every} "
            f"WHERE {' AND '.join(f'{quoted(key)} IS NOT NULL' for key in self._keys)} "
            f"GROUP BY {keys} ORDER BY {keys} LIMIT {problems.MOST_APART + 1}"
        ).fetchall()
        if len(found) > problems.MOST_APART:
            raise Unreadable(problems.too_many_apart(self.condense))
        for place, name in enumerate(self.condense.by):
            held: dict[str, tuple[int, int]] = {}
            for one in found:
                lines, first = held.get(one[place], (0, one[-2]))
                held[one[place]] = lines + one[-1], min(first, one[-2])
            for value, (lines, first) in held.items():
                odd = problems.of_value(self.columns[name], value, lines, first)
                if odd is not None:
                    self.findings.add(odd)
        if self.condense.once:
            self._tell_twice(every)
        return [(list(one[:-2]), one[-2]) for one in found]

    @property
    def _keys(self) -> list[str]:
        return [*self.condense.by, self.condense.day]

    def _tell_twice(self, every: str) -> None:
        """Rows that several lines make, where each line should make one of its own."""
        keys = ", ".join(quoted(key) for key in self._keys)
        found = self.database.execute(
            f"SELECT concat_ws(', ', {keys}), lines, line FROM {every} WHERE lines > 1 "
            f"ORDER BY line LIMIT {problems.MOST_TOLD}"
        )
        for value, lines, first in found.fetchall():
            self.findings.add(problems.twice(self.condense, value, lines, first))


def _percent(done: int, whole: int) -> int:
    """Of the reading; the last one is for what comes after it."""
    return 99 * done // whole if whole else 0
