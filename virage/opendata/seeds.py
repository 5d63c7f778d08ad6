"""Invented inventories and publications, as rows of files, and what the probes would have found."""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from virage.opendata.probing import Outcome

Rows = list[Mapping[str, str]]

SUBJECTS = (
    ("permis", "Permis délivrés", "Permits issued"),
    ("delais", "Délais de réponse", "Response times"),
    ("lieux", "Points de service", "Service points"),
    ("depenses", "Dépenses par mois", "Spending by month"),
    ("plaintes", "Plaintes reçues", "Complaints received"),
    ("cartes", "Cartes de base", "Base maps"),
)


def files(
    year: int, bodies: Sequence[str], services: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, Rows]]:
    """(kind, rows) of the year that begins on 1 April `year`; bodies are codes."""
    inventory: Rows = []
    publications: Rows = []
    for body in bodies:
        chance = random.Random(f"inventory {body}")
        if chance.random() < 0.12:
            continue  # this body never made an inventory
        only_published = chance.random() < 0.08
        held = SUBJECTS[: chance.randrange(3, len(SUBJECTS) + 1)]
        for subject, fr, en in held:
            code = f"{body}-{subject}"
            scores = [chance.choice((0, 1, 1, 2, 2)) for _ in range(4)]
            published = chance.random() < 0.25 + 0.15 * (year - 2021)
            if subject == held[-1][0]:
                published = False  # what nobody has got round to publishing yet
            if only_published and not published:
                continue
            inventory.append(
                {
                    "organisation": body,
                    "dataset": code,
                    "series": code,
                    "name_fr": fr,
                    "name_en": en,
                    **dict(
                        zip(
                            ("demand", "value", "duty", "transparency"),
                            map(str, scores),
                            strict=True,
                        )
                    ),
                    "since": "2016-04-01",
                    "until": "",
                }
            )
            if published:
                publications.append(_publication(chance, body, code))
    yield "opendata.inventory", inventory
    yield "opendata.publications", publications


def _publication(chance: random.Random, body: str, code: str) -> Mapping[str, str]:
    return {
        "organisation": body,
        "dataset": code,
        "url": f"https://donnees.{body}.example/{code}.csv",
        "since": "2019-04-01",
        "until": "",
        "licence": "other" if chance.random() < 0.08 else "cc-by-4.0",
        "format": "pdf" if chance.random() < 0.08 else "csv",
        "refresh_days": chance.choice(("", "31", "366")),
    }


def outcomes(addresses: Sequence[str], on: date) -> list[Outcome]:
    """What probes of these invented addresses would have found on a day."""
    found: list[Outcome] = []
    for address in addresses:
        chance = random.Random(f"probe {address} {on.year}")
        if chance.random() < 0.1:
            found.append(Outcome(address, reachable=False, status=404))
        elif chance.random() < 0.9:
            modified = on - timedelta(days=chance.randrange(1, 40))
            found.append(Outcome(address, reachable=True, status=200, modified_on=modified))
        else:
            found.append(Outcome(address, reachable=True, status=200))
    return found
