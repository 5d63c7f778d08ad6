"""The locked definition put to bodies: its date, its text, its judgement and golden table.

A definition is never edited once an edition used it: supersede it by a new version, then write the lock.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from virage.contracts.indicators import Judgement, Rule
from virage.contracts.text import Text
from virage.opendata.rules import publishing

MAJORITY = "opendata.majority-published"


def _facts(high: int, published: int, unprobed: int = 0, **more: Any) -> Mapping[str, Any]:
    counts = {"series": 20, "high": high, "published": published, "unprobed": unprobed}
    return {"attested": True, **counts, **more}


def _counted(value: Any, reason: str, part: int, whole: int) -> Judgement:
    return Judgement(value, reason, weight=20, part=part, whole=whole)


MAJORITY_1 = Rule(
    version=1,
    since=date(2019, 6, 1),
    text=Text(
        "Population : les organismes publics en existence le dernier jour de la période. Oui si plus de la moitié des "
        "séries à fort potentiel de réutilisation de leur inventaire sont diffusées : licence ouverte, "
        "format lisible par machine, accessibles et à jour à notre dernière sonde de la période. Non si "
        "la moitié ou moins le seraient, quoi que trouve la sonde. Inconnu sans inventaire attesté "
        "complet, ou si la majorité dépend de ce qui n’a pas été sondé. Sans objet si l’inventaire est "
        "vide, une fois cette raison acceptée. Fort potentiel : cinq points ou plus aux quatre critères "
        "(demande, valeur, devoir, transparence), notés de 0 à 2. Poids : les séries de l’inventaire.",
        "Population: public bodies in existence on the last day of the period. Yes if more than half of the series of "
        "high reuse potential in their inventory are published: open licence, machine-readable format, "
        "reachable and current at our last probe of the period. No if half or fewer would be, whatever "
        "the probe finds. Unknown without an inventory attested complete, or if the majority turns on "
        "what was not probed. Not applicable if the inventory is empty, once that reason is accepted. "
        "High potential: five points or more over the four criteria (demand, value, duty, "
        "transparency), scored 0 to 2. Weight: series in the inventory.",
    ),
    judge=publishing.judge_v1,
    golden=(
        (None, Judgement("unknown", "no_inventory")),
        (_facts(10, 6), _counted("yes", "majority_published", 6, 10)),
        (_facts(10, 6, 4), _counted("yes", "majority_published", 6, 10)),
        (_facts(10, 5), _counted("no", "majority_not_published", 5, 10)),
        (_facts(10, 5, 1), Judgement("unknown", "turns_on_probes", weight=20)),
        (_facts(10, 3, 2), _counted("no", "majority_not_published", 3, 10)),
        (_facts(1, 1), _counted("yes", "majority_published", 1, 1)),
        (_facts(1, 0), _counted("no", "majority_not_published", 0, 1)),
        (_facts(0, 0), Judgement("unknown", "nothing_of_high_potential", weight=20)),
        (_facts(10, 9, attested=False), Judgement("unknown", "inventory_not_attested", weight=20)),
        (_facts(10, 0, attested=False), Judgement("unknown", "inventory_not_attested", weight=20)),
    ),
)

LOCKABLE: Mapping[str, tuple[Rule, ...]] = {MAJORITY: (MAJORITY_1,)}

EXEMPTIONS: Mapping[str, Text] = {
    "inventory_empty": Text(
        "l’organisme ne détient aucune donnée à fort potentiel",
        "the body holds no data of high potential",
    ),
}

REASONS: Mapping[str, Mapping[str, Text]] = {
    MAJORITY: {
        "no_inventory": Text("aucun inventaire", "no inventory"),
        "inventory_not_attested": Text(
            "l’inventaire n’est pas attesté complet", "the inventory is not attested complete"
        ),
        "nothing_of_high_potential": Text(
            "l’inventaire n’a aucune série à fort potentiel",
            "the inventory has no series of high potential",
        ),
        "majority_published": Text(
            "plus de la moitié des séries à fort potentiel sont diffusées",
            "more than half of the series of high potential are published",
        ),
        "majority_not_published": Text(
            "la moitié ou moins des séries à fort potentiel sont diffusées",
            "half or fewer of the series of high potential are published",
        ),
        "turns_on_probes": Text(
            "la majorité dépend de ce que la sonde n’a pas pu voir",
            "the majority turns on what the probe could not see",
        ),
    },
}

FLAGS: Mapping[str, Text] = {
    "inventory_equals_catalogue": Text(
        "l’inventaire ne contient que ce qui est diffusé",
        "the inventory holds only what is published",
    ),
}
