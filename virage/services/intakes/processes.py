"""Administrative processes as bodies hand them in: the list, the steps as seen, the cases."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from virage.contracts.intakes import Column
from virage.contracts.text import Text
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
    day,
    is_life,
    text,
)
from virage.registers.kinds import ORGANISATION, LineKind, Say
from virage.registers.owners import Owners, owners
from virage.registers.queries import Table
from virage.registers.rules.findings import Sentence
from virage.registers.said import PeriodsSaid, days_of
from virage.services import queries
from virage.services.intakes.recording import STEPS
from virage.services.models import Process, ProcessCases, ProcessStep
from virage.services.rules.paperless import AUDIENCES, MEDIA

SENTENCES: Mapping[str, Sentence] = {
    **DAY_SENTENCES,
    "paper-above-cases": Sentence(
        "error",
        Text(
            "{value} dossiers avec du papier, plus que les {known} dossiers.",
            "{value} cases with paper, more than the {known} cases.",
        ),
        Text("Corrigez les nombres de la ligne.", "Correct the numbers of the line."),
    ),
    "choice-above-paper": Sentence(
        "error",
        Text(
            "{value} dossiers sur papier par choix, plus que les {known} avec du papier.",
            "{value} cases on paper by choice, more than the {known} with paper.",
        ),
        Text("Corrigez les nombres de la ligne.", "Correct the numbers of the line."),
    ),
}

PROCESS = text(
    "process",
    Text("Processus", "Process"),
    Text("Code du processus, qui ne change jamais.", "Code of the process, which never changes."),
    "embauche",
    80,
    required=True,
)


@dataclass(frozen=True, slots=True)
class _World:
    """Whose process each is, and the periods of its cases: accepted, then met in the file."""

    owners: Owners
    periods: PeriodsSaid


def _world() -> _World:
    held = {one.process: one.organisation for one in queries.processes()}
    return _World(owners(held), PeriodsSaid(queries.periods_of_cases()))


def _read_process(values: Mapping[str, Any], world: _World, say: Say) -> Mapping[str, Any] | None:
    if not world.owners.is_own(values, "process", say):
        return None
    if not is_life(values, say):
        return None
    names = ("process", "organisation_id", "name_fr", "name_en", "audience", "since", "until")
    said = {name: values[name] for name in names}
    return {**said, "closing": values.get("closing") or "", "steps": values["steps"]}


def _last_processes(body: str) -> Iterator[Mapping[str, str]]:
    for one in queries.processes(body):
        yield {
            "organisation": body,
            "process": one.process,
            "name_fr": one.name_fr,
            "name_en": one.name_en,
            "audience": one.audience,
            "since": cell(one.since),
            "until": cell(one.until),
            "closing": one.closing,
            "steps": str(one.steps),
        }


PROCESSES = LineKind(
    code="services.processes",
    title=Text("Processus administratifs", "Administrative processes"),
    description=Text(
        "Les processus de l’organisme, rendus au public ou internes (embaucher, acheter, payer…), et "
        "combien d’étapes ils ont.",
        "The processes of the body, to the public or internal (hiring, buying, paying…), and how many "
        "steps they have.",
    ),
    columns=(
        ORGANISATION,
        PROCESS,
        NAME_FR,
        NAME_EN,
        Column(
            name="audience",
            kind="string",
            title=Text("Pour qui", "For whom"),
            help=Text(
                "public : des gens ou des entreprises ; internal : l’administration elle-même.",
                "public: people or businesses; internal: the administration itself.",
            ),
            required=True,
            choices=AUDIENCES,
            example="internal",
        ),
        SINCE,
        UNTIL,
        CLOSING,
        count(
            "steps",
            Text("Étapes", "Steps"),
            Text(
                "Combien s’appliquent, de la demande au classement.",
                "How many apply, from the request to the filing.",
            ),
            "6",
        ),
    ),
    table=Table(
        Process,
        key=("process",),
        values=(
            *("organisation_id", "name_fr", "name_en", "audience"),
            *("since", "until", "closing", "steps"),
        ),
    ),
    steps=STEPS,
    world=_world,
    read=_read_process,
    last=_last_processes,
    sentences=SENTENCES,
    unit="process",
    listed=queries.listed_processes,
)


def _read_step(values: Mapping[str, Any], world: _World, say: Say) -> Mapping[str, Any] | None:
    if not world.owners.is_listed(values, "process", say):
        return None
    return {name: values[name] for name in ("process", "step", "seen_on", "medium")}


def _own(body: str) -> list[str]:
    return [one.process for one in queries.processes(body)]


def _last_steps(body: str) -> Iterator[Mapping[str, str]]:
    for process, step, seen_on, medium in queries.last_steps(_own(body)):
        yield {
            "organisation": body,
            "process": process,
            "step": step,
            "seen_on": cell(seen_on),
            "medium": medium,
        }


PROCESS_STEPS = LineKind(
    code="services.process-steps",
    title=Text("Étapes des processus", "Steps of processes"),
    description=Text(
        "Pour chaque étape, si elle peut se faire sans papier, et le jour où l’on a regardé.",
        "For each step, whether it can run without paper, and the day on which someone looked.",
    ),
    columns=(
        ORGANISATION,
        PROCESS,
        text(
            "step",
            Text("Étape", "Step"),
            Text("Son nom, toujours le même.", "Its name, always the same."),
            "signature du contrat",
            120,
            required=True,
        ),
        day(
            "seen_on",
            Text("Vue le", "Seen on"),
            Text("Jour où quelqu’un a regardé.", "Day on which someone looked."),
            "2025-03-31",
            required=True,
        ),
        Column(
            name="medium",
            kind="string",
            title=Text("Support", "Medium"),
            help=Text(
                "digital : peut se faire sans papier ; paper : en exige ; not_applicable : l’étape ne "
                "s’applique plus.",
                "digital: can run without paper; paper: needs it; not_applicable: the step no longer "
                "applies.",
            ),
            required=True,
            choices=MEDIA,
            example="digital",
        ),
    ),
    table=Table(ProcessStep, key=("process", "step", "seen_on"), values=("medium",)),
    steps=STEPS,
    world=_world,
    read=_read_step,
    last=_last_steps,
    sentences=SENTENCES,
    unit="process",
    listed=queries.listed_processes,
    observed="seen_on",
)


def _read_cases(values: Mapping[str, Any], world: _World, say: Say) -> Mapping[str, Any] | None:
    if not world.owners.is_listed(values, "process", say):
        return None
    if not are_in_order(values, "period_from", "period_to", say):
        return None
    if not world.periods.take(values["process"], days_of(values), say):
        return None
    cases, on_paper, by_choice = values["cases"], values["on_paper"], values["by_choice"] or 0
    if (on_paper or 0) > cases:
        say("paper-above-cases", "on_paper", on_paper, known=cases)
        return None
    if by_choice > (on_paper or 0):
        say("choice-above-paper", "by_choice", by_choice, known=on_paper or 0)
        return None
    names = ("process", "period_from", "period_to", "cases", "on_paper")
    return {**{name: values[name] for name in names}, "by_choice": by_choice}


def _last_cases(body: str) -> Iterator[Mapping[str, str]]:
    for process, start, end, cases, on_paper, by_choice in queries.last_cases(_own(body)):
        yield {
            "organisation": body,
            "process": process,
            "period_from": cell(start),
            "period_to": cell(end),
            "cases": str(cases),
            "on_paper": "" if on_paper is None else str(on_paper),
            "by_choice": str(by_choice),
        }


CASES = LineKind(
    code="services.cases",
    title=Text("Dossiers des processus", "Cases of processes"),
    description=Text(
        "Pour chaque processus et chaque période, combien de dossiers, et combien ont eu du papier.",
        "For each process and period, how many cases, and how many used paper.",
    ),
    columns=(
        ORGANISATION,
        PROCESS,
        PERIOD_FROM,
        PERIOD_TO,
        count(
            "cases",
            Text("Dossiers", "Cases"),
            Text("Ceux menés à terme ; 0 s’il n’y en a eu aucun.", "Those concluded; 0 if none."),
            "420",
        ),
        count(
            "on_paper",
            Text("Avec du papier", "With paper"),
            Text(
                "Ceux où une étape en a eu ; vide si ce n’est pas compté.", "Empty if not counted."
            ),
            "18",
            required=False,
        ),
        count(
            "by_choice",
            Text("Par choix du citoyen", "By the citizen’s choice"),
            Text("Parmi ceux avec du papier.", "Among those with paper."),
            "6",
            required=False,
        ),
    ),
    table=Table(
        ProcessCases,
        key=("process", "period_from", "period_to"),
        values=("cases", "on_paper", "by_choice"),
    ),
    steps=STEPS,
    world=_world,
    read=_read_cases,
    last=_last_cases,
    sentences=SENTENCES,
    unit="process",
    listed=queries.listed_processes,
    days=days_of,
    by_period=True,
)
