"""The locked definition put to services: its date, its text, its judgement and golden table.

A definition is never edited once an edition used it: supersede it by a new version, then write the lock.
"""

from collections.abc import Mapping
from datetime import date

from virage.contracts.indicators import Judgement, Rule
from virage.contracts.text import Text
from virage.exchange.rules import asking

ASKS_ONCE = "exchange.asks-once"


def _facts(
    items: int, examined: int, again: int = 0, obstacles: int = 0, *, all_listed: bool = True
) -> Mapping[str, int]:
    counts = {"items": items, "examined": examined, "again": again, "obstacles": obstacles}
    return {**counts, "all_listed": all_listed, "requests": 900}


ASKS_ONCE_1 = Rule(
    version=1,
    since=date(2019, 6, 1),
    text=Text(
        "Population : tous les services inscrits au registre et non fermés, quel que soit le canal. On "
        "regarde les formulaires en vigueur le dernier jour de la période, élément par élément. Non "
        "si un élément au moins est à saisir alors qu’une source officielle le détient, même si une "
        "loi empêche de l’y prendre (dit à part) ; un élément prérempli, à confirmer, n’est pas "
        "redemandé. Sinon, inconnu si un élément n’a pas été examiné, ou s’il n’a pas été dit, dans les "
        "douze mois, que tous les formulaires du service sont inscrits : un formulaire qui manque, ce sont "
        "des éléments que personne n’a examinés. Sinon oui, ou si rien n’est demandé. Poids : les demandes.",
        "Population: every service listed in the register and not closed, whatever the channel. The "
        "forms in force on the last day of the period are looked at item by item. No if one item at "
        "least is to be typed though an authoritative source holds it, even if a law prevents it "
        "from being fetched (told apart); an item prefilled to be confirmed is not asked again. "
        "Otherwise unknown if an item was not examined, or if it was not said, within twelve months, that all "
        "the forms of the service are listed: a missing form is items that nobody examined. Otherwise yes, as "
        "when nothing is asked. "
        "Weight: requests.",
    ),
    judge=asking.judge_v1,
    golden=(
        (None, Judgement("unknown", "no_form_recorded")),
        (_facts(0, 0), Judgement("yes", "nothing_asked", weight=900, part=0, whole=0)),
        (_facts(12, 12), Judgement("yes", "asked_once", weight=900, part=12, whole=12)),
        (
            _facts(12, 12, all_listed=False),
            Judgement("unknown", "forms_not_all_listed", weight=900, part=12, whole=12),
        ),
        (
            _facts(0, 0, all_listed=False),
            Judgement("unknown", "forms_not_all_listed", weight=900, part=0, whole=0),
        ),
        (
            _facts(12, 12, 1, all_listed=False),
            Judgement("no", "asked_again", weight=900, part=12, whole=12),
        ),
        (_facts(12, 11), Judgement("unknown", "items_not_examined", weight=900, part=11, whole=12)),
        (_facts(12, 0), Judgement("unknown", "items_not_examined", weight=900, part=0, whole=12)),
        (_facts(12, 3, 1), Judgement("no", "asked_again", weight=900, part=3, whole=12)),
        (_facts(12, 12, 2, 1), Judgement("no", "asked_again", weight=900, part=12, whole=12)),
        (_facts(12, 12, 2, 2), Judgement("no", "legal_obstacle", weight=900, part=12, whole=12)),
        (_facts(12, 11, 1, 1), Judgement("no", "legal_obstacle", weight=900, part=11, whole=12)),
    ),
)

LOCKABLE: Mapping[str, tuple[Rule, ...]] = {ASKS_ONCE: (ASKS_ONCE_1,)}

REASONS: Mapping[str, Mapping[str, Text]] = {
    ASKS_ONCE: {
        "no_form_recorded": Text("aucun formulaire n’est inscrit", "no form is recorded"),
        "items_not_examined": Text(
            "un élément au moins n’a pas été examiné", "at least one item was not examined"
        ),
        "forms_not_all_listed": Text(
            "personne n’a dit que tous ses formulaires sont inscrits",
            "nobody said that all its forms are listed",
        ),
        "asked_again": Text(
            "un élément est redemandé alors qu’une source officielle le détient",
            "an item is asked again though an authoritative source holds it",
        ),
        "legal_obstacle": Text(
            "redemandé parce qu’une loi empêche de le prendre à la source",
            "asked again because a law prevents it from being fetched",
        ),
        "asked_once": Text(
            "tout a été examiné, rien n’est redemandé", "all was examined, nothing is asked again"
        ),
        "nothing_asked": Text("rien n’est demandé", "nothing is asked"),
    },
}

FLAGS: Mapping[str, Text] = {}
