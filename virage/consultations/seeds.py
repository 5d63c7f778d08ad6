"""Invented consultations for the demonstration, as the rows of the files that bodies hand in."""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

Rows = list[Mapping[str, str]]

SUBJECTS = (
    ("Règlement sur les rives", "Shores regulation"),
    ("Horaires des comptoirs", "Counter hours"),
    ("Tarifs de l’an prochain", "Next year’s fees"),
    ("Plan d’accessibilité", "Accessibility plan"),
)
EVERY = 3
"""A body holds one consultation in so many years, at least."""


def files(
    year: int, bodies: Sequence[str], services: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, Rows]]:
    """(kind, rows) of the year that begins on 1 April `year`; bodies are codes."""
    register: Rows = []
    means: Rows = []
    for place, body in enumerate(bodies):
        chance = random.Random(f"consultations {body} {year}")
        if (place + year) % EVERY and chance.random() < 0.5:
            continue
        fr, en = SUBJECTS[(place + year) % len(SUBJECTS)]
        code = f"{body}-{year}"
        start = date(year, 4, 1) + timedelta(days=chance.randrange(20, 280))
        end = start + timedelta(days=chance.choice((30, 45, 60)))
        register.append(
            {
                "organisation": body,
                "consultation": code,
                "name_fr": fr,
                "name_en": en,
                "window_from": start.isoformat(),
                "window_to": "" if chance.random() < 0.06 else end.isoformat(),
                "participants": "" if chance.random() < 0.1 else str(chance.randrange(12, 2_400)),
                "page": f"https://example.org/{code}" if chance.random() < 0.8 else "",
            }
        )
        for by, use, since in _means(chance, start, end, progress=(year - 2021) / 4):
            means.append(
                {
                    "organisation": body,
                    "consultation": code,
                    "means": by,
                    "since": since.isoformat(),
                    "use": use,
                }
            )
    yield "consultations.register", register
    yield "consultations.means", means


def _means(
    chance: random.Random, start: date, end: date, progress: float
) -> Iterator[tuple[str, str, date]]:
    yield "mail", "submit", start
    yield "email", "submit" if chance.random() < 0.7 else "none", start
    drawn = chance.random()
    if drawn < 0.12:
        return  # nobody said whether one could contribute on line
    if drawn < 0.2:
        middle = start + (end - start) // 2
        yield "online", "submit", start
        yield "online", "none", middle
        yield "online", "submit", middle + timedelta(days=2)
    elif drawn < 0.35 + 0.55 * progress:
        yield "online", "submit", start
    else:
        yield "online", chance.choice(("read", "none")), start
