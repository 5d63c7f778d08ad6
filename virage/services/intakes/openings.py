"""How services came to be: their openings, and the activities with citizens."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from virage.contracts.intakes import Column
from virage.contracts.text import Text
from virage.registers.columns import DAY_SENTENCES, cell, count, day, text
from virage.registers.kinds import ORGANISATION, LineKind, Say
from virage.registers.queries import Table
from virage.registers.rules.findings import Sentence
from virage.services import lines, queries
from virage.services.intakes.recording import STEPS
from virage.services.lines import SERVICE
from virage.services.models import Activity, Opening
from virage.services.rules.designed import COMPLETENESS, KINDS

SENTENCES: Mapping[str, Sentence] = {
    **DAY_SENTENCES,
    "built-after-launch": Sentence(
        "error",
        Text(
            "La construction commence le {value}, après la mise en ligne.",
            "Building begins on {value}, after the launch.",
        ),
        Text("Corrigez l’un des deux jours.", "Correct one of the two days."),
    ),
    "record-says-nothing": Sentence(
        "warning",
        Text(
            "L’activité « {value} » ne dit pas ce qu’elle a changé, ou n’a pas de dossier public.",
            "The activity “{value}” does not say what it changed, or has no public record.",
        ),
        Text(
            "Elle est gardée, et ne compte pas : remplissez changed et record.",
            "It is kept, and does not count: fill changed and record.",
        ),
    ),
}


def _read_opening(
    values: Mapping[str, Any], services: lines.World, say: Say
) -> Mapping[str, Any] | None:
    service = lines.service_id(values, services, values["launched_on"], say)
    if service is None:
        return None
    if values["built_from"] is not None and values["built_from"] > values["launched_on"]:
        say("built-after-launch", "built_from", values["built_from"])
        return None
    names = ("built_from", "launched_on", "activities")
    return {"service_id": service, **{name: values[name] for name in names}}


def _last_openings(body: str) -> Iterator[Mapping[str, str]]:
    for service, built_from, launched_on, activities in queries.last_openings(lines.own(body)):
        yield {
            "organisation": body,
            "service": service,
            "built_from": cell(built_from),
            "launched_on": cell(launched_on),
            "activities": activities,
        }


OPENINGS = LineKind(
    code="services.openings",
    title=Text("Ouvertures de services", "Openings of services"),
    description=Text(
        "Pour chaque nouveau service numérique, quand on a commencé à le construire, quand il a été mis "
        "en ligne, et si toutes les activités avec des citoyens sont inscrites.",
        "For each new digital service, when its building began, when it was launched, and whether every "
        "activity with citizens is listed.",
    ),
    columns=(
        ORGANISATION,
        SERVICE,
        day(
            "built_from",
            Text("Construction, depuis le", "Built from"),
            Text("Jour où la construction a commencé.", "Day on which building began."),
            "2024-03-01",
        ),
        day(
            "launched_on",
            Text("Mise en ligne le", "Launched on"),
            Text("Jour où le public a pu s’en servir.", "Day on which the public could use it."),
            "2024-09-01",
            required=True,
        ),
        Column(
            name="activities",
            kind="string",
            title=Text("Activités inscrites", "Activities listed"),
            help=Text(
                "complete : toutes le sont, ou il n’y en a eu aucune ; partial : il en manque peut-être.",
                "complete: all are, or there was none; partial: some may be missing.",
            ),
            required=True,
            choices=COMPLETENESS,
            example="complete",
        ),
    ),
    table=Table(Opening, key=("service_id",), values=("built_from", "launched_on", "activities")),
    steps=STEPS,
    world=lines.world,
    read=_read_opening,
    last=_last_openings,
    sentences=SENTENCES,
    unit="service",
)


def _read_activity(
    values: Mapping[str, Any], services: lines.World, say: Say
) -> Mapping[str, Any] | None:
    service = lines.service_id(values, services, date.max, say)
    if service is None:
        return None
    changed, record = values["changed"] or "", values["record"] or ""
    if not changed or not record:
        say("record-says-nothing", "changed", values["activity"])
    names = ("activity", "kind", "held_on", "method", "people")
    return {
        "service_id": service,
        **{name: values[name] for name in names},
        "changed": changed,
        "record": record,
    }


def _last_activities(body: str) -> Iterator[Mapping[str, str]]:
    for service, activity, kind, held_on, method, people, *said in queries.last_activities(
        lines.own(body)
    ):
        yield {
            "organisation": body,
            "service": service,
            "activity": activity,
            "kind": kind,
            "held_on": cell(held_on),
            "method": method,
            "people": "" if people is None else str(people),
            "changed": said[0],
            "record": said[1],
        }


ACTIVITIES = LineKind(
    code="services.activities",
    title=Text("Activités avec des citoyens", "Activities with citizens"),
    description=Text(
        "Ce à quoi des citoyens ont pris part pour concevoir un service, ou pour l’essayer avant sa mise "
        "en ligne, et ce que cela a changé.",
        "What citizens took part in to design a service, or to try it before its launch, and what it "
        "changed.",
    ),
    columns=(
        ORGANISATION,
        SERVICE,
        text(
            "activity",
            Text("Activité", "Activity"),
            Text("Code de l’activité.", "Code of the activity."),
            "entrevues-2024-02",
            80,
            required=True,
        ),
        Column(
            name="kind",
            kind="string",
            title=Text("Sorte", "Kind"),
            help=Text(
                "design : pour savoir quoi construire ; test : essayer ce qui est construit.",
                "design: to know what to build; test: to try what is built.",
            ),
            required=True,
            choices=KINDS,
            example="design",
        ),
        day(
            "held_on",
            Text("Tenue le", "Held on"),
            Text("Dernier jour de l’activité.", "Last day of the activity."),
            "2024-02-12",
            required=True,
        ),
        text(
            "method",
            Text("Méthode", "Method"),
            Text("Entrevues, atelier, essai avec une maquette…", "Interviews, workshop, trial…"),
            "entrevues",
            120,
            required=True,
        ),
        count(
            "people",
            Text("Personnes de l’extérieur", "People from outside"),
            Text(
                "Combien, sans compter les employés de l’administration.",
                "How many, employees of the administration left out.",
            ),
            "8",
            required=False,
        ),
        text(
            "changed",
            Text("Ce que cela a changé", "What it changed"),
            Text("En une phrase, pour le public.", "In one sentence, for the public."),
            "Le formulaire ne demande plus le plan du terrain.",
            500,
        ),
        text(
            "record",
            Text("Dossier public", "Public record"),
            Text("Adresse où on peut le lire.", "Address where it can be read."),
            "https://example.org/dossiers/entrevues",
            500,
        ),
    ),
    table=Table(
        Activity,
        key=("service_id", "activity"),
        values=("kind", "held_on", "method", "people", "changed", "record"),
    ),
    steps=STEPS,
    world=lines.world,
    read=_read_activity,
    last=_last_activities,
    sentences=SENTENCES,
    unit="activity",
)
