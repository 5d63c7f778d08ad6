"""Requests for support for programs: a body's key reads its own, asks, adds and withdraws."""

import uuid
from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema, Status

from virage.excellence import actions, queries, rules, words
from virage.excellence.queries import Asked
from virage.lib.clock import now
from virage.lib.problems import Problem
from virage.organisations import queries as organisations
from virage.organisations.api_auth import BodyKey, key_of
from virage.organisations.models import ApiKey
from virage.organisations.rules import Refused, Role

router = Router(tags=["requests for support"])
WRITE = BodyKey("support:write")


class SupportMessageOut(Schema):
    """One thing done, by the body or the centre; who did it is not told to programs."""

    verb: Literal["ask", "take", "answer", "add", "close", "withdraw"]
    side: Literal["body", "centre"]
    at: datetime
    words: str


class SupportRequestOut(Schema):
    """A request for support of the key's body; `outcome` is "" until it is closed."""

    id: uuid.UUID
    organisation: str
    title: str
    target: str
    measure: str
    state: Literal["asked", "taken", "closed", "withdrawn"]
    outcome: Literal["", "helped", "referred", "beyond"]
    asked_at: datetime
    ended_at: datetime | None
    messages: list[SupportMessageOut]


class SupportRequestIn(Schema):
    """What a body asks: a line of 120 characters, the situation in 2,000; `target` is "5.1" or ""."""

    title: str
    words: str
    target: str = ""
    measure: str = ""


class SupportStepIn(Schema):
    """Add to a request, or withdraw it; `seen` is how many messages were read, to be told what is new."""

    verb: Literal["add", "withdraw"]
    words: str = ""
    seen: int | None = None


def _out(one: Asked) -> dict[str, Any]:
    return {
        "id": one.public_id,
        "organisation": one.body,
        "title": one.title,
        "target": one.target,
        "measure": one.measure,
        "state": one.state,
        "outcome": one.outcome,
        "asked_at": one.asked_at,
        "ended_at": one.ended_at,
        "messages": [
            {"verb": said.verb, "side": said.side, "at": said.at, "words": said.words}
            for said in one.messages
        ],
    }


def _roles(key: ApiKey) -> list[Role]:
    """What whoever answers for the key may do for its body, and for no other."""
    return [
        held for held in organisations.roles_of(key.person) if held.body in (None, key.body.code)
    ]


def _found(support: uuid.UUID, key: ApiKey) -> Asked:
    try:
        found = queries.request(support, _roles(key))
    except queries.UnknownRequest as unknown:
        raise _nothing() from unknown
    if found.body != key.body.code:
        raise _nothing()
    return found


def _nothing() -> Problem:
    return Problem(404, "not-found", "No request of this body has that identifier.")


@router.get("", auth=WRITE, response=list[SupportRequestOut], summary="The requests of a body")
def list_support_requests(request: HttpRequest) -> list[dict[str, Any]]:
    """The requests of the key's body, the last first, without their messages."""
    key = key_of(request)
    rows = queries.requests(_roles(key), body=key.body.code)
    return [_out(one) for one in queries.shown(rows)]


@router.get("/{support}", auth=WRITE, response=SupportRequestOut, summary="One request")
def get_support_request(request: HttpRequest, support: uuid.UUID) -> dict[str, Any]:
    """One request of the key's body, with what both sides wrote."""
    return _out(_found(support, key_of(request)))


@router.post("", auth=WRITE, response={201: SupportRequestOut}, summary="Ask for support")
def ask_for_support(request: HttpRequest, given: SupportRequestIn) -> Status[dict[str, Any]]:
    """Ask in the name of the key's body."""
    key = key_of(request)
    if given.target and given.target not in words.targets():
        raise Problem(422, "unknown-target", "No target has that number.")
    try:
        made = actions.ask(**given.dict(), body=key.body.code, by=key.person, at=now())
    except rules.CannotDo as refusal:
        raise Problem(422, refusal.code, refusal.sentence.en) from refusal
    except Refused as refusal:
        raise Problem(403, "refused", refusal.sentence.en) from refusal
    return Status(201, _out(_found(made.public_id, key)))


@router.post(
    "/{support}/steps", auth=WRITE, response=SupportRequestOut, summary="Add to it, or withdraw"
)
def step_of_support_request(
    request: HttpRequest, support: uuid.UUID, given: SupportStepIn
) -> dict[str, Any]:
    """Add to a request of the key's body, or withdraw it; 409 when it ended or grew meanwhile."""
    key = key_of(request)
    _found(support, key)
    try:
        actions.act(public_id=support, **given.dict(), by=key.person, at=now())
    except (rules.Ended, rules.MeanwhileTaken) as refusal:
        raise Problem(409, refusal.code, refusal.sentence.en) from refusal
    except rules.CannotDo as refusal:
        raise Problem(422, refusal.code, refusal.sentence.en) from refusal
    except Refused as refusal:
        raise Problem(403, "refused", refusal.sentence.en) from refusal
    return _out(_found(support, key))
