"""What people say of projects one act at a time: how one goes, what changed, which risks they see."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any

from virage.audit.rules import Data
from virage.identity.models import Person
from virage.lib.clock import day_of
from virage.organisations import queries as organisations
from virage.organisations import rules as roles
from virage.plans import queries
from virage.plans.actions.recording import RECORDING
from virage.plans.queries import portfolio_tables
from virage.plans.queries.portfolio import has_change, project_owners
from virage.plans.rules import assessing
from virage.plans.rules.portfolio import Report
from virage.registers.actions import Fact, stage
from virage.registers.rules.refusals import HeldByAHandIn


def _act(
    entry: str, project: str, *, body: str, by: Person, at: datetime, data: Data
) -> AbstractContextManager[Any]:
    """One act on a project; raises `HeldByAHandIn` while a hand-in on plans is being recorded."""
    return RECORDING.act(
        entry=entry,
        by=by.reference,
        at=at,
        subject=f"plans.project:{project}",
        body=body,
        data=data,
        held=HeldByAHandIn,
    )


def _deliverer(project: str) -> str:
    owner = project_owners().get(project)
    if owner is None:
        raise queries.UnknownProject(project)
    return owner


def report_progress(
    *, project: str, report: Report, note: str = "", by: Person, at: datetime
) -> None:
    """Say how a project goes; another report of the same day replaces it, and that is seen.

    Raises `UnknownProject`, `OfTomorrow`, `PartAboveWhole`, `HeldByAHandIn`.
    """
    body = _deliverer(project)
    roles.check_may(roles.HAND_IN, organisations.roles_of(by), body)
    if report.as_of > day_of(at):
        raise assessing.OfTomorrow
    if report.consultants > report.spent:
        raise assessing.PartAboveWhole
    data: Data = {"as_of": report.as_of.isoformat(), "declared": report.declared}
    with _act("plans:progress:reported", project, body=body, by=by, at=at, data=data) as batch:
        told = {name: getattr(report, name) for name in Report.__slots__}
        fields = {**told, "project": project, "note": note}
        fields["organisation_id"] = organisations.keys()[body]
        stage(table=portfolio_tables.REPORTS, batch=batch, facts=[Fact(None, fields)])


def change_scope(
    *,
    project: str,
    change: str,
    decided_on: date,
    author: str,
    reason: str,
    effect: str,
    by: Person,
    at: datetime,
) -> None:
    """Record a dated change of scope; `author` is a role or a unit, never a name.

    Raises `UnknownProject`, `OfTomorrow`, `ChangeStands`, `HeldByAHandIn`.
    """
    body = _deliverer(project)
    roles.check_may(roles.HAND_IN, organisations.roles_of(by), body)
    if decided_on > day_of(at):
        raise assessing.OfTomorrow
    data: Data = {"change": change, "decided_on": decided_on.isoformat()}
    with _act("plans:scope:changed", project, body=body, by=by, at=at, data=data) as batch:
        if has_change(project, change):
            raise assessing.ChangeStands(change)
        fields = {
            "project": project,
            "organisation_id": organisations.keys()[body],
            "change": change,
            "decided_on": decided_on,
            "author": author,
            "reason": reason,
            "effect": effect,
        }
        stage(table=portfolio_tables.CHANGES, batch=batch, facts=[Fact(None, fields)])


def assess_risks(
    *, project: str, seen: Mapping[str, tuple[str, str]], by: Person, at: datetime
) -> None:
    """Assess some of the five risks today: by risk, its level and why.

    Raises `UnknownProject`, `DelivererDoesNotAssess`, `NothingSaid`, `HeldByAHandIn`.
    """
    body = _deliverer(project)
    role = assessing.assessing_role(organisations.roles_of(by), body)
    if role is None:
        raise assessing.DelivererDoesNotAssess
    if not seen:
        raise assessing.NothingSaid
    data: Data = {
        "role": role.role,
        **({"assessor": role.body} if role.body else {}),
        **{risk: level for risk, (level, _) in sorted(seen.items())},
    }
    rows = organisations.keys()
    with _act("plans:risks:assessed", project, body=body, by=by, at=at, data=data) as batch:
        stage(
            table=portfolio_tables.RISKS,
            batch=batch,
            facts=[
                Fact(
                    None,
                    {
                        "project": project,
                        "risk": risk,
                        "assessed_on": day_of(at),
                        "organisation_id": rows[body],
                        "level": level,
                        "role": role.role,
                        "assessor_id": rows[role.body] if role.body else None,
                        "why": why,
                    },
                )
                for risk, (level, why) in sorted(seen.items())
            ],
        )
