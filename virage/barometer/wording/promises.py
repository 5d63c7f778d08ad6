"""Promises in words: what was promised, what became of it and why, what its units answered."""

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from virage.barometer.rules.exact import printed, units_of
from virage.barometer.rules.promises import Counted, Judged, Outcome, Reason
from virage.barometer.wording.nouns import Noun
from virage.barometer.wording.terms import count, whole_percent
from virage.contracts.promises import Promise
from virage.ui import typography
from virage.ui.context import active_language

OUTCOMES: dict[Outcome, Lazy] = {
    "kept": gettext_lazy("Tenue"),
    "late": gettext_lazy("Tenue en retard"),
    "broken": gettext_lazy("Non tenue"),
    "not_due": gettext_lazy("Pas encore due"),
    "untold": gettext_lazy("On ne peut le dire"),
}
STATES: dict[Outcome, str] = {
    "kept": "kept",
    "late": "warning",
    "broken": "lost",
    "not_due": "not_yet",
    "untold": "undetermined",
}
"""The sign of each outcome (virage.ui.icons.STATES)."""

_REASONS: dict[Reason, Lazy] = {
    "reached": gettext_lazy("Les réponses l’atteignaient à l’échéance."),
    "not_reached": gettext_lazy(
        "À l’échéance, elle n’était pas atteinte, quoi que donnent les réponses manquantes."
    ),
    "reached_already": gettext_lazy("Atteinte déjà, avant l’échéance."),
    "not_reached_yet": gettext_lazy("Pas encore atteinte."),
    "reached_later": gettext_lazy("Pas atteinte à l’échéance, atteinte dans une édition suivante."),
    "reached_after_silence": gettext_lazy(
        "On ne pouvait le dire à l’échéance ; atteinte dans une édition suivante."
    ),
    "unknown": gettext_lazy(
        "Les réponses qui manquent peuvent faire pencher d’un côté ou de l’autre."
    ),
    "uncounted": gettext_lazy(
        "On ne sait pas combien de personnes ont répondu dans certaines unités."
    ),
    "nothing_applies": gettext_lazy("Aucune de ses unités n’est concernée par la question."),
    "never_listed": gettext_lazy("Aucune de ses unités n’a jamais été recensée."),
    "not_measured": gettext_lazy(
        "Aucune édition n’a posé la question pour une période qui compte."
    ),
}


def outcome_name(outcome: Outcome) -> str:
    """« Tenue en retard »."""
    return str(OUTCOMES[outcome])


def promised(promise: Promise, noun: Noun) -> str:
    """« Au moins 4 des 6 services nommés répondront « oui » d’ici le 31 mars 2026. »"""
    words = {
        "total": count(len(promise.units)),
        "one": noun.one,
        "many": noun.many,
        "day": typography.day_in_words(promise.due_on, active_language()),
    }
    if promise.share is not None:
        hundredths = units_of(100 * promise.share[0], promise.share[1], 2)
        words["share"] = whole_percent(printed(hundredths, 2))
        if promise.units:
            message = _(
                "Au moins %(share)s des %(total)s %(many)s [nommés|nommées] répondront « oui » d’ici le "
                "%(day)s."
            )
        else:
            message = _(
                "Au moins %(share)s des %(many)s de l’organisme répondront « oui » d’ici le %(day)s."
            )
        return noun.agree(message) % words
    wanted = promise.at_least or 0
    words["number"] = count(wanted)
    if len(promise.units) == 1:
        message = _("[Le |La |L’]%(one)s [nommé|nommée] répondra « oui » d’ici le %(day)s.")
    elif promise.units:
        message = ngettext(
            "Au moins %(number)s des %(total)s %(many)s [nommés|nommées] répondra « oui » d’ici le "
            "%(day)s.",
            "Au moins %(number)s des %(total)s %(many)s [nommés|nommées] répondront « oui » d’ici le "
            "%(day)s.",
            wanted,
        )
    else:
        message = ngettext(
            "Au moins %(number)s %(one)s de l’organisme répondra « oui » d’ici le %(day)s.",
            "Au moins %(number)s %(many)s de l’organisme répondront « oui » d’ici le %(day)s.",
            wanted,
        )
    return noun.agree(message) % words


def counted(found: Counted | None) -> str:
    """« 4 oui, 1 non, 1 sans réponse »: what its units answered; what is none of is left out."""
    if found is None:
        return _("question non posée")
    told = [
        _("%(number)s oui") % {"number": count(found.yes)},
        _("%(number)s non") % {"number": count(found.no)},
        _("%(number)s sans réponse") % {"number": count(found.unknown)},
    ]
    for number, message in (
        (found.not_applicable, _("%(number)s sans objet")),
        (found.gone, _("%(number)s hors du registre depuis")),
        (found.never, _("%(number)s jamais au registre")),
        (found.uncounted, _("%(number)s sans dénombrement")),
    ):
        if number:
            told.append(message % {"number": count(number)})
    return ", ".join(told)


def baseline(promise: Promise, found: Counted | None) -> str:
    """From where it starts: what was measured then, or that nothing was."""
    if found is None:
        return _("Aucun point de départ mesuré.")
    words = {"edition": promise.baseline, "counted": counted(found)}
    return _("Point de départ, édition %(edition)s : %(counted)s.") % words


def reason(now: Judged | None) -> str:
    """Why it is what it is, and whether it still holds."""
    if now is None:
        return _("Aucune édition n’est parue depuis qu’elle a été faite.")
    told = str(_REASONS[now.reason])
    if now.outcome not in ("kept", "late") or now.holds == "at":
        return told
    if now.holds == "not":
        more = _("Elle ne tient plus dans l’édition %(edition)s.")
    else:
        more = _("On ne peut dire si elle tient encore dans l’édition %(edition)s.")
    return f"{told} {more}" % {"edition": now.seen.edition}
