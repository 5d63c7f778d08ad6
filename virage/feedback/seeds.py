"""Invented opinions and changes for the demonstration, as the rows of the files that bodies hand in."""

import random
from collections.abc import Iterator, Mapping, Sequence

Rows = list[Mapping[str, str]]

CHANGES = (
    ("flow", "Le formulaire tient sur une page."),
    ("content", "Les conditions sont dites en mots simples."),
    ("access", "On peut demander sans créer de compte."),
    ("looks", "Les couleurs de la page ont changé."),
)


def files(
    year: int, bodies: Sequence[str], services: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, Rows]]:
    """(kind, rows) of the year that begins on 1 April `year`; services are (code, body)."""
    channel: Rows = []
    opinions: Rows = []
    changes: Rows = []
    progress = (year - 2021) / 4
    for code, body in services:
        chance = random.Random(f"feedback {code} {year}")
        if chance.random() < 0.12:
            continue  # nothing was handed in on what people think of this service
        place = {"organisation": body, "service": code}
        start, end = f"{year}-04-01", f"{year + 1}-04-01"
        is_open = chance.random() < 0.3 + 0.6 * progress
        channel.append({**place, "since": start, "state": "open" if is_open else "closed"})
        if is_open and chance.random() < 0.1:
            channel.append({**place, "since": f"{year}-09-01", "state": "closed"})
            channel.append({**place, "since": f"{year}-10-01", "state": "open"})
        number = int(chance.paretovariate(0.9) * 4) if is_open else 0
        log = "partial" if chance.random() < 0.1 else "complete"
        days = {"period_from": start, "period_to": end}
        opinions.append({**place, **days, "opinions": str(number), "log": log})
        if number and chance.random() < 0.35 + 0.5 * progress:
            kind, summary = chance.choice(CHANGES)
            changes.append(
                {
                    **place,
                    "change": f"{year}-{kind}",
                    "published_on": f"{year}-11-15",
                    "kind": kind,
                    "cited_from": start,
                    "cited_to": f"{year}-10-01",
                    "cited": str(max(1, number // 3)),
                    "summary": summary,
                    "page": f"https://example.org/{code}/changements",
                }
            )
    yield "feedback.channel", channel
    yield "feedback.opinions", opinions
    yield "feedback.changes", changes
