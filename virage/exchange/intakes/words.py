"""What the kinds on sources and forms say alike: columns, sentences, the steps of an acceptance."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from virage.contracts.intakes import Column
from virage.contracts.text import Text
from virage.exchange.models import (
    AuthoritativeSource,
    BatchWarning,
    FormItem,
    FormVersion,
    RecordBatch,
)
from virage.exchange.rules.asking import GIVEN, MATCHING_KEYS
from virage.registers.actions import Recording
from virage.registers.kinds import Say
from virage.registers.recording import Steps
from virage.registers.rules.findings import Sentence

STEPS = Steps(
    Recording("exchange", RecordBatch, BatchWarning, (AuthoritativeSource, FormVersion, FormItem))
)
EXAMINED = ("yes", "no")

_AFTER_SINCE = Text(
    "until est le lendemain du dernier jour.", "until is the day after the last one."
)
SENTENCES: Mapping[str, Sentence] = {
    "days-reversed": Sentence(
        "error",
        Text(
            "La fin, {value}, n’est pas après le début.",
            "The end, {value}, is not after the start.",
        ),
        _AFTER_SINCE,
    ),
    "not-a-key": Sentence(
        "error",
        Text("« {value} » n’est pas une clé d’appariement.", "“{value}” is not a matching key."),
        Text(
            "Les clés sont " + ", ".join(MATCHING_KEYS) + ", séparées par des espaces.",
            "The keys are " + ", ".join(MATCHING_KEYS) + ", separated by spaces.",
        ),
    ),
    "form-not-listed": Sentence(
        "error",
        Text(
            "La version « {value} » de ce formulaire n’est pas inscrite.",
            "The version “{value}” of this form is not recorded.",
        ),
        Text("Déposez d’abord exchange.forms.", "Hand in exchange.forms first."),
    ),
    "examined-without-how": Sentence(
        "error",
        Text(
            "L’élément est examiné, mais given est vide.",
            "The item is examined, but given is empty.",
        ),
        Text(
            "Les réponses sont " + ", ".join(GIVEN) + ".",
            "The answers are " + ", ".join(GIVEN) + ".",
        ),
    ),
    "not-examined-yet-mapped": Sentence(
        "error",
        Text(
            "L’élément n’est pas examiné, mais la ligne dit « {value} ».",
            "The item is not examined, but the line says “{value}”.",
        ),
        Text(
            "Dites yes dans examined, ou laissez vides concept, given et obstacle.",
            "Say yes in examined, or leave concept, given and obstacle empty.",
        ),
    ),
}


def day(name: str, title: Text, aid: Text, example: str, *, required: bool = False) -> Column:
    """A column of days."""
    return Column(name=name, kind="date", title=title, help=aid, required=required, example=example)


def text(name: str, title: Text, aid: Text, example: str, longest: int, **more: Any) -> Column:
    """A column of text of at most `longest` characters."""
    return Column(
        name=name, kind="string", title=title, help=aid, max_length=longest, example=example, **more
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
        "Lendemain du dernier jour ; vide tant que cela dure.",
        "The day after the last one; empty while it lasts.",
    ),
    "2026-04-01",
)
FORM = text(
    "form",
    Text("Formulaire", "Form"),
    Text(
        "Code du formulaire, le même d’une version à l’autre.",
        "Code of the form, the same from one version to the next.",
    ),
    "demande-permis",
    80,
    required=True,
)
VERSION = text(
    "version",
    Text("Version", "Version"),
    Text("Numéro ou date de la version.", "Number or date of the version."),
    "3",
    40,
    required=True,
)


def cell(when: date | None) -> str:
    """A day as a template writes it."""
    return when.isoformat() if when else ""


def is_in_order(values: Mapping[str, Any], say: Say) -> bool:
    """Whether the days of a line are in order; says so when they are not."""
    since, until = values["since"], values["until"]
    if until is not None and until <= since:
        say("days-reversed", "until", until)
        return False
    return True
