"""Volumes by service, period and channel: the ordinary hand-in of a body."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from virage.contracts.intakes import Check, Column, Context, Intake, Row, Wide
from virage.contracts.text import Text
from virage.services import actions, queries
from virage.services.intakes.recording import (
    BEFORE,
    abandon,
    begin,
    conclude,
    finish,
    known_bodies,
    open_batch,
    told,
)
from virage.services.lines import SERVICE
from virage.services.rules.findings import Findings
from virage.services.rules.handed_in import Entry, File, Said, complete, status_and_count
from virage.services.rules.register_checks import check_register
from virage.services.rules.volume_checks import check_volumes
from virage.services.rules.volumes import CHANNELS, STATUSES

COLUMNS = (
    Column(
        name="organisation",
        kind="string",
        title=Text("Organisme", "Body"),
        help=Text(
            "Code de l’organisme qui rend le service.", "Code of the body that gives the service."
        ),
        required=True,
        max_length=60,
        pattern="^[a-zA-Z0-9_-]{1,60}$",
        example="ministere-eau",
    ),
    Column(
        name="organisation_name_fr",
        kind="string",
        title=Text("Nom français de l’organisme", "French name of the body"),
        help=Text("Requis pour un nouvel organisme seulement.", "Required for a new body only."),
        max_length=300,
        example="Ministère de l’Eau",
    ),
    Column(
        name="organisation_name_en",
        kind="string",
        title=Text("Nom anglais de l’organisme", "English name of the body"),
        help=Text("Requis pour un nouvel organisme seulement.", "Required for a new body only."),
        max_length=300,
        example="Ministry of Water",
    ),
    SERVICE,
    Column(
        name="name_fr",
        kind="string",
        title=Text("Nom français", "French name"),
        help=Text(
            "Requis pour un nouveau service ; vide, le nom connu reste.",
            "Required for a new service; empty, the known name stays.",
        ),
        max_length=500,
        example="Permis de puits",
    ),
    Column(
        name="name_en",
        kind="string",
        title=Text("Nom anglais", "English name"),
        help=Text(
            "Requis pour un nouveau service ; vide, le nom connu reste.",
            "Required for a new service; empty, the known name stays.",
        ),
        max_length=500,
        example="Well permit",
    ),
    Column(
        name="period_from",
        kind="date",
        title=Text("Du", "From"),
        help=Text("Premier jour de la période.", "First day of the period."),
        required=True,
        example="2025-01-01",
    ),
    Column(
        name="period_to",
        kind="date",
        title=Text("Au (exclu)", "To (excluded)"),
        help=Text("Lendemain du dernier jour de la période.", "Day after the last of the period."),
        required=True,
        example="2025-04-01",
    ),
    Column(
        name="channel",
        kind="string",
        title=Text("Canal", "Channel"),
        help=Text(
            "Comment la personne est venue, peu importe qui a saisi la demande ; « total » est le "
            "total déclaré, vérifié et jamais additionné.",
            "How the person came, whoever typed the request; “total” is the declared total, checked "
            "and never added up.",
        ),
        required=True,
        choices=CHANNELS,
        example="online",
    ),
    Column(
        name="volume",
        kind="integer",
        title=Text("Demandes", "Requests"),
        help=Text(
            "Nombre de demandes reçues par ce canal dans la période. Zéro s’écrit 0.",
            "Number of requests that came by this channel in the period. Zero is written 0.",
        ),
        minimum=0,
        maximum=10**15,
        example="1204",
    ),
    Column(
        name="status",
        kind="string",
        title=Text("État", "Status"),
        help=Text(
            "Vide avec un nombre. Sans nombre, la raison : not_provided (il existe et n’est pas "
            "fourni), not_applicable (ce canal n’est pas offert), not_collected (personne ne le "
            "compte), not_yet_due (pas encore dû).",
            "Empty with a number. Without one, the reason: not_provided (it exists and is not given), "
            "not_applicable (this channel is not offered), not_collected (nobody counts it), "
            "not_yet_due (not due yet).",
        ),
        choices=STATUSES,
        example="",
    ),
)

_NEEDED = ("organisation", "service", "period_from", "period_to", "channel")


def check(rows: Iterable[Row], context: Context) -> Check:
    """Read every row once, then compare with what is known of the services of the file."""
    findings, file = Findings(), File()
    for row in rows:
        _read(row, context, file, findings)
    known = queries.known_services()
    news = check_register(
        file, bodies=known_bodies(), services=known, context=context, findings=findings
    )
    held = {}
    if file.services:
        held = queries.held_volumes(file.services, file.start - BEFORE, file.end)
    changes = check_volumes(file, held, findings)
    return conclude(
        file=file,
        known=known,
        news=news,
        changes=changes,
        findings=findings,
        listed_before=queries.services_with_volumes,
    )


def _read(row: Row, context: Context, file: File, findings: Findings) -> None:
    """Note one row in `file`, unless something is wrong with it."""
    values = row.values
    if any(values.get(name) in (None, "") for name in _NEEDED):
        return  # the collector has said so already
    organisation, start, end = values["organisation"], values["period_from"], values["period_to"]
    if context.body is not None and organisation != context.body:
        findings.add("other-body", row.line, "organisation", organisation, body=context.body)
        return
    if start >= end:
        findings.add("period-reversed", row.line, "period_to", end)
        return
    found = status_and_count(values, row.cells, row.line, findings)
    if found is None:
        return
    file.add_body(organisation, row.line, _name(row, "organisation_name_"))
    said = Said(row.line, start, organisation, _name(row, "name_"))
    listed = file.add_service(values["service"], said, findings)
    listed.entries.append(Entry(row.line, values["channel"], start, end, *found))
    file.add_period(start, end)


def _name(row: Row, prefix: str) -> Text:
    return Text(row.values.get(prefix + "fr") or "", row.values.get(prefix + "en") or "")


def stage(batch: str, rows: Sequence[Row], context: Context) -> int:
    """Record one chunk under the batch; returns how many volumes were added."""
    said: dict[tuple[str, date], actions.SaidRow] = {}
    named: dict[str, Text] = {}
    for row in rows:
        values = row.values
        organisation = values["organisation"]
        place = values["service"], values["period_from"]
        if place not in said or not complete(said[place].name):
            said[place] = actions.SaidRow(row.line, *place, organisation, _name(row, "name_"))
        if organisation not in named or not complete(named[organisation]):
            named[organisation] = _name(row, "organisation_name_")
    opened = open_batch(batch)
    with told():
        keys = actions.stage_services(
            batch=opened,
            said=list(said.values()),
            bodies_named=named,
            create_new=context.create_new,
        )
        return actions.stage_volumes(batch=opened, rows=[_volume(row, keys) for row in rows])


def _volume(row: Row, keys: Mapping[str, int]) -> actions.VolumeRow:
    values = row.values
    count = values.get("volume")
    return actions.VolumeRow(
        row.line,
        keys[values["service"]],
        values["channel"],
        values["period_from"],
        values["period_to"],
        "provided" if count is not None else values["status"],
        count,
    )


def prefill(body: str) -> Iterator[Mapping[str, str]]:
    """The body's own volumes of its last period; one empty row for a service that has none."""
    listed = [one for one in queries.services(organisation=body) if one.closed_on is None]
    own = known_bodies().get(body, Text("", ""))
    last: dict[str, list[Mapping[str, str]]] = {}
    for code, line in queries.last_volumes([one.code for one in listed]):
        provided = line.status == "provided"
        last.setdefault(code, []).append(
            {
                "period_from": line.start.isoformat(),
                "period_to": line.end.isoformat(),
                "channel": line.channel,
                "volume": str(line.volume) if provided else "",
                "status": "" if provided else line.status,
            }
        )
    for one in listed:
        for values in last.get(one.code, [{}]):
            yield {
                "organisation": body,
                "organisation_name_fr": own.fr,
                "organisation_name_en": own.en,
                "service": one.code,
                "name_fr": one.name.fr,
                "name_en": one.name.en,
                **{
                    name: values.get(name, "")
                    for name in ("period_from", "period_to", "channel", "volume", "status")
                },
            }


VOLUMES = Intake(
    code="services.volumes",
    title=Text("Volumes des services", "Volumes of services"),
    description=Text(
        "Combien de demandes chaque service a reçues, par période et par canal. Sert à la cible 5.1.",
        "How many requests each service received, by period and channel. Serves target 5.1.",
    ),
    columns=COLUMNS,
    check=check,
    begin=begin,
    stage=stage,
    finish=finish,
    abandon=abandon,
    prefill=prefill,
    by_period=True,
    wide=Wide(
        keys=(
            "organisation",
            "organisation_name_fr",
            "organisation_name_en",
            "service",
            "name_fr",
            "name_en",
            "period_from",
            "period_to",
        ),
        spread="channel",
        value="volume",
        status="status",
    ),
)
