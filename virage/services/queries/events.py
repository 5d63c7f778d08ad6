"""What happened to one service, each thing with what brought it: a hand-in at a line, or an act."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q

from virage.lib.records import known
from virage.services.models import (
    Service,
    ServiceDescription,
    ServiceLife,
    ServiceOffer,
    ServiceSuccession,
)
from virage.services.queries.register import Life, Offer
from virage.services.rules.statements import Statement

KNOWN_IN_ORDER = ("batch__sequence", "line", "pk")
DATED_IN_ORDER = ("valid_from", *KNOWN_IN_ORDER)


@dataclass(frozen=True, slots=True)
class Event:
    """Something said of a service: from which day it holds, since which journal line it is known.

    `kind` is described, confirmed, offered, opened, closed, kept, reopened, follows or followed. `line`
    is None for an act, done on `said_on`; `replaced` when something said later holds in its place.
    """

    kind: str
    day: date
    sequence: int
    batch: str
    line: int | None
    said_on: date | None
    replaced: bool = False
    statement: Statement | None = None
    offer: Offer | None = None
    life: Life | None = None
    other: str = ""


def events(service: Service, known_at: int | None) -> list[Event]:
    """All that was said of a service, by day. Four queries."""
    found = [
        *_descriptions(_rows(ServiceDescription, service, known_at)),
        *_offers(_rows(ServiceOffer, service, known_at)),
        *_lives(_rows(ServiceLife, service, known_at)),
        *_successions(service, known_at),
    ]
    return sorted(found, key=lambda one: (one.day, one.sequence))


def _rows(model: type[Any], service: Service, known_at: int | None) -> list[Any]:
    rows = known(model, known_at).filter(service=service).select_related("batch")
    if model is ServiceDescription:
        rows = rows.select_related("organisation")
    order = KNOWN_IN_ORDER if model is ServiceLife else DATED_IN_ORDER
    return list(rows.order_by(*order))


def _brought(row: Any) -> dict[str, Any]:
    return {
        "sequence": row.batch.sequence,
        "batch": row.batch.reference,
        "line": row.line,
        "said_on": row.batch.received_on,
    }


def _descriptions(rows: Sequence[Any]) -> list[Event]:
    found: list[Event] = []
    for row in rows:
        said = Statement(row.valid_from, row.organisation.code, row.name_fr, row.name_en)
        before = found[-1] if found else None
        again = before is not None and before.statement == said
        if before is not None and before.day == said.valid_from and not again:
            found[-1] = replace(before, replaced=True)
        kind = "confirmed" if again and row.line is None else "described"
        found.append(Event(kind, row.valid_from, **_brought(row), statement=said))
    return found


def _offers(rows: Sequence[Any]) -> list[Event]:
    found: list[Event] = []
    for row in rows:
        channels = None if row.channels is None else tuple(row.channels)
        offer = Offer(row.valid_from, channels, row.request_online)
        if found and found[-1].day == row.valid_from:
            found[-1] = replace(found[-1], replaced=True)
        found.append(Event("offered", row.valid_from, **_brought(row), offer=offer))
    return found


def _lives(rows: Sequence[Any]) -> list[Event]:
    found: list[Event] = []
    for row in rows:
        life = Life(row.opened_on, row.closed_on, row.reason, row.role)
        before = found[-1].life if found else None
        if before is not None and before.closed_on is not None:
            found[-1] = replace(found[-1], replaced=True)
        kind, day = _turn(life, before, row.batch.received_on)
        found.append(Event(kind, day, **_brought(row), life=life))
    return found


def _turn(life: Life, before: Life | None, said_on: date | None) -> tuple[str, date]:
    """What a statement on the life of a service came to, and the day on which that counts."""
    if life.closed_on is not None:
        return "closed", life.closed_on
    if before is None and life.opened_on is not None:
        return "opened", life.opened_on
    was_closed = before is not None and before.closed_on is not None
    return "reopened" if was_closed else "kept", said_on or life.opened_on or date.min


def _successions(service: Service, known_at: int | None) -> list[Event]:
    rows = known(ServiceSuccession, known_at).filter(Q(service=service) | Q(predecessor=service))
    rows = rows.select_related("batch", "service", "predecessor")
    return [
        Event("follows", row.on, **_brought(row), other=row.predecessor.code)
        if row.service_id == service.pk
        else Event("followed", row.on, **_brought(row), other=row.service.code)
        for row in rows.order_by("service__code", "predecessor__code", "pk")
    ]
