"""Obligations for programs: what is owed, attested and declared, open to all; attest and declare by key."""

import uuid
from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status

from virage.lib.clock import day_of, now
from virage.lib.problems import Problem
from virage.organisations.api_auth import BodyKey, key_of
from virage.organisations.rules import Refused
from virage.registers import actions, queries, serialised
from virage.registers.queries import PublicExemption
from virage.registers.rules import refusals

router = Router(tags=["registers"])
WRITE = BodyKey("registers:write")
STATUSES = {
    refusals.UnknownDeclaration.code: 404,
    refusals.AlreadyDeclared.code: 409,
    refusals.CannotDecide.code: 409,
    refusals.HeldByAHandIn.code: 409,
}


class Said(Schema):
    """A sentence in both languages."""

    fr: str
    en: str


class DutyOut(Schema):
    """A body owes a hand-in of a kind for half-open days ("period_to" is excluded), by `due_on`."""

    organisation: str
    kind: str
    period_from: date
    period_to: date
    due_on: date
    released: bool


class AttestationOut(Schema):
    """What a body last attested of a register; `holds` until `last_day`, that day included."""

    organisation: str
    register_code: str
    state: Literal["complete", "partial"]
    attested_on: date
    last_day: date
    role: str
    holds: bool


class HeadcountOut(Schema):
    """The last headcount of a body; `staff` is null and `withheld` true of 1 to 9 people."""

    organisation: str
    on: date
    staff: int | None
    withheld: bool


class RuleOut(Schema):
    """The closed list of reasons for which a question may be declared not to apply."""

    indicator: str
    target: str
    question: Said
    reasons: dict[str, Said]


class ExemptionOut(Schema):
    """A declaration that a question does not apply to a unit, and what was decided of it."""

    id: uuid.UUID
    organisation: str
    indicator: str
    target: str
    unit: str
    unit_name: Said
    reason: str
    reason_words: Said
    valid_from: date
    valid_to: date | None
    declared_on: date
    state: Literal["declared", "accepted", "refused", "withdrawn"]
    decided_on: date | None
    role: str | None
    why: str | None


class DutiesAsked(Schema):
    """Which duties: of one body, of one kind; all when nothing is said."""

    organisation: str = ""
    kind: str = ""


class ExemptionsAsked(Schema):
    """Which declarations: of one body, question or state; all when nothing is said."""

    organisation: str = ""
    indicator: str = ""
    state: Literal["", "declared", "accepted", "refused", "withdrawn"] = ""


class Attesting(Schema):
    """By register, what the body of the key attests of it today."""

    states: dict[str, Literal["complete", "partial"]]


class Declaring(Schema):
    """A unit of the body of the key, a reason of the closed list, and half-open days ("valid_to" is
    excluded; null: no end is foreseen)."""

    indicator: str
    unit: str
    reason: str
    valid_from: date
    valid_to: date | None = None


def _problem(refusal: refusals.RegisterRefusal) -> Problem:
    return Problem(STATUSES.get(refusal.code, 422), refusal.code, refusal.sentence.en)


def _both(text: Any) -> dict[str, str]:
    return {"fr": text.fr, "en": text.en}


def _exemption(one: PublicExemption) -> dict[str, Any]:
    return {
        "id": one.public_id,
        "organisation": one.body,
        "indicator": one.indicator,
        "target": one.target,
        "unit": one.unit,
        "unit_name": _both(one.unit_name),
        "reason": one.reason,
        "reason_words": _both(one.reason_words),
        "valid_from": one.valid_from,
        "valid_to": one.valid_to,
        "declared_on": one.declared_on,
        "state": one.state,
        "decided_on": one.decided_on,
        "role": one.role or None,
        "why": one.why or None,
    }


@router.get("/duties", response=list[DutyOut], summary="Who owes what, by when")
def duties(request: HttpRequest, asked: Query[DutiesAsked]) -> list[serialised.Row]:
    """The reporting duties known now, the next due first; those released too."""
    return [
        serialised.duty(one) for one in queries.duties(body=asked.organisation, kind=asked.kind)
    ]


@router.get("/attestations", response=list[AttestationOut], summary="Registers attested")
def attestations(request: HttpRequest, organisation: str = "") -> list[serialised.Row]:
    """The last attestation of each register by each body, lapsed ones too."""
    today = day_of(now())
    last = queries.attested(body=organisation, on=today)
    return [serialised.attested(one, today) for _, one in sorted(last.items())]


@router.post("/attestations", response={201: list[AttestationOut]}, auth=WRITE, summary="Attest")
def attest(request: HttpRequest, attesting: Attesting) -> Status[list[serialised.Row]]:
    """Attest registers of the body of the key, in one act; answers with all that it attests."""
    key = key_of(request)
    try:
        actions.attest(body=key.body.code, states=attesting.states, by=key.person, at=now())
    except refusals.RegisterRefusal as refusal:
        raise _problem(refusal) from refusal
    except Refused as refusal:
        raise Problem(403, "refused", refusal.sentence.en) from refusal
    return Status(201, attestations(request, key.body.code))


@router.get("/headcounts", response=list[HeadcountOut], summary="Headcounts of bodies")
def headcounts(request: HttpRequest) -> list[serialised.Row]:
    """The last headcount of each body."""
    return [serialised.counted(one) for one in queries.headcounts(on=day_of(now()))]


@router.get("/exemption-rules", response=list[RuleOut], summary="Reasons not to apply")
def exemption_rules(request: HttpRequest) -> list[dict[str, Any]]:
    """For each question that admits any, the closed list of reasons."""
    return [
        {
            "indicator": one.indicator,
            "target": one.target,
            "question": _both(one.question),
            "reasons": {code: _both(words) for code, words in one.reasons.items()},
        }
        for one in queries.exemption_rules()
    ]


@router.get("/exemptions", response=list[ExemptionOut], summary="What is declared not to apply")
def exemptions(request: HttpRequest, asked: Query[ExemptionsAsked]) -> list[dict[str, Any]]:
    """All declarations, the last acted upon first."""
    return [
        _exemption(one)
        for one in queries.public_exemptions(
            state=asked.state, body=asked.organisation, indicator=asked.indicator
        )
    ]


@router.post("/exemptions", response={201: ExemptionOut}, auth=WRITE, summary="Declare")
def declare(request: HttpRequest, declaring: Declaring) -> Status[dict[str, Any]]:
    """Declare that a question does not apply to a unit of the body of the key."""
    key = key_of(request)
    try:
        made = actions.declare_not_applicable(
            body=key.body.code,
            indicator=declaring.indicator,
            unit=declaring.unit,
            reason=declaring.reason,
            valid_from=declaring.valid_from,
            valid_to=declaring.valid_to,
            by=key.person,
            at=now(),
        )
    except refusals.RegisterRefusal as refusal:
        raise _problem(refusal) from refusal
    except Refused as refusal:
        raise Problem(403, "refused", refusal.sentence.en) from refusal
    return Status(201, _exemption(made))


@router.get("/exemptions/{uuid:declaration}", response=ExemptionOut, summary="A declaration")
def exemption(request: HttpRequest, declaration: uuid.UUID) -> dict[str, Any]:
    """What is declared, and what was decided of it."""
    try:
        return _exemption(queries.exemption(declaration))
    except refusals.UnknownDeclaration as refusal:
        raise _problem(refusal) from refusal


@router.post(
    "/exemptions/{uuid:declaration}/withdraw", response=ExemptionOut, auth=WRITE, summary="Withdraw"
)
def withdraw(request: HttpRequest, declaration: uuid.UUID) -> dict[str, Any]:
    """Take back a declaration of the body of the key."""
    key = key_of(request)
    try:
        held = queries.exemption(declaration)
        if held.body != key.body.code:
            raise refusals.UnknownDeclaration
        actions.withdraw_not_applicable(public_id=declaration, by=key.person, at=now())
    except refusals.RegisterRefusal as refusal:
        raise _problem(refusal) from refusal
    except Refused as refusal:
        raise Problem(403, "refused", refusal.sentence.en) from refusal
    return _exemption(queries.exemption(declaration))
