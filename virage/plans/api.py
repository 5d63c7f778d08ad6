"""Plans for programs: the wall and every version, open to all; deposit with the key of a body."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from virage.lib.clock import day_of, now
from virage.lib.problems import Problem
from virage.organisations import queries as organisations
from virage.organisations.api_auth import BodyKey
from virage.organisations.models import ApiKey
from virage.organisations.rules import Refused
from virage.plans import actions, queries, serialised
from virage.plans.rules import checking, form, refusals
from virage.plans.rules.content import numbered

router = Router(tags=["plans"])
WRITE = BodyKey("plans:write")
CONFLICTS = (
    refusals.SamePlan.code,
    refusals.DraftMoved.code,
    refusals.NoDraft.code,
    refusals.HeldByAHandIn.code,
)


class StandingOut(Schema):
    """Where a body stands towards its legal date; half-open days."""

    organisation: str
    plan_due_on: date | None
    standing: str
    days_late: int | None
    first_deposited_on: date | None
    version: str | None
    deposited_on: date | None
    state: str | None
    state_since: date | None
    period_from: date | None
    period_to: date | None


class PlanIn(Schema):
    """A whole plan as typed: text by field, under the names of the columns of the spreadsheet.

    `plan` has one row; `ties`, `measures`, `budgets`, `milestones` and `promises` have many.
    """

    plan: dict[str, str]
    ties: list[dict[str, str]] = []
    measures: list[dict[str, str]] = []
    budgets: list[dict[str, str]] = []
    milestones: list[dict[str, str]] = []
    promises: list[dict[str, str]] = []


class DepositedOut(Schema):
    """The version that was deposited."""

    organisation: str
    version: str
    sha256: str


def _body(code: str) -> queries.BodyPlan:
    if code not in organisations.names(codes=[code]):
        raise Problem(404, "no-such-body", "No public body has that code.")
    return queries.plan_of(code, day_of(now()))


@router.get("", response=list[StandingOut], summary="The wall of plans")
def wall(request: HttpRequest) -> list[serialised.Row]:
    """Where each body stands today."""
    today = day_of(now())
    there = {one.code for one in organisations.bodies(on=today)}
    listed = queries.the_wall(sorted(there), today)
    return [serialised.on_the_wall(one) for one in listed if one.body in there]


@router.get("/{slug:organisation}", response=dict[str, Any], summary="The plans of a body")
def plans(request: HttpRequest, organisation: str) -> serialised.Row:
    """Every version with its state, decisions and content; milestones; re-baselinings against the first."""
    return serialised.body_plan(_body(organisation))


@router.post("", response={201: DepositedOut}, auth=WRITE, summary="Deposit a plan")
def deposit(request: HttpRequest, plan: PlanIn) -> Status[dict[str, Any]]:
    """Deposit a whole plan for the body of the key. Nothing is kept of one that is not complete, and a
    draft that people are writing is not touched: it is a conflict (409)."""
    key = getattr(request, "auth", None)
    if not isinstance(key, ApiKey):
        raise Problem(401, "no-key", "Send the key of a body: Authorization: Bearer …")
    body, at = key.body.code, now()
    said: dict[str, Any] = plan.dict()
    document = {name: rows if name == form.PLAN else numbered(rows) for name, rows in said.items()}
    asked = frozenset(one.get("indicator", "") for one in plan.promises)
    problems = checking.check(document, queries.world(body, day_of(at), asked)).problems
    if problems:
        told = "; ".join(
            f"{one.section}{f' {one.row}' if one.row else ''} {one.field}: {one.message.en} {one.advice.en}"
            for one in problems[:50]
        )
        raise Problem(422, refusals.NotComplete.code, told)
    try:
        label = actions.deposit_document(body=body, document=document, by=key.person, at=at)
    except refusals.PlanRefusal as refusal:
        status = 409 if refusal.code in CONFLICTS else 422
        raise Problem(status, refusal.code, refusal.sentence.en) from refusal
    except Refused as refusal:
        raise Problem(403, "refused", refusal.sentence.en) from refusal
    made = queries.plan_of(body, day_of(at)).version(label)
    return Status(201, {"organisation": body, "version": label, "sha256": made.sha256})
