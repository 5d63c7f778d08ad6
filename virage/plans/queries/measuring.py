"""The facts that the indicators of plans and workplaces are judged from, as known at a cut."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from virage.contracts.indicators import Facts, Period, Unit
from virage.contracts.text import Text
from virage.lib.records import known
from virage.organisations import queries as organisations
from virage.plans.models import (
    LegalDate,
    Milestone,
    PlanReview,
    PlanVersion,
    RecordBatch,
    Workplace,
)
from virage.plans.rules.deploying import Reached, Version
from virage.plans.rules.workplaces import SURVEY
from virage.registers import queries as registers


def has_legal_list(period: Period, known_at: int) -> bool:
    """Whether anyone recorded which bodies the law asks for a plan on the last day of the period."""
    return bool(_on_the_list(period, known_at).exists())


def _on_the_list(period: Period, known_at: int) -> Any:
    day = period.last_day
    rows = known(LegalDate, known_at)
    return rows.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


def bodies_asked(period: Period, known_at: int) -> Iterator[Unit]:
    """The bodies of the legal list on the last day of the period; all those that exist without a list."""
    listed = set(_on_the_list(period, known_at).values_list("organisation__code", flat=True))
    for unit in organisations.units(period, known_at):
        if not listed or unit.code in listed:
            yield unit


def deployment_facts(period: Period, known_at: int) -> dict[str, Facts]:
    """By body, its legal date, its plans and its milestones on the last day of the period. Five queries.

    The proof is the line of the milestone reached last, else of the plan deposited last, else of the
    legal date.
    """
    day = period.last_day
    evidence: dict[str, str] = {}
    due = _legal_dates(known_at, evidence)
    versions = _versions(day, known_at, evidence)
    milestones = _milestones(day, known_at, evidence)
    staff = registers.staff(day, known_at)
    return {
        body: Facts(
            {
                "as_of": day,
                "plan_due_on": due.get(body),
                "versions": tuple(versions.get(body, ())),
                "milestones": tuple(milestones.get(body, ())),
                "staff": staff.get(body),
            },
            "declared",
            proof,
        )
        for body, proof in evidence.items()
    }


def _legal_dates(known_at: int, evidence: dict[str, str]) -> dict[str, date]:
    found: dict[str, date] = {}
    for body, due, batch, line in known(LegalDate, known_at).values_list(
        "organisation__code", "plan_due_on", "batch__public_id", "line"
    ):
        found[body] = due
        evidence[body] = RecordBatch.proof(batch, line)
    return found


def _versions(day: date, known_at: int, evidence: dict[str, str]) -> dict[str, list[Version]]:
    decided: dict[tuple[str, str], tuple[str, date | None]] = {}
    first: dict[tuple[str, str], date] = {}
    reviews = known(PlanReview, known_at).filter(decided_on__lte=day)
    for body, version, decision, due, on in reviews.order_by(
        "decided_on", "batch__sequence"
    ).values_list("organisation__code", "version", "decision", "due_on", "decided_on"):
        decided[body, version] = (decision, due)
        first.setdefault((body, version), on)
    found: dict[str, list[Version]] = defaultdict(list)
    rows = known(PlanVersion, known_at).filter(deposited_on__lte=day)
    for body, version, deposited, start, end, batch, line in rows.order_by(
        "organisation__code", "deposited_on", "version"
    ).values_list(
        "organisation__code",
        "version",
        "deposited_on",
        "period_from",
        "period_to",
        "batch__public_id",
        "line",
    ):
        last = decided.get((body, version), ("", None))
        found[body].append(Version(deposited, start, end, *last, first.get((body, version))))
        evidence[body] = RecordBatch.proof(batch, line)
    return found


def _milestones(day: date, known_at: int, evidence: dict[str, str]) -> dict[str, list[Reached]]:
    found: dict[str, list[Reached]] = defaultdict(list)
    rows = known(Milestone, known_at).filter(reached_on__lte=day)
    for body, target, on, proof, batch, line in rows.order_by(
        "organisation__code", "reached_on", "milestone"
    ).values_list(
        "organisation__code", "target", "reached_on", "evidence", "batch__public_id", "line"
    ):
        found[body].append(Reached(target, on, has_evidence=bool(proof)))
        evidence[body] = RecordBatch.proof(batch, line)
    return found


def units_counted(period: Period, known_at: int) -> Iterator[Unit]:
    """Every administrative unit counted before the period ends: silence later does not take it out.

    It belongs to the body that counted it last, and stays while that body exists.
    """
    exist = {one.code for one in organisations.bodies(known_at=known_at, on=period.last_day)}
    for row in _workplaces(known_at, counted_on__lt=period.end):
        if row["organisation__code"] in exist:
            yield Unit(row["unit"], Text(row["name_fr"], row["name_en"]), row["organisation__code"])


def workplace_facts(period: Period, known_at: int) -> dict[str, Facts]:
    """By administrative unit, what its people said. One query."""
    return {
        row["unit"]: Facts(
            {name: row[name] for name in ("headcount", "yes", "no")},
            "measured" if row["asked_by"] == SURVEY else "declared",
            RecordBatch.proof(row["batch__public_id"], row["line"]),
            () if row["asked_by"] == SURVEY else ("managers_return",),
        )
        for row in _workplaces(known_at, counted_on__gte=period.start, counted_on__lt=period.end)
    }


def _workplaces(known_at: int, **days: date) -> list[dict[str, Any]]:
    """The last count of each unit made on certain days, in order of unit; a survey speaks for a manager."""
    rows = known(Workplace, known_at).filter(**days)
    last: dict[str, dict[str, Any]] = {}
    for row in rows.order_by("unit", "asked_by", "counted_on").values(
        "unit",
        "organisation__code",
        "name_fr",
        "name_en",
        "headcount",
        "yes",
        "no",
        "asked_by",
        "batch__public_id",
        "line",
    ):
        last[row["unit"]] = row
    return [last[unit] for unit in sorted(last)]


def last_rows(model: type[Any], body: str | None, names: Sequence[str]) -> list[dict[str, Any]]:
    """The facts of a table stated now, of one body or of all, in the order of their first names."""
    rows = known(model, None)
    if body is not None:
        rows = rows.filter(organisation__code=body)
    found: list[dict[str, Any]] = list(rows.order_by(*names[:2]).values(*names))
    return found


def owners(model: type[Any], code: str) -> dict[str, str]:
    """The body (code) that each thing of a table belongs to now, by its own code."""
    return dict(known(model, None).values_list(code, "organisation__code"))


def versions_deposited(names: Sequence[str]) -> dict[tuple[str, str], tuple[Any, ...]]:
    """What every deposited version says under `names`, by (body, version)."""
    rows = known(PlanVersion, None).values_list("organisation__code", "version", *names)
    return {(body, version): tuple(said) for body, version, *said in rows}


def listed_names(model: type[Any], code: str, bodies: Iterable[str]) -> dict[str, str]:
    """The French name of each thing that some bodies have in a table, by its own code."""
    rows = known(model, None).filter(organisation__code__in=list(bodies))
    return dict(rows.values_list(code, "name_fr"))
