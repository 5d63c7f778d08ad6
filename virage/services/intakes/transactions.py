"""Transactions of services, one line for each request: counted by day on the way in.

Two kinds give the same rows: the transactions themselves, counted by the collector; and counts by day
that were made elsewhere from the same lines, by whoever has more of them than one machine reads.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from virage.contracts.intakes import Check, Column, Condense, Context, Intake, Row, Tally
from virage.contracts.text import Text
from virage.services import actions, queries
from virage.services.intakes import volumes
from virage.services.intakes.recording import abandon, begin, conclude, finish, open_batch, told
from virage.services.rules import transactions as rules
from virage.services.rules.findings import Findings
from virage.services.rules.handed_in import File
from virage.services.rules.register_checks import News
from virage.services.rules.transactions import ONE_DAY, Totals, Use
from virage.services.rules.volume_checks import Changes
from virage.services.rules.volumes import SUMMED

ROWS_AT_ONCE = 50_000
"""Rows compared at a time with what was accepted of their services."""

MOST = 10**4
"""No form asks for more items."""

_SHARED = {column.name: column for column in volumes.COLUMNS}
SERVICE = _SHARED["service"]
CHANNEL = Column(
    name="channel",
    kind="string",
    title=Text("Canal", "Channel"),
    help=Text(
        "Comment la personne est venue, peu importe qui a saisi la demande.",
        "How the person came, whoever typed the request.",
    ),
    required=True,
    choices=SUMMED,
    example="online",
)

COLUMNS = (
    SERVICE,
    Column(
        name="at",
        kind="datetime",
        title=Text("Reçue le", "Received at"),
        help=Text(
            "Moment où la demande est arrivée. Sans décalage, c’est l’heure légale du Québec ; avec un "
            "décalage, le moment y est ramené, et la demande compte pour le jour légal.",
            "Moment when the request came. Without an offset, it is Québec’s legal time; with one, the "
            "moment is brought to it, and the request counts for the legal day.",
        ),
        required=True,
        example="2025-03-31T23:30:00-04:00",
    ),
    CHANNEL,
    Column(
        name="completed",
        kind="boolean",
        title=Text("Menée à terme", "Completed"),
        help=Text(
            "Vrai si la personne a fini sa demande. Une demande commencée compte dans les volumes.",
            "True if the person finished the request. One that was begun counts in the volumes.",
        ),
        required=True,
        example="true",
    ),
    Column(
        name="asked",
        kind="integer",
        title=Text("Éléments demandés", "Items asked"),
        help=Text(
            "Combien d’éléments le formulaire demandait, déjà remplis ou non. Vide : on ne le sait pas.",
            "How many items the form asked for, prefilled or not. Empty: it is not known.",
        ),
        minimum=0,
        maximum=MOST,
        example="12",
    ),
    Column(
        name="prefilled",
        kind="integer",
        title=Text("Éléments déjà remplis", "Items prefilled"),
        help=Text(
            "Combien d’entre eux étaient déjà remplis : les étapes épargnées. Vide : on ne le sait pas.",
            "How many of them came already filled: the steps saved. Empty: it is not known.",
        ),
        minimum=0,
        maximum=MOST,
        example="5",
    ),
)


def check(rows: Iterable[Row], context: Context) -> Check:
    """Compare the rows, some services at a time, with what is known of them."""
    findings, file, changes, totals = Findings(), File(), Changes(), Totals()
    known = queries.known_services()
    pairs = 0
    for services in _some(rows):
        sound: dict[str, dict[str, list[Use]]] = {}
        for code, by_channel in services.items():
            pairs += len(by_channel)
            for channel, uses in by_channel.items():
                totals.add(channel, uses, context.received_on)
                file.add_period(uses[0].day, uses[-1].day + ONE_DAY)
            if rules.check_service(code, by_channel, known, context.body, file, findings):
                sound[code] = by_channel
        _compare(sound, file, changes, findings)
    totals.tell_outside(findings)
    checked = conclude(
        file=file,
        known=known,
        news=News(),
        changes=changes,
        findings=findings,
        listed_before=queries.services_with_volumes,
        notes=rules.notes(file, totals, pairs),
    )
    return replace(checked, days=(file.start, file.end) if file.services else None)


def _some(rows: Iterable[Row]) -> Iterator[dict[str, dict[str, list[Use]]]]:
    """The rows by service and channel, whole services, some at a time."""
    taken: dict[str, dict[str, list[Use]]] = {}
    size = 0
    for service, of_service in groupby(rows, key=lambda row: row.values["service"]):
        by_channel = {
            channel: [_use(row) for row in of_channel]
            for channel, of_channel in groupby(of_service, key=lambda row: row.values["channel"])
        }
        taken[service] = by_channel
        size += sum(len(uses) for uses in by_channel.values())
        if size >= ROWS_AT_ONCE:
            yield taken
            taken, size = {}, 0
    if taken:
        yield taken


def _use(row: Row) -> Use:
    values = row.values
    return Use(
        row.line,
        values["day"],
        values["requests"],
        values["completed"],
        values["asked"],
        values["prefilled"],
    )


def _compare(
    services: Mapping[str, Mapping[str, Sequence[Use]]],
    file: File,
    changes: Changes,
    findings: Findings,
) -> None:
    if not services:
        return
    volumes_held = queries.held_volumes(services, file.start, file.end)
    uses_held = queries.held_daily_use(services, file.start, file.end)
    for code, by_channel in services.items():
        accepted = volumes_held.get(code, [])
        for channel, uses in by_channel.items():
            rules.compare(
                uses,
                [one for one in accepted if one.channel == channel],
                uses_held.get((code, channel), {}),
                changes,
                findings,
            )


def stage(batch: str, rows: Sequence[Row], context: Context) -> int:
    """Record one chunk under the batch: volumes, and what they were; returns how many were added."""
    opened = open_batch(batch)
    with told():
        keys = actions.keys_of({row.values["service"] for row in rows})
        uses = [
            actions.UseRow(row.line, keys[row.values["service"]], row.values["channel"], *use[1:])
            for row, use in ((row, _use(row)) for row in rows)
        ]
        counted = [
            actions.VolumeRow(
                one.line,
                one.service,
                one.channel,
                one.day,
                one.day + ONE_DAY,
                "provided",
                one.requests,
            )
            for one in uses
        ]
        added = actions.stage_volumes(batch=opened, rows=counted)
        return added + actions.stage_daily_use(batch=opened, rows=uses)


def prefill(body: str) -> Iterator[Mapping[str, str]]:
    """Nothing: transactions come from the system that handled them."""
    return iter(())


def _count(name: str, title: Text, *, required: bool = False, example: str = "") -> Column:
    """A count over the requests of a day; empty where it is not known of all of them."""
    said = (
        Text("Sur toutes les demandes du jour.", "Over all requests of the day.")
        if required
        else Text(
            "Sur toutes les demandes du jour. Vide : on ne le sait pas de toutes.",
            "Over all requests of the day. Empty: it is not known of all of them.",
        )
    )
    return Column(
        name=name,
        kind="integer",
        title=title,
        help=said,
        required=required,
        minimum=0,
        maximum=10**15,
        example=example,
    )


TRANSACTIONS = Intake(
    code="services.transactions",
    title=Text("Transactions des services", "Transactions of services"),
    description=Text(
        "Une ligne par demande, par millions : comptées par service, canal et jour. Sert à la cible 5.1 "
        "et à la valeur créée.",
        "One line for each request, by the million: counted by service, channel and day. Serves target "
        "5.1 and the value created.",
    ),
    columns=COLUMNS,
    check=check,
    begin=begin,
    stage=stage,
    finish=finish,
    abandon=abandon,
    prefill=prefill,
    by_period=True,
    condense=Condense(
        by=("service", "channel"),
        moment="at",
        day="day",
        tallies=(
            Tally("requests"),
            Tally("completed", of="completed"),
            Tally("asked", of="asked"),
            Tally("prefilled", of="prefilled"),
        ),
        never_above=(("prefilled", "asked"),),
    ),
)

DAILY_USE = replace(
    TRANSACTIONS,
    code="services.daily-use",
    title=Text("Usage des services par jour", "Use of services by day"),
    description=Text(
        "Une ligne par service, canal et jour : ce que donnent les transactions quand on les a comptées "
        "ailleurs. Sert à la cible 5.1 et à la valeur créée.",
        "One line for each service, channel and day: what transactions give once they were counted "
        "elsewhere. Serves target 5.1 and the value created.",
    ),
    columns=(
        SERVICE,
        CHANNEL,
        Column(
            name="day",
            kind="date",
            title=Text("Jour", "Day"),
            help=Text(
                "Jour légal, au Québec, des demandes.", "Legal day, in Québec, of the requests."
            ),
            required=True,
            example="2025-03-31",
        ),
        _count("requests", Text("Demandes", "Requests"), required=True, example="1204"),
        _count("completed", Text("Menées à terme", "Completed"), required=True, example="1100"),
        _count("asked", Text("Éléments demandés", "Items asked"), example="14448"),
        _count("prefilled", Text("Éléments déjà remplis", "Items prefilled"), example="6020"),
    ),
    condense=Condense(
        by=("service", "channel"),
        moment="day",
        day="day",
        tallies=tuple(
            Tally(name, of=name) for name in ("requests", "completed", "asked", "prefilled")
        ),
        never_above=(("completed", "requests"), ("prefilled", "asked")),
        once=True,
    ),
)
