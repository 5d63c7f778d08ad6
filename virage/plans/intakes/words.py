"""What the kinds on plans say alike: columns, sentences, the steps of an acceptance."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from virage.contracts.text import Text
from virage.plans import queries
from virage.plans.actions.recording import RECORDING
from virage.registers.columns import (
    DAY_SENTENCES,
    cell,
    text,
)
from virage.registers.kinds import Values
from virage.registers.recording import Steps
from virage.registers.rules.findings import Sentence

STEPS = Steps(RECORDING)

SENTENCES: Mapping[str, Sentence] = {
    **DAY_SENTENCES,
    "version-not-deposited": Sentence(
        "error",
        Text(
            "La version « {value} » n’a pas été déposée par cet organisme.",
            "The version “{value}” was not deposited by this body.",
        ),
        Text("Corrigez la version.", "Correct the version."),
    ),
    "version-deposited": Sentence(
        "error",
        Text(
            "La version « {value} » est déjà déposée : une version déposée ne change plus.",
            "The version “{value}” is deposited already: a deposited version no longer changes.",
        ),
        Text("Déposez une nouvelle version.", "Deposit a new version."),
    ),
    "amendment-without-day": Sentence(
        "error",
        Text(
            "Une demande de modification dit pour quand elle est due, et pourquoi.",
            "A request for an amendment says by when it is due, and why.",
        ),
        Text("Remplissez due_on et reason.", "Fill due_on and reason."),
    ),
    "reached-without-evidence": Sentence(
        "warning",
        Text(
            "Le jalon « {value} » est dit atteint, sans preuve.",
            "The milestone “{value}” is said to be reached, without evidence.",
        ),
        Text(
            "Il est gardé, et attend sa preuve : remplissez evidence.",
            "It is kept, and awaits its evidence: fill evidence.",
        ),
    ),
    "answers-above-headcount": Sentence(
        "error",
        Text(
            "{value} réponses, plus que les {known} personnes de l’unité.",
            "{value} answers, more than the {known} people of the unit.",
        ),
        Text("Corrigez les nombres de la ligne.", "Correct the numbers of the line."),
    ),
    "unit-too-small": Sentence(
        "error",
        Text(
            "L’unité a {value} employés : à moins de dix, on y reconnaîtrait quelqu’un.",
            "The unit has {value} employees: under ten, someone could be recognised in it.",
        ),
        Text("Regroupez-la avec une autre.", "Roll it up with another one."),
    ),
}

VERSION = text(
    "version",
    Text("Version du plan", "Plan version"),
    Text("Son numéro ou son année.", "Its number or year."),
    "2025-1",
    40,
    required=True,
)


def as_cells(row: Mapping[str, Any]) -> dict[str, str]:
    """A fact as a template writes it."""
    return {
        name: cell(value) if isinstance(value, date) else "" if value is None else str(value)
        for name, value in row.items()
    }


def last(model: type[Any], names: tuple[str, ...], body: str) -> Iterator[Mapping[str, str]]:
    """The facts of a body as a template writes them; `names` are the columns and the fields alike."""
    for row in queries.last_rows(model, body, names):
        yield {"organisation": body, **as_cells(row)}


def picked(values: Values, names: tuple[str, ...], **more: Any) -> Mapping[str, Any]:
    """The fields of a fact: those named, "" for a text left empty, and the body."""
    fields = {name: values[name] for name in names}
    return {**fields, "organisation_id": values["organisation_id"], **more}


PLAN_FIELDS = ("version", "deposited_on", "period_from", "period_to", "strategic_plan", "page")
Deposited = Mapping[tuple[str, str], tuple[Any, ...]]


def deposited() -> Deposited:
    """What every deposited version says, by (body, version)."""
    return queries.versions_deposited(PLAN_FIELDS[1:])
