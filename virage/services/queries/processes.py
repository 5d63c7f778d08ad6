"""Administrative processes: those in force over a period, what was seen of them, their cases."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q

from virage.contracts.indicators import Facts, Period, Unit
from virage.contracts.text import Text
from virage.lib.records import known
from virage.registers import queries as registers
from virage.registers.rules.periods import Days, cover
from virage.services.models import Process, ProcessCases, ProcessStep, RecordBatch
from virage.services.rules.paperless import PAPER, steps_seen


def processes_in_force(period: Period, known_at: int) -> Iterator[Unit]:
    """The processes in force on some day of the period, as they stood on its last one."""
    rows = known(Process, known_at).filter(
        Q(until=None) | Q(until__gt=period.start), since__lt=period.end
    )
    units = (
        Unit(code, Text(fr, en), body)
        for code, fr, en, body in rows.order_by("process").values_list(
            "process", "name_fr", "name_en", "organisation__code"
        )
    )
    stood = registers.stood(Process, "process", period.last_day, known_at)
    return registers.as_they_stood(units, stood)


def process_facts(period: Period, known_at: int) -> dict[str, Facts]:
    """By process, its steps as last seen before the period ends, and the cases of the period.

    Three queries. The proof is the line of the step that needs paper, if one does; else that of its
    cases, of its last step seen, its own.
    """
    media, evidence, on_paper = _media(period, known_at)
    said = _cases(period, known_at, evidence)
    evidence |= on_paper
    found: dict[str, Facts] = {}
    for code, steps, since, until, batch, line in known(Process, known_at).values_list(
        "process", "steps", "since", "until", "batch__public_id", "line"
    ):
        in_force = max(since, period.start), min(until or period.end, period.end)
        values = {
            **steps_seen(steps, media.get(code, {})),
            **_added_up(in_force, said.get(code, ())),
        }
        found[code] = Facts(
            values, "declared", evidence.get(code) or RecordBatch.proof(batch, line)
        )
    return found


def _media(
    period: Period, known_at: int
) -> tuple[dict[str, dict[str, str]], dict[str, str], dict[str, str]]:
    """The last medium seen of each step before the period ends, by process; the proof, and that of a
    step that needs paper."""
    media: dict[str, dict[str, str]] = defaultdict(dict)
    evidence: dict[str, str] = {}
    proofs: dict[str, dict[str, str]] = defaultdict(dict)
    rows = known(ProcessStep, known_at).filter(seen_on__lt=period.end)
    for code, step, medium, batch, line in rows.order_by("process", "seen_on", "step").values_list(
        "process", "step", "medium", "batch__public_id", "line"
    ):
        media[code][step] = medium
        evidence[code] = RecordBatch.proof(batch, line)
        proofs[code][step] = evidence[code]
    on_paper = {
        code: proofs[code][step]
        for code, seen in media.items()
        for step, medium in seen.items()
        if medium == PAPER
    }
    return media, evidence, on_paper


Part = tuple[Days, int, int | None, int]
"""Days, cases, those on paper (None: not counted), those by choice."""


def _cases(period: Period, known_at: int, evidence: dict[str, str]) -> dict[str, list[Part]]:
    """What is said of the cases of each process on days wholly inside the period."""
    said: dict[str, list[Part]] = defaultdict(list)
    rows = known(ProcessCases, known_at).filter(
        period_from__gte=period.start, period_to__lte=period.end
    )
    for code, start, end, cases, on_paper, by_choice, batch, line in rows.order_by(
        "process", "period_from"
    ).values_list(
        "process",
        "period_from",
        "period_to",
        "cases",
        "on_paper",
        "by_choice",
        "batch__public_id",
        "line",
    ):
        said[code].append(((start, end), cases, on_paper, by_choice))
        evidence[code] = RecordBatch.proof(batch, line)
    return said


def _added_up(in_force: Days, parts: Sequence[Part]) -> dict[str, int | None]:
    """The cases of the days on which a process was in force, if the parts make these days exactly."""
    if not cover(*in_force, (days for days, *_ in parts)):
        return {"cases": None, "on_paper": None, "by_choice": 0}
    counted = all(paper is not None for _, _, paper, _ in parts)
    return {
        "cases": sum(cases for _, cases, _, _ in parts),
        "on_paper": sum(paper or 0 for _, _, paper, _ in parts) if counted else None,
        "by_choice": sum(choice for _, _, _, choice in parts),
    }


class ListedProcess(NamedTuple):
    """A process as last stated: body (code), code, names, audience, days, number of steps."""

    organisation: str
    process: str
    name_fr: str
    name_en: str
    audience: str
    since: date
    until: date | None
    closing: str
    steps: int


def processes(body: str | None = None) -> list[ListedProcess]:
    """The processes stated now, of one body or of all, by code."""
    rows = known(Process, None)
    if body is not None:
        rows = rows.filter(organisation__code=body)
    return [
        ListedProcess(*row)
        for row in rows.order_by("process").values_list(
            "organisation__code",
            "process",
            "name_fr",
            "name_en",
            "audience",
            "since",
            "until",
            "closing",
            "steps",
        )
    ]


def listed_processes(bodies: Sequence[str]) -> dict[str, str]:
    """The French name of each process in force of some bodies, by code."""
    return {
        one.process: one.name_fr
        for one in processes()
        if one.until is None and one.organisation in bodies
    }


def periods_of_cases() -> dict[str, set[Days]]:
    """The periods of which cases are counted now, by process."""
    found: dict[str, set[Days]] = defaultdict(set)
    for code, start, end in known(ProcessCases, None).values_list(
        "process", "period_from", "period_to"
    ):
        found[code].add((start, end))
    return found


def last_steps(codes: Iterable[str]) -> list[tuple[Any, ...]]:
    """(process, step, seen on, medium) of the last look at each step, as stated now."""
    last: dict[tuple[str, str], tuple[Any, ...]] = {}
    rows = known(ProcessStep, None).filter(process__in=list(codes))
    for row in rows.order_by("process", "seen_on", "step").values_list(
        "process", "step", "seen_on", "medium"
    ):
        last[row[0], row[1]] = row
    return [last[key] for key in sorted(last)]


def last_cases(codes: Iterable[str]) -> list[tuple[Any, ...]]:
    """(process, from, to, cases, on paper, by choice) of the last period of each, as stated now."""
    in_order = (
        known(ProcessCases, None)
        .filter(process__in=list(codes))
        .order_by("process", "period_from")
        .values_list("process", "period_from", "period_to", "cases", "on_paper", "by_choice")
    )
    return list({row[0]: row for row in in_order}.values())
