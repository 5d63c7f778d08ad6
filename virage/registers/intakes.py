"""What the Secretariat hands in on bodies themselves: their reporting duties, and their headcounts."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from virage.contracts.intakes import Column, Group, groups, intakes
from virage.contracts.text import Text
from virage.registers import queries
from virage.registers.actions import RECORDING
from virage.registers.kinds import ORGANISATION, LineKind, Say
from virage.registers.recording import Steps
from virage.registers.rules import obligations, sentences

STEPS = Steps(RECORDING)
OWED, RELEASED = "owed", "released"

Line = Mapping[str, Any]


def _kinds() -> frozenset[str]:
    return frozenset(one.code for one in queries.duty_kinds())


def _read_duty(values: Line, kinds: frozenset[str], say: Say) -> Line | None:
    if values["kind"] not in kinds:
        say("unknown-kind", "kind", values["kind"])
        return None
    if values["period_to"] <= values["period_from"]:
        say("no-period", "period_to", values["period_to"])
        return None
    return {
        "body_id": values["organisation_id"],
        **{name: values[name] for name in ("kind", "period_from", "period_to", "due_on")},
        "released": values.get("status") == RELEASED,
    }


def _last_duties(body: str) -> Iterator[Mapping[str, str]]:
    for one in queries.duties(body=body):
        yield {
            "organisation": body,
            "kind": one.kind,
            "period_from": one.period.start.isoformat(),
            "period_to": one.period.end.isoformat(),
            "due_on": one.due_on.isoformat(),
            "status": RELEASED if one.released else OWED,
        }


DUTIES = LineKind(
    code="registers.duties",
    title=Text("Obligations de dépôt", "Reporting duties"),
    description=Text(
        "Qui doit déposer quoi, pour quelle période et au plus tard quand. Sert à savoir quels "
        "organismes sont attendus.",
        "Who owes which hand-in, for which period and by when. Serves to know which bodies are "
        "expected.",
    ),
    columns=(
        ORGANISATION,
        Column(
            name="kind",
            kind="string",
            title=Text("Genre de dépôt", "Kind of hand-in"),
            help=Text(
                "Code de ce qui est à déposer, tel qu’il est à la page des formats.",
                "Code of what is to be handed in, as it stands on the page of formats.",
            ),
            required=True,
            max_length=80,
            example="services.volumes",
        ),
        Column(
            name="period_from",
            kind="date",
            title=Text("Premier jour", "First day"),
            help=Text("Premier jour de la période.", "First day of the period."),
            required=True,
            example="2025-04-01",
        ),
        Column(
            name="period_to",
            kind="date",
            title=Text("Fin, non comprise", "End, excluded"),
            help=Text(
                "Lendemain du dernier jour de la période.", "The day after the last of the period."
            ),
            required=True,
            example="2026-04-01",
        ),
        Column(
            name="due_on",
            kind="date",
            title=Text("Échéance", "Due on"),
            help=Text(
                "Dernier jour pour déposer, ce jour compris.",
                "Last day to hand in, that day included.",
            ),
            required=True,
            example="2026-05-15",
        ),
        Column(
            name="status",
            kind="string",
            title=Text("État", "Status"),
            help=Text(
                "owed : dû (si rien n’est écrit) ; released : l’obligation est levée.",
                "owed (if nothing is written), or released: it is no longer owed.",
            ),
            choices=(OWED, RELEASED),
            example=OWED,
        ),
    ),
    table=queries.DUTIES,
    steps=STEPS,
    world=_kinds,
    read=_read_duty,
    last=_last_duties,
    sentences=sentences.SENTENCES,
    days=lambda values: (values["period_from"], values["period_to"]),
    secretariat_only=True,
)


def _last_counts() -> dict[str, int]:
    return {one.body: one.staff for one in queries.headcounts()}


def _read_headcount(values: Line, before: Mapping[str, int], say: Say) -> Line | None:
    on, staff = values["on"], values["staff"]
    if not obligations.counted_on(on):
        say("not-counted-then", "on", on)
        return None
    known = before.get(values["organisation"])
    if known is not None and sentences.jumps(known, staff):
        say("staff-jump", "staff", staff, known=known)
    return {"body_id": values["organisation_id"], "on": on, "staff": staff}


def _last_headcount(body: str) -> Iterator[Mapping[str, str]]:
    for one in queries.headcounts():
        if one.body == body:
            yield {"organisation": body, "on": one.on.isoformat(), "staff": str(one.staff)}


HEADCOUNTS = LineKind(
    code="registers.headcounts",
    title=Text("Effectifs des organismes", "Headcounts of bodies"),
    description=Text(
        "Combien de personnes travaillent pour chaque organisme au 31 mars. Sert à dire quelle part "
        "du personnel travaille dans les organismes qui ont répondu.",
        "How many people work for each body on 31 March. Serves to say what share of the staff works "
        "in the bodies that answered.",
    ),
    columns=(
        ORGANISATION,
        Column(
            name="on",
            kind="date",
            title=Text("Jour du compte", "Day of the count"),
            help=Text("Un 31 mars.", "A 31 March."),
            required=True,
            example="2026-03-31",
        ),
        Column(
            name="staff",
            kind="integer",
            title=Text("Effectif", "Headcount"),
            help=Text(
                "Nombre de personnes, à temps plein ou partiel.",
                "Number of people, full time or part time.",
            ),
            required=True,
            minimum=0,
            maximum=obligations.MOST_STAFF,
            example="1240",
        ),
    ),
    table=queries.HEADCOUNTS,
    steps=STEPS,
    world=_last_counts,
    read=_read_headcount,
    last=_last_headcount,
    sentences=sentences.SENTENCES,
    days=lambda values: (values["on"], values["on"] + timedelta(days=1)),
    secretariat_only=True,
)

groups.declare(Group("registers", Text("Obligations et effectifs", "Duties and headcounts")))
for one in (DUTIES, HEADCOUNTS):
    intakes.declare(one.intake())
