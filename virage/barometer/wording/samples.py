"""What a random draw says of all that is listed, in sentences: an estimate, its interval, or why there is none."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from virage.barometer.rules.samples import NOT_TOLD, NOTHING_APPLIES, TOO_FEW
from virage.barometer.wording.terms import count, percent
from virage.contracts.samples import FEWEST_TIMES
from virage.ui.context import active_language
from virage.ui.typography import day_in_words

Estimate = Mapping[str, Any]


def level(told: Estimate) -> str:
    """The interval and the estimate; what stands in their place when there is none."""
    share, interval = told["share"], told["interval"]
    if interval is None:
        return _without_interval(told)
    words = {
        "lower": percent(interval["lower_percent"]),
        "upper": percent(interval["upper_percent"]),
        "share": percent(share["lower_percent"]),
        "up_to": percent(share["upper_percent"]),
    }
    if share["lower"] == share["upper"]:
        return _("Estimé à %(share)s ; entre %(lower)s et %(upper)s, à 95 %% de confiance.") % words
    return (
        _(
            "Estimé de %(share)s à %(up_to)s selon ce qui reste inconnu ; entre %(lower)s et "
            "%(upper)s, à 95 %% de confiance."
        )
        % words
    )


def _without_interval(told: Estimate) -> str:
    reason = told["reason"]
    if reason == TOO_FEW:
        return _(
            "Pas d’intervalle : un organisme a été tiré %(times)s fois, et il en faut %(fewest)s."
        ) % {"times": count(told["times"]), "fewest": count(FEWEST_TIMES)}
    return {
        NOT_TOLD: _("Pas encore d’estimation : rien n’a été dit de ce qui a été tiré."),
        NOTHING_APPLIES: _(
            "Pas d’estimation : la question ne s’applique à rien de ce qui a été tiré."
        ),
        "waiting": _("Pas encore d’estimation : la valeur qui tire n’est pas sortie."),
        "given_up": _("Tirage abandonné : %(why)s") % {"why": told["why"]},
    }[reason]


def basis(told: Estimate) -> str:
    """From what it is drawn: how many, of whom, out of how many, announced when."""
    announced = day_in_words(date.fromisoformat(told["announced_on"]), active_language())
    words = {
        "day": announced,
        "units": count(told["units"]),
        "bodies": count(told["bodies"]),
        "drawn": count(told["drawn_units"]),
        "of": count(told["drawn_bodies"]),
    }
    if told["state"] != "made":
        return (
            _(
                "Tirage annoncé le %(day)s, avant toute collecte, parmi %(units)s unités de %(bodies)s "
                "organismes."
            )
            % words
        )
    message = ngettext(
        "D’après %(drawn)s unité tirée au sort dans %(of)s organisme, sur %(units)s de %(bodies)s organismes ; "
        "tirage annoncé le %(day)s, avant toute collecte.",
        "D’après %(drawn)s unités tirées au sort dans %(of)s organismes, sur %(units)s de %(bodies)s organismes ; "
        "tirage annoncé le %(day)s, avant toute collecte.",
        told["drawn_units"],
    )
    return message % words


def found(told: Estimate) -> str:
    """What was found of the units drawn; "" before they are."""
    if told["state"] != "made":
        return ""
    words = {name: count(told[name]) for name in ("yes", "no", "unknown", "outside")}
    said = [_("Oui : %(yes)s ; non : %(no)s ; inconnu : %(unknown)s.") % words]
    if told["unknown"]:
        said.append(
            _(
                "Inconnu veut dire : pas dit depuis le tirage, ou dit en partie. Cela compte comme non pour "
                "le bas de l’intervalle, comme oui pour le haut."
            )
        )
    if told["outside"]:
        said.append(_("Hors de la population, ou sans objet : %(outside)s.") % words)
    return " ".join(said)
