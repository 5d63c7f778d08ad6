"""What the codes of the method are called: answers, sources, verdicts, steps of a change."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from virage.barometer.wording.nouns import Noun
from virage.ui import typography
from virage.ui.context import active_language

VALUES: dict[str, Promise] = {
    "yes": _("Oui"),
    "no": _("Non"),
    "unknown": _("[Inconnu|Inconnue]"),
    "not_applicable": _("Sans objet"),
    "absent": _("[Absent|Absente]"),
    "split_or_merged": _("[Scindé ou fusionné|Scindée ou fusionnée]"),
}
"""To be agreed with what is counted, as are `STEPS`: see `nouns`."""

SOURCES: dict[str, Promise] = {
    "counted": _("compté par la plateforme"),
    "measured": _("mesuré par une sonde ou une enquête"),
    "declared": _("déclaré par l’organisme"),
}

VERDICTS: dict[str, Promise] = {
    "at_threshold": _("Au seuil déjà"),
    "not_yet": _("Pas encore"),
    "reached": _("Atteinte"),
    "not_reached": _("Non atteinte"),
    "kept": _("Maintenue"),
    "lost": _("Perdue"),
    "reached_late": _("Atteinte en retard"),
    "still_not_reached": _("Toujours pas atteinte"),
    "undetermined": _("Indéterminée"),
}

# The shape that goes with the word, so that colour never speaks alone.
GOOD = frozenset({"at_threshold", "reached", "kept", "reached_late"})
BAD = frozenset({"not_yet", "not_reached", "lost", "still_not_reached"})

STEPS: dict[tuple[str, str], Promise] = {
    ("definition", ""): _("changement de définition"),
    ("real_effect", ""): _("effet réel"),
    ("ways_in", "newly_listed"): _("nouvellement [recensés|recensées]"),
    ("ways_in", "newly_answered"): _("nouvelles réponses"),
    ("ways_in", "newly_applicable"): _("[devenus concernés|devenues concernées]"),
    ("ways_in", "split_or_merged"): _("[issus|issues] d’une scission ou fusion"),
    ("ways_out", "no_longer_listed"): _("ne sont plus [recensés|recensées]"),
    ("ways_out", "no_longer_answered"): _("n’ont plus de réponse"),
    ("ways_out", "no_longer_applicable"): _("ne sont plus [concernés|concernées]"),
    ("ways_out", "split_or_merged"): _("[scindés ou fusionnés|scindées ou fusionnées]"),
}


def value_name(value: str, noun: Noun) -> str:
    """« Oui », « Inconnue »: the answer of one unit."""
    return noun.agree(str(VALUES[value]))


def step_name(place: str, name: str, noun: Noun) -> str:
    """« ne sont plus recensées »: a step of the bridge."""
    return noun.agree(str(STEPS[place, name]))


def unknown_ones(noun: Noun) -> str:
    """« Inconnus », « Inconnues »: the heading of their number."""
    return noun.agree(gettext("[Inconnus|Inconnues]"))


def side(verdict: str | None) -> str:
    """The shape of a verdict: "at", "not", "undetermined", or "none" when nothing is judged."""
    if verdict is None:
        return "none"
    if verdict in GOOD:
        return "at"
    return "not" if verdict in BAD else "undetermined"


def verdict_name(verdict: str | None) -> str:
    """« Pas encore »."""
    return gettext("Rien à juger") if verdict is None else str(VERDICTS[verdict])


def count(value: int | str) -> str:
    """A count as written in the active language; JSON carries the very large ones as text."""
    return typography.integer(int(value), active_language())


def percent(text: str) -> str:
    """« 30,77 % » from "30.77"."""
    return typography.percent(text, active_language())


def whole_percent(text: str) -> str:
    """« 75 % » from "75.00": a threshold is written without decimals that say nothing."""
    return percent(text.rstrip("0").rstrip(".") if "." in text else text)
