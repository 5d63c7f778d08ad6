"""Kinds of hand-in in which each line states one fact: declared by columns, a table and a reading.

A package says how a line is read, and what its lines refer to; the rest (bodies, duplicates, what is
new, changed or the same, recording in chunks) is done here, the same for all.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Generic, Protocol, TypeVar

from virage.contracts.intakes import Check, Column, Context, Intake, Preview, Row, Wide
from virage.contracts.text import Text
from virage.organisations import queries as organisations
from virage.registers import actions, queries
from virage.registers.queries import Table
from virage.registers.recording import Steps
from virage.registers.rules.findings import Findings, Sentence

ORGANISATION = Column(
    name="organisation",
    kind="string",
    title=Text("Organisme", "Body"),
    help=Text("Code de l’organisme dont c’est le registre.", "Code of the body that keeps it."),
    required=True,
    max_length=60,
    pattern="^[a-zA-Z0-9_-]{1,60}$",
    example="ministere-eau",
)


class Say(Protocol):
    """Tells something wrong or odd in the line being read: its code, the column, the value."""

    def __call__(self, code: str, column: str, value: object = "", **words: object) -> None: ...


World = TypeVar("World")
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LineKind(Generic[World]):
    """A kind of hand-in whose every line states one fact of one table, about its own body.

    - `columns` begin with `ORGANISATION`.
    - `world()` reads once what lines refer to (services by code, say): for the file, then per chunk.
    - `read(values, world, say)` gives the fact by field name of `table`, or None once it has said what
      is wrong. `values` are typed by the columns, with `organisation_id`, the row of the body.
    - `last(body)` gives the body's own last lines, as strings by column, for the template.
    - `listed(bodies)` gives the things that those bodies have in the register, code and name: those
      that no line of the file names (column `unit`) are told as no longer listed.
    - `frame(bodies)` gives the things of which a random sample may be drawn; those `listed` if left out.
    - `days(values)` says of which half-open days a line speaks; of the day `observed` if left out.
    - `observed` names the column that says on which day someone looked, if there is one: "unchanged
      since last time" hands the last lines in again under another day.
    - `by_period` says that lines count over periods (`Intake.by_period`).
    """

    code: str
    title: Text
    description: Text
    columns: tuple[Column, ...]
    table: Table
    steps: Steps
    world: Callable[[], World]
    read: Callable[[Values, World, Say], Mapping[str, Any] | None]
    last: Callable[[str], Iterable[Mapping[str, str]]]
    sentences: Mapping[str, Sentence] = field(default_factory=dict)
    unit: str = ""
    listed: Callable[[Sequence[str]], Mapping[str, str]] | None = None
    days: Callable[[Values], tuple[date, date]] | None = None
    observed: str = ""
    by_period: bool = False
    frame: Callable[[Sequence[str]], Mapping[str, str]] | None = None
    secretariat_only: bool = False
    wide: Wide | None = None

    def intake(self) -> Intake:
        """The declaration that the collector reads."""
        return Intake(
            code=self.code,
            title=self.title,
            description=self.description,
            columns=self.columns,
            check=self.check,
            begin=self.steps.begin,
            stage=self.stage,
            finish=self.steps.finish,
            abandon=self.steps.abandon,
            prefill=lambda body: iter(self.last(body)),
            secretariat_only=self.secretariat_only,
            observed=self.observed,
            by_period=self.by_period,
            unit=self.unit,
            units=self._units(),
            wide=self.wide,
        )

    def _units(self) -> Callable[[str], Mapping[str, str]] | None:
        frame = self.frame or self.listed
        return (lambda body: frame([body])) if frame is not None and self.unit else None

    def check(self, rows: Iterable[Row], context: Context) -> Check:
        """Read every row once, then compare with the facts that stand."""
        findings = Findings(self.sentences)
        stated: dict[queries.Key, tuple[int, queries.Values]] = {}
        bodies: set[str] = set()
        units: set[str] = set()
        days: list[tuple[date, date]] = []
        for line, values, fields in self._read(rows, context, findings):
            key, told = self.table.split(fields)
            bodies.add(values["organisation"])
            if self.unit:
                units.add(str(values[self.unit]))
            if self.days is not None:
                days.append(self.days(values))
            elif self.observed:
                days.append((values[self.observed], values[self.observed] + timedelta(days=1)))
            if key in stated:
                findings.add("duplicate", line, self.unit, "", known=stated[key][0])
                continue
            stated[key] = (line, told)
        held = queries.held(self.table, stated)
        same = sum(1 for key, (_, told) in stated.items() if held.get(key) == told)
        added = sum(1 for key in stated if key not in held)
        absent = self._absent(sorted(bodies), units)
        if absent:
            findings.add("absent-from-file", None, self.unit, len(absent))
        return Check(
            findings=findings.all(),
            preview=Preview(
                added=added,
                changed=len(stated) - same - added,
                unchanged=same,
                no_longer_listed=tuple(absent),
            ),
            bodies=tuple(sorted(bodies)),
            days=(min(start for start, _ in days), max(end for _, end in days)) if days else None,
        )

    def stage(self, batch: str, rows: Sequence[Row], context: Context) -> int:
        """Record one chunk under the batch; returns how many facts were added."""
        opened = self.steps.open(batch)
        with self.steps.told():
            return actions.stage(
                table=self.table,
                batch=opened,
                facts=[
                    actions.Fact(line, fields)
                    for line, _, fields in self._read(rows, context, Findings(self.sentences))
                ],
            )

    def _read(
        self, rows: Iterable[Row], context: Context, findings: Findings
    ) -> Iterator[tuple[int, Values, Mapping[str, Any]]]:
        world, known = self.world(), organisations.keys()
        required = [column.name for column in self.columns if column.required]
        for row in rows:
            if any(row.values.get(name) in (None, "") for name in required):
                continue  # the collector has said so already
            organisation = row.values["organisation"]
            if context.body is not None and organisation != context.body:
                findings.add(
                    "other-body", row.line, "organisation", organisation, body=context.body
                )
                continue
            if organisation not in known:
                findings.add("body-unknown", row.line, "organisation", organisation)
                continue
            values = {**row.values, "organisation_id": known[organisation]}
            fields = self.read(values, world, _say(findings, row.line))
            if fields is not None:
                yield row.line, values, fields

    def _absent(self, bodies: Sequence[str], units: set[str]) -> list[tuple[str, str]]:
        if self.listed is None or not bodies:
            return []
        return sorted(
            (code, name) for code, name in self.listed(bodies).items() if code not in units
        )


def _say(findings: Findings, line: int) -> Say:
    def say(code: str, column: str, value: object = "", **words: object) -> None:
        findings.add(code, line, column, value, **words)

    return say
