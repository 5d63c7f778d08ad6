"""Projects for programs, open to all, read only: how each stands, and all that is known of one.

A body hands in its projects as files: see the operations on hand-ins.
"""

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema

from virage.lib.clock import day_of, now
from virage.lib.problems import Problem
from virage.plans.queries import UnknownProject
from virage.portal.projects import joined, serialised

router = Router(tags=["projects"])


class ProjectOut(Schema):
    """How a project stands against its first baseline. Amounts are cents, shares exact fractions ("3/8");
    days after an end are excluded. `rating` is computed from facts, `declared` is what the body says."""

    project: str
    name_fr: str
    name_en: str
    organisation: str
    authorisation: str | None
    state: Literal["underway", "finished", "stopped"] | None
    rating: Literal["red", "yellow", "green", "grey", "untold"]
    declared: Literal["red", "yellow", "green"] | None
    is_flattered: bool
    rating_of_facts: Literal["red", "yellow", "green", "untold"]
    definition: int
    last_report: date | None
    baselines: int
    first_cost: int | None
    expected_cost: int | None
    cost_variance: int | None
    cost_variance_share: str | None
    first_end: date | None
    expected_end: date | None
    days_variance: int | None
    days_variance_share: str | None
    spent: int | None
    consultants: int | None
    consultants_share: str | None
    alarms: list[Literal["too-long", "too-large"]]
    payable: int
    withheld: int


class WholeProjectOut(ProjectOut):
    """The same, with every baseline and its variance, the facts of the rating, reports, risks, changes of
    scope, milestones that pay with what their tests gave, code and links: rows as in the files."""

    facts: list[dict[str, Any]]
    every_baseline: list[dict[str, Any]]
    reports: list[dict[str, Any]]
    risks: list[dict[str, Any]]
    scope_changes: list[dict[str, Any]]
    milestones: list[dict[str, Any]]
    code: list[dict[str, Any]]
    links: list[dict[str, Any]]


class ProjectsAsked(Schema):
    """Which projects: of one body, of one computed rating; all when nothing is said."""

    organisation: str = ""
    rating: Literal["", "red", "yellow", "green", "grey", "untold"] = ""


@router.get("", response=list[ProjectOut], summary="Projects, and how each stands")
def list_projects(request: HttpRequest, asked: Query[ProjectsAsked]) -> list[serialised.Row]:
    """Every project by its code."""
    return [
        serialised.project(one)
        for one in joined.projects(day_of(now()), body=asked.organisation)
        if not asked.rating or one.rating.colour == asked.rating
    ]


@router.get("/{project}", response=WholeProjectOut, summary="A project")
def read_project(request: HttpRequest, project: str) -> serialised.Row:
    """All that is known of one project."""
    try:
        one = joined.project(project, day_of(now()))
    except UnknownProject as error:
        raise Problem(404, "unknown-project", "No project has that code.") from error
    return {
        **serialised.project(one),
        "facts": list(serialised.signs(one)),
        "every_baseline": list(serialised.baselines(one)),
        "reports": list(serialised.reports(one)),
        "risks": list(serialised.risks(one)),
        "scope_changes": list(serialised.scope_changes(one)),
        "milestones": list(serialised.milestones(one)),
        "code": list(serialised.code(one)),
        "links": list(serialised.links(one)),
    }
