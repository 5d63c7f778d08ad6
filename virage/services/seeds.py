"""Invented openings and processes for the demonstration, as rows of the files that bodies hand in."""

import random
from collections.abc import Iterator, Mapping, Sequence

Rows = list[Mapping[str, str]]

YEARS = range(2020, 2026)
FIRST_YEAR = 2022
LAST_YEAR = 2025

PROCESSES = (
    ("embauche", "Embauche d’un employé", "Hiring an employee", "internal", 5),
    ("achat", "Achat de fournitures", "Buying supplies", "internal", 4),
    ("paiement", "Paiement d’un fournisseur", "Paying a supplier", "internal", 3),
    ("plainte", "Examen d’une plainte", "Examining a complaint", "public", 4),
)
STEPS = ("réception", "examen", "approbation", "signature", "classement")


def files(
    year: int, bodies: Sequence[str], services: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, Rows]]:
    """(kind, rows) of the year that begins on 1 April `year`; services are (code, body)."""
    openings: Rows = []
    activities: Rows = []
    for code, body in services:
        chance = random.Random(f"opening {code}")
        place = {"organisation": body, "service": code}
        old = chance.random() < 0.55
        if old and year == FIRST_YEAR:
            days = {"built_from": "", "launched_on": f"{chance.randrange(2006, 2019)}-05-01"}
            openings.append({**place, **days, "activities": "partial"})
        if old or max(chance.choice(YEARS), FIRST_YEAR) != year:
            continue  # launched before the strategy, or another year
        openings.append(
            {
                **place,
                "built_from": "" if chance.random() < 0.1 else f"{year - 1}-09-01",
                "launched_on": f"{year}-06-15",
                "activities": "partial" if chance.random() < 0.15 else "complete",
            }
        )
        activities += ({**place, **one} for one in _activities(chance, code, year))
    if year == LAST_YEAR:
        yield "services.durations", list(_durations(services))
    yield "services.openings", openings
    yield "services.activities", activities
    yield from _processes(year, bodies)


def _durations(services: Sequence[tuple[str, str]]) -> Iterator[Mapping[str, str]]:
    """What a request takes, measured for a third of the services on line and by one or two other ways."""
    for code, body in services:
        chance = random.Random(f"duration {code}")
        if chance.random() > 0.34:
            continue
        online, steps = chance.randrange(6, 25), chance.randrange(3, 7)
        others = chance.choice((("phone",), ("counter",), ("phone", "counter")))
        for channel in ("online", *others):
            slower = {"online": 0, "phone": chance.randrange(-3, 20), "counter": 70}[channel]
            yield {
                "organisation": body,
                "service": code,
                "channel": channel,
                "observed_from": f"{LAST_YEAR}-10-01",
                "observed_to": f"{LAST_YEAR}-11-01",
                "median_minutes": str(max(2, online + slower)),
                "steps": str(steps + (channel == "counter") * 2),
                "method": "log" if channel == "online" else "timed",
                "sample": str(chance.randrange(20, 400)),
            }


def _activities(chance: random.Random, code: str, year: int) -> Iterator[Mapping[str, str]]:
    progress = (year - 2021) / 5
    for kind, held_on, method in (
        ("design", f"{year - 1}-05-20", "entrevues"),
        ("test", f"{year}-04-25", "essai avec une maquette"),
    ):
        if chance.random() < 0.45 + progress:
            yield {
                "activity": f"{kind}-{held_on}",
                "kind": kind,
                "held_on": held_on,
                "method": method,
                "people": str(chance.randrange(3, 24)),
                "changed": "" if chance.random() < 0.1 else "Deux questions ont été retirées.",
                "record": f"https://example.org/{code}/{kind}",
            }


def _processes(year: int, bodies: Sequence[str]) -> Iterator[tuple[str, Rows]]:
    processes: Rows = []
    steps: Rows = []
    cases: Rows = []
    progress = (year - 2021) / 4
    for body in bodies:
        for kind, fr, en, audience, number in PROCESSES:
            code = f"{body}-{kind}"
            chance = random.Random(f"process {code}")
            place = {"organisation": body, "process": code}
            names = {"name_fr": fr, "name_en": en, "audience": audience}
            since = {"since": "2018-04-01", "until": "", "steps": str(number)}
            processes.append({**place, **names, **since})
            modern = chance.random() < progress
            unseen = chance.random() < 0.12
            for at, step in enumerate(STEPS[:number]):
                if unseen and at == number - 1:
                    continue  # nobody looked at the last step
                needs_paper = not modern and step in ("signature", "réception")
                medium = "paper" if needs_paper else "digital"
                steps.append(
                    {**place, "step": step, "seen_on": f"{year + 1}-02-15", "medium": medium}
                )
            cases.append({**place, **_cases(random.Random(f"cases {code} {year}"), year, modern)})
    yield "services.processes", processes
    yield "services.process-steps", steps
    yield "services.cases", cases


def _cases(chance: random.Random, year: int, modern: bool) -> Mapping[str, str]:
    number = 0 if chance.random() < 0.03 else chance.randrange(30, 4_000)
    share = chance.random() * (0.08 if modern else 0.7)
    on_paper = int(number * share)
    return {
        "period_from": f"{year}-04-01",
        "period_to": f"{year + 1}-04-01",
        "cases": str(number),
        "on_paper": "" if chance.random() < 0.1 else str(on_paper),
        "by_choice": "0",
    }
