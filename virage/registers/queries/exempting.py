"""Reads of what was declared not to apply: what counts in a period, and what everyone may read of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from virage.contracts.indicators import Indicator, Period, Unit, indicators
from virage.contracts.registry import Registry
from virage.contracts.text import Text
from virage.lib.records import known
from virage.registers.models import NotApplicable
from virage.registers.rules.exemptions import STRONGEST, WITHDRAWN
from virage.registers.rules.obligations import A_DAY
from virage.registers.rules.refusals import UnknownDeclaration


@dataclass(frozen=True, slots=True)
class Exemption:
    """A unit to which its body says that the question does not apply, and what was decided of it.

    `state` is "declared", "accepted" or "refused"; `role` and `why` are those of the decision.
    """

    unit: str
    body: str
    reason: str
    state: str
    declared_on: date
    decided_on: date | None
    role: str
    why: str
    evidence: str


@dataclass(frozen=True, slots=True)
class PublicExemption:
    """A declaration as everyone may read it, in the words that it was made and decided in.

    `seen` is the sequence at which it became what it is: who decides says which state they read.
    """

    public_id: str
    body: str
    indicator: str
    question: Text
    target: str
    unit: str
    unit_name: Text
    unit_one: Text
    reason: str
    reason_words: Text
    valid_from: date
    valid_to: date | None
    declared_on: date
    state: str
    decided_on: date | None
    role: str
    why: str
    seen: int


@dataclass(frozen=True, slots=True)
class Rule:
    """The closed list of reasons for which a question may be declared not to apply."""

    indicator: str
    title: Text
    question: Text
    target: str
    unit_many: Text
    reasons: Mapping[str, Text]


def exemptions(indicator: str, period: Period, known_at: int) -> dict[str, Exemption]:
    """By unit, what was declared not to apply on some day of the period. One query.

    Of several on one unit, the accepted one speaks, else the one that waits, else the refused one;
    of two alike, the later. What was withdrawn says nothing.
    """
    rows = (
        NotApplicable.objects.as_known_at(known_at)
        .filter(indicator=indicator, valid_from__lt=period.end)
        .filter(Q(valid_to=None) | Q(valid_to__gt=period.start))
        .exclude(state=WITHDRAWN)
        .order_by("valid_from", "batch__sequence")
        .values_list(
            "unit",
            "body__code",
            "reason",
            "state",
            "declared_on",
            "decided_on",
            "role",
            "why",
            "public_id",
        )
    )
    found: dict[str, Exemption] = {}
    for unit, body, reason, state, declared_on, decided_on, role, why, public_id in rows:
        one = Exemption(
            unit,
            body,
            reason,
            state,
            declared_on,
            decided_on,
            role,
            why,
            f"registers.not-applicable:{public_id}",
        )
        other = found.get(one.unit)
        if other is None or STRONGEST.index(one.state) <= STRONGEST.index(other.state):
            found[one.unit] = one
    return found


def exemption_rules(registry: Registry[Indicator] = indicators) -> list[Rule]:
    """The questions that may be declared not to apply, each with its closed list of reasons."""
    return [
        Rule(one.code, one.title, one.question, one.target, one.unit_many, one.exemptions)
        for one in registry
        if one.exemptions
    ]


def public_exemptions(
    *,
    state: str = "",
    body: str = "",
    indicator: str = "",
    registry: Registry[Indicator] = indicators,
) -> list[PublicExemption]:
    """All declarations as known now, the last acted upon first. One query."""
    rows = _current()
    if state:
        rows = rows.filter(state=state)
    if body:
        rows = rows.filter(body__code=body)
    if indicator:
        rows = rows.filter(indicator=indicator)
    return [
        _public(one, registry)
        for one in rows.select_related("body", "batch").order_by("-batch__sequence", "-pk")
    ]


def exemption(public_id: str | UUID, registry: Registry[Indicator] = indicators) -> PublicExemption:
    """One declaration as known now; raises `UnknownDeclaration`."""
    try:
        found = (
            _current()
            .select_related("body", "batch")
            .filter(public_id=UUID(str(public_id)))
            .first()
        )
    except ValueError:
        found = None
    if found is None:
        raise UnknownDeclaration
    return _public(found, registry)


def history(public_id: str | UUID) -> list[tuple[str, date | None]]:
    """The states of a declaration, each with the day of the act, oldest first. One query."""
    rows = NotApplicable.objects.filter(public_id=public_id, batch__sequence__isnull=False)
    return list(rows.order_by("batch__sequence").values_list("state", "batch__received_on"))


def names_of_exemptions(ids: Sequence[UUID]) -> dict[UUID, Text]:
    """What each of these declarations is about: the name of its unit. One query."""
    rows = _current().filter(public_id__in=ids).values_list("public_id", "unit_fr", "unit_en")
    return {public_id: Text(fr, en) for public_id, fr, en in rows}


def counts_of_exemptions() -> dict[str, int]:
    """How many declarations are in each state now."""
    counted = _current().order_by().values_list("state").annotate(Count("pk"))
    return dict(counted)


def units_to_exempt(
    indicator: Indicator, body: str, period: Period, *, on: date, known_at: int
) -> list[Unit]:
    """The units of a body to which the question in force on a day is put in the period, by name."""
    if not any(one.since <= on for one in indicator.definitions):
        return []
    listed = indicator.in_force(on).population(period, known_at)
    return sorted(
        (one for one in listed if one.organisation == body), key=lambda one: one.name.fr.casefold()
    )


def days_to_exempt(valid_from: date, valid_to: date | None, today: date) -> Period:
    """The days in which a unit is looked for: from the first asked for to the last, or to today."""
    return Period(valid_from, valid_to or max(today, valid_from) + A_DAY)


def _current() -> "QuerySet[NotApplicable]":
    rows: QuerySet[NotApplicable] = known(NotApplicable, None)
    return rows


def _public(row: Any, registry: Registry[Indicator]) -> PublicExemption:
    indicator = registry.get(row.indicator) if row.indicator in registry else None
    bare = Text(row.reason, row.reason)
    return PublicExemption(
        public_id=str(row.public_id),
        body=row.body.code,
        indicator=row.indicator,
        question=indicator.question if indicator else Text(row.indicator, row.indicator),
        target=indicator.target if indicator else "",
        unit=row.unit,
        unit_name=Text(row.unit_fr, row.unit_en),
        unit_one=indicator.unit_one if indicator else Text("", ""),
        reason=row.reason,
        reason_words=indicator.exemptions.get(row.reason, bare) if indicator else bare,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        declared_on=row.declared_on,
        state=row.state,
        decided_on=row.decided_on,
        role=row.role,
        why=row.why,
        seen=row.batch.sequence,
    )
