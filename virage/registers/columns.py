"""Columns that many registers have, and short ways to declare the others."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from virage.contracts.intakes import Column
from virage.contracts.text import Text
from virage.registers.kinds import Say
from virage.registers.rules.closing import CLOSINGS
from virage.registers.rules.findings import Sentence


def day(name: str, title: Text, aid: Text, example: str, *, required: bool = False) -> Column:
    """A column of days."""
    return Column(name=name, kind="date", title=title, help=aid, required=required, example=example)


def text(name: str, title: Text, aid: Text, example: str, longest: int, **more: Any) -> Column:
    """A column of text of at most `longest` characters."""
    return Column(
        name=name, kind="string", title=title, help=aid, max_length=longest, example=example, **more
    )


def count(name: str, title: Text, aid: Text, example: str, *, required: bool = True) -> Column:
    """A column of counts, from 0."""
    return Column(
        name=name,
        kind="integer",
        title=title,
        help=aid,
        required=required,
        minimum=0,
        maximum=2**53 - 1,
        example=example,
    )


NAME_FR = text(
    "name_fr",
    Text("Nom français", "French name"),
    Text("Le nom que le public connaît.", "The name that the public knows."),
    "Règlement sur les rives",
    500,
    required=True,
)
NAME_EN = text(
    "name_en",
    Text("Nom anglais", "English name"),
    Text("Le nom que le public connaît.", "The name that the public knows."),
    "Shores regulation",
    500,
    required=True,
)
SINCE = day(
    "since",
    Text("Depuis le", "Since"),
    Text("Premier jour.", "First day."),
    "2025-04-01",
    required=True,
)
UNTIL = day(
    "until",
    Text("Jusqu’au, exclu", "Until, excluded"),
    Text(
        "Lendemain du dernier jour ; vide tant que cela dure.",
        "The day after the last one; empty while it lasts.",
    ),
    "2026-04-01",
)
PERIOD_FROM = day(
    "period_from",
    Text("Du", "From"),
    Text("Premier jour de la période.", "First day of the period."),
    "2025-04-01",
    required=True,
)
PERIOD_TO = day(
    "period_to",
    Text("Au, exclu", "To, excluded"),
    Text("Lendemain du dernier jour.", "The day after the last one."),
    "2026-04-01",
    required=True,
)

CLOSING = Column(
    name="closing",
    kind="string",
    title=Text("Raison de la fin", "Reason of the end"),
    help=Text(
        "Avec une fin : ended, cela n’existe plus ; merged, réuni à un autre ; split, partagé ; repealed, la "
        "loi est abrogée ; listed-in-error, inscrit par erreur.",
        "With an end: ended, it exists no more; merged, joined with another; split; repealed, the law is; "
        "listed-in-error.",
    ),
    choices=CLOSINGS,
    example="ended",
)

DAY_SENTENCES: Mapping[str, Sentence] = {
    "days-reversed": Sentence(
        "error",
        Text(
            "La fin, {value}, n’est pas après le début.",
            "The end, {value}, is not after the start.",
        ),
        Text("La fin est le lendemain du dernier jour.", "The end is the day after the last one."),
    ),
    "closed-without-reason": Sentence(
        "error",
        Text(
            "La fin, {value}, n’a pas de raison : une unité reste dans la population tant qu’elle n’est pas "
            "fermée avec une date et une raison.",
            "The end, {value}, has no reason: a unit stays in the population until it is closed with a date "
            "and a reason.",
        ),
        Text(
            "Dites dans closing : " + ", ".join(CLOSINGS) + ".",
            "Say in closing: " + ", ".join(CLOSINGS) + ".",
        ),
    ),
    "reason-without-end": Sentence(
        "error",
        Text("La raison « {value} » n’a pas de date.", "The reason “{value}” has no date."),
        Text(
            "Donnez la fin dans until, ou laissez closing vide.",
            "Give the end in until, or leave closing empty.",
        ),
    ),
    "period-clashes": Sentence(
        "error",
        Text(
            "La période partage des jours avec une autre, {value}, déjà dite de la même chose.",
            "The period shares days with another one, {value}, said already of the same thing.",
        ),
        Text(
            "Gardez les périodes déjà déposées, ou déposez-les de nouveau telles quelles.",
            "Keep the periods handed in before, or hand them in again as they were.",
        ),
    ),
}


def cell(when: date | None) -> str:
    """A day as a template writes it."""
    return when.isoformat() if when else ""


def is_life(values: Mapping[str, Any], say: Say) -> bool:
    """Whether a thing lasts from `since` to `until`, in order, and ends for a reason if it does; says so
    when not."""
    if not are_in_order(values, "since", "until", say):
        return False
    until, closing = values["until"], values.get("closing")
    if until is not None and not closing:
        say("closed-without-reason", "closing", until)
        return False
    if closing and until is None:
        say("reason-without-end", "closing", closing)
        return False
    return True


def are_in_order(values: Mapping[str, Any], start: str, end: str, say: Say) -> bool:
    """Whether the days of two columns are in order, an empty one aside; says so when they are not."""
    since, until = values[start], values[end]
    if since is not None and until is not None and until <= since:
        say("days-reversed", end, until)
        return False
    return True
