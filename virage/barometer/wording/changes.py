"""The change between two editions in words: its direction if it has one, and each step of the bridge."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from virage.barometer.wording.nouns import Noun
from virage.barometer.wording.terms import STEPS, count, percent, step_name
from virage.ui import typography
from virage.ui.context import active_language

Comparison = dict[str, Any]

ORDER = (
    ("definition", ""),
    ("real_effect", ""),
    *((place, name) for place, name in STEPS if place in ("ways_in", "ways_out")),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the bridge: `points` as printed ("+4.82"), `value` of the whole (1 is 100 %)."""

    label: str
    points: str
    value: Fraction
    detail: str
    kind: Literal["real", "definition", "flow"] = "flow"


def points(text: str) -> str:
    """« +4,82 » from "+4.82"."""
    return typography.points(text, active_language())


def steps(comparison: Comparison, noun: Noun) -> list[Step]:
    """The steps from one share to the next, in order; those that move nothing are left out, save the
    real effect, whose nought is news. Empty when there is no exact bridge."""
    if comparison["bridge"] != "exact":
        return []
    found = []
    for place, name in ORDER:
        term = comparison[place]
        if name:
            term = (term or {}).get(name)
        if term is None:
            continue
        value = Fraction(term["fraction"])
        is_real = place == "real_effect"
        if value == 0 and not is_real:
            continue
        found.append(
            Step(
                label=step_name(place, name, noun),
                points=points(term["points"]),
                value=value,
                detail=_detail(comparison, term, noun, is_real=is_real),
                kind=_kind(place),
            )
        )
    return found


def _kind(place: str) -> Literal["real", "definition", "flow"]:
    if place == "real_effect":
        return "real"
    return "definition" if place == "definition" else "flow"


def _detail(comparison: Comparison, term: dict[str, Any], noun: Noun, *, is_real: bool) -> str:
    if is_real:
        panel = comparison["panel"]
        return noun.agree(_("%(from)s oui, puis %(to)s, sur %(of)s [suivis|suivies]")) % {
            "from": count(panel["yes_from"]),
            "to": count(panel["yes_to"]),
            "of": count(panel["of"]),
        }
    if "of" not in term:
        return _("les mêmes dossiers, jugés par la nouvelle définition")
    return _("%(yes)s oui sur %(of)s") % {"yes": count(term["yes"]), "of": count(term["of"])}


def direction_code(comparison: Comparison | None) -> str:
    """ "up", "down", "unchanged", "undetermined", or "none": no edition before, nothing in common, or
    a bridge that is broken."""
    if comparison is None or comparison["bridge"] == "broken" or comparison["direction"] is None:
        return "none"
    return str(comparison["direction"]["code"])


def change_line(comparison: Comparison | None) -> str:
    """The few words beside a verdict: « ▲ +6,12 points, direction établie », « première édition »."""
    if comparison is None:
        return _("Première édition")
    if comparison["bridge"] == "people":
        return _("Deux niveaux, sans suivi")
    code = direction_code(comparison)
    effect = comparison["real_effect"]
    if code == "none" or effect is None:
        return _("Pas de comparaison possible")
    words = {"points": points(effect["points"])}
    if code == "up":
        return _("▲ %(points)s points, direction établie") % words
    if code == "down":
        return _("▼ %(points)s points, direction établie") % words
    if code == "unchanged":
        return _("Inchangée")
    return _("Direction indéterminée")


def direction_sentence(comparison: Comparison | None, noun: Noun) -> str:
    """Whether it went up or down, and how many turned: a direction is named only if it survives what
    the unknown units hide."""
    if comparison is None:
        return _("Première édition : un niveau, et pas encore d’évolution.")
    if comparison["bridge"] == "broken":
        return _(
            "La définition a changé, et l’édition précédente ne peut plus être mesurée avec la "
            "nouvelle : les deux niveaux ne se comparent pas."
        )
    if comparison["bridge"] == "people":
        return noun.agree(
            _(
                "Les %(many)s [interrogés|interrogées] ne sont pas [suivis|suivies] d’une édition à "
                "l’autre : seuls les deux niveaux se comparent, sans direction."
            )
        ) % {"many": noun.many}
    found = comparison["direction"]
    if found is None:
        return noun.agree(
            _(
                "[Aucun|Aucune] des %(many)s n’est [concerné|concernée] dans les deux éditions : rien à "
                "comparer."
            )
        ) % {"many": noun.many}
    if found["panel"] == 0:
        return noun.agree(
            _(
                "[Aucun|Aucune] des %(many)s n’est [connu|connue] dans les deux éditions : seuls les "
                "niveaux se montrent."
            )
        ) % {"many": noun.many}
    words = {"turned": _turned(found, noun)}
    if found["code"] == "up":
        return _("En hausse, quoi que cachent les réponses manquantes : %(turned)s.") % words
    if found["code"] == "down":
        return _("En baisse, quoi que cachent les réponses manquantes : %(turned)s.") % words
    if found["code"] == "unchanged":
        return _("Aucun changement : %(turned)s.") % words
    return _("Direction indéterminée : %(turned)s.") % words


def _turned(found: dict[str, Any], noun: Noun) -> str:
    to_yes, to_no = int(found["turned_to_yes"]), int(found["turned_to_no"])
    words = {
        "yes": count(to_yes),
        "no": count(to_no),
        "of": count(found["panel"]),
        "one": noun.one,
        "many": noun.many,
    }
    return (
        noun.agree(
            ngettext(
                "%(yes)s %(one)s est [passé|passée] à oui, %(no)s à non, sur %(of)s [suivis|suivies]",
                "%(yes)s %(many)s sont [passés|passées] à oui, %(no)s à non, sur %(of)s "
                "[suivis|suivies]",
                to_yes,
            )
        )
        % words
    )


def shown_level(comparison: Comparison, side: Literal["from", "to"], noun: Noun) -> str:
    """The share at one end of the bridge; words in its place when fewer than half were known."""
    level = comparison[side]
    known = int(level["yes"]) + int(level["no"])
    if 2 * known < known + int(level["unknown"]):
        return noun.agree(_("moins de la moitié [connus|connues]"))
    return percent(level["share"]["percent"])


def fragile_sentence(comparison: Comparison, before: str, after: str, noun: Noun) -> str:
    """Which of the two editions knew fewer than half of its units; "" when neither did."""
    few = [
        label
        for label, side in ((before, "from"), (after, "to"))
        if 2 * (int(comparison[side]["yes"]) + int(comparison[side]["no"]))
        < sum(int(comparison[side][value]) for value in ("yes", "no", "unknown"))
    ]
    if not few:
        return ""
    return noun.agree(
        _(
            "Moins de la moitié des %(many)s étaient [connus|connues] en %(editions)s : à lire avec "
            "soin."
        )
    ) % {
        "many": noun.many,
        "editions": _(" et ").join(few),
    }


def bridge_sentence(comparison: Comparison | None, noun: Noun) -> str:
    """« +3,46 points, dont +4,82 d’effet réel, mesuré sur les mêmes services. »; "" without a bridge."""
    if comparison is None or comparison["bridge"] != "exact":
        return ""
    return _("%(total)s points, dont %(real)s d’effet réel, mesuré sur les mêmes %(many)s.") % {
        "total": points(comparison["total"]["points"]),
        "real": points(comparison["real_effect"]["points"]),
        "many": noun.many,
    }


def redefinition_sentence(comparison: Comparison | None) -> str:
    """Both sizes of the definition step, when they differ by where it is measured; else ""."""
    if comparison is None or comparison["definition_on_later"] is None:
        return ""
    return _(
        "Le changement de définition pèse %(before)s points mesuré sur l’édition précédente, et "
        "%(after)s mesuré sur celle-ci."
    ) % {
        "before": points(comparison["definition"]["points"]),
        "after": points(comparison["definition_on_later"]["points"]),
    }
