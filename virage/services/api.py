"""Services for programs: the register, open to all; and, with the key of a body, the acts that keep it."""

from collections.abc import Callable
from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from virage.contracts.text import Text
from virage.lib.clock import day_of, now
from virage.lib.problems import Problem
from virage.organisations.api_auth import BodyKey, key_of
from virage.organisations.rules import Refused
from virage.services import actions, queries, serialised
from virage.services.queries import History
from virage.services.rules.acts import CannotAct, ServiceExists

router = Router(tags=["services"])
register = Router(tags=["service register"])
KEEP = BodyKey("services:write")
MOST_AT_ONCE = 500
LONGEST_NAME = 500

Channel = Literal["online", "phone", "counter", "mail", "email", "fax", "kiosk", "other"]
Reason = Literal["ended", "merged", "split", "repealed", "listed-in-error"]


class Said(Schema):
    """A sentence in both languages."""

    fr: str
    en: str


class ServiceLineOut(Schema):
    """A service of the list; its name and body are today's. `closed_on` is the first day without it."""

    service: str
    name: Said
    organisation: str
    opened_on: date
    closed_on: date | None


class ServicesOut(Schema):
    """A page of services: `next` is the `after` of the following page, null on the last."""

    count: int
    next: int | None
    services: list[ServiceLineOut]


class EventOut(Schema):
    """What happened to a service on a day; `evidence` is the hand-in and line, or the act, that brought it.

    `replaced`: something said later holds in its place. `known_at` is its line of the journal.
    """

    kind: Literal[
        "described",
        "confirmed",
        "offered",
        "opened",
        "closed",
        "kept",
        "reopened",
        "follows",
        "followed",
    ]
    day: date
    replaced: bool
    name: Said | None
    organisation: str | None
    channels: list[str] | None
    request_online: str | None
    reason: str | None
    role: str | None
    other: str | None
    evidence: str
    known_at: int


class VolumeOut(Schema):
    """A volume in force: half-open days, a channel, a count or the status that says why there is none."""

    period_from: date
    period_to: date
    channel: str
    status: str
    volume: int | None
    evidence: str
    known_at: int


class PointOut(Schema):
    """An answer at an interaction point, as observed on a day."""

    observed_on: date
    point: str
    answer: str
    evidence: str
    known_at: int


class ServiceOut(Schema):
    """One service; null is what is not said."""

    service: str
    name: Said
    organisation: str
    opened_on: date
    closed_on: date | None
    reason: str | None
    channels: list[str] | None
    request_online: str | None
    predecessors: list[str]
    successors: list[str]
    events: list[EventOut]
    volumes: list[VolumeOut]
    points: list[PointOut]


class Wanted(Schema):
    """Which services. `after` is how many to pass over, `first` how many to give (at most 500)."""

    search: str = ""
    organisation: str = ""
    state: Literal["open", "closed", ""] = "open"
    after: int = Field(0, ge=0)
    first: int = Field(100, ge=1)


class NameIn(Schema):
    """A name, in both languages."""

    fr: str = Field(min_length=1, max_length=LONGEST_NAME)
    en: str = Field(min_length=1, max_length=LONGEST_NAME)


class Opening(Schema):
    """A new service of the body of the key; its code never changes."""

    service: str
    name: NameIn
    opened_on: date


class Description(Schema):
    """Another name from a day on. Another body is for the Secretariat to record."""

    service: str
    name: NameIn
    valid_from: date


class Offer(Schema):
    """From a day on: the channels (null: not said), and whether one can file on line (null: not said)."""

    service: str
    channels: list[Channel] | None = None
    request_online: Literal["yes", "no"] | None = None
    valid_from: date


class Closing(Schema):
    """The first day on which the service is no longer given, and why."""

    service: str
    on: date
    reason: Reason


class Named(Schema):
    """One service."""

    service: str


@router.get("", response=ServicesOut, summary="Services")
def list_services(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """The services that a search finds, by French name: open ones, closed ones, or all (`state=`)."""
    found = queries.listing(
        on=day_of(now()), q=wanted.search, organisation=wanted.organisation, state=wanted.state
    )
    end = wanted.after + min(wanted.first, MOST_AT_ONCE)
    return {
        "count": len(found.lines),
        "next": end if end < len(found.lines) else None,
        "services": [serialised.line(one) for one in found.lines[wanted.after : end]],
    }


@router.get("/{path:service}", response=ServiceOut, summary="A service")
def read_service(request: HttpRequest, service: str) -> dict[str, Any]:
    """All that is known of a service, with what brought each thing."""
    return serialised.service(_history(service), day_of(now()))


def _history(code: str) -> History:
    try:
        return queries.service(code)
    except queries.UnknownService as error:
        raise Problem(404, "no-such-service", str(error)) from error


def _done(request: HttpRequest, act: Callable[..., History], **given: Any) -> dict[str, Any]:
    """The service after an act in the name of who answers for the key, on a service of its body."""
    key, at = key_of(request), now()
    if act is not actions.open_service:
        owner = _history(given["code"]).owner(day_of(at))
        if owner != key.body.code:
            raise Problem(
                403, "not-yours", f"This service belongs to the body {owner}, not to the key's."
            )
    try:
        return serialised.service(act(**given, by=key.person, at=at), day_of(at))
    except ServiceExists as refusal:
        raise Problem(409, refusal.code, refusal.sentence.en) from refusal
    except CannotAct as refusal:
        raise Problem(422, refusal.code, refusal.sentence.en) from refusal
    except Refused as refusal:
        raise Problem(403, "not-yours", refusal.sentence.en) from refusal


@register.post("/openings", response={201: ServiceOut}, auth=KEEP, summary="Open a service")
def open_service(request: HttpRequest, opening: Opening) -> Status[dict[str, Any]]:
    """A new service of the body of the key."""
    done = _done(
        request,
        actions.open_service,
        code=opening.service,
        name=Text(opening.name.fr, opening.name.en),
        organisation=key_of(request).body.code,
        opened_on=opening.opened_on,
    )
    return Status(201, done)


@register.post("/descriptions", response=ServiceOut, auth=KEEP, summary="Describe a service again")
def describe_service(request: HttpRequest, description: Description) -> dict[str, Any]:
    """Another name from a day on."""
    return _done(
        request,
        actions.describe_service,
        code=description.service,
        name=Text(description.name.fr, description.name.en),
        organisation=key_of(request).body.code,
        valid_from=description.valid_from,
    )


@register.post("/offers", response=ServiceOut, auth=KEEP, summary="Say what a service offers")
def state_offer(request: HttpRequest, offer: Offer) -> dict[str, Any]:
    """By which channels from a day on, and whether the request itself can be filed on line."""
    return _done(
        request,
        actions.state_offer,
        code=offer.service,
        valid_from=offer.valid_from,
        channels=offer.channels,
        request_online=offer.request_online or "",
    )


@register.post("/closures", response=ServiceOut, auth=KEEP, summary="Close a service")
def close_service(request: HttpRequest, closing: Closing) -> dict[str, Any]:
    """It leaves the population of every period that begins on that day or after."""
    return _done(
        request,
        actions.close_service,
        code=closing.service,
        on=closing.on,
        reason=closing.reason,
    )


@register.post("/keepings", response=ServiceOut, auth=KEEP, summary="Keep a service")
def keep_service(request: HttpRequest, kept: Named) -> dict[str, Any]:
    """It is still given, whatever an absence or a closure said."""
    return _done(request, actions.keep_service, code=kept.service)


@register.post("/confirmations", response=ServiceOut, auth=KEEP, summary="Confirm a service")
def confirm_service(request: HttpRequest, confirmed: Named) -> dict[str, Any]:
    """The code still means the same service, though a hand-in changed both its name and its body."""
    return _done(request, actions.confirm_service, code=confirmed.service)
