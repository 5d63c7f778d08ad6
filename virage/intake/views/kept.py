"""What the pages of registers show: states in words, values as a table, what is owed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from virage.contracts.intakes import Column, Intake
from virage.contracts.text import Text
from virage.intake import queries, rules
from virage.intake.models import REFUSED, HandIn
from virage.intake.views.shown import BADGES, STATES
from virage.ui import typography

PER_PAGE = 50
SHORT = 24
"""Codes and words up to so many characters stay on one line."""


@dataclass(frozen=True, slots=True)
class State:
    """Where a register is, by shape and words."""

    badge: str
    words: str


@dataclass(frozen=True, slots=True)
class Owed:
    """A duty in words."""

    kind: str
    start: date
    end: date
    due_on: date
    on: date | None
    badge: str
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the index."""

    code: str
    title: str
    state: State
    last: HandIn | None
    open_url: str
    open_words: str
    has_draft: bool
    owed: Owed | None


@dataclass(frozen=True, slots=True)
class Past:
    """A hand-in of a register: where it is read, its state, and how its file was made."""

    hand_in: HandIn
    url: str
    badge: str
    state: str
    made: str


@dataclass(frozen=True, slots=True)
class Group:
    """The registers of a package."""

    title: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell: its words, and how it stands in its column."""

    words: str
    kind: str


@dataclass(frozen=True, slots=True)
class Values:
    """The body's own last values, one page of them; what is `alike` on every line is said once."""

    columns: list[dict[str, Any]]
    alike: list[tuple[str, str]]
    rows: list[list[Shown]]
    page: Page[Any]
    total: int


def state(register: queries.Register) -> State:
    """Where a register is: something waits, or it was never opened, or it is there."""
    if register.open is not None and register.open.state != REFUSED:
        return State(BADGES[register.open.state], str(STATES[register.open.state]))
    if register.last is None:
        return State("no_records", _("Pas encore ouvert"))
    return State("accepted", _("Ouvert"))


def owed(met: queries.Met, title: str, today: date) -> Owed:
    """A duty in words, as it stands today."""
    duty = met.duty
    if met.on is not None:
        badge, words = "accepted", _("Déposé") if met.in_time else _("Déposé en retard")
    elif duty.due_on < today:
        badge, words = "error", _("En retard")
    else:
        badge, words = "not_yet", _("À déposer")
    period = duty.period
    return Owed(title, period.start, period.end, duty.due_on, met.on, badge, words)


def groups(
    found: Sequence[queries.Group],
    met: Sequence[queries.Met],
    today: date,
    language: str,
    leads_to: Callable[[HandIn | None], str],
) -> list[Group]:
    """The index: every register by package, each with what is to be handed in next."""
    following: dict[str, queries.Met] = {}
    for one in met:
        if one.on is None:
            following.setdefault(one.duty.kind, one)
    return [
        Group(
            title=group.title.in_language(language),
            rows=[
                _row(one, following.get(one.kind.code), today, language, leads_to)
                for one in group.registers
            ],
        )
        for group in found
    ]


def _row(
    register: queries.Register,
    met: queries.Met | None,
    today: date,
    language: str,
    leads_to: Callable[[HandIn | None], str],
) -> Row:
    title = register.kind.title.in_language(language)
    waits = register.open
    return Row(
        code=register.kind.code,
        title=title,
        state=state(register),
        last=register.last,
        open_url=leads_to(waits),
        open_words=str(STATES[waits.state]) if waits else "",
        has_draft=register.draft is not None,
        owed=owed(met, title, today) if met else None,
    )


def columns_shown(kind: Intake) -> list[Column]:
    """The columns of a register of one body: its own code would say the same on every line."""
    return [one for one in kind.columns if one.name != rules.OWN]


def values(
    kind: Intake, rows: Sequence[Mapping[str, str]], order: str, page: str, language: str
) -> Values:
    """One page of the last values, sorted by a column ("name", or "-name" to go down)."""
    every = columns_shown(kind)
    same = {one.name for one in every if len({row.get(one.name, "") for row in rows}) == 1}
    alike = [one for one in every if one.name in same] if len(rows) > 1 else []
    columns = [one for one in every if one not in alike] or every
    wanted = {one.name: one for one in columns}.get(order.removeprefix("-"))
    ordered = rules.in_order(rows, wanted, down=order.startswith("-"))
    paged: Page[Any] = Paginator(ordered, PER_PAGE).get_page(page)
    return Values(
        columns=[
            {
                "name": one.name,
                "title": one.title.in_language(language),
                "numeric": one.kind == "integer",
            }
            for one in columns
        ],
        alike=[
            (
                one.title.in_language(language),
                _shown(one, rows[0].get(one.name, ""), language).words,
            )
            for one in alike
        ],
        rows=[[_shown(one, row.get(one.name, ""), language) for one in columns] for row in paged],
        page=paged,
        total=len(ordered),
    )


def _shown(column: Column, text: str, language: str) -> Shown:
    if column.kind == "date" and text:
        try:
            return Shown(typography.day_in_words(date.fromisoformat(text), language), "short")
        except ValueError:
            return Shown(text, "")
    if column.kind == "integer":
        number = typography.integer(int(text), language) if text.isdecimal() else text
        return Shown(number or typography.EN_DASH, "number")
    return Shown(text or typography.EN_DASH, "short" if len(text) <= SHORT else "")


def chooser(
    seen: Sequence[tuple[str, Text]], code: str, language: str
) -> list[tuple[str, str, bool]]:
    """The bodies to choose among, by name, each with whether it is the one chosen."""
    named = [(one, name.in_language(language), one == code) for one, name in seen]
    return sorted(named, key=lambda one: one[1].casefold())
