"""Invented sources and forms for the demonstration, as the rows of the files that bodies hand in."""

import random
from collections.abc import Iterator, Mapping, Sequence

Rows = list[Mapping[str, str]]

CONCEPTS = ("adresse", "date-naissance", "etat-civil", "revenu", "entreprise", "titre-propriete")
OWN_ITEMS = ("objet de la demande", "date souhaitée", "pièce à l’appui", "remarques")


def files(
    year: int, bodies: Sequence[str], services: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, Rows]]:
    """(kind, rows) of the year that begins on 1 April `year`; services are (code, body)."""
    since = f"{year}-04-01"
    if bodies:
        yield "exchange.sources", list(_sources(bodies))
    forms: Rows = []
    listed: Rows = []
    items: Rows = []
    for code, body in services:
        chance = random.Random(f"exchange {code} {year}")
        if chance.random() < 0.15:
            continue  # nobody recorded what this service asks
        asked = list(_items(chance, progress=(year - 2021) / 5))
        place = {"organisation": body, "service": code, "form": "demande", "version": str(year)}
        forms.append(
            {**place, "since": since, "until": f"{year + 1}-04-01", "items": str(len(asked))}
        )
        items += ({**place, **one} for one in asked)
        said = "no" if chance.random() < 0.07 else "yes"
        if chance.random() < 0.93:
            here = {"organisation": body, "service": code}
            listed.append({**here, "as_of": f"{year + 1}-03-31", "all_listed": said})
    yield "exchange.forms", forms
    yield "exchange.all-forms", listed
    yield "exchange.items", items


def _sources(bodies: Sequence[str]) -> Iterator[Mapping[str, str]]:
    for place, concept in enumerate(CONCEPTS):
        yield {
            "organisation": bodies[place * 5 % len(bodies)],
            "concept": concept,
            "since": "2015-04-01",
            "until": "",
            "legal_basis": f"Loi inventée sur les registres, art. {place + 10}",
            "keys": "person-number name-and-birth-date" if place < 4 else "business-number",
        }


def _items(chance: random.Random, progress: float) -> Iterator[Mapping[str, str]]:
    if chance.random() < 0.03:
        return  # nothing is asked
    for concept in chance.sample(CONCEPTS, chance.randrange(1, 4)):
        drawn = chance.random()
        given = "prefilled" if drawn < 0.35 + progress / 2 else "typed"
        given = "fetched" if drawn < progress / 3 else given
        obstacle = "Loi inventée sur la fiscalité, art. 69" if concept == "revenu" else ""
        yield _item(concept, concept, given, obstacle if given == "typed" else "")
    for own in OWN_ITEMS[: chance.randrange(1, 4)]:
        if chance.random() < 0.08:
            yield {**_item(own, "", "", ""), "examined": "no"}
        else:
            yield _item(own, "", "typed", "")


def _item(called: str, concept: str, given: str, obstacle: str) -> Mapping[str, str]:
    said = {"concept": concept, "given": given, "obstacle": obstacle}
    return {"item": called, "examined": "yes", **said}
