"""Deposit a draft: from then on the version never changes, and its dates are those that target 4.1 reads."""

from collections.abc import Container
from datetime import date, datetime

from django.db import transaction

from virage.identity.models import Person
from virage.lib.canonical import digest
from virage.lib.clock import day_of
from virage.organisations import queries as organisations
from virage.organisations import rules as roles
from virage.plans import queries
from virage.plans.actions.drafting import replace
from virage.plans.actions.recording import act
from virage.plans.models import PlanDocument, PlanDraft
from virage.plans.queries.tables import MILESTONES, VERSIONS
from virage.plans.rules import checking, refusals
from virage.plans.rules.content import Content, Document, as_json
from virage.registers import queries as registers
from virage.registers.actions import Fact, stage


def deposit(*, body: str, seen: str = "", by: Person, at: datetime) -> str:
    """Deposit the draft of a body, in the name of an officer; returns the label of the version.

    In one act: the version with its dates, its whole content, and its milestones (one that was reached
    stays so). `seen` is the digest of the draft that the person read. Raises `NoDraft`, `DraftMoved`,
    `NotComplete`, `SamePlan`, `HeldByAHandIn`.
    """
    held = organisations.roles_of(by)
    roles.check_may(roles.WRITE_PLAN, held, body)
    role = next(one.role for one in held if roles.may(roles.WRITE_PLAN, [one], body))
    day = day_of(at)
    with transaction.atomic():
        draft = PlanDraft.objects.select_for_update().filter(organisation__code=body).first()
        written = queries.draft_of(body)
        if draft is None or written is None:
            raise refusals.NoDraft
        if seen and written.digest != seen:
            raise refusals.DraftMoved
        checked = checking.check(written.document, queries.world(body, day))
        if checked.content is None:
            raise refusals.NotComplete(len(checked.problems))
        content = checked.content
        last, before = queries.last_content(body)
        if before == content:
            raise refusals.SamePlan(last)
        label = next_label(content.period_from, queries.labels(body))
        said = as_json(content)
        with act(
            "plans:plan:deposited",
            by=by,
            at=at,
            subject=f"plans.plan:{body}/{label}",
            body=body,
            data={"version": label, "document": digest(said), "role": role},
        ) as batch:
            facts = {
                "organisation_id": draft.organisation_id,
                "version": label,
                "deposited_on": day,
                "period_from": content.period_from,
                "period_to": content.period_to,
                "strategic_plan": content.strategic_plan,
                "page": content.page,
            }
            stage(table=VERSIONS, batch=batch, facts=[Fact(None, facts)])
            stage(table=MILESTONES, batch=batch, facts=_milestones(content, draft.organisation_id))
            PlanDocument.objects.create(
                batch=batch,
                organisation_id=draft.organisation_id,
                version=label,
                content=said,
                sha256=digest(said),
                role=role,
            )
            draft.delete()
    return label


def deposit_document(*, body: str, document: Document, by: Person, at: datetime) -> str:
    """Deposit a whole document of a program in one go; raises `DraftMoved` while people write a draft."""
    with transaction.atomic():
        if PlanDraft.objects.filter(organisation__code=body).exists():
            raise refusals.DraftMoved
        replace(body=body, document=document, by=by, at=at)
        return deposit(body=body, by=by, at=at)


def next_label(starts: date, taken: Container[str]) -> str:
    """The next free label of a plan that begins on a day: "2025-1", "2025-2"…"""
    number = 1
    while f"{starts.year}-{number}" in taken:
        number += 1
    return f"{starts.year}-{number}"


def _milestones(content: Content, organisation: int) -> list[Fact]:
    """What the plan says of each milestone, with what is recorded of its being reached."""
    held = registers.held(MILESTONES, [(organisation, one.code) for one in content.milestones])
    facts = []
    for one in content.milestones:
        known = held.get((organisation, one.code))
        before = dict(zip(MILESTONES.values, known, strict=True)) if known else {}
        fields = {
            "organisation_id": organisation,
            "milestone": one.code,
            "name_fr": one.name.fr,
            "name_en": one.name.en,
            "target": one.target,
            "due_on": one.due_on,
            "reached_on": before.get("reached_on"),
            "evidence": before.get("evidence", ""),
        }
        facts.append(Fact(None, fields))
    return facts
