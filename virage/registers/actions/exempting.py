"""Declaring that a question does not apply to a unit, and what becomes of it: withdrawn, accepted, refused."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from virage.audit import queries as audit
from virage.audit.rules import Data
from virage.contracts.indicators import Indicator, Unit, indicators
from virage.contracts.registry import Registry
from virage.identity.models import Person
from virage.lib.clock import day_of
from virage.organisations import queries as organisations
from virage.organisations import rules as roles
from virage.registers import queries
from virage.registers.actions.obligations import act, role_for
from virage.registers.models import NotApplicable, RecordBatch
from virage.registers.rules import exemptions, refusals

CARRIED = (
    "public_id",
    "body_id",
    "indicator",
    "unit",
    "unit_fr",
    "unit_en",
    "reason",
    "valid_from",
    "valid_to",
    "declared_on",
)
"""What a declaration says stays as it was said, whatever is decided of it."""


def declare_not_applicable(
    *,
    body: str,
    indicator: str,
    unit: str,
    reason: str,
    valid_from: date,
    valid_to: date | None = None,
    by: Person,
    at: datetime,
    registry: Registry[Indicator] = indicators,
) -> queries.PublicExemption:
    """A body says that a question does not apply to a unit of its own, from a day on (until a day).

    It counts as unknown until the Secretariat accepts it. Raises `NotExempted` when the reason is not
    of the list or the unit not the body's, `NoPeriod`, `AlreadyDeclared`.
    """
    role_for(by, roles.DECLARE_NOT_APPLICABLE, body)
    if valid_to is not None and valid_to <= valid_from:
        raise refusals.NoPeriod
    question = registry.get(indicator) if indicator in registry else None
    if question is None or reason not in question.exemptions:
        raise refusals.NotExempted(
            "Cette raison n’est pas de la liste fermée de cette question. Choisissez-en une de la liste.",
            "That reason is not of the closed list of this question. Choose one of the list.",
        )
    today = day_of(at)
    found = _unit(question, body, unit, valid_from, valid_to, today)
    row = organisations.record(body)
    made = NotApplicable(
        body_id=row.pk,
        indicator=indicator,
        unit=unit,
        unit_fr=found.name.fr,
        unit_en=found.name.en,
        reason=reason,
        valid_from=valid_from,
        valid_to=valid_to,
        declared_on=today,
    )
    # The code of a unit is what its body made it: the journal holds the public id instead.
    data: Data = {
        "indicator": indicator,
        "reason": reason,
        "valid_from": valid_from.isoformat(),
        "valid_to": valid_to.isoformat() if valid_to else None,
    }
    with act(
        "registers:not-applicable:declared",
        by=by,
        at=at,
        subject=f"registers.not-applicable:{made.public_id}",
        body=body,
        data=data,
    ) as batch:
        rows: Any = NotApplicable.objects.current()
        live = rows.filter(indicator=indicator, unit=unit, state__in=exemptions.LIVE)
        for start, end in live.values_list("valid_from", "valid_to"):
            if exemptions.overlap(start, end, valid_from, valid_to):
                raise refusals.AlreadyDeclared(found.name.fr)
        _add(made, batch)
    return queries.exemption(made.public_id, registry)


def _unit(
    question: Indicator,
    body: str,
    code: str,
    valid_from: date,
    valid_to: date | None,
    today: date,
) -> Unit:
    period = queries.days_to_exempt(valid_from, valid_to, today)
    listed = queries.units_to_exempt(question, body, period, on=today, known_at=audit.sequence())
    for one in listed:
        if one.code == code:
            return one
    raise refusals.NotExempted(
        f"« {code} » n’est pas une unité de cet organisme à laquelle la question est posée ces jours-là. "
        "Corrigez le code ou les jours.",
        f"“{code}” is not a unit of this body to which the question is put on those days. Correct the "
        "code or the days.",
    )


def withdraw_not_applicable(*, public_id: str | UUID, by: Person, at: datetime) -> None:
    """Its body takes a declaration back: from now on the question is put again.

    Raises `UnknownDeclaration`, or `CannotDecide` when it was refused or withdrawn before.
    """
    held = queries.exemption(public_id)
    role_for(by, roles.DECLARE_NOT_APPLICABLE, held.body)
    _follow(held, exemptions.WITHDRAWN, {}, seen=None, by=by, at=at)


def accept_not_applicable(
    *, public_id: str | UUID, why: str, seen: int | None = None, by: Person, at: datetime
) -> None:
    """The question does not apply, for a public reason of 1 to 500 characters; see `_decide`."""
    _decide(public_id, exemptions.ACCEPTED, why, seen=seen, by=by, at=at)


def refuse_not_applicable(
    *, public_id: str | UUID, why: str, seen: int | None = None, by: Person, at: datetime
) -> None:
    """The question applies after all, for a public reason of 1 to 500 characters; see `_decide`."""
    _decide(public_id, exemptions.REFUSED, why, seen=seen, by=by, at=at)


def _decide(
    public_id: str | UUID, state: str, why: str, *, seen: int | None, by: Person, at: datetime
) -> None:
    """`seen` is the sequence of what the person read: of two who decide at once, the second is told.

    Raises `UnknownDeclaration`, `NotPublicEnough`, `CannotDecide`, `DecidedMeanwhile`.
    """
    held = queries.exemption(public_id)
    role = role_for(by, roles.DECIDE_NOT_APPLICABLE, held.body)
    said = {"decided_on": day_of(at), "role": role, "why": exemptions.checked_why(why)}
    _follow(held, state, said, seen=seen, by=by, at=at)


def _follow(
    held: queries.PublicExemption,
    state: str,
    said: dict[str, Any],
    *,
    seen: int | None,
    by: Person,
    at: datetime,
) -> None:
    """Replace what stands by the same declaration in another state."""
    with act(
        f"registers:not-applicable:{state}",
        by=by,
        at=at,
        subject=f"registers.not-applicable:{held.public_id}",
        body=held.body,
        data={"indicator": held.indicator},
    ) as batch:
        before = NotApplicable.objects.select_related("batch").get(
            public_id=held.public_id, superseded_by=None
        )
        if seen is not None and before.batch.sequence != seen:
            raise refusals.DecidedMeanwhile
        exemptions.check_next(before.state, state)
        if not said:  # who withdraws does not undo what was decided, and why
            said = {name: getattr(before, name) for name in ("decided_on", "role", "why")}
        before.superseded_by = batch
        before.save(update_fields=["superseded_by"])
        carried = {name: getattr(before, name) for name in CARRIED}
        _add(NotApplicable(state=state, **carried, **said), batch)


def _add(row: NotApplicable, batch: RecordBatch) -> None:
    row.batch = batch
    row.save()
    RecordBatch.objects.filter(pk=batch.pk).update(rows=1)
