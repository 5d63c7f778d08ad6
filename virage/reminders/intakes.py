"""What bodies hand in on deadlines: their kinds, how many people were due, what became of reminders."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from virage.contracts.intakes import Column, Group, groups, intakes
from virage.contracts.text import Text
from virage.registers.actions import Recording
from virage.registers.columns import (
    CLOSING,
    DAY_SENTENCES,
    NAME_EN,
    NAME_FR,
    PERIOD_FROM,
    PERIOD_TO,
    SINCE,
    UNTIL,
    are_in_order,
    cell,
    count,
    is_life,
    text,
)
from virage.registers.kinds import ORGANISATION, LineKind, Say
from virage.registers.owners import Owners, owners
from virage.registers.queries import Table
from virage.registers.recording import Steps
from virage.registers.rules.findings import Sentence
from virage.registers.said import PeriodsSaid, days_of
from virage.reminders import queries
from virage.reminders.models import BatchWarning, Deadline, Delivery, PeopleDue, RecordBatch
from virage.reminders.rules.reminding import CHANNELS, LOGS

STEPS = Steps(Recording("reminders", RecordBatch, BatchWarning, (Deadline, PeopleDue, Delivery)))

SENTENCES: Mapping[str, Sentence] = {
    **DAY_SENTENCES,
    "due-not-said": Sentence(
        "error",
        Text(
            "Personne n’a dit combien de personnes étaient visées pour cette période.",
            "Nobody said how many people were due in this period.",
        ),
        Text("Déposez d’abord reminders.due.", "Hand in reminders.due first."),
    ),
    "parts-above-sent": Sentence(
        "error",
        Text(
            "À temps, en retard et échoués font {value}, plus que les {known} envoyés.",
            "In time, late and failed make {value}, more than the {known} sent.",
        ),
        Text("Corrigez les nombres de la ligne.", "Correct the numbers of the line."),
    ),
    "declined-above-due": Sentence(
        "error",
        Text(
            "{value} personnes ont refusé les rappels, plus que les {known} visées.",
            "{value} people declined reminders, more than the {known} due.",
        ),
        Text("Corrigez les nombres de la ligne.", "Correct the numbers of the line."),
    ),
}

DEADLINE = text(
    "deadline",
    Text("Échéance", "Deadline"),
    Text(
        "Code de la sorte d’échéance, qui ne change jamais.",
        "Code of the kind of deadline, which never changes.",
    ),
    "permis-puits-renouvellement",
    80,
    required=True,
)


@dataclass(frozen=True, slots=True)
class _World:
    """Whose deadline each is, and the periods said of it: accepted, then met in the file."""

    owners: Owners
    periods: PeriodsSaid


def _world() -> _World:
    held = {one.deadline: one.organisation for one in queries.deadlines()}
    return _World(owners(held), PeriodsSaid(queries.periods_due()))


def _is_listed(values: Mapping[str, Any], world: _World, say: Say) -> bool:
    return world.owners.is_listed(values, "deadline", say) and are_in_order(
        values, "period_from", "period_to", say
    )


def _read_deadline(values: Mapping[str, Any], world: _World, say: Say) -> Mapping[str, Any] | None:
    if not world.owners.is_own(values, "deadline", say):
        return None
    if not is_life(values, say):
        return None
    names = ("deadline", "organisation_id", "name_fr", "name_en", "since", "until")
    return {
        **{name: values[name] for name in names},
        "legal_basis": values["legal_basis"] or "",
        "closing": values.get("closing") or "",
    }


def _last_deadlines(body: str) -> Iterator[Mapping[str, str]]:
    for one in queries.deadlines(body):
        yield {
            **{name: str(getattr(one, name)) for name in ("organisation", "deadline")},
            "name_fr": one.name_fr,
            "name_en": one.name_en,
            "legal_basis": one.legal_basis,
            "since": cell(one.since),
            "until": cell(one.until),
            "closing": one.closing,
        }


DEADLINES = LineKind(
    code="reminders.deadlines",
    title=Text("Échéances imposées aux personnes", "Deadlines put on people"),
    description=Text(
        "Les sortes d’échéances que l’organisme impose aux personnes et aux entreprises.",
        "The kinds of deadlines that the body puts on people and businesses.",
    ),
    columns=(
        ORGANISATION,
        DEADLINE,
        NAME_FR,
        NAME_EN,
        text(
            "legal_basis",
            Text("Base légale", "Legal basis"),
            Text("La loi et l’article qui l’imposent.", "The act and section that impose it."),
            "Loi sur les puits, art. 8",
            300,
        ),
        SINCE,
        UNTIL,
        CLOSING,
    ),
    table=Table(
        Deadline,
        key=("deadline",),
        values=(
            "organisation_id",
            "name_fr",
            "name_en",
            "legal_basis",
            "since",
            "until",
            "closing",
        ),
    ),
    steps=STEPS,
    world=_world,
    read=_read_deadline,
    last=_last_deadlines,
    sentences=SENTENCES,
    unit="deadline",
    listed=queries.listed,
)


def _read_due(values: Mapping[str, Any], world: _World, say: Say) -> Mapping[str, Any] | None:
    if not _is_listed(values, world, say):
        return None
    if not world.periods.take(values["deadline"], days_of(values), say):
        return None
    due, declined = values["due"], values["declined"]
    if declined is not None and declined > due:
        say("declined-above-due", "declined", declined, known=due)
        return None
    names = ("deadline", "period_from", "period_to", "due", "declined", "log")
    return {name: values[name] for name in names}


def _own(body: str) -> list[str]:
    return [one.deadline for one in queries.deadlines(body)]


def _last_due(body: str) -> Iterator[Mapping[str, str]]:
    for deadline, start, end, due, declined, log in queries.last_due(_own(body)):
        yield {
            "organisation": body,
            "deadline": deadline,
            "period_from": cell(start),
            "period_to": cell(end),
            "due": str(due),
            "declined": "" if declined is None else str(declined),
            "log": log,
        }


DUE = LineKind(
    code="reminders.due",
    title=Text("Personnes visées par les échéances", "People due"),
    description=Text(
        "Pour chaque échéance et chaque période, combien de personnes étaient visées, et si tous les "
        "rappels envoyés sont au journal.",
        "For each deadline and period, how many people were due, and whether every reminder sent is in "
        "the log.",
    ),
    columns=(
        ORGANISATION,
        DEADLINE,
        PERIOD_FROM,
        PERIOD_TO,
        count(
            "due",
            Text("Personnes visées", "People due"),
            Text("Celles dont l’échéance tombe dans la période.", "Those whose day falls in it."),
            "1840",
        ),
        count(
            "declined",
            Text("Ont refusé les rappels", "Declined reminders"),
            Text("Parmi elles ; elles restent visées.", "Among them; they remain due."),
            "35",
            required=False,
        ),
        Column(
            name="log",
            kind="string",
            title=Text("Journal des rappels", "Log of reminders"),
            help=Text(
                "complete : tous les rappels envoyés y sont ; partial : il en manque peut-être.",
                "complete: every reminder sent is in it; partial: some may be missing.",
            ),
            required=True,
            choices=LOGS,
            example="complete",
        ),
    ),
    table=Table(
        PeopleDue,
        key=("deadline", "period_from", "period_to"),
        values=("due", "declined", "log"),
    ),
    steps=STEPS,
    world=_world,
    read=_read_due,
    last=_last_due,
    sentences=SENTENCES,
    unit="deadline",
    listed=queries.listed,
    days=days_of,
    by_period=True,
)

COUNTS = ("sent", "in_time", "late", "failed")


def _read_delivery(values: Mapping[str, Any], world: _World, say: Say) -> Mapping[str, Any] | None:
    if not _is_listed(values, world, say):
        return None
    if not world.periods.has(values["deadline"], days_of(values)):
        say("due-not-said", "period_from", values["period_from"])
        return None
    told = values["in_time"] + values["late"] + values["failed"]
    if told > values["sent"]:
        say("parts-above-sent", "sent", told, known=values["sent"])
        return None
    return {
        name: values[name] for name in ("deadline", "period_from", "period_to", "channel", *COUNTS)
    }


def _last_deliveries(body: str) -> Iterator[Mapping[str, str]]:
    for deadline, start, end, channel, *counts in queries.last_deliveries(_own(body)):
        yield {
            "organisation": body,
            "deadline": deadline,
            "period_from": cell(start),
            "period_to": cell(end),
            "channel": channel,
            **{name: str(number) for name, number in zip(COUNTS, counts, strict=True)},
        }


DELIVERIES = LineKind(
    code="reminders.deliveries",
    title=Text("Rappels envoyés et remis", "Reminders sent and delivered"),
    description=Text(
        "Pour chaque échéance, période et canal, ce que sont devenus les rappels. On compte des "
        "personnes, chacune une fois, sous le canal qui l’a jointe d’abord.",
        "For each deadline, period and channel, what became of the reminders. People are counted, each "
        "once, under the channel that reached them first.",
    ),
    columns=(
        ORGANISATION,
        DEADLINE,
        PERIOD_FROM,
        PERIOD_TO,
        Column(
            name="channel",
            kind="string",
            title=Text("Canal", "Channel"),
            help=Text("sms, email ou app.", "sms, email or app."),
            required=True,
            choices=CHANNELS,
            example="email",
        ),
        count(
            "sent",
            Text("Envoyés", "Sent"),
            Text("À combien de personnes.", "To how many people."),
            "1500",
        ),
        count(
            "in_time",
            Text("Remis à temps", "Delivered in time"),
            Text("Sept jours avant, ou plus tôt.", "Seven days before, or earlier."),
            "1210",
        ),
        count(
            "late",
            Text("Remis plus tard", "Delivered later"),
            Text("À moins de sept jours.", "Less than seven days before."),
            "90",
        ),
        count(
            "failed",
            Text("Non remis", "Not delivered"),
            Text("Revenus ou refusés.", "Returned or refused."),
            "60",
        ),
    ),
    table=Table(Delivery, key=("deadline", "period_from", "period_to", "channel"), values=COUNTS),
    steps=STEPS,
    world=_world,
    read=_read_delivery,
    last=_last_deliveries,
    sentences=SENTENCES,
    unit="deadline",
    listed=queries.listed,
    days=days_of,
    by_period=True,
)

groups.declare(Group("reminders", Text("Échéances et rappels", "Deadlines and reminders")))
for one in (DEADLINES, DUE, DELIVERIES):
    intakes.declare(one.intake())
