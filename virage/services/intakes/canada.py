"""The yearly inventory of services of the Government of Canada, in its own columns, as published.

Each row lists a service over a fiscal year: its names and body, its volumes by channel, and its
interaction points. The bodies have no code: a reviewed table gives one to each name.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from virage.contracts.intakes import Check, Column, Context, Intake, Row
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
from virage.services.rules import canada as rules
from virage.services.rules.findings import Findings
from virage.services.rules.handed_in import Entry, File, Listed, Said
from virage.services.rules.point_checks import Place, Point, check_points
from virage.services.rules.register_checks import check_register
from virage.services.rules.volume_checks import check_volumes
from virage.services.rules.volumes import VolumeLine

NOT_COLLECTED = "not_collected"
"""The parameter that tells a chunk which columns have no data on any row of the file."""

_TITLES: Mapping[str, Text] = {
    "fiscal_yr": Text("Année financière", "Fiscal year"),
    "service_id": Text("Numéro du service", "Service number"),
    "service_name_en": Text("Nom anglais du service", "English name of the service"),
    "service_name_fr": Text("Nom français du service", "French name of the service"),
    "department_name_en": Text("Nom anglais de l’organisme", "English name of the body"),
    "department_name_fr": Text("Nom français de l’organisme", "French name of the body"),
    "service_channels": Text("Canaux offerts", "Channels offered"),
    "online_applications": Text("Demandes en ligne", "Requests on line"),
    "telephone_applications": Text("Demandes par téléphone", "Requests by telephone"),
    "in_person_applications": Text("Demandes en personne", "Requests in person"),
    "postal_mail_applications": Text("Demandes par la poste", "Requests by mail"),
    "other_applications": Text("Autres demandes", "Other requests"),
    "e_registration": Text("Inscription en ligne", "Registration on line"),
    "e_authentication": Text("Authentification en ligne", "Authentication on line"),
    "e_application": Text("Demande en ligne", "Application on line"),
    "e_decision": Text("Décision en ligne", "Decision on line"),
    "e_issuance": Text("Délivrance en ligne", "Issuance on line"),
    "e_feedback": Text("Rétroaction en ligne", "Feedback on line"),
}

_EXAMPLES: Mapping[str, str] = {
    "fiscal_yr": "2019-2020",
    "service_id": "135",
    "service_channels": "onl,tel,post",
    "online_applications": "4819",
    "telephone_applications": "ND",
    "e_application": "Y",
}


def _help(column: str) -> Text:
    if column in rules.CHANNEL_COLUMNS:
        return Text(
            "Un nombre, NA (sans objet) ou ND (pas de donnée).",
            "A number, NA (not applicable) or ND (no data).",
        )
    if column in rules.POINT_COLUMNS:
        return Text(
            "Y, N, NA (sans objet) ou ND (pas de donnée).",
            "Y, N, NA (not applicable) or ND (no data).",
        )
    if column == "service_channels":
        return Text(
            "Parmi onl, tel, person, post, fax, eml, oth, séparés par des virgules.",
            "Among onl, tel, person, post, fax, eml, oth, separated by commas.",
        )
    return Text("Tel que publié.", "As published.")


COLUMNS = tuple(
    Column(
        name=name,
        kind="string",
        title=_TITLES[name],
        help=_help(name),
        required=name in ("fiscal_yr", "service_id", "department_name_en"),
        max_length=80 if name == "service_id" else 500,
        example=_EXAMPLES.get(name, ""),
    )
    for name in rules.COLUMNS
)


def _cells(row: Row) -> dict[str, str]:
    return {name: row.cells.get(name) or "" for name in rules.COLUMNS}


def check(rows: Iterable[Row], context: Context) -> Check:
    """Read every row once; the file must be of one year, since a column is judged on all its rows."""
    findings, file = Findings(), File()
    read = [(row.line, _cells(row)) for row in rows]
    not_collected = rules.columns_not_collected(cells for _, cells in read)
    points: dict[str, list[Point]] = {}
    year = read[0][1]["fiscal_yr"] if read else ""
    for line, cells in read:
        if cells["fiscal_yr"] != year:
            findings.add("several-years", line, "fiscal_yr", cells["fiscal_yr"], known=year)
            continue
        one, problems = rules.service_year(cells, not_collected)
        for problem in problems:
            findings.add(problem.code, line, problem.column, problem.value)
        if one is not None:
            points[one.service] = _note(one, line, file, findings)
    known = queries.known_services()
    news = check_register(
        file,
        bodies=known_bodies(),
        services=known,
        context=context,
        findings=findings,
        keeps_codes=True,
    )
    held, answered = _held(file)
    changes = check_volumes(file, held, findings)
    every = [point for listed in points.values() for point in listed]
    check_points(every, answered, changes, findings)
    return conclude(
        file=file,
        known=known,
        news=news,
        changes=changes,
        findings=findings,
        listed_before=queries.services_with_volumes,
        whole_register=True,
        parameters={NOT_COLLECTED: " ".join(sorted(not_collected))},
        notes=_notes(file, not_collected),
    )


def _note(one: rules.ServiceYear, line: int, file: File, findings: Findings) -> list[Point]:
    """Note a row in `file`, in place of an earlier row of the same service."""
    before = file.services.get(one.service)
    if before is not None:
        findings.add("repeated", line, "service_id", one.service, known=before.line)
    file.add_body(one.body.code, line, Text(one.body.name_fr, one.body.name_en))
    file.services[one.service] = Listed(
        one.service,
        line,
        {one.start: Said(line, one.start, one.body.code, one.name)},
        [Entry(line, *volume) for volume in one.volumes],
    )
    file.add_period(one.start, one.end)
    return [Point(line, one.service, one.observed_on, *point) for point in one.points]


def _held(file: File) -> tuple[dict[str, list[VolumeLine]], dict[Place, str]]:
    if not file.services:
        return {}, {}
    answered = {
        (code, one.observed_on, one.point): one.answer
        for code, answers in queries.held_points(file.services, file.start, file.end).items()
        for one in answers
    }
    return queries.held_volumes(file.services, file.start - BEFORE, file.end), answered


def _notes(file: File, not_collected: frozenset[str]) -> tuple[Text, ...]:
    notes = [
        Text(
            f"{len(file.services)} services ; chaque ligne donne {len(rules.CHANNEL_COLUMNS)} volumes "
            f"et {len(rules.POINT_COLUMNS)} points d’interaction.",
            f"{len(file.services)} services; each line gives {len(rules.CHANNEL_COLUMNS)} volumes "
            f"and {len(rules.POINT_COLUMNS)} interaction points.",
        )
    ]
    notes.extend(
        Text(
            f"La colonne {column} n’a de donnée sur aucune ligne : « non recueilli ».",
            f"The column {column} has no data on any line: “not collected”.",
        )
        for column in sorted(not_collected)
    )
    return tuple(notes)


def stage(batch: str, rows: Sequence[Row], context: Context) -> int:
    """Record one chunk under the batch; returns how many volumes and answers were added."""
    not_collected = frozenset(context.parameters.get(NOT_COLLECTED, "").split())
    found: list[tuple[int, rules.ServiceYear]] = []
    for row in rows:
        one, _ = rules.service_year(_cells(row), not_collected)
        if one is not None:
            found.append((row.line, one))
    opened = open_batch(batch)
    with told():
        keys = actions.stage_services(
            batch=opened,
            said=[
                actions.SaidRow(line, one.service, one.start, one.body.code, one.name)
                for line, one in found
            ],
            bodies_named={
                one.body.code: Text(one.body.name_fr, one.body.name_en) for _, one in found
            },
            create_new=context.create_new,
        )
        volumes = [
            actions.VolumeRow(line, keys[one.service], *volume)
            for line, one in found
            for volume in one.volumes
        ]
        points = [
            actions.PointRow(line, keys[one.service], one.observed_on, *point)
            for line, one in found
            for point in one.points
        ]
        return actions.stage_volumes(batch=opened, rows=volumes) + actions.stage_points(
            batch=opened, rows=points
        )


def prefill(body: str) -> Iterator[Mapping[str, str]]:
    """Nothing: the file comes from its publisher as it is."""
    return iter(())


INVENTORY = Intake(
    code="services.canada-inventory",
    title=Text(
        "Inventaire des services du gouvernement du Canada",
        "Service inventory of the Government of Canada",
    ),
    description=Text(
        "Les fichiers annuels de données ouvertes, tels que publiés, un par année financière.",
        "The yearly open data files, as published, one per fiscal year.",
    ),
    columns=COLUMNS,
    check=check,
    begin=begin,
    stage=stage,
    finish=finish,
    abandon=abandon,
    prefill=prefill,
    secretariat_only=True,
    other_columns=True,
)
