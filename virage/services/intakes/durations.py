"""How long requests take, by channel, as bodies measured it."""

from collections.abc import Iterator, Mapping
from typing import Any

from virage.contracts.intakes import Column
from virage.contracts.text import Text
from virage.registers.columns import DAY_SENTENCES, are_in_order, cell, count, day
from virage.registers.kinds import ORGANISATION, LineKind, Say
from virage.registers.queries import Table
from virage.registers.rules.findings import Sentence
from virage.services import lines, queries
from virage.services.intakes.recording import STEPS
from virage.services.lines import SERVICE
from virage.services.models import MeasuredDuration
from virage.services.rules.value import LEAST_SAMPLE, LONGEST_MINUTES, METHODS
from virage.services.rules.volumes import SUMMED

NAMES = ("channel", "observed_from", "observed_to", "median_minutes", "steps", "method", "sample")
SENTENCES: Mapping[str, Sentence] = {
    **DAY_SENTENCES,
    "duration-too-long": Sentence(
        "error",
        Text(
            "{value} minutes font plus d’une semaine de travail continu.",
            "{value} minutes are more than a week without a pause.",
        ),
        Text(
            "Donnez le temps de la personne qui demande, en minutes, et non le délai de réponse.",
            "Give the time of the person who asks, in minutes, not the time until the answer.",
        ),
    ),
    "sample-small": Sentence(
        "warning",
        Text(
            "La médiane de {value} demandes dit peu de chose.",
            "The median of {value} requests says little.",
        ),
        Text(
            f"Elle est gardée et montrée, mais ne compte pas : mesurez-en au moins {LEAST_SAMPLE}.",
            f"It is kept and shown, but does not count: measure at least {LEAST_SAMPLE}.",
        ),
    ),
}


def _read(values: Mapping[str, Any], services: lines.World, say: Say) -> Mapping[str, Any] | None:
    service = lines.service_id(values, services, values["observed_from"], say)
    if service is None or not are_in_order(values, "observed_from", "observed_to", say):
        return None
    if values["median_minutes"] > LONGEST_MINUTES:
        say("duration-too-long", "median_minutes", values["median_minutes"])
        return None
    if values["sample"] < LEAST_SAMPLE:
        say("sample-small", "sample", values["sample"])
    return {"service_id": service, **{name: values[name] for name in NAMES}}


def _last(body: str) -> Iterator[Mapping[str, str]]:
    for service, channel, start, end, minutes, steps, method, sample in queries.last_durations(
        lines.own(body)
    ):
        yield {
            "organisation": body,
            "service": service,
            "channel": channel,
            "observed_from": cell(start),
            "observed_to": cell(end),
            "median_minutes": str(minutes),
            "steps": "" if steps is None else str(steps),
            "method": method,
            "sample": str(sample),
        }


DURATIONS = LineKind(
    code="services.durations",
    title=Text("Durées mesurées des demandes", "Measured durations of requests"),
    description=Text(
        "Pour un service et un mode, le temps médian que prend une demande à qui la fait, et comment il a "
        "été mesuré. Sert à dire le temps que les demandes en ligne épargnent.",
        "For a service and a channel, the median time that a request takes whoever makes it, and how it was "
        "measured. Serves to tell the time that requests on line save.",
    ),
    columns=(
        ORGANISATION,
        SERVICE,
        Column(
            name="channel",
            kind="string",
            title=Text("Mode", "Channel"),
            help=Text("Celui de la demande mesurée.", "That of the request measured."),
            required=True,
            choices=SUMMED,
            example="online",
        ),
        day(
            "observed_from",
            Text("Mesuré du", "Measured from"),
            Text("Premier jour de la mesure.", "First day of the measurement."),
            "2025-05-01",
            required=True,
        ),
        day(
            "observed_to",
            Text("Au, exclu", "To, excluded"),
            Text("Lendemain du dernier jour.", "The day after the last one."),
            "2025-06-01",
            required=True,
        ),
        count(
            "median_minutes",
            Text("Minutes, médiane", "Minutes, median"),
            Text(
                "Le temps de la personne, déplacement compris, du début à l’envoi.",
                "The person’s time, travel included, from the start until it is sent.",
            ),
            "12",
        ),
        count(
            "steps",
            Text("Étapes", "Steps"),
            Text(
                "Combien la personne en fait ; vide si ce n’est pas compté.",
                "How many the person takes; empty if not counted.",
            ),
            "4",
            required=False,
        ),
        Column(
            name="method",
            kind="string",
            title=Text("Comment", "How"),
            help=Text(
                "log : journaux du système ; timed : chronométré ; survey : demandé aux personnes.",
                "log: logs of the system; timed: with a watch; survey: people were asked.",
            ),
            required=True,
            choices=METHODS,
            example="log",
        ),
        count(
            "sample",
            Text("Demandes mesurées", "Requests measured"),
            Text("Combien de demandes ont été mesurées.", "How many requests were measured."),
            "240",
        ),
    ),
    table=Table(
        MeasuredDuration,
        key=("service_id", "channel", "observed_from", "observed_to"),
        values=("median_minutes", "steps", "method", "sample"),
    ),
    steps=STEPS,
    world=lines.world,
    read=_read,
    last=_last,
    sentences=SENTENCES,
    unit="service",
    days=lambda values: (values["observed_from"], values["observed_to"]),
)
