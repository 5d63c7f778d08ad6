"""Plans as everyone may read them: the versions of each body, their states, what they say, the wall."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.db.models import Q

from virage.contracts.text import Text
from virage.lib.records import known
from virage.plans.models import (
    LegalDate,
    Milestone,
    PlanDocument,
    PlanReview,
    PlanVersion,
    ReviewOpening,
)
from virage.plans.rules import comparing, states, wall
from virage.plans.rules.content import Content, from_json
from virage.plans.rules.states import Decision, Deposited, State


class UnknownVersion(LookupError):
    """No version of that body has that label."""


@dataclass(frozen=True, slots=True)
class PlanRead:
    """A deposited version on a day.

    `content` is None of a version that came by file alone, without its measures; `seen` is the sequence
    of the last act on it: who decides says what they read.
    """

    body: str
    facts: Deposited
    state: State
    seen: int
    content: Content | None
    sha256: str
    role: str
    strategic_plan: str
    page: str

    @property
    def label(self) -> str:
        """How the version is called."""
        return self.facts.label


@dataclass(frozen=True, slots=True)
class MilestoneRead:
    """A milestone as recorded now: its own date, the first one ever stated, and whether it was reached."""

    code: str
    name: Text
    target: str
    due_on: date
    first_due_on: date
    changes: int
    reached_on: date | None
    evidence: str


@dataclass(frozen=True, slots=True)
class BodyPlan:
    """All that is public of the plans of one body on a day; `versions` in the order of deposit."""

    body: str
    plan_due_on: date | None
    standing: wall.Standing
    versions: tuple[PlanRead, ...]
    current: PlanRead | None
    milestones: tuple[MilestoneRead, ...]
    rebaselinings: tuple[comparing.Rebaselining, ...]

    def version(self, label: str) -> PlanRead:
        """The version of that label; raises `UnknownVersion`."""
        for one in self.versions:
            if one.label == label:
                return one
        raise UnknownVersion(label)


@dataclass(frozen=True, slots=True)
class OnTheWall:
    """A body on the wall: its legal date, where it stands, and the version that speaks for it."""

    body: str
    plan_due_on: date | None
    standing: wall.Standing
    current: Deposited | None
    state: State | None


def facts_of_versions(
    *, bodies: Iterable[str] | None = None, known_at: int | None = None
) -> dict[str, list[Deposited]]:
    """The dated facts of every deposited version, by body, in the order of deposit. Three queries."""
    decisions: dict[tuple[str, str], list[Decision]] = defaultdict(list)
    rows = _of(PlanReview, bodies, known_at).order_by("decided_on", "batch__sequence", "pk")
    for body, label, on, decision, due, reason in rows.values_list(
        "organisation__code", "version", "decided_on", "decision", "due_on", "reason"
    ):
        decisions[body, label].append(Decision(on, decision, due, reason))
    opened = {
        (body, label): on
        for body, label, on in _of(ReviewOpening, bodies, known_at).values_list(
            "organisation__code", "version", "opened_on"
        )
    }
    found: dict[str, list[Deposited]] = defaultdict(list)
    versions = _of(PlanVersion, bodies, known_at)
    for body, label, on, start, end in versions.order_by(
        "deposited_on", "batch__sequence", "line", "version"
    ).values_list("organisation__code", "version", "deposited_on", "period_from", "period_to"):
        key = body, label
        found[body].append(
            Deposited(label, on, start, end, opened.get(key), tuple(decisions.get(key, ())))
        )
    return dict(found)


def _of(model: type[Any], bodies: Iterable[str] | None, known_at: int | None = None) -> Any:
    rows = known(model, known_at)
    return rows if bodies is None else rows.filter(organisation__code__in=list(bodies))


def legal_dates(on: date, *, bodies: Iterable[str] | None = None) -> dict[str, date]:
    """The legal date of each body that is on the legal list on a day. One query."""
    rows = _of(LegalDate, bodies).filter(Q(until=None) | Q(until__gt=on), since__lte=on)
    return dict(rows.values_list("organisation__code", "plan_due_on"))


def the_wall(bodies: Sequence[str], on: date) -> list[OnTheWall]:
    """Where each of these bodies stands on a day, and every other one that owes or deposited a plan.

    Four queries, whatever the number of bodies.
    """
    due, versions = legal_dates(on), facts_of_versions()
    asked = set(due) or set(bodies)
    found = []
    for body in sorted(asked | set(versions)):
        own = versions.get(body, [])
        speaks = states.current(own, on)
        found.append(
            OnTheWall(
                body,
                due.get(body),
                wall.standing(own, due.get(body), on),
                speaks,
                states.states(own, on)[speaks.label] if speaks else None,
            )
        )
    return found


def documents(
    *, bodies: Iterable[str] | None = None, known_at: int | None = None
) -> dict[tuple[str, str], PlanDocument]:
    """The documents deposited here, by (body, version). One query."""
    rows = _of(PlanDocument, bodies, known_at).select_related("organisation", "batch")
    return {(one.organisation.code, one.version): one for one in rows.order_by("pk")}


def plan_of(body: str, on: date) -> BodyPlan:
    """All that is public of the plans of a body on a day. Eight queries, whatever their number."""
    facts = facts_of_versions(bodies=[body]).get(body, [])
    there = [one for one in facts if one.deposited_on <= on]
    stand, kept = states.states(there, on), documents(bodies=[body])
    told = {
        row["version"]: row
        for row in _of(PlanVersion, [body]).values("version", "strategic_plan", "page")
    }
    seen = _last_acts(body)
    versions = tuple(
        PlanRead(
            body=body,
            facts=one,
            state=stand[one.label],
            seen=seen.get(one.label, 0),
            content=from_json(document.content) if document else None,
            sha256=document.sha256 if document else "",
            role=document.role if document else "",
            strategic_plan=told[one.label]["strategic_plan"],
            page=told[one.label]["page"],
        )
        for one in there
        for document in [kept.get((body, one.label))]
    )
    speaks = states.current(there, on)
    due = legal_dates(on, bodies=[body]).get(body)
    return BodyPlan(
        body=body,
        plan_due_on=due,
        standing=wall.standing(there, due, on),
        versions=versions,
        current=next((one for one in versions if speaks and one.label == speaks.label), None),
        milestones=milestones_of(body),
        rebaselinings=tuple(
            comparing.rebaselinings(
                [
                    (one.label, one.facts.deposited_on, one.content)
                    for one in versions
                    if one.content
                ]
            )
        ),
    )


def _last_acts(body: str) -> dict[str, int]:
    """The sequence of the last act on each version of a body: deposit, opening or decision."""
    found: dict[str, int] = {}
    for model in (PlanVersion, ReviewOpening, PlanReview):
        rows = known(model, None).filter(organisation__code=body)
        for label, sequence in rows.values_list("version", "batch__sequence"):
            found[label] = max(found.get(label, 0), sequence)
    return found


def milestones_of(body: str) -> tuple[MilestoneRead, ...]:
    """The milestones of a body as recorded now, each with the first day it was ever due on. One query."""
    rows = Milestone.objects.filter(organisation__code=body, batch__sequence__isnull=False)
    history: dict[str, list[Milestone]] = defaultdict(list)
    for one in rows.order_by("batch__sequence", "line", "pk"):
        history[one.milestone].append(one)
    found = []
    for code, stated in history.items():
        last = stated[-1]
        dues = [one.due_on for one in stated]
        found.append(
            MilestoneRead(
                code,
                Text(last.name_fr, last.name_en),
                last.target,
                last.due_on,
                dues[0],
                sum(1 for before, after in pairwise(dues) if before != after),
                last.reached_on,
                last.evidence,
            )
        )
    return tuple(sorted(found, key=lambda one: (one.due_on, one.code)))
