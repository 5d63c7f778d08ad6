"""The audit of an edition in words: where it stands, what was found, what that says of declared yes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from virage.barometer.wording.terms import count, percent
from virage.ui import typography
from virage.ui.context import active_language

Json = Mapping[str, Any]

OUTCOMES: dict[str, Promise] = {
    "upheld": gettext_lazy("Confirmé"),
    "overturned": gettext_lazy("Renversé"),
    "cannot_tell": gettext_lazy("Impossible à dire"),
}
SIGNS = {"upheld": "yes", "overturned": "lost", "cannot_tell": "unknown", "": "no_records"}
"""The sign that goes with each outcome (virage.ui.icons.STATES); "" for an answer not opened yet."""


def outcome(code: str) -> str:
    """« Confirmé »; an answer that nobody opened yet says so."""
    return str(OUTCOMES[code]) if code else _("Pas encore ouvert")


def state(told: Json) -> str:
    """Where an audit stands, in one sentence."""
    words = {
        "day": typography.day_in_words(date.fromisoformat(told["day"]), active_language()),
        "opened": count(told["opened"]),
        "drawn": count(told["drawn"]),
        "frame": count(told["frame"] or 0),
    }
    if told["state"] == "given_up":
        return _("Tirage abandonné. La valeur du %(day)s n’a rien tiré.") % words
    if told["state"] == "announced":
        return _("Annoncé : la valeur publique du %(day)s tirera les réponses à ouvrir.") % words
    if told["state"] == "drawn":
        return (
            _("%(drawn)s « oui » tirés sur %(frame)s déclarés ; %(opened)s ouverts à ce jour.")
            % words
        )
    return _("Terminé : %(drawn)s « oui » tirés sur %(frame)s déclarés, tous ouverts.") % words


def found(told: Json) -> list[str]:
    """What the audit says of the declared yes of the edition; nothing until all were opened."""
    if told["limit"] is None:
        return []
    words = {
        "overturned": count(told["overturned"]),
        "drawn": count(told["drawn"]),
        "rate": percent(told["rate"]["percent"]),
        "untold": count(told["cannot_tell"]),
        "limit": percent(told["limit"]["percent"]),
    }
    said = [
        ngettext(
            "%(overturned)s des %(drawn)s « oui » ouverts est renversé (%(rate)s).",
            "%(overturned)s des %(drawn)s « oui » ouverts sont renversés (%(rate)s).",
            int(told["overturned"]),
        )
        % words
    ]
    if int(told["cannot_tell"]):
        more = ngettext(
            "%(untold)s ne permet pas de trancher, et compte comme renversé dans ce qui suit.",
            "%(untold)s ne permettent pas de trancher, et comptent comme renversés dans ce qui suit.",
            int(told["cannot_tell"]),
        )
        said.append(more % words)
    if told["drawn"] == told["frame"]:
        said.append(
            _("Tous les « oui » déclarés de l’édition ont été ouverts : %(limit)s ne tiennent pas.")
            % words
        )
    else:
        said.append(
            _(
                "Avec une confiance de 95 %%, au plus %(limit)s des « oui » déclarés de l’édition ne "
                "tiennent pas."
            )
            % words
        )
    return said
