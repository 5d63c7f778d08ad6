"""Invented deadlines and reminders for the demonstration, as the rows of the files that bodies hand in."""

import random
from collections.abc import Iterator, Mapping, Sequence

Rows = list[Mapping[str, str]]

KINDS = (
    ("renouvellement", "Renouvellement annuel", "Yearly renewal"),
    ("declaration", "Déclaration à produire", "Return to file"),
    ("paiement", "Paiement à faire", "Payment to make"),
)


def files(
    year: int, bodies: Sequence[str], services: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, Rows]]:
    """(kind, rows) of the year that begins on 1 April `year`; bodies are codes."""
    deadlines: Rows = []
    due: Rows = []
    deliveries: Rows = []
    for place, body in enumerate(bodies):
        of_body = random.Random(f"deadlines {body}")
        for kind, fr, en in KINDS[: of_body.randrange(4)]:
            code = f"{body}-{kind}"
            deadlines.append(
                {
                    "organisation": body,
                    "deadline": code,
                    "name_fr": fr,
                    "name_en": en,
                    "legal_basis": f"Loi inventée sur les délais, art. {place + 3}",
                    "since": "2016-04-01",
                    "until": "",
                }
            )
            chance = random.Random(f"reminders {code} {year}")
            if chance.random() < 0.12:
                continue  # nothing was handed in for this deadline this year
            days = {"period_from": f"{year}-04-01", "period_to": f"{year + 1}-04-01"}
            people = 0 if chance.random() < 0.05 else chance.randrange(40, 60_000)
            log = "partial" if chance.random() < 0.12 else "complete"
            place_of = {"organisation": body, "deadline": code, **days}
            due.append({**place_of, "due": str(people), "declined": str(people // 50), "log": log})
            deliveries += (
                {**place_of, **one} for one in _sent(chance, people, progress=(year - 2021) / 4)
            )
    yield "reminders.deadlines", deadlines
    yield "reminders.due", due
    yield "reminders.deliveries", deliveries


def _sent(chance: random.Random, people: int, progress: float) -> Iterator[Mapping[str, str]]:
    reachable = int(people * min(0.95, chance.random() * (0.55 + progress)))
    for channel, share in (("email", 0.7), ("sms", 0.3)):
        sent = int(reachable * share)
        in_time = int(sent * (0.8 + chance.random() * 0.15))
        late = int((sent - in_time) * 0.5)
        failed = int((sent - in_time - late) * chance.choice((0.2, 1)))
        if sent:
            yield {
                "channel": channel,
                "sent": str(sent),
                "in_time": str(in_time),
                "late": str(late),
                "failed": str(failed),
            }
