"""When what a body owes is handed in; what may be confirmed or edited by hand; sorting of values."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from virage.contracts.intakes import Column, Intake
from virage.contracts.text import Text
from virage.intake.rules.hand_ins import Refused

OWN = "organisation"
"""The column that holds the code of the body itself, where a kind has one: filled in for the body."""

MOST_EDITED = 5_000
"""Rows of a draft: a longer register is edited in a spreadsheet."""

LONGEST_CELL = 5_000

DRAFT_DAYS = 90
"""A draft that nobody has changed for so many days is forgotten."""


class HandedIn(NamedTuple):
    """An accepted hand-in: the legal day it came, and the half-open days it speaks of, if its kind has days."""

    on: date
    days: tuple[date, date] | None


class Confirmed(NamedTuple):
    """The last values, ready to be handed in again; `waiting` rows lack a value that they must have."""

    rows: list[dict[str, str]]
    waiting: int


class NothingToConfirm(Refused):
    """The body has no last values of that kind."""

    code = "nothing-to-confirm"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "Ce registre n’a pas encore de valeurs à confirmer. Déposez-les d’abord.",
                "This register has no values to confirm yet. Hand them in first.",
            )
        )


class NotThatDay(Refused):
    """The values were not observed on a day to come."""

    code = "not-that-day"

    def __init__(self, day: date) -> None:
        super().__init__(
            Text(
                f"Le {day.isoformat()} n’est pas encore passé : on ne peut pas y avoir observé les valeurs. "
                "Choisissez aujourd’hui ou un jour passé.",
                f"{day.isoformat()} has not come yet: nothing can have been observed then. "
                "Choose today or a day before.",
            )
        )


class NotByHand(Refused):
    """The kind is not kept row by row."""

    code = "not-by-hand"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "Ce genre de dépôt se fait par fichier seulement.",
                "This kind of hand-in is made by file only.",
            )
        )


class TooManyRows(Refused):
    """More rows than a page can edit."""

    code = "too-many-rows-to-edit"

    def __init__(self) -> None:
        super().__init__(
            Text(
                f"Ce registre dépasse {MOST_EDITED} lignes : modifiez-le dans un tableur, à partir du "
                "modèle rempli.",
                f"This register has more than {MOST_EDITED} rows: edit it in a spreadsheet, from the "
                "filled template.",
            )
        )


def covers(spans: Iterable[tuple[date, date]], start: date, end: date) -> bool:
    """Whether half-open days, put together, leave no hole between `start` and `end` (excluded)."""
    reached = start
    for first, after in sorted(spans):
        if first > reached:
            break
        reached = max(reached, after)
    return reached >= end


def met_on(
    handed_in: Iterable[HandedIn], *, start: date, end: date, by_period: bool
) -> date | None:
    """The day on which what is owed for half-open days was there; None while it is not.

    A kind that counts by period is there once the accepted days cover those owed. Of things that happen
    or are observed on a day, one accepted day among them is enough; a kind whose lines have no day is
    there once it came after the first day owed.
    """
    spans: list[tuple[date, date]] = []
    for one in sorted(handed_in, key=lambda handed: handed.on):
        if one.days is None:
            if one.on >= start:
                return one.on
        elif one.days[0] < end and one.days[1] > start:
            spans.append(one.days)
            if not by_period or covers(spans, start, end):
                return one.on
    return None


def confirmed(
    columns: Sequence[Column], rows: Iterable[Mapping[str, str]], observed: str, day: date
) -> Confirmed:
    """The last values as they are handed in again: those with all they must have, once each.

    `observed` is the column that takes the `day`, or "". The template also lists what still waits for a
    first value: that is no value to confirm.
    """
    kept: dict[tuple[str, ...], dict[str, str]] = {}
    waiting = 0
    for row in rows:
        cells = {one.name: row.get(one.name, "") for one in columns}
        if observed:
            cells[observed] = day.isoformat()
        if waits(columns, cells):
            waiting += 1
        else:
            kept.setdefault(tuple(cells.values()), cells)
    return Confirmed(list(kept.values()), waiting)


def waits(columns: Iterable[Column], cells: Mapping[str, str]) -> bool:
    """Whether a row lacks a value that it must have."""
    return any(one.required and not cells.get(one.name, "").strip() for one in columns)


def in_order(
    rows: Iterable[Mapping[str, str]], column: Column | None, *, down: bool
) -> list[Mapping[str, str]]:
    """The rows sorted by a column (None: as they come); those where it is blank come last either way."""
    listed = list(rows)
    if column is None:
        return listed
    name = column.name

    def key(row: Mapping[str, str]) -> tuple[int, int, str]:
        text = row.get(name, "")
        if column.kind == "integer" and text.lstrip("-").isdecimal():
            return 0, int(text), ""
        return 1, 0, text.casefold()

    filled = [row for row in listed if row.get(name, "")]
    blank = [row for row in listed if not row.get(name, "")]
    return sorted(filled, key=key, reverse=down) + blank


def is_kept_by_bodies(kind: Intake) -> bool:
    """Whether the kind is a register that each body keeps: not what the Secretariat alone hands in."""
    return not kind.secretariat_only


def is_by_hand(kind: Intake) -> bool:
    """Whether the kind is kept row by row: not what is counted from millions of lines."""
    return is_kept_by_bodies(kind) and kind.condense is None
