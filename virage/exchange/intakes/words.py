"""What the kinds on sources and forms say alike: columns, sentences, the steps of an acceptance."""

from collections.abc import Mapping

from virage.contracts.text import Text
from virage.exchange.models import (
    AuthoritativeSource,
    BatchWarning,
    FormItem,
    FormsListed,
    FormVersion,
    RecordBatch,
)
from virage.exchange.rules.asking import GIVEN, MATCHING_KEYS
from virage.registers.actions import Recording
from virage.registers.columns import DAY_SENTENCES, text
from virage.registers.recording import Steps
from virage.registers.rules.findings import Sentence

STEPS = Steps(
    Recording(
        "exchange",
        RecordBatch,
        BatchWarning,
        (AuthoritativeSource, FormVersion, FormsListed, FormItem),
    )
)
EXAMINED = ("yes", "no")

SENTENCES: Mapping[str, Sentence] = {
    **DAY_SENTENCES,
    "not-a-key": Sentence(
        "error",
        Text("« {value} » n’est pas une clé d’appariement.", "“{value}” is not a matching key."),
        Text(
            "Les clés sont " + ", ".join(MATCHING_KEYS) + ", séparées par des espaces.",
            "The keys are " + ", ".join(MATCHING_KEYS) + ", separated by spaces.",
        ),
    ),
    "form-not-listed": Sentence(
        "error",
        Text(
            "La version « {value} » de ce formulaire n’est pas inscrite.",
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
            "L’élément n’est pas examiné, mais la ligne dit « {value} ».",
            "The item is not examined, but the line says “{value}”.",
        ),
        Text(
            "Dites yes dans examined, ou laissez vides concept, given et obstacle.",
            "Say yes in examined, or leave concept, given and obstacle empty.",
        ),
    ),
}


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
