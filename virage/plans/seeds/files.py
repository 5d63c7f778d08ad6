"""Invented plans, milestones and workplaces, as the rows of the files that are handed in."""

import random
from collections.abc import Iterator, Mapping, Sequence

from virage.plans.seeds.written import WRITERS

Rows = list[Mapping[str, str]]

RESULTS = (
    ("demandes", "Trois demandes de plus en ligne", "Three more requests on line", "5.1"),
    ("papier", "Embauche sans papier", "Hiring without paper", "5.2"),
    ("rappels", "Rappels par texto", "Reminders by text", "3.1"),
    ("equipe", "Une équipe formée", "A trained team", ""),
)
UNITS = (
    ("services", "Direction des services", "Services branch"),
    ("soutien", "Direction du soutien", "Support branch"),
    ("donnees", "Direction des données", "Data branch"),
)


def files(
    year: int, bodies: Sequence[str], services: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, Rows]]:
    """(kind, rows) of the year that begins on 1 April `year`; bodies are codes."""
    yield (
        "plans.legal-dates",
        [
            {
                "organisation": body,
                "since": "2021-06-10",
                "until": "",
                "plan_due_on": f"{2023 + place % 2}-03-31",
            }
            for place, body in enumerate(bodies)
        ],
    )
    plans: Rows = []
    reviews: Rows = []
    milestones: Rows = []
    for body in bodies:
        chance = random.Random(f"plan {body}")
        if chance.random() < 0.15:
            continue  # this body never deposited a plan
        first = chance.choice((2022, 2023, 2024))
        if year < first:
            continue
        if year == first and body not in WRITERS:
            plans.append(_plan(body, first))
            reviews += _reviews(chance, body, first)
        milestones += _milestones(body, year)
    yield "plans.plans", plans
    yield "plans.reviews", reviews
    yield "plans.milestones", milestones
    yield "plans.workplaces", [row for body in bodies for row in _workplaces(body, year)]


def _plan(body: str, year: int) -> Mapping[str, str]:
    return {
        "organisation": body,
        "version": f"{year}-1",
        "deposited_on": f"{year}-05-15",
        "period_from": f"{year}-04-01",
        "period_to": f"{year + 4}-04-01",
        "strategic_plan": f"Plan stratégique {year}-{year + 4}",
        "page": f"https://example.org/{body}/plan",
    }


def _reviews(chance: random.Random, body: str, year: int) -> Iterator[Mapping[str, str]]:
    place = {"organisation": body, "version": f"{year}-1"}
    drawn = chance.random()
    if drawn < 0.12:
        reason = "Aucun jalon n’est daté."
        due = {"due_on": f"{year}-10-31", "reason": reason}
        yield {**place, "decided_on": f"{year}-07-02", "decision": "amendment", **due}
    elif drawn < 0.7:  # else: silence accepted it
        yield {**place, "decided_on": f"{year}-06-20", "decision": "accepted"}


def _milestones(body: str, year: int) -> Iterator[Mapping[str, str]]:
    chance = random.Random(f"milestones {body} {year}")
    for code, fr, en, target in RESULTS[: chance.randrange(1, 5)]:
        is_reached = chance.random() < 0.45 + 0.1 * (year - 2022)
        has_evidence = is_reached and chance.random() < 0.85
        yield {
            "organisation": body,
            "milestone": f"{code}-{year}",
            "name_fr": fr,
            "name_en": en,
            "target": target,
            "due_on": f"{year}-12-31",
            "reached_on": f"{year}-11-20" if is_reached else "",
            "evidence": f"https://example.org/{body}/{code}-{year}" if has_evidence else "",
        }


def _workplaces(body: str, year: int) -> Iterator[Mapping[str, str]]:
    of_body = random.Random(f"workplaces {body}")
    for code, fr, en in UNITS[: of_body.randrange(4)]:
        headcount = of_body.randrange(24, 420)
        chance = random.Random(f"workplaces {body} {code} {year}")
        answered = int(headcount * chance.uniform(0.35, 0.85))
        yes = int(answered * min(0.95, chance.random() * (0.6 + 0.2 * (year - 2021))))
        asked_by = "manager" if chance.random() < 0.1 else "survey"
        yield {
            "organisation": body,
            "unit": f"{body}-{code}",
            "name_fr": fr,
            "name_en": en,
            "counted_on": f"{year + 1}-03-31",
            "headcount": str(headcount),
            "yes": str(yes),
            "no": str(answered - yes),
            "asked_by": asked_by,
            "survey": "" if asked_by == "manager" else "Milieu de travail, version 1",
        }
