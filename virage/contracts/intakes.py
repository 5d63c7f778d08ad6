"""What bodies may hand in: columns, checks, a preview, and how checked rows are recorded.

The collector `intake` reads the file, keeps it, shows the report and drives the acceptance; the
package that owns the records declares an `Intake` and receives plain rows.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from virage.contracts.registry import Registry
from virage.contracts.text import Text


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a hand-in: its Frictionless type, constraints and help in both languages."""

    name: str
    kind: Literal["string", "integer", "date", "datetime", "boolean"]
    title: Text
    help: Text
    required: bool = False
    choices: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    max_length: int | None = None
    pattern: str = ""
    example: str = ""

    def field(self, language: str) -> dict[str, Any]:
        """As a field of a Table Schema (Frictionless)."""
        limits = {
            "required": self.required or None,
            "enum": list(self.choices) or None,
            "minimum": self.minimum,
            "maximum": self.maximum,
            "maxLength": self.max_length,
            "pattern": self.pattern or None,
        }
        constraints = {name: value for name, value in limits.items() if value is not None}
        told: dict[str, Any] = {
            "name": self.name,
            "type": self.kind,
            "title": self.title.in_language(language),
            "description": self.help.in_language(language),
        }
        if self.kind == "date":
            told["format"] = "%Y-%m-%d"
        if self.kind == "datetime":
            told["format"] = "any"
        if self.example:
            told["example"] = self.example
        return {**told, "constraints": constraints} if constraints else told


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file: its number as a spreadsheet shows it (the header is 1), and its cells.

    `cells` are the strings as received; `values` are typed by the columns (str, int, date or None).
    A row of a kind with `Condense` is made from many lines: `line` is the first of them, `cells` is empty.
    """

    line: int
    cells: Mapping[str, str]
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong (error) or odd (warning) at a line and column, and what to do about it.

    `lines` are those that a warning on the whole file speaks of: it stays with them, and is said once.
    """

    level: Literal["error", "warning"]
    code: str
    line: int | None
    column: str
    value: str
    message: Text
    advice: Text
    lines: tuple[int, ...] = ()


SAME, ANOTHER = "same", "another"
"""The two answers to a code that may have been given to something else (`Preview.reused`)."""

SAME_CODES, ANOTHER_CODES = "reused", "reused-another"
"""The parameters of an acceptance that carry those answers: codes separated by commas."""


@dataclass(frozen=True, slots=True)
class Reused:
    """A known code under which the file puts another name and another body.

    The acceptance must answer: is it the `SAME` thing, which continues, or `ANOTHER`? Who says that it is
    the same takes it over from `body_before`, and must be able to act for that body.
    """

    code: str
    before: Text
    body_before: str
    after: Text
    body_after: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What acceptance would change. Counts of rows; lists of codes with names, for the page.

    `reused` are the questions that the acceptance must answer, each by its code.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    replaced: int = 0
    no_longer_listed: tuple[tuple[str, str], ...] = ()
    new_bodies: tuple[tuple[str, str], ...] = ()
    new_services: tuple[tuple[str, str], ...] = ()
    notes: tuple[Text, ...] = ()
    reused: tuple[Reused, ...] = ()

    @property
    def changes_nothing(self) -> bool:
        """Whether every row says what is already known: accepting it would record nothing."""
        return not (
            self.added or self.changed or self.replaced or self.new_bodies or self.new_services
        )


CREATE_NEW_SETTLES = ("body-unknown", "service-unknown")
"""Codes of the errors that an acceptance with `create_new` settles; the preview lists what is new."""


@dataclass(frozen=True, slots=True)
class Check:
    """The result of checking a whole file against the records known now.

    `days` are the half-open days that the file speaks of, where its lines have days.

    `parameters` is what was learnt from the whole file and a chunk cannot know ("this column is empty
    on every row"): the collector keeps it and hands it back in `Context.parameters` to `stage`.
    """

    findings: tuple[Finding, ...]
    preview: Preview
    bodies: tuple[str, ...] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)
    days: tuple[date, date] | None = None

    @property
    def has_errors(self) -> bool:
        """Whether anything stops the acceptance."""
        return any(one.level == "error" for one in self.findings)

    @property
    def awaits_create_new(self) -> bool:
        """Whether all that stops the acceptance is that it must say "create what is new"."""
        errors = {one.code for one in self.findings if one.level == "error"}
        return bool(errors) and errors <= set(CREATE_NEW_SETTLES)

    @property
    def warnings(self) -> tuple[tuple[int, str], ...]:
        """(line, code) of every warning that has a line: kept with the rows, shown on the answers."""
        return tuple(
            (one.line, one.code)
            for one in self.findings
            if one.level == "warning" and one.line is not None
        )


@dataclass(frozen=True, slots=True)
class Context:
    """Who hands in: the body they hand in for (code), or None for the Secretariat (any body).

    `create_new` says that bodies (Secretariat only) and services that do not exist may be created.
    The collector checks with `create_new` true, so that the preview lists all that is new, and itself
    refuses the acceptance until someone has agreed to that list; when rows are staged it is true only
    if they have. `received_on` is the legal day on which the file came: no fact in it can be later.
    """

    body: str | None
    create_new: bool
    parameters: Mapping[str, str] = field(default_factory=dict)
    received_on: date | None = None


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One acceptance in progress: its source reference, the file's digest, who and when.

    `warnings` are all of `Check.warnings`, whatever the report shows: they stay with the rows.
    """

    source: str
    sha256: str
    by: str
    at: Any
    context: Context
    warnings: tuple[tuple[int, str], ...] = ()


class CannotRecord(Exception):
    """Raised by `begin`, `stage` or `finish`: the records have moved since the check, or are held by
    another acceptance. The collector abandons the batch, and shows `finding` in the report."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message.fr)
        self.finding = finding


@dataclass(frozen=True, slots=True)
class Tally:
    """What is counted over the lines that make one row of a condensed file.

    `of` names the column that is added up (of a boolean: how many are true); empty: how many lines. Where
    one line says nothing the sum is null: a part of a sum is not a sum.
    """

    name: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Condense:
    """How a file of millions of lines is counted before the kind sees it: by day, never line by line.

    The kind then receives one row for each set of values of `by` that the file holds and each legal day
    from the first to the last day of the file, in that order, with `by`, `day` and the tallies as values;
    a day without any line has a row of zeros. `moment` is the column (date or datetime) that tells the
    day: one with an offset is brought to the legal zone, one without is legal time already.
    `never_above` are pairs of columns (a, b): on no line may a be larger than b. `once`: no two lines
    may make the same row. `largest` is the most bytes of a file.
    """

    by: tuple[str, ...]
    moment: str
    day: str
    tallies: tuple[Tally, ...]
    never_above: tuple[tuple[str, str], ...] = ()
    once: bool = False
    largest: int = 2 << 30


@dataclass(frozen=True, slots=True)
class Intake:
    """A declared kind of hand-in.

    - `check(rows, context)`: reads every row once, touches nothing.
    - `begin(acceptance)`: opens (or finds again, after a crash) the batch; returns its public id.
    - `stage(batch, rows, context)`: records one chunk, inside the caller's transaction; called again
      with the same chunk after a crash it changes nothing.
    - `finish(batch, acceptance)`: inside the caller's one short transaction makes all visible; writes
      the journal line last and returns its number, the sequence (0 when nothing had to be recorded).
    - `abandon(batch)`: forgets a batch that was never finished.
    - `prefill(body)`: rows of the body's own last values for the template.

    `observed` names the column that says on which day someone looked, if the kind has one: what is
    "unchanged since last time" is handed in again under another day. `by_period` says that its lines
    count over periods: what is owed for a year is handed in once the accepted days cover that year. Of
    things that happen or are observed on a day, any accepted day of the year is enough.

    `unit` names the column that says which thing a line is about, and `units(body)` gives the things of a
    body, code and name: a random sample is drawn from them, where a kind has both.

    Columns of the file that the kind does not have are an error when they look like one of its own
    (a typing error), else a warning; `other_columns` true lets them pass without a word (foreign files).
    With `condense`, `columns` are those of the file, which is counted before `check` and `stage` see it.
    """

    code: str
    title: Text
    description: Text
    columns: tuple[Column, ...]
    check: Callable[[Iterable[Row], Context], Check]
    begin: Callable[[Acceptance], str]
    stage: Callable[[str, Sequence[Row], Context], int]
    finish: Callable[[str, Acceptance], int]
    abandon: Callable[[str], None]
    prefill: Callable[[str], Iterator[Mapping[str, str]]]
    secretariat_only: bool = False
    other_columns: bool = False
    wide: "Wide | None" = None
    condense: Condense | None = None
    observed: str = ""
    by_period: bool = False
    unit: str = ""
    units: Callable[[str], Mapping[str, str]] | None = None


@dataclass(frozen=True, slots=True)
class Wide:
    """The wide layout of a long kind: one row per `keys`, one column per value of `spread`."""

    keys: tuple[str, ...]
    spread: str
    value: str
    status: str


intakes: Registry[Intake] = Registry("intake")


@dataclass(frozen=True, slots=True)
class Group:
    """The kinds of one package, as pages name them together; `code` is what their codes begin with."""

    code: str
    title: Text


groups: Registry[Group] = Registry("group of intakes")
