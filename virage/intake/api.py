"""Hand-ins for programs: the same calls as the pages, with the key of a body."""

import uuid
from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import File, Form, Router, Schema, Status, UploadedFile

from virage.contracts.intakes import intakes
from virage.identity.models import Person
from virage.intake import actions, formats, queries, rules
from virage.intake.models import HandIn
from virage.intake.serialised import as_json, register_as_json
from virage.lib.clock import now
from virage.lib.problems import Problem
from virage.organisations.api_auth import BodyKey, key_of

router = Router(tags=["hand-ins"])
READ, WRITE = BodyKey("intake:read"), BodyKey("intake:write")
STATUSES = {
    rules.UnknownKind.code: 404,
    rules.UnknownBody.code: 404,
    rules.NotYours.code: 403,
    rules.SecretariatOnly.code: 403,
    rules.TooLarge.code: 413,
    rules.NoFile.code: 422,
    rules.Withheld.code: 410,
    rules.NothingToConfirm.code: 409,
    rules.NotThatDay.code: 422,
    rules.NotYoursToContinue.code: 403,
}


class Said(Schema):
    """A sentence in both languages."""

    fr: str
    en: str


class FindingOut(Schema):
    """Something wrong (error) or odd (warning), and what to do about it."""

    level: str
    code: str
    line: int | None
    column: str
    value: str
    message: Said
    advice: Said


class ReportOut(Schema):
    """How many errors and warnings in all, and the first of each."""

    errors: int
    warnings: int
    by_code: dict[str, int]
    findings: list[FindingOut]


class ReusedOut(Schema):
    """A code under which the file puts another name and another body: the acceptance must answer."""

    code: str
    before: Said
    body_before: str
    after: Said
    body_after: str


class PreviewOut(Schema):
    """What acceptance would change; lists hold [code, name]. `reused` asks, of each, if it is the same."""

    added: int
    changed: int
    unchanged: int
    replaced: int
    changes_nothing: bool
    no_longer_listed: list[list[str]]
    new_bodies: list[list[str]]
    new_services: list[list[str]]
    notes: list[Said]
    reused: list[ReusedOut] = []


class HandInOut(Schema):
    """A hand-in: where it stands, its report and what it would change.

    `progress` is the per cent counted of a large file that is being checked; `staged` of `to_stage` rows
    are recorded while it is being accepted.
    """

    id: uuid.UUID
    kind: str
    body: str | None
    state: str
    filename: str
    sha256: str
    size: int
    rows: int
    progress: int | None
    to_stage: int
    staged: int
    received_at: datetime
    accepted_at: datetime | None
    sequence: int | None
    withheld: bool
    create_new: bool
    report: ReportOut | None
    preview: PreviewOut | None


class Decision(Schema):
    """`create_new` agrees to create the services that the preview lists; `reused` answers, by code,
    whether those that the preview asks about are the "same" or "another"."""

    create_new: bool = False
    reused: dict[str, Literal["same", "another"]] = {}


class Confirmation(Schema):
    """The kind whose last values still hold; `observed_on` is the day on which someone looked (today
    if left out), for the kinds that ask for it."""

    kind: str
    observed_on: date | None = None


class RegisterOut(Schema):
    """A register of the body: its last accepted hand-in, and the one that waits, by id."""

    kind: str
    title: Said
    last_accepted: uuid.UUID | None
    last_accepted_at: datetime | None
    waiting: uuid.UUID | None
    waiting_state: str | None


class KindOut(Schema):
    """A kind of hand-in and the layouts it may take."""

    code: str
    title: Said
    description: Said
    layouts: list[str]
    secretariat_only: bool


def _person(request: HttpRequest) -> Person:
    return key_of(request).person


def _hand_in(request: HttpRequest, public_id: uuid.UUID) -> HandIn:
    found = queries.of_body(public_id, key_of(request).body.code)
    if found is None:
        raise Problem(404, "no-such-hand-in", "This body has no hand-in of that id.")
    return found


def _problem(refusal: rules.Refused) -> Problem:
    return Problem(STATUSES.get(refusal.code, 409), refusal.code, refusal.sentence.en)


@router.get("/kinds", response=list[KindOut], auth=None, summary="Kinds of hand-in")
def kinds(request: HttpRequest) -> list[dict[str, Any]]:
    """What may be handed in."""
    return [
        {
            "code": one.code,
            "title": {"fr": one.title.fr, "en": one.title.en},
            "description": {"fr": one.description.fr, "en": one.description.en},
            "layouts": list(formats.layouts(one)),
            "secretariat_only": one.secretariat_only,
        }
        for one in intakes
    ]


@router.get("/kinds/{kind}/schema", response=dict[str, Any], auth=None, summary="Table Schema")
def schema(
    request: HttpRequest, kind: str, layout: str = formats.LONG, language: str = "fr"
) -> dict[str, Any]:
    """The Table Schema (Frictionless) of a kind, in a layout."""
    try:
        declared = queries.kind(kind)
    except rules.UnknownKind as refusal:
        raise _problem(refusal) from refusal
    if layout not in formats.layouts(declared):
        raise Problem(404, "unknown-layout", f"Layouts: {', '.join(formats.layouts(declared))}.")
    return formats.table_schema(declared, layout, language)


@router.get("", response=list[HandInOut], auth=READ, summary="Hand-ins of the body")
def index(request: HttpRequest, first: int = 20) -> list[dict[str, Any]]:
    """The latest hand-ins of the body of the key, at most 100."""
    return [as_json(one) for one in queries.of_a_body(key_of(request).body.code, min(first, 100))]


@router.get("/registers", response=list[RegisterOut], auth=READ, summary="Registers of the body")
def registers(request: HttpRequest) -> list[dict[str, Any]]:
    """Every register that the body of the key keeps, and where each stands."""
    found = queries.registers_of(key_of(request).body.code)
    return [register_as_json(one) for one in found]


@router.post("/unchanged", response={201: HandInOut}, auth=WRITE, summary="Nothing has changed")
def unchanged(request: HttpRequest, confirmation: Confirmation) -> Status[dict[str, Any]]:
    """Hand in the last values as they are and accept them; read it again until it is `accepted`."""
    try:
        hand_in = actions.confirm_unchanged(
            kind=confirmation.kind,
            body=key_of(request).body.code,
            by=_person(request),
            at=now(),
            via="api",
            observed_on=confirmation.observed_on,
        )
    except rules.Refused as refusal:
        raise _problem(refusal) from refusal
    return Status(201, as_json(hand_in))


@router.post("", response={201: HandInOut}, auth=WRITE, summary="Hand in a file")
def receive(
    request: HttpRequest,
    file: File[UploadedFile],
    kind: Form[str],
    create_new: Form[bool] = False,
) -> Status[dict[str, Any]]:
    """Keep and check a file; the answer says `received` while a large one is still being read."""
    try:
        hand_in = actions.receive(
            kind=kind,
            filename=file.name or "",
            stream=file.chunks(),
            body=key_of(request).body.code,
            by=_person(request),
            at=now(),
            via="api",
            create_new=create_new,
        )
    except rules.Refused as refusal:
        raise _problem(refusal) from refusal
    return Status(201, as_json(hand_in))


@router.get("/{uuid:public_id}", response=HandInOut, auth=READ, summary="A hand-in")
def read(request: HttpRequest, public_id: uuid.UUID) -> dict[str, Any]:
    """Its state, report and preview."""
    return as_json(_hand_in(request, public_id))


@router.post("/{uuid:public_id}/accept", response={202: HandInOut}, auth=WRITE, summary="Accept")
def accept(
    request: HttpRequest, public_id: uuid.UUID, decision: Decision
) -> Status[dict[str, Any]]:
    """Accept a checked hand-in; read it again until its state is `accepted`.

    A code answered "another" sends it back instead, `refused`, with the lines that need a new code.
    """
    try:
        hand_in = actions.accept(
            hand_in=_hand_in(request, public_id),
            by=_person(request),
            at=now(),
            create_new=decision.create_new,
            reused=decision.reused,
        )
    except rules.Refused as refusal:
        raise _problem(refusal) from refusal
    return Status(202, as_json(hand_in))


@router.post("/{uuid:public_id}/withdraw", response=HandInOut, auth=WRITE, summary="Withdraw")
def withdraw(request: HttpRequest, public_id: uuid.UUID) -> dict[str, Any]:
    """Take back a hand-in that is not accepted."""
    try:
        hand_in = actions.withdraw(
            hand_in=_hand_in(request, public_id), by=_person(request), at=now()
        )
    except rules.Refused as refusal:
        raise _problem(refusal) from refusal
    return as_json(hand_in)
