"""What is known of projects: all of them in as many queries as for one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from virage.contracts.text import Text
from virage.lib.records import known
from virage.organisations import queries as organisations
from virage.plans.models import (
    CodePublication,
    Project,
    ProjectBaseline,
    ProjectLink,
    ProjectMilestone,
    ProjectReport,
    RecordBatch,
    RiskAssessment,
    ScopeChange,
)
from virage.plans.models.portfolio import MEASURE, SERVICE
from virage.plans.queries.portfolio_told import (
    AcceptanceTest,
    BaselineTold,
    CodeTold,
    Link,
    MilestoneTold,
    ProjectTold,
    ReportTold,
    RiskTold,
    ScopeTold,
    UnknownProject,
    acceptance_reference,
)
from virage.plans.rules.payments import Terms
from virage.plans.rules.portfolio import Assessment, Baseline, Report


def _rows(
    model: type[Any], codes: Sequence[str] | None, known_at: int | None, *order: str
) -> dict[str, list[dict[str, Any]]]:
    rows = known(model, known_at)
    if codes is not None:
        rows = rows.filter(project__in=codes)
    names = [one.attname for one in model._meta.local_fields]
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows.order_by("project", *order).values(
        *names, "organisation__code", "batch__public_id", "batch__received_on"
    ):
        row["evidence"] = RecordBatch.proof(row["batch__public_id"], row["line"])
        found[row["project"]].append(row)
    return found


def _reports_replaced(codes: Sequence[str] | None) -> set[tuple[str, date]]:
    """The days of which a report was replaced by another: nothing is corrected unseen. One query."""
    rows = ProjectReport.objects.filter(superseded_by__sequence__isnull=False)
    if codes is not None:
        rows = rows.filter(project__in=codes)
    return set(rows.values_list("project", "as_of"))


def _days_said(codes: Sequence[str] | None) -> dict[tuple[str, str], list[tuple[date, date]]]:
    """(made on, due on) of a milestone in the order in which they were said. One query."""
    rows = ProjectMilestone.objects.filter(batch__sequence__isnull=False)
    if codes is not None:
        rows = rows.filter(project__in=codes)
    found: dict[tuple[str, str], list[tuple[date, date]]] = defaultdict(list)
    for project, milestone, received, due in rows.order_by("batch__sequence", "pk").values_list(
        "project", "milestone", "batch__received_on", "due_on"
    ):
        found[project, milestone].append((received or due, due))
    return found


def projects(
    today: date,
    *,
    codes: Iterable[str] | None = None,
    body: str = "",
    known_at: int | None = None,
) -> list[ProjectTold]:
    """Projects by code: those asked for (all if none is named), of one body or of all. Eleven queries.

    What is dated after `today` is left out: a report, a decision, an assessment of tomorrow tells nothing.
    """
    asked = None if codes is None else sorted(set(codes))
    described = _rows(Project, asked, known_at, "since")
    if body:
        described = {
            code: rows for code, rows in described.items() if rows[-1]["organisation__code"] == body
        }
        asked = sorted(described)
    baselines = _rows(ProjectBaseline, asked, known_at, "number")
    reports = _rows(ProjectReport, asked, known_at, "as_of")
    replaced = _reports_replaced(asked)
    changes = _rows(ScopeChange, asked, known_at, "decided_on", "change")
    risks = _rows(RiskAssessment, asked, known_at, "assessed_on", "risk")
    assessors = {pk: one for one, pk in organisations.keys().items()}
    milestones = _rows(ProjectMilestone, asked, known_at, "due_on", "milestone")
    said = _days_said(asked)
    publications = _rows(CodePublication, asked, known_at, "component")
    links = _rows(ProjectLink, asked, known_at, "since", "code")
    return [
        ProjectTold(
            code=code,
            **_described(rows, today),
            baselines=[_baseline(row) for row in baselines.get(code, ())],
            reports=[
                _report(row, replaced) for row in reports.get(code, ()) if row["as_of"] <= today
            ],
            changes=[_change(row) for row in changes.get(code, ())],
            risks=[
                _risk(row, assessors) for row in risks.get(code, ()) if row["assessed_on"] <= today
            ],
            milestones=[
                _milestone(row, said[code, row["milestone"]]) for row in milestones.get(code, ())
            ],
            publications=[_publication(row) for row in publications.get(code, ())],
            services=_links(links.get(code, ()), SERVICE, today),
            measures=_links(links.get(code, ()), MEASURE, today),
        )
        for code, rows in sorted(described.items())
    ]


def project(code: str, today: date) -> ProjectTold:
    """One project; raises `UnknownProject`."""
    found = projects(today, codes=[code])
    if not found:
        raise UnknownProject(code)
    return found[0]


def _described(rows: Sequence[dict[str, Any]], today: date) -> dict[str, Any]:
    """The name and the deliverer that hold today; the first ones before any did."""
    now = [row for row in rows if row["since"] <= today] or rows[:1]
    names = [(row["since"], Text(row["name_fr"], row["name_en"])) for row in now]
    return {
        "name": names[-1][1],
        "body": now[-1]["organisation__code"],
        "authorisation": now[-1]["authorisation"],
        "since": rows[0]["since"],
        "names": names,
    }


def _baseline(row: dict[str, Any]) -> BaselineTold:
    told = ("number", "authorised_on", "starts_on", "ends_on", "cost")
    return BaselineTold(
        Baseline(**{name: row[name] for name in told}),
        row["reason"],
        row["benefits"],
        row["evidence"],
    )


REPORTED = (
    "as_of",
    "forecast_end",
    "forecast_cost",
    "spent",
    "consultants",
    "declared",
    "state",
    "scope_done",
)


def _report(row: dict[str, Any], replaced: set[tuple[str, date]]) -> ReportTold:
    return ReportTold(
        Report(**{name: row[name] for name in REPORTED}),
        row["note"],
        row["evidence"],
        (row["project"], row["as_of"]) in replaced,
    )


def _change(row: dict[str, Any]) -> ScopeTold:
    return ScopeTold(
        row["change"],
        row["decided_on"],
        row["author"],
        row["reason"],
        row["effect"],
        row["evidence"],
    )


def _risk(row: dict[str, Any], assessors: dict[int, str]) -> RiskTold:
    return RiskTold(
        Assessment(row["risk"], row["assessed_on"], row["level"]),
        row["role"],
        assessors.get(row["assessor_id"], ""),
        row["why"],
        row["evidence"],
    )


def _milestone(row: dict[str, Any], said: Sequence[tuple[date, date]]) -> MilestoneTold:
    days = [due for _, due in said]
    return MilestoneTold(
        code=row["milestone"],
        name=Text(row["name_fr"], row["name_en"]),
        terms=Terms(row["due_on"], row["amount"], row["retained"], row["guarantee_days"]),
        indicator=row["indicator"],
        unit=row["unit"],
        made_on=said[0][0],
        first_due_on=days[0],
        moves=sum(1 for before, after in pairwise(days) if before != after),
        evidence=row["evidence"],
    )


def _publication(row: dict[str, Any]) -> CodeTold:
    told = ("component", "stated_on", "url", "licence", "reason", "why", "evidence")
    return CodeTold(**{name: row[name] for name in told})


def _links(rows: Iterable[dict[str, Any]], kind: str, today: date) -> list[Link]:
    return [
        Link(row["code"], row["since"], row["until"])
        for row in rows
        if row["link"] == kind and (row["until"] is None or row["until"] > today)
    ]


def project_owners() -> dict[str, str]:
    """The body (code) that delivers each project, by the code of the project."""
    rows = known(Project, None).order_by("project", "since")
    return dict(rows.values_list("project", "organisation__code"))


def baselines_stated(names: Sequence[str]) -> dict[tuple[str, int], tuple[Any, ...]]:
    """What each baseline says under `names`, by (project, number); those being recorded too, since a
    baseline is never replaced."""
    rows = ProjectBaseline.objects.values_list("project", "number", *names)
    return {(project, number): tuple(told) for project, number, *told in rows}


def rows_to_prefill(model: type[Any], body: str, names: Sequence[str]) -> list[dict[str, Any]]:
    """The facts that stand on the projects which a body delivers, in the order of their first names."""
    rows = known(model, None).filter(organisation__code=body).order_by("project", *names[1:3])
    found: list[dict[str, Any]] = list(rows.values(*names))
    return found


def assessments_by(body: str, names: Sequence[str]) -> list[dict[str, Any]]:
    """The assessments that a body made of others' projects, as they stand now."""
    rows = known(RiskAssessment, None).filter(assessor__code=body)
    found: list[dict[str, Any]] = list(
        rows.order_by("project", "risk", "assessed_on").values(*names)
    )
    return found


def acceptance_tests(known_at: int | None = None) -> list[AcceptanceTest]:
    """The acceptance tests known at a sequence, by project and milestone. Two queries."""
    said = _days_said(None)
    rows = known(ProjectMilestone, known_at).order_by("project", "milestone")
    return [
        AcceptanceTest(
            acceptance_reference(project, milestone),
            body,
            indicator,
            unit,
            said[project, milestone][0][0],
            due_on,
        )
        for project, milestone, body, indicator, unit, due_on in rows.values_list(
            "project", "milestone", "organisation__code", "indicator", "unit", "due_on"
        )
    ]


def project_names(codes: Iterable[str]) -> dict[str, Text]:
    """The last names of projects, by code. One query."""
    rows = known(Project, None).filter(project__in=sorted(set(codes))).order_by("since")
    return {
        code: Text(fr, en) for code, fr, en in rows.values_list("project", "name_fr", "name_en")
    }


def milestone_names(projects: Iterable[str]) -> dict[tuple[str, str], Text]:
    """The names of the milestones of some projects, by (project, milestone). One query."""
    rows = known(ProjectMilestone, None).filter(project__in=sorted(set(projects)))
    return {
        (project, milestone): Text(fr, en)
        for project, milestone, fr, en in rows.values_list(
            "project", "milestone", "name_fr", "name_en"
        )
    }


def has_change(project: str, change: str) -> bool:
    """Whether a scope change of that code stands."""
    return bool(known(ScopeChange, None).filter(project=project, change=change).exists())
