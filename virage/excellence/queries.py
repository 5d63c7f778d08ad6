"""Reads of requests for support: only what that person may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from virage.contracts.text import Text
from virage.excellence import rules
from virage.excellence.models import SupportRequest
from virage.organisations import queries as organisations
from virage.organisations import rules as roles


class UnknownRequest(LookupError):
    """No request has that identifier, or this person may not see it."""


@dataclass(frozen=True, slots=True)
class Message:
    """One thing done, by which side, by whom ("" once forgotten), with what was written."""

    verb: str
    side: rules.Side
    by: str
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as its readers see it; `messages` is empty in lists."""

    public_id: UUID
    body: str
    body_name: Text
    title: str
    target: str
    measure: str
    state: str
    outcome: str
    asked_at: datetime
    ended_at: datetime | None
    assigned_to: str
    messages: tuple[Message, ...] = ()


def seen_by(held: Sequence[roles.Role]) -> QuerySet[SupportRequest]:
    """The requests that someone with these roles may see: their bodies', or all."""
    rows = SupportRequest.objects.all()
    if roles.may(roles.SEE_SUPPORT, held):
        return rows
    mine = {one.body for one in held if one.body and roles.may(roles.SEE_SUPPORT, [one], one.body)}
    return rows.filter(body__code__in=mine)


def requests(
    held: Sequence[roles.Role], *, state: str = "", body: str = ""
) -> QuerySet[SupportRequest]:
    """Those of `seen_by`, narrowed: "open" is asked or taken; the oldest open ones first."""
    rows = seen_by(held)
    if state == "open":
        rows = rows.filter(state__in=rules.OPEN).order_by("asked_at", "pk")
    elif state:
        rows = rows.filter(state=state)
    if body:
        rows = rows.filter(body__code=body)
    return rows


def waiting(most: int = 50) -> list[Asked]:
    """The requests that are open, whoever asks, the oldest first. Two queries."""
    rows = SupportRequest.objects.filter(state__in=rules.OPEN).order_by("asked_at", "pk")
    return shown(rows.select_related("body", "assigned_to")[:most])


def numbers(held: Sequence[roles.Role], *, body: str = "") -> dict[str, int]:
    """How many requests are in each state, zero included. One query."""
    rows = requests(held, body=body).order_by().values_list("state").annotate(Count("pk"))
    found = dict(rows)
    return {state: found.get(state, 0) for state in rules.STATES}


def shown(rows: QuerySet[SupportRequest] | Sequence[SupportRequest]) -> list[Asked]:
    """Requests as their readers see them, without their threads. Two queries."""
    if isinstance(rows, QuerySet):
        rows = list(rows.select_related("body", "assigned_to"))
    names = organisations.names(codes={one.body.code for one in rows})
    return [_asked(one, names, ()) for one in rows]


def request(public_id: UUID, held: Sequence[roles.Role]) -> Asked:
    """One request with its thread; raises `UnknownRequest` to who may not see it. Three queries."""
    row = seen_by(held).filter(public_id=public_id).select_related("body", "assigned_to").first()
    if row is None:
        raise UnknownRequest(str(public_id))
    names = organisations.names(codes=[row.body.code])
    messages = tuple(
        Message(one.verb, rules.SIDES[one.verb], str(one.by) if one.by else "", one.at, one.words)
        for one in row.messages.select_related("by")
    )
    return _asked(row, names, messages)


def _asked(row: Any, names: dict[str, Text], messages: tuple[Message, ...]) -> Asked:
    code = row.body.code
    return Asked(
        public_id=row.public_id,
        body=code,
        body_name=names.get(code, Text(code, code)),
        title=row.title,
        target=row.target,
        measure=row.measure,
        state=row.state,
        outcome=row.outcome,
        asked_at=row.asked_at,
        ended_at=row.ended_at,
        assigned_to=str(row.assigned_to) if row.assigned_to else "",
        messages=messages,
    )
