"""Plans as programs read them: the same rows in files and in the API."""

from collections.abc import Mapping
from typing import Any

from virage.plans.queries import BodyPlan, OnTheWall, PlanRead
from virage.plans.rules.comparing import Rebaselining
from virage.plans.rules.content import as_json

Row = Mapping[str, Any]

WALL = (
    "organisation",
    "plan_due_on",
    "standing",
    "days_late",
    "first_deposited_on",
    "version",
    "deposited_on",
    "state",
    "state_since",
    "period_from",
    "period_to",
)


def on_the_wall(one: OnTheWall) -> Row:
    """Where a body stands; half-open days. Of a body that deposited nothing, the version is null."""
    current, state = one.current, one.state
    return {
        "organisation": one.body,
        "plan_due_on": one.plan_due_on,
        "standing": one.standing.name,
        "days_late": one.standing.days_late,
        "first_deposited_on": one.standing.first_deposited_on,
        "version": current.label if current else None,
        "deposited_on": current.deposited_on if current else None,
        "state": state.name if state else None,
        "state_since": state.since if state else None,
        "period_from": current.period_from if current else None,
        "period_to": current.period_to if current else None,
    }


def version(one: PlanRead) -> Row:
    """A version: its facts, its state, every decision, and all that it says (null if it came by file)."""
    facts, state = one.facts, one.state
    return {
        "organisation": one.body,
        "version": one.label,
        "deposited_on": facts.deposited_on,
        "period_from": facts.period_from,
        "period_to": facts.period_to,
        "state": state.name,
        "state_since": state.since,
        "accepted_by": state.by or None,
        "amendment_due_on": state.due_on,
        "reviewer_days": state.waited,
        "reviewer_days_late": state.late,
        "review_opened_on": facts.opened_on,
        "decisions": [
            {
                "decided_on": each.on,
                "decision": each.decision,
                "due_on": each.due_on,
                "reason": each.reason,
            }
            for each in facts.decisions
        ],
        "sha256": one.sha256 or None,
        "content": as_json(one.content) if one.content else None,
    }


def rebaselining(one: Rebaselining) -> Row:
    """A commitment that a later version changed; values as text, "" for none."""
    return {
        "part": one.kind,
        "code": one.code,
        "field": one.field,
        "version": one.version,
        "deposited_on": one.on,
        "first": "" if one.first is None else str(one.first),
        "before": "" if one.before is None else str(one.before),
        "after": "" if one.after is None else str(one.after),
        "against_first": one.against_first,
    }


def body_plan(one: BodyPlan) -> Row:
    """All that is public of the plans of a body."""
    return {
        "organisation": one.body,
        "plan_due_on": one.plan_due_on,
        "standing": one.standing.name,
        "current": one.current.label if one.current else None,
        "versions": [version(each) for each in one.versions],
        "milestones": [
            {
                "milestone": each.code,
                "name": {"fr": each.name.fr, "en": each.name.en},
                "target": each.target,
                "due_on": each.due_on,
                "first_due_on": each.first_due_on,
                "changes": each.changes,
                "reached_on": each.reached_on,
                "evidence": each.evidence,
            }
            for each in one.milestones
        ],
        "rebaselinings": [rebaselining(each) for each in one.rebaselinings],
    }
