"""What is watched of bodies, in words: each alert in one sentence, and the thresholds that give it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from virage.barometer.rules.alerts import PERCENT, POINTS
from virage.barometer.wording.changes import points
from virage.barometer.wording.nouns import Words
from virage.barometer.wording.terms import count, percent

Json = Mapping[str, Any]


def thresholds() -> str:
    """When an alert is given: no threshold is hidden."""
    return _(
        "Signalé sans rien changer au chiffre : la part des sans-objet en hausse d’au moins %(points)s "
        "points, %(percent)s %% d’unités de plus ou davantage, un inventaire qui ne contient que ce qui "
        "est diffusé, une colonne nouvellement remplie. Une alerte n’est pas un reproche."
    ) % {"points": POINTS, "percent": PERCENT}


def sentence(alert: Json, words: Words) -> str:
    """One alert on one body, without its name."""
    unit = words.unit
    told: dict[str, Any] = {
        name: count(alert[name])
        for name in ("units", "units_from", "units_to", "not_applicable_from", "not_applicable_to")
        if name in alert
    }
    told |= {"one": unit.one, "many": unit.many}
    if alert["alert"] == "not_applicable_up":
        told["points"] = points(alert["points"])
        return (
            _(
                "Sans objet : %(not_applicable_to)s sur %(units_to)s, contre %(not_applicable_from)s sur "
                "%(units_from)s dans l’édition d’avant (%(points)s points)."
            )
            % told
        )
    if alert["alert"] == "units_up":
        return _units_up(alert, words, told)
    if alert["alert"] == "inventory_equals_catalogue":
        return _("L’inventaire ne contient que ce qui est diffusé.")
    return (
        ngettext(
            "Une colonne jamais remplie auparavant l’est pour %(units)s %(one)s sur %(units_to)s.",
            "Une colonne jamais remplie auparavant l’est pour %(units)s %(many)s sur %(units_to)s.",
            int(alert["units"]),
        )
        % told
    )


def _units_up(alert: Json, words: Words, told: dict[str, Any]) -> str:
    said = words.unit.agree(
        _(
            "%(units_to)s %(many)s [recensés|recensées], contre %(units_from)s dans l’édition d’avant."
        )
    )
    told |= {
        name: percent(alert[name]["percent"]) if alert[name] else _("aucune part")
        for name in ("share", "constant_from", "constant_to")
    }
    told["constant"] = count(alert["constant_units"])
    if not alert["constant_units"]:
        more = words.unit.agree(_("[Aucun|Aucune] ne l’était déjà."))
    else:
        more = words.unit.agree(
            ngettext(
                "Part : %(share)s ; sur [le seul recensé|la seule recensée] les deux fois, "
                "%(constant_from)s puis %(constant_to)s.",
                "Part : %(share)s ; sur les %(constant)s [recensés|recensées] les deux fois, "
                "%(constant_from)s puis %(constant_to)s.",
                int(alert["constant_units"]),
            )
        )
    return f"{said % told} {more % told}"
