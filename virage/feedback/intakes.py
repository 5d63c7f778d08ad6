"""What bodies hand in on opinions: when they could be given, how many came, what was changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from virage.contracts.intakes import Column, Group, groups, intakes
from virage.contracts.text import Text
from virage.feedback import queries
from virage.feedback.models import (
    BatchWarning,
    ChannelState,
    OpinionCount,
    PublishedChange,
    RecordBatch,
)
from virage.feedback.rules.evolving import KINDS, LOGS, STATES, answers_opinions
from virage.registers.actions import Recording
from virage.registers.columns import (
    DAY_SENTENCES,
    PERIOD_FROM,
    PERIOD_TO,
    SINCE,
    are_in_order,
    cell,
    count,
    day,
    text,
)
from virage.registers.kinds import ORGANISATION, LineKind, Say
from virage.registers.queries import Table
from virage.registers.recording import Steps
from virage.registers.rules.findings import Sentence
from virage.registers.said import PeriodsSaid, days_of
from virage.services import lines
from virage.services.lines import SERVICE

STEPS = Steps(
    Recording("feedback", RecordBatch, BatchWarning, (ChannelState, OpinionCount, PublishedChange))
)

SENTENCES: Mapping[str, Sentence] = {
    **DAY_SENTENCES,
    "change-does-not-count": Sentence(
        "warning",
        Text(
            "Le changement « {value} » ne compte pas : d’apparence seulement, ou publié plus de douze "
            "mois après les opinions qu’il cite, ou avant elles, ou sans en citer.",
            "The change “{value}” does not count: of looks only, or published more than twelve months "
            "after the opinions it cites, or before them, or citing none.",
        ),
        Text(
            "Il est gardé. Vérifiez ses dates et ce qu’il cite.",
            "It is kept. Check its dates and what it cites.",
        ),
    ),
}


def _read_state(
    values: Mapping[str, Any], services: lines.World, say: Say
) -> Mapping[str, Any] | None:
    service = lines.service_id(values, services, values["since"], say)
    if service is None:
        return None
    return {"service_id": service, "since": values["since"], "state": values["state"]}


def _last_states(body: str) -> Iterator[Mapping[str, str]]:
    for service, since, state in queries.last_states(lines.own(body)):
        yield {"organisation": body, "service": service, "since": cell(since), "state": state}


CHANNEL = LineKind(
    code="feedback.channel",
    title=Text("Jours où l’on peut donner son opinion", "Days on which opinions can be given"),
    description=Text(
        "Pour chaque service, depuis quel jour la voie des opinions est ouverte ou fermée. Une panne "
        "est une ligne de plus.",
        "For each service, since which day the opinion channel is open or closed. An outage is one more "
        "line.",
    ),
    columns=(
        ORGANISATION,
        SERVICE,
        SINCE,
        Column(
            name="state",
            kind="string",
            title=Text("État", "State"),
            help=Text(
                "open : on peut donner son opinion ; closed : on ne peut pas.",
                "open: opinions can be given; closed: they cannot.",
            ),
            required=True,
            choices=STATES,
            example="open",
        ),
    ),
    table=Table(ChannelState, key=("service_id", "since"), values=("state",)),
    steps=STEPS,
    world=lines.world,
    read=_read_state,
    last=_last_states,
    sentences=SENTENCES,
    unit="service",
    listed=lines.listed,
)


@dataclass(frozen=True, slots=True)
class _Counting:
    """The services, and the periods counted of each: accepted, then met in the file."""

    services: lines.World
    periods: PeriodsSaid


def _counting() -> _Counting:
    return _Counting(lines.world(), PeriodsSaid(queries.periods_counted()))


def _read_count(values: Mapping[str, Any], world: _Counting, say: Say) -> Mapping[str, Any] | None:
    service = lines.service_id(values, world.services, values["period_from"], say)
    if service is None or not are_in_order(values, "period_from", "period_to", say):
        return None
    if not world.periods.take(values["service"], days_of(values), say):
        return None
    names = ("period_from", "period_to", "opinions", "log")
    return {"service_id": service, **{name: values[name] for name in names}}


def _last_counts(body: str) -> Iterator[Mapping[str, str]]:
    for service, start, end, opinions, log in queries.last_counts(lines.own(body)):
        yield {
            "organisation": body,
            "service": service,
            "period_from": cell(start),
            "period_to": cell(end),
            "opinions": str(opinions),
            "log": log,
        }


OPINIONS = LineKind(
    code="feedback.opinions",
    title=Text("Opinions reçues", "Opinions received"),
    description=Text(
        "Pour chaque service et chaque période, combien d’opinions ont été données, et si le journal des "
        "changements publiés est complet.",
        "For each service and period, how many opinions were given, and whether the log of published "
        "changes is complete.",
    ),
    columns=(
        ORGANISATION,
        SERVICE,
        PERIOD_FROM,
        PERIOD_TO,
        count(
            "opinions",
            Text("Opinions", "Opinions"),
            Text("Toutes celles reçues dans la période.", "All those received in the period."),
            "312",
        ),
        Column(
            name="log",
            kind="string",
            title=Text("Journal des changements", "Log of changes"),
            help=Text(
                "complete : tous les changements publiés dans la période sont déposés ; partial : il en "
                "manque peut-être.",
                "complete: every change published in the period is handed in; partial: some may be "
                "missing.",
            ),
            required=True,
            choices=LOGS,
            example="complete",
        ),
    ),
    table=Table(
        OpinionCount,
        key=("service_id", "period_from", "period_to"),
        values=("opinions", "log"),
    ),
    steps=STEPS,
    world=_counting,
    read=_read_count,
    last=_last_counts,
    sentences=SENTENCES,
    unit="service",
    listed=lines.listed,
    days=days_of,
    by_period=True,
)

_CHANGE = ("change", "published_on", "kind", "cited_from", "cited_to", "cited", "summary")


def _read_change(
    values: Mapping[str, Any], services: lines.World, say: Say
) -> Mapping[str, Any] | None:
    service = lines.service_id(values, services, values["published_on"], say)
    if service is None or not are_in_order(values, "cited_from", "cited_to", say):
        return None
    cites = (values["kind"], values["cited_to"], values["cited"])
    if not answers_opinions(values["published_on"], *cites):
        say("change-does-not-count", "change", values["change"])
    named = {name: values[name] for name in _CHANGE}
    return {"service_id": service, **named, "page": values["page"] or ""}


def _last_changes(body: str) -> Iterator[Mapping[str, str]]:
    for service, *row in queries.last_changes(lines.own(body)):
        said = dict(zip((*_CHANGE, "page"), row, strict=True))
        yield {
            "organisation": body,
            "service": service,
            **{
                name: cell(value) if isinstance(value, date) else str(value)
                for name, value in said.items()
            },
        }


CHANGES = LineKind(
    code="feedback.changes",
    title=Text("Changements qui citent des opinions", "Changes that cite opinions"),
    description=Text(
        "Les changements publiés d’un service, et les opinions qui les ont amenés.",
        "The published changes of a service, and the opinions that led to them.",
    ),
    columns=(
        ORGANISATION,
        SERVICE,
        text(
            "change",
            Text("Changement", "Change"),
            Text("Code du changement.", "Code of the change."),
            "2025-06-formulaire-court",
            80,
            required=True,
        ),
        day(
            "published_on",
            Text("Publié le", "Published on"),
            Text("Jour où le public l’a vu.", "Day on which the public saw it."),
            "2025-06-02",
            required=True,
        ),
        Column(
            name="kind",
            kind="string",
            title=Text("Sorte", "Kind"),
            help=Text(
                "content : contenu ; flow : parcours ; access : accès ; looks : apparence, ne compte pas.",
                "content, flow, access; looks does not count.",
            ),
            required=True,
            choices=KINDS,
            example="flow",
        ),
        day(
            "cited_from",
            Text("Opinions citées, du", "Opinions cited, from"),
            Text("Premier jour de ces opinions.", "First day of these opinions."),
            "2025-01-01",
            required=True,
        ),
        day(
            "cited_to",
            Text("Opinions citées, au, exclu", "Opinions cited, to, excluded"),
            Text("Lendemain du dernier jour.", "The day after the last one."),
            "2025-04-01",
            required=True,
        ),
        count(
            "cited",
            Text("Opinions citées", "Opinions cited"),
            Text("Combien d’opinions il cite.", "How many opinions it cites."),
            "48",
        ),
        text(
            "summary",
            Text("Ce qui a changé", "What changed"),
            Text("En une phrase, pour le public.", "In one sentence, for the public."),
            "Le formulaire tient sur une page.",
            500,
            required=True,
        ),
        text(
            "page",
            Text("Page", "Page"),
            Text("Adresse où on peut le lire.", "Address where it can be read."),
            "https://example.org/changements",
            500,
        ),
    ),
    table=Table(
        PublishedChange,
        key=("service_id", "change"),
        values=(*_CHANGE[1:], "page"),
    ),
    steps=STEPS,
    world=lines.world,
    read=_read_change,
    last=_last_changes,
    sentences=SENTENCES,
    unit="change",
)

groups.declare(Group("feedback", Text("Opinions des citoyens", "Citizens’ opinions")))
for one in (CHANNEL, OPINIONS, CHANGES):
    intakes.declare(one.intake())
