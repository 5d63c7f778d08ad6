"""The definitions that registers answer: designed with citizens, processes without paper."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from virage.contracts.indicators import Judgement, Rule
from virage.contracts.text import Text
from virage.services.rules import designed, paperless
from virage.services.rules.designed import Held

DESIGNED = "services.designed-with-citizens"
PAPERLESS = "services.paperless-processes"

_BUILT, _LAUNCHED = date(2024, 3, 1), date(2024, 9, 1)
_HEARD = Held("design", date(2024, 2, 29), 5, says_what_changed=True)
_TRIED = Held("test", date(2024, 8, 31), 1, says_what_changed=True)


def _opening(*activities: Held, complete: bool = True, **more: Any) -> Mapping[str, Any]:
    days = {"built_from": _BUILT, "launched_on": _LAUNCHED}
    return {**days, "complete": complete, "activities": activities, "requests": 70, **more}


def _weighing(value: Any, reason: str) -> Judgement:
    return Judgement(value, reason, weight=70)


DESIGNED_1 = Rule(
    version=1,
    since=date(2019, 6, 1),
    text=Text(
        "Population : les services que l’on peut demander en ligne, ouverts depuis le début de la "
        "stratégie, le 1er juin 2019. Oui si une activité a réuni au moins cinq personnes de "
        "l’extérieur de l’administration avant le début de la construction, et si de telles personnes "
        "ont essayé le service avant sa mise en ligne ; chaque dossier dit ce que cela a changé. Non si "
        "les activités n’y suffisent pas, ou s’il n’y en a eu aucune, et que toutes sont inscrites. "
        "Inconnu sans dossier. Sans objet pour un changement d’apparence seulement, une fois cette "
        "raison acceptée. Poids : les demandes de la première année.",
        "Population: services that can be requested on line, opened since the strategy began, on 1 June "
        "2019. Yes if an activity brought together at least five people from outside the "
        "administration before building began, and such people tried the service before its launch; "
        "each record says what it changed. No if the activities fall short, or there was none, and "
        "all are listed. Unknown without a record. Not applicable for a change of looks only, once "
        "that reason is accepted. Weight: requests of the first year.",
    ),
    judge=designed.judge_v1,
    golden=(
        (None, Judgement("unknown", "no_record")),
        (_opening(_HEARD, _TRIED), _weighing("yes", "designed_and_tested")),
        (_opening(_HEARD, _TRIED, complete=False), _weighing("yes", "designed_and_tested")),
        (
            _opening(Held("design", _BUILT, 5, says_what_changed=True), _TRIED),
            _weighing("no", "not_designed"),
        ),
        (
            _opening(Held("design", date(2024, 2, 1), 4, says_what_changed=True), _TRIED),
            _weighing("no", "not_designed"),
        ),
        (
            _opening(Held("design", date(2024, 2, 1), None, says_what_changed=True), _TRIED),
            _weighing("unknown", "people_not_counted"),
        ),
        (
            _opening(Held("design", date(2024, 2, 1), 9, says_what_changed=False), _TRIED),
            _weighing("no", "not_designed"),
        ),
        (
            _opening(_HEARD, Held("test", _LAUNCHED, 9, says_what_changed=True)),
            _weighing("no", "not_tested"),
        ),
        (_opening(_HEARD), _weighing("no", "not_tested")),
        (_opening(_HEARD, complete=False), _weighing("unknown", "activities_not_complete")),
        (_opening(), _weighing("no", "no_activity")),
        (_opening(complete=False), _weighing("unknown", "activities_not_complete")),
        (
            _opening(_HEARD, _TRIED, built_from=None),
            _weighing("unknown", "building_not_recorded"),
        ),
        (_opening(_HEARD, built_from=None), _weighing("no", "not_tested")),
    ),
)


def _process(steps: int, digital: int, paper: int = 0, **more: Any) -> Mapping[str, Any]:
    seen = {"steps": steps, "digital": digital, "paper": paper}
    return {**seen, "cases": 200, "on_paper": 10, "by_choice": 0, **more}


def _cases(value: Any, reason: str, on_paper: int = 10, cases: int = 200) -> Judgement:
    return Judgement(value, reason, weight=cases, part=cases - on_paper, whole=cases)


PAPERLESS_1 = Rule(
    version=1,
    since=date(2019, 6, 1),
    text=Text(
        "Population : les processus administratifs, au public ou internes, en vigueur dans la période. "
        "Non si l’on a vu qu’une étape exige du papier, ou si plus de 5 % des dossiers en ont eu (le "
        "papier choisi par un citoyen mis à part). Oui si chaque étape qui s’applique peut se faire "
        "sans papier et si 5 % des dossiers au plus en ont eu. Une étape vaut ce qu’on y a vu la dernière "
        "fois. Inconnu si une étape ou la part des dossiers n’est pas connue. Sans objet si la période n’a eu aucun dossier, toutes les étapes "
        "étant vues sans papier. Poids : les dossiers.",
        "Population: administrative processes, to the public or internal, in force in the period. No if "
        "a step was seen to need paper, or if more than 5% of cases used any (paper chosen by a "
        "citizen set apart). Yes if every step that applies can run without paper and at most 5% of "
        "cases used any. A step is what was last seen of it. Unknown if a step or the share of "
        "cases is not known. Not applicable if the "
        "period had no case, every step being seen without paper. Weight: cases.",
    ),
    judge=paperless.judge_v1,
    golden=(
        (None, Judgement("unknown", "no_record")),
        (_process(4, 4), _cases("yes", "without_paper")),
        (_process(4, 4, on_paper=11), _cases("no", "cases_on_paper", 11)),
        (_process(4, 4, on_paper=11, by_choice=2), _cases("yes", "without_paper", 11)),
        (_process(4, 3, on_paper=11), _cases("no", "cases_on_paper", 11)),
        (_process(4, 3, 1), _cases("no", "a_step_needs_paper")),
        (_process(4, 0, 1, cases=None), Judgement("no", "a_step_needs_paper")),
        (_process(4, 3), Judgement("unknown", "a_step_not_seen", weight=200)),
        (_process(4, 4, on_paper=None), Judgement("unknown", "cases_not_known", weight=200)),
        (_process(4, 4, cases=None), Judgement("unknown", "cases_not_known")),
        (_process(4, 4, cases=0, on_paper=0), Judgement("not_applicable", "no_case")),
        (_process(4, 3, cases=0, on_paper=0), Judgement("unknown", "a_step_not_seen")),
        (_process(0, 0), _cases("yes", "without_paper")),
        (_process(1, 1, cases=3, on_paper=3, by_choice=3), _cases("yes", "without_paper", 3, 3)),
    ),
)

LOCKABLE: Mapping[str, tuple[Rule, ...]] = {DESIGNED: (DESIGNED_1,), PAPERLESS: (PAPERLESS_1,)}

REASONS: Mapping[str, Mapping[str, Text]] = {
    DESIGNED: {
        "no_record": Text("son ouverture n’est pas inscrite", "its opening is not recorded"),
        "building_not_recorded": Text(
            "on ne sait pas quand sa construction a commencé",
            "it is not known when its building began",
        ),
        "designed_and_tested": Text(
            "des citoyens entendus avant de construire, et un essai avant la mise en ligne",
            "citizens heard before building, and a test before the launch",
        ),
        "activities_not_complete": Text(
            "toutes les activités ne sont pas inscrites", "not every activity is listed"
        ),
        "people_not_counted": Text(
            "on n’a pas compté les personnes d’une activité qui pourrait suffire",
            "the people of an activity that could be enough were not counted",
        ),
        "no_activity": Text("aucune activité avec des citoyens", "no activity with citizens"),
        "not_designed": Text(
            "pas assez de citoyens entendus avant de construire, ou sans effet dit",
            "too few citizens heard before building, or nothing said to have changed",
        ),
        "not_tested": Text(
            "aucun essai par des citoyens avant la mise en ligne",
            "no test by citizens before the launch",
        ),
    },
    PAPERLESS: {
        "no_record": Text("rien n’est connu de ses étapes", "nothing is known of its steps"),
        "a_step_needs_paper": Text("une étape exige du papier", "a step needs paper"),
        "a_step_not_seen": Text("une étape n’a pas été vue", "a step was not seen"),
        "cases_on_paper": Text(
            "plus de 5 % des dossiers avec du papier", "more than 5% of cases with paper"
        ),
        "cases_not_known": Text(
            "la part des dossiers avec du papier n’est pas connue",
            "the share of cases with paper is not known",
        ),
        "without_paper": Text(
            "chaque étape sans papier, 5 % des dossiers au plus avec",
            "every step without paper, at most 5% of cases with",
        ),
        "no_case": Text("aucun dossier dans la période", "no case in the period"),
    },
}

EXEMPTIONS: Mapping[str, Mapping[str, Text]] = {
    DESIGNED: {
        "looks_only": Text("changement d’apparence seulement", "a change of looks only"),
    },
}
