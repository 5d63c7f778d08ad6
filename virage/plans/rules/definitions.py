"""The locked definitions put to bodies and their units: dates, texts, judgements, golden tables.

A definition is never edited once an edition used it: supersede it by a new version, then write the lock.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from virage.contracts.indicators import Judgement, Rule
from virage.contracts.text import Text
from virage.plans.rules import deploying, workplaces
from virage.plans.rules.deploying import ACCEPTED, AMENDMENT, Reached, Version

DEPLOYED = "plans.measures-deployed"
WORKPLACE = "plans.workplace-transformed"

_DAY = date(2026, 3, 31)
_YEARS = (date(2025, 4, 1), date(2028, 4, 1))
_PLAN = Version(date(2025, 2, 1), *_YEARS, ACCEPTED)
_DONE = Reached("5.1", date(2025, 4, 1), has_evidence=True)


def _facts(*versions: Version, milestones: tuple[Reached, ...] = (), **more: Any) -> Any:
    told = {"as_of": _DAY, "plan_due_on": date(2025, 3, 31), "staff": 400}
    return {**told, "versions": versions, "milestones": milestones, **more}


def _of(value: Any, reason: str) -> Judgement:
    return Judgement(value, reason, weight=400)


DEPLOYED_1 = Rule(
    version=1,
    since=date(2019, 6, 1),
    text=Text(
        "Population : les organismes de la liste légale ; tous ceux en existence tant qu’aucune liste "
        "n’est inscrite. Oui si un plan est en vigueur le dernier jour de la période, et si un jalon lié "
        "à une cible a été atteint, preuve à l’appui, dans les douze mois. Non si la date légale est "
        "passée sans plan en vigueur, ou si un plan est en vigueur sans un tel jalon. Inconnu si la preuve "
        "manque encore, si le plan est à l’étude (soixante jours de silence valent acceptation), ou s’il "
        "n’est pas encore dû. Sans objet par la loi seulement, une "
        "fois cette raison acceptée. Poids : les employés.",
        "Population: bodies of the legal list; all those in existence while no list is recorded. Yes if "
        "a plan is in force on the last day of the period, and a milestone tied to a target was reached "
        "with evidence within twelve months. No if the legal date has passed without a plan in force, "
        "or a plan is in force without such a milestone. Unknown if evidence is pending, if the plan is "
        "under review (sixty days of silence accept it), or if it is not yet due. Not applicable by law only, once that reason is accepted. Weight: staff.",
    ),
    judge=deploying.judge_v1,
    golden=(
        (None, Judgement("unknown", "no_record")),
        (_facts(_PLAN, milestones=(_DONE,)), _of("yes", "measures_deployed")),
        (
            _facts(_PLAN, milestones=(_DONE._replace(on=date(2025, 3, 31)),)),
            _of("no", "no_milestone"),
        ),
        (_facts(_PLAN, milestones=(_DONE._replace(target=""),)), _of("no", "no_milestone")),
        (
            _facts(_PLAN, milestones=(_DONE._replace(has_evidence=False),)),
            _of("unknown", "evidence_pending"),
        ),
        (_facts(_PLAN), _of("no", "no_milestone")),
        (_facts(milestones=(_DONE,)), _of("no", "no_plan")),
        (_facts(plan_due_on=_DAY), _of("unknown", "plan_not_yet_due")),
        (_facts(plan_due_on=None), _of("unknown", "plan_not_yet_due")),
        (
            _facts(
                _PLAN._replace(decision="", deposited_on=date(2026, 1, 30)), milestones=(_DONE,)
            ),
            _of("unknown", "review_pending"),
        ),
        (
            _facts(
                _PLAN._replace(decision="", deposited_on=date(2026, 1, 29)), milestones=(_DONE,)
            ),
            _of("yes", "measures_deployed"),
        ),
        (
            _facts(_PLAN._replace(decision=AMENDMENT, amendment_due_on=_DAY)),
            _of("unknown", "review_pending"),
        ),
        (
            _facts(_PLAN._replace(decision=AMENDMENT, amendment_due_on=date(2026, 3, 30))),
            _of("no", "no_plan"),
        ),
        (
            _facts(
                _PLAN._replace(decision=AMENDMENT, first_decided_on=date(2025, 4, 3)),
                milestones=(_DONE,),
            ),
            _of("yes", "measures_deployed"),
        ),
        (
            _facts(
                _PLAN._replace(decision=AMENDMENT, first_decided_on=date(2025, 4, 2)),
                milestones=(_DONE,),
            ),
            _of("unknown", "review_pending"),
        ),
        (
            _facts(
                _PLAN,
                as_of=date(2028, 3, 31),
                milestones=(_DONE._replace(on=date(2027, 4, 1)),),
            ),
            _of("yes", "measures_deployed"),
        ),
        (_facts(_PLAN._replace(period_to=_DAY), milestones=(_DONE,)), _of("no", "no_plan")),
    ),
)


def _people(headcount: int, yes: int, no: int) -> Mapping[str, int]:
    return {"headcount": headcount, "yes": yes, "no": no}


WORKPLACE_1 = Rule(
    version=1,
    since=date(2019, 6, 1),
    text=Text(
        "On compte des personnes, par unité administrative d’au moins dix employés au 31 mars (les plus "
        "petites sont regroupées). Oui : celles qui disent que leur milieu de travail et leurs façons de "
        "travailler ont changé pour elles. Non : celles qui disent le contraire. Inconnu : celles qui "
        "n’ont pas répondu.",
        "People are counted, by administrative unit of at least ten employees on 31 March (smaller ones "
        "are rolled up). Yes: those who say that their workplace and their ways of working changed for "
        "them. No: those who say otherwise. Unknown: those who did not answer.",
    ),
    judge=workplaces.judge_v1,
    golden=(
        (None, Judgement("unknown", "nobody_asked")),
        (_people(100, 51, 20), Judgement("yes", "most_say_yes", people=(51, 20, 29))),
        (_people(100, 50, 20), Judgement("unknown", "no_majority_told", people=(50, 20, 30))),
        (_people(100, 20, 50), Judgement("no", "most_say_no", people=(20, 50, 30))),
        (_people(100, 20, 49), Judgement("unknown", "no_majority_told", people=(20, 49, 31))),
        (_people(40, 30, 10), Judgement("yes", "most_say_yes", people=(30, 10, 0))),
        (_people(40, 31, 9), Judgement("yes", "most_say_yes", people=(31, 9, 0))),
        (_people(40, 1, 20), Judgement("no", "most_say_no", people=(1, 20, 19))),
        (_people(40, 20, 15), Judgement("unknown", "no_majority_told", people=(20, 15, 5))),
        (_people(10, 0, 0), Judgement("unknown", "no_majority_told", people=(0, 0, 10))),
    ),
)

LOCKABLE: Mapping[str, tuple[Rule, ...]] = {DEPLOYED: (DEPLOYED_1,), WORKPLACE: (WORKPLACE_1,)}

EXEMPTIONS: Mapping[str, Mapping[str, Text]] = {
    DEPLOYED: {
        "by_law": Text("une loi l’en dispense", "an act exempts it"),
    },
}

REASONS: Mapping[str, Mapping[str, Text]] = {
    DEPLOYED: {
        "no_record": Text("rien n’est connu de son plan", "nothing is known of its plan"),
        "review_pending": Text(
            "plan à l’étude, ou à modifier", "plan under review, or to be amended"
        ),
        "plan_not_yet_due": Text(
            "le plan n’est pas encore dû, ou sa date légale n’est pas connue",
            "the plan is not yet due, or its legal date is not known",
        ),
        "no_plan": Text(
            "la date légale est passée sans plan en vigueur",
            "the legal date has passed without a plan in force",
        ),
        "measures_deployed": Text(
            "un plan en vigueur, et un jalon atteint dans les douze mois",
            "a plan in force, and a milestone reached within twelve months",
        ),
        "evidence_pending": Text(
            "un jalon est dit atteint, sans preuve encore",
            "a milestone is said to be reached, without evidence yet",
        ),
        "no_milestone": Text(
            "aucun jalon lié à une cible, atteint dans les douze mois",
            "no milestone tied to a target reached within twelve months",
        ),
    },
    WORKPLACE: {
        "nobody_asked": Text("personne n’a été interrogé", "nobody was asked"),
        "most_say_yes": Text("la plupart disent oui", "most say yes"),
        "most_say_no": Text("la plupart disent non", "most say no"),
        "no_majority_told": Text(
            "ni l’un ni l’autre n’est la majorité", "neither answer is that of most"
        ),
    },
}

FLAGS: Mapping[str, Text] = {
    "managers_return": Text("rapporté par un gestionnaire", "returned by a manager"),
}
