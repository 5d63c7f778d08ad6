"""Interaction points: is each step of a service on line, as its body observed it on a day?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from virage.contracts.intakes import Check, Column, Context, Intake, Row
from virage.contracts.text import Text
from virage.services import actions, queries
from virage.services.intakes import volumes
from virage.services.intakes.recording import (
    abandon,
    begin,
    conclude,
    finish,
    known_bodies,
    open_batch,
    told,
)
from virage.services.rules.findings import Findings
from virage.services.rules.handed_in import File, KnownService, Said
from virage.services.rules.point_checks import Place, Point, check_points
from virage.services.rules.register_checks import News
from virage.services.rules.statements import nearest
from virage.services.rules.volume_checks import Changes
from virage.services.rules.volumes import POINT_ANSWERS
from virage.services.rules.volumes import POINTS as POINT_CODES

_SHARED = {column.name: column for column in volumes.COLUMNS}

COLUMNS = (
    _SHARED["organisation"],
    _SHARED["service"],
    Column(
        name="observed_on",
        kind="date",
        title=Text("Observé le", "Observed on"),
        help=Text(
            "Jour où l’on a regardé. L’observation compte pour la période qui contient ce jour.",
            "Day on which someone looked. The observation counts for the period with that day.",
        ),
        required=True,
        example="2025-03-31",
    ),
    Column(
        name="point",
        kind="string",
        title=Text("Point d’interaction", "Interaction point"),
        help=Text(
            "Inscription, authentification, demande, décision, délivrance, rétroaction.",
            "Registration, authentication, application, decision, issuance, feedback.",
        ),
        required=True,
        choices=POINT_CODES,
        example="application",
    ),
    Column(
        name="answer",
        kind="string",
        title=Text("En ligne", "On line"),
        help=Text(
            "yes si ce point se fait en ligne, no sinon ; not_applicable s’il n’existe pas pour ce "
            "service ; not_provided si l’on ne sait pas.",
            "yes if this point is on line, no otherwise; not_applicable if the service has no such "
            "point; not_provided if it is not known.",
        ),
        required=True,
        choices=POINT_ANSWERS,
        example="yes",
    ),
)


def check(rows: Iterable[Row], context: Context) -> Check:
    """Read every row once, then compare with what is known of the services of the file."""
    findings, file = Findings(), File()
    known = queries.known_services()
    bodies = known_bodies()
    points: list[Point] = []
    for row in rows:
        point = _read(row, context, known, file, findings)
        if point is not None:
            points.append(point)
    for body in file.bodies.values():
        if body.code not in bodies:
            findings.add("body-unknown", body.line, "organisation", body.code)
    held: dict[Place, str] = {}
    if points:
        for code, answers in queries.held_points(file.services, file.start, file.end).items():
            for one in answers:
                held[code, one.observed_on, one.point] = one.answer
    changes = Changes()
    check_points(points, held, changes, findings)
    return conclude(
        file=file,
        known=known,
        news=News(),
        changes=changes,
        findings=findings,
        listed_before=lambda codes, start, end: queries.services_with_points(
            codes, min(start, end - timedelta(days=366)), end
        ),
    )


def _read(
    row: Row,
    context: Context,
    known: Mapping[str, KnownService],
    file: File,
    findings: Findings,
) -> Point | None:
    values = row.values
    if any(values.get(column.name) in (None, "") for column in COLUMNS):
        return None  # the collector has said so already
    organisation, service, day = values["organisation"], values["service"], values["observed_on"]
    if context.body is not None and organisation != context.body:
        findings.add("other-body", row.line, "organisation", organisation, body=context.body)
        return None
    if service not in known:
        findings.add("service-not-listed", row.line, "service", service)
        return None
    owner = nearest(known[service].statements, day)
    if owner is not None and owner.organisation != organisation:
        findings.add(
            "service-of-another-body", row.line, "service", service, known=owner.organisation
        )
        return None
    file.add_body(organisation, row.line, Text("", ""))
    file.add_service(service, Said(row.line, day, organisation, Text("", "")), findings)
    file.add_period(day, day + timedelta(days=1))
    return Point(row.line, service, day, values["point"], values["answer"])


def stage(batch: str, rows: Sequence[Row], context: Context) -> int:
    """Record one chunk under the batch; returns how many answers were added."""
    opened = open_batch(batch)
    with told():
        keys = actions.keys_of({row.values["service"] for row in rows})
        return actions.stage_points(
            batch=opened,
            rows=[
                actions.PointRow(
                    row.line,
                    keys[row.values["service"]],
                    row.values["observed_on"],
                    row.values["point"],
                    row.values["answer"],
                )
                for row in rows
            ],
        )


def prefill(body: str) -> Iterator[Mapping[str, str]]:
    """The body's own last observations; every point, not answered, for a service that has none."""
    listed = [one for one in queries.services(organisation=body) if one.closed_on is None]
    last: dict[str, list[tuple[str, str, str]]] = {}
    for code, held in queries.last_points([one.code for one in listed]):
        last.setdefault(code, []).append((held.observed_on.isoformat(), held.point, held.answer))
    for one in listed:
        for day, point, answer in last.get(one.code, [("", point, "") for point in POINT_CODES]):
            yield {
                "organisation": body,
                "service": one.code,
                "observed_on": day,
                "point": point,
                "answer": answer,
            }


POINTS = Intake(
    code="services.interaction-points",
    title=Text("Points d’interaction des services", "Interaction points of services"),
    description=Text(
        "Pour chaque service, les étapes qui peuvent se faire en ligne. Sert à savoir quels services "
        "se font en ligne de bout en bout.",
        "For each service, the steps that can be done on line. Serves to know which services can be "
        "done on line from end to end.",
    ),
    columns=COLUMNS,
    check=check,
    begin=begin,
    stage=stage,
    finish=finish,
    abandon=abandon,
    prefill=prefill,
    observed="observed_on",
)
