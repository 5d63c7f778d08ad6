"""What people say of their workplace, by administrative unit."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from virage.contracts.intakes import Column
from virage.contracts.text import Text
from virage.plans import queries
from virage.plans.intakes.words import (
    SENTENCES,
    STEPS,
    last,
    picked,
)
from virage.plans.models import (
    Workplace,
)
from virage.plans.rules.workplaces import ASKED_BY, SMALLEST_UNIT
from virage.registers.columns import (
    NAME_EN,
    NAME_FR,
    count,
    day,
    text,
)
from virage.registers.kinds import ORGANISATION, LineKind, Say, Values
from virage.registers.owners import Owners, owners
from virage.registers.queries import Table

_WORKPLACE = (
    "unit",
    "name_fr",
    "name_en",
    "counted_on",
    "headcount",
    "yes",
    "no",
    "asked_by",
    "survey",
)


def _units() -> Owners:
    return owners(queries.owners(Workplace, "unit"))


def _read_workplace(values: Values, held: Owners, say: Say) -> Mapping[str, Any] | None:
    if not held.is_own(values, "unit", say):
        return None
    if values["headcount"] < SMALLEST_UNIT:
        say("unit-too-small", "headcount", values["headcount"])
        return None
    answers = values["yes"] + values["no"]
    if answers > values["headcount"]:
        say("answers-above-headcount", "yes", answers, known=values["headcount"])
        return None
    return picked(values, _WORKPLACE[:8], survey=values["survey"] or "")


def _counts(*said: tuple[str, str, str, str]) -> Iterator[Column]:
    for name, fr, en, example in said:
        aid = Text("Des personnes, au jour du compte.", "People, on the day of the count.")
        yield count(name, Text(fr, en), aid, example)


_listed: Callable[..., Mapping[str, str]] = partial(queries.listed_names, Workplace, "unit")

WORKPLACES = LineKind(
    code="plans.workplaces",
    title=Text("Milieux de travail", "Workplaces"),
    description=Text(
        "Pour chaque unité administrative d’au moins dix employés, combien disent que leur milieu de "
        "travail et leurs façons de travailler ont changé.",
        "For each administrative unit of at least ten employees, how many say that their workplace and "
        "their ways of working have changed.",
    ),
    columns=(
        ORGANISATION,
        text(
            "unit",
            Text("Unité administrative", "Administrative unit"),
            Text("Son code, qui ne change jamais.", "Its code, which never changes."),
            "direction-permis",
            80,
            required=True,
        ),
        NAME_FR,
        NAME_EN,
        day(
            "counted_on",
            Text("Compté le", "Counted on"),
            Text("D’ordinaire, le 31 mars.", "As a rule, on 31 March."),
            "2025-03-31",
            required=True,
        ),
        *_counts(
            ("headcount", "Employés", "Employees", "84"),
            ("yes", "Disent oui", "Say yes", "41"),
            ("no", "Disent non", "Say no", "22"),
        ),
        Column(
            name="asked_by",
            kind="string",
            title=Text("Demandé par", "Asked by"),
            help=Text(
                "survey : les personnes ont répondu ; manager : un gestionnaire l’a dit pour elles.",
                "survey: people answered; manager: a manager said it for them.",
            ),
            required=True,
            choices=ASKED_BY,
            example="survey",
        ),
        text(
            "survey",
            Text("Questionnaire", "Survey"),
            Text("Son nom et sa version.", "Its name and version."),
            "Milieu de travail, version 2",
            80,
        ),
    ),
    table=Table(
        Workplace,
        key=("unit", "counted_on"),
        values=(
            "organisation_id",
            *(name for name in _WORKPLACE if name not in ("unit", "counted_on")),
        ),
    ),
    steps=STEPS,
    world=_units,
    read=_read_workplace,
    last=partial(last, Workplace, _WORKPLACE),
    sentences=SENTENCES,
    unit="unit",
    listed=_listed,
    observed="counted_on",
)
