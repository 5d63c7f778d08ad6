"""The locked definition put to services: its date, its text, its judgement and golden table.

A definition is never edited once an edition used it: supersede it by a new version, then write the lock.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from virage.contracts.indicators import Judgement, Rule
from virage.contracts.text import Text
from virage.feedback.rules import evolving

EVOLVES = "feedback.evolves-from-opinions"

_GOOD: Mapping[str, Any] = {
    "days": 365,
    "open": 365,
    "closed": 0,
    "opinions": 40,
    "complete": True,
    "changes": 1,
    "requests": 900,
}


def _but(**other: Any) -> Mapping[str, Any]:
    return {**_GOOD, **other}


def _weighted(value: Any, reason: str) -> Judgement:
    return Judgement(value, reason, weight=900)


EVOLVES_1 = Rule(
    version=1,
    since=date(2019, 6, 1),
    text=Text(
        "Population : les services que l’on peut demander en ligne, ouverts depuis douze mois. Oui si "
        "l’on pouvait donner son opinion 95 % des jours ou plus, et si un changement de contenu, de "
        "parcours ou d’accès a été publié dans les douze mois qui suivent les opinions qu’il cite. Non "
        "si la voie était fermée trop de jours, ou si aucun changement de cette sorte n’est au journal "
        "complet. Inconnu sans journal. Sans objet sous 100 demandes et sans opinion. Poids : les "
        "demandes.",
        "Population: services that can be requested on line, open for twelve months. Yes if opinions "
        "could be given on 95% of days or more, and a change of content, flow or access was published "
        "within twelve months after the opinions that it cites. No if the channel was closed on too "
        "many days, or if the complete log has no such change. Unknown without a log. Not applicable "
        "under 100 requests and without any opinion. Weight: requests.",
    ),
    judge=evolving.judge_v1,
    golden=(
        (None, Judgement("unknown", "no_record")),
        (_GOOD, _weighted("yes", "evolved")),
        (_but(days=100, open=95, closed=5), _weighted("yes", "evolved")),
        (_but(days=100, open=94, closed=6), _weighted("no", "channel_closed")),
        (_but(days=100, open=94, closed=5), _weighted("unknown", "channel_not_recorded")),
        (_but(changes=0), _weighted("no", "no_change")),
        (_but(changes=0, complete=False), _weighted("unknown", "changes_not_recorded")),
        (_but(complete=False), _weighted("yes", "evolved")),
        (_but(open=0, closed=365, complete=False, changes=0), _weighted("no", "channel_closed")),
        (_but(open=0, changes=0), _weighted("no", "no_change")),
        (
            _but(requests=99, opinions=0, changes=0),
            Judgement("not_applicable", "too_few_requests"),
        ),
        (_but(requests=100, opinions=0, changes=0), Judgement("no", "no_change", weight=100)),
        (_but(requests=99, opinions=1, changes=0), Judgement("no", "no_change", weight=99)),
        (_but(requests=None, opinions=0, changes=0), Judgement("unknown", "requests_not_known")),
        (_but(requests=99, opinions=None), Judgement("unknown", "requests_not_known", weight=99)),
        (_but(requests=None, opinions=None), Judgement("unknown", "requests_not_known")),
        (_but(requests=None, opinions=1), Judgement("yes", "evolved")),
        (_but(opinions=None), _weighted("yes", "evolved")),
    ),
)

LOCKABLE: Mapping[str, tuple[Rule, ...]] = {EVOLVES: (EVOLVES_1,)}

REASONS: Mapping[str, Mapping[str, Text]] = {
    EVOLVES: {
        "no_record": Text("rien n’est connu pour la période", "nothing is known for the period"),
        "too_few_requests": Text(
            "moins de 100 demandes et aucune opinion", "under 100 requests and no opinion"
        ),
        "evolved": Text(
            "ouvert aux opinions, et changé grâce à elles", "open to opinions, and changed for them"
        ),
        "channel_not_recorded": Text(
            "on ne sait pas si l’on pouvait donner son opinion assez de jours",
            "it is not known whether opinions could be given on enough days",
        ),
        "changes_not_recorded": Text(
            "le journal des changements n’est pas complet", "the log of changes is not complete"
        ),
        "requests_not_known": Text(
            "trop peu de demandes, peut-être, pour que la question se pose",
            "perhaps too few requests for the question to be asked",
        ),
        "channel_closed": Text(
            "on ne pouvait donner son opinion que trop peu de jours",
            "opinions could be given on too few days only",
        ),
        "no_change": Text(
            "aucun changement publié ne cite d’opinions", "no published change cites opinions"
        ),
    },
}

FLAGS: Mapping[str, Text] = {}
