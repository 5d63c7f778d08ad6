"""The way to a target in words: how far it is, who could carry it, what would settle its verdict."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from virage.barometer.rules.levers import Distance, Lever, Settling, Standing
from virage.barometer.wording.nouns import Noun
from virage.barometer.wording.terms import count
from virage.registers.rules.people import tellable


def few(number: int, *, people: bool) -> str:
    """A count as it may be shown: of people, none from 1 to 9 is."""
    if people and tellable(number) is None:
        return _("de 1 à 9")
    return count(number)


def _good(figure: Mapping[str, Any]) -> str:
    return _("oui") if figure["target"]["sense"] == "at_least" else _("non")


def distance_sentence(whole: Standing, far: Distance, figure: Mapping[str, Any], noun: Noun) -> str:
    """« 42 services de plus doivent répondre « oui » pour que la cible tienne sûrement… »"""
    words = {
        "one": noun.one,
        "many": noun.many,
        "answer": _good(figure),
        "certain": count(far.certain),
        "turning": count(far.turning),
        "n": count(whole.n),
    }
    if whole.n == 0:
        return noun.agree(_("[Aucun|Aucune] des %(many)s n’est [concerné|concernée].")) % words
    if far.certain == 0:
        return _("La cible tient, quoi que disent les réponses qui manquent.")
    message = ngettext(
        "[Un seul|Une seule] %(one)s de plus doit répondre « %(answer)s » pour que la cible tienne "
        "sûrement.",
        "%(certain)s %(many)s de plus, sur %(n)s, doivent répondre « %(answer)s » pour que la cible "
        "tienne sûrement.",
        far.certain,
    )
    first = noun.agree(message) % words
    if not whole.unknown:
        return first
    if far.turning == 0:
        return f"{first} " + _("Des réponses qui manquent pourraient y suffire.")
    return (
        f"{first} "
        + ngettext(
            "Même si tout l’inconnu répondait ainsi, il en resterait %(turning)s à faire changer.",
            "Même si tout l’inconnu répondait ainsi, il en resterait %(turning)s à faire changer.",
            far.turning,
        )
        % words
    )


def carrying_sentence(number: int | None, levers: int) -> str:
    """« 3 organismes y suffisent, sur les 12 qui le peuvent. »"""
    if not number:
        return ""
    return ngettext(
        "Un seul organisme y suffit, sur les %(levers)s qui peuvent y aider.",
        "%(number)s organismes y suffisent, sur les %(levers)s qui peuvent y aider.",
        number,
    ) % {"number": count(number), "levers": count(levers)}


def settling_sentence(found: Settling, figure: Mapping[str, Any], noun: Noun) -> str:
    """What would settle an undetermined verdict, and that nothing less surely does."""
    at_least = figure["target"]["sense"] == "at_least"
    words = {
        "one": noun.one,
        "many": noun.many,
        "good": count(found.if_good),
        "bad": count(found.if_bad),
        "answer": _("oui") if at_least else _("non"),
        "other": _("non") if at_least else _("oui"),
    }
    first = ngettext(
        "[Un seul|Une seule] %(one)s qui répondrait « %(answer)s » prouverait que la cible tient",
        "%(good)s %(many)s qui répondraient [tous|toutes] « %(answer)s » prouveraient que la cible tient",
        found.if_good,
    )
    second = ngettext(
        " ; [un seul|une seule] qui répondrait « %(other)s », qu’elle ne tient pas.",
        " ; %(bad)s qui répondraient [tous|toutes] « %(other)s », qu’elle ne tient pas.",
        found.if_bad,
    )
    return noun.agree(first + second) % words


def share_closed(lever: Lever) -> str:
    """« 12 sur 42 », « toute la distance »."""
    if not lever.gap:
        return ""
    if lever.suffices:
        return _("toute la distance, seul")
    return _("%(closes)s sur %(gap)s") % {"closes": count(lever.closes), "gap": count(lever.gap)}
