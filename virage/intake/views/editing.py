"""What the page of a draft shows: rows of inputs typed by their columns, and what the check found in them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.translation import gettext as _

from virage.contracts.intakes import Column, Intake
from virage.intake.actions import Edited, is_untouched
from virage.intake.models import Draft, DraftRow
from virage.intake.views.kept import columns_shown

PER_PAGE = 50
MOST_LISTED = 30
LONG = 120
"""A column whose texts may be longer is wide; a text longer than `WIDE` gets an area of several lines."""
WIDE = 40


@dataclass(frozen=True, slots=True)
class Found:
    """Something that the check found at a place of the draft."""

    is_error: bool
    message: str
    advice: str
    where: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Input:
    """One cell: what it is called, what it holds, and how it is typed in."""

    name: str
    label: str
    value: str
    widget: str
    options: tuple[str, ...]
    found: tuple[Found, ...]
    help: str
    required: bool

    @property
    def is_wrong(self) -> bool:
        """Whether the check found an error in it."""
        return any(one.is_error for one in self.found)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the draft."""

    position: int
    label: str
    inputs: tuple[Input, ...]
    left_out: bool
    mark: str
    found: tuple[Found, ...]
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its title, and its help on the spot."""

    key: str
    title: str
    help: str
    choices: tuple[str, ...]
    example: str
    required: bool
    width: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How much of a draft is changed, added, left out."""

    rows: int
    changed: int
    added: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Shown:
    """What the template of a draft takes."""

    headings: list[Heading]
    rows: list[Row]
    page: Page[Any]
    pages: list[tuple[Any, bool]]
    counts: Counts
    errors: int
    warnings: int
    listed: list[Found]
    not_listed: int


def headings(kind: Intake, language: str) -> list[Heading]:
    """The columns that a person types in."""
    return [
        Heading(
            key=f"k{index}",
            title=one.title.in_language(language),
            help=one.help.in_language(language),
            choices=one.choices,
            example=one.example,
            required=one.required,
            width=_width(one),
        )
        for index, one in _places(kind)
    ]


def row(kind: Intake, one: DraftRow, language: str, *, is_new: bool = False) -> Row:
    """A row with no findings: one that was just added."""
    return _row(kind, one, {}, language, is_new=is_new)


def shown(draft: Draft, kind: Intake, page: str, language: str, *, new: str = "") -> Shown:
    """One page of a draft, with what the last check found; `new` is the position just added."""
    every = list(draft.rows.all())
    report = draft.hand_in.report if draft.hand_in else {}
    by_line = {one.line: one for one in every if one.line}
    found: dict[int, list[dict[str, Any]]] = {}
    general: list[dict[str, Any]] = []
    for finding in report.get("findings", []):
        at = by_line.get(finding["line"]) if finding["line"] else None
        if at is None:
            general.append(finding)
        else:
            found.setdefault(at.position, []).append(finding)
    paged: Page[Any] = Paginator(every, PER_PAGE).get_page(page)
    numbers = paged.paginator.get_elided_page_range(paged.number, on_each_side=1, on_ends=1)
    listed = [_found(one, language) for one in general] + [
        _placed(place, every[place], kind, one, language)
        for place in range(len(every))
        for one in found.get(every[place].position, ())
        if one["level"] == "error"
    ]
    return Shown(
        headings=headings(kind, language),
        rows=[
            _row(kind, one, _by_column(found, one), language, is_new=str(one.position) == new)
            for one in paged
        ],
        page=paged,
        pages=[(one, one == paged.number) for one in numbers],
        counts=_counts(every),
        errors=report.get("errors", 0),
        warnings=report.get("warnings", 0),
        listed=listed[:MOST_LISTED],
        not_listed=max(0, len(listed) - MOST_LISTED),
    )


def edited(kind: Intake, posted: QueryDict) -> dict[int, Edited]:
    """What was typed in the rows of a page, by position."""
    found: dict[int, Edited] = {}
    for text in posted.getlist("row")[: 2 * PER_PAGE]:
        if not (text.isascii() and text.isdecimal() and len(text) < 9):
            continue
        position = int(text)
        cells = {
            column.name: str(posted[name]).replace("\r\n", "\n").replace("\0", "")
            for index, column in _places(kind)
            if (name := _name(position, index)) in posted
        }
        found[position] = Edited(cells, f"out{position}" in posted)
    return found


def first_wrong_page(draft: Draft) -> int:
    """The page of the first row in which the check found an error; the first page when none is."""
    report = draft.hand_in.report if draft.hand_in else {}
    lines = [one["line"] for one in report.get("findings", []) if one["level"] == "error"]
    wrong = {line for line in lines if line}
    for place, line in enumerate(draft.rows.values_list("line", flat=True)):
        if line in wrong:
            return place // PER_PAGE + 1
    return 1


def last_page(draft: Draft) -> int:
    """The page of the last row."""
    return (max(draft.rows.count(), 1) - 1) // PER_PAGE + 1


def _places(kind: Intake) -> Iterable[tuple[int, Column]]:
    return enumerate(columns_shown(kind))


def _name(position: int, index: int) -> str:
    return f"c{position}-{index}"


def _width(column: Column) -> str:
    if column.kind == "date":
        return "date"
    if column.kind == "integer":
        return "short"
    return "long" if (column.max_length or 0) > LONG else "middle"


def _row(
    kind: Intake,
    one: DraftRow,
    found: Mapping[str, Sequence[dict[str, Any]]],
    language: str,
    *,
    is_new: bool = False,
) -> Row:
    inputs = tuple(
        _input(column, one, index, found.get(column.name, ()), language)
        for index, column in _places(kind)
    )
    placed = {column.name for _index, column in _places(kind)}
    rest = [finding for name, many in found.items() if name not in placed for finding in many]
    mark = ""
    if is_untouched(kind, one):
        mark = _("à remplir")
    elif one.before is None:
        mark = _("ajoutée")
    elif one.cells != one.before:
        mark = _("modifiée")
    return Row(
        position=one.position,
        label=_("Ligne %(number)s") % {"number": one.position},
        inputs=inputs,
        left_out=one.left_out,
        mark=mark,
        found=tuple(_found(finding, language) for finding in rest),
        is_new=is_new,
    )


def _input(
    column: Column,
    row: DraftRow,
    index: int,
    found: Sequence[dict[str, Any]],
    language: str,
) -> Input:
    value = row.cells.get(column.name, "")
    widget, options = _widget(column, value)
    return Input(
        name=_name(row.position, index),
        label=column.title.in_language(language),
        value=value,
        widget=widget,
        options=options,
        found=tuple(_found(one, language) for one in found),
        help=f"k{index}",
        required=column.required,
    )


def _widget(column: Column, value: str) -> tuple[str, tuple[str, ...]]:
    """How a cell is typed in; one that its column cannot hold stays as text, so that nothing is lost."""
    if column.choices:
        known = ("", *column.choices)
        return "select", known if value in known else (*known, value)
    if column.kind == "date":
        return ("date", ()) if not value or _is_day(value) else ("text", ())
    if column.kind == "integer":
        return "number", ()
    if "\n" in value or len(value) > WIDE:
        return "area", ()
    return "text", ()


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _by_column(
    found: Mapping[int, Sequence[dict[str, Any]]], row: DraftRow
) -> dict[str, list[dict[str, Any]]]:
    by_column: dict[str, list[dict[str, Any]]] = {}
    for one in found.get(row.position, ()):
        by_column.setdefault(one["column"], []).append(one)
    return by_column


def _found(finding: Mapping[str, Any], language: str) -> Found:
    return Found(
        is_error=finding["level"] == "error",
        message=finding["message"][language],
        advice=finding["advice"][language],
    )


def _placed(
    place: int, row: DraftRow, kind: Intake, finding: Mapping[str, Any], language: str
) -> Found:
    """An error with where it is, and a link to its cell."""
    target, title = f"r{row.position}", ""
    for index, column in _places(kind):
        if column.name == finding["column"]:
            target, title = _name(row.position, index), column.title.in_language(language)
    words = {"number": row.position, "column": title}
    return Found(
        is_error=True,
        message=finding["message"][language],
        advice=finding["advice"][language],
        where=_("Ligne %(number)s, %(column)s") % words if title else _("Ligne %(number)s") % words,
        address=f"page={place // PER_PAGE + 1}#{target}",
    )


def _counts(rows: Sequence[DraftRow]) -> Counts:
    return Counts(
        rows=len(rows),
        changed=sum(1 for one in rows if one.before is not None and one.cells != one.before),
        added=sum(1 for one in rows if one.before is None),
        left_out=sum(1 for one in rows if one.left_out),
    )
