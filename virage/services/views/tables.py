"""The lines and columns of the tables on services that can be taken away."""

from collections.abc import Iterable, Mapping
from typing import Any

from virage.services.queries import Event, History, Listing, Sourced
from virage.services.serialised import marked

SERVICE_COLUMNS = (
    "code",
    "name_fr",
    "name_en",
    "organisation",
    "opened_on",
    "closed_on",
)
VOLUME_COLUMNS = (
    "service",
    "period_from",
    "period_to",
    "channel",
    "volume",
    "status",
    "evidence",
    "known_at",
)
POINT_COLUMNS = ("service", "observed_on", "point", "answer", "evidence", "known_at")
EVENT_COLUMNS = (
    "service",
    "kind",
    "day",
    "replaced",
    "name_fr",
    "name_en",
    "organisation",
    "channels",
    "request_online",
    "reason",
    "role",
    "other",
    "evidence",
    "known_at",
)

Line = Mapping[str, Any]


def services(found: Listing) -> Iterable[Line]:
    """The services of a list."""
    for one in found.lines:
        yield {
            "code": one.code,
            "name_fr": one.name.fr,
            "name_en": one.name.en,
            "organisation": one.organisation,
            "opened_on": one.opened_on,
            "closed_on": one.closed_on,
        }


def _proof(one: Sourced[Any]) -> dict[str, Any]:
    return {"evidence": marked(one.batch, one.line), "known_at": one.row.batch.sequence}


def volumes(history: History) -> Iterable[Line]:
    """The volumes of a service, with the batch and line that brought each."""
    for one in history.volumes:
        yield {
            "service": history.code,
            **{
                column: getattr(one.row, column)
                for column in ("period_from", "period_to", "channel", "volume", "status")
            },
            **_proof(one),
        }


def points(history: History) -> Iterable[Line]:
    """The answers at interaction points of a service, with the batch and line that brought each."""
    for one in history.points:
        yield {
            "service": history.code,
            **{column: getattr(one.row, column) for column in ("observed_on", "point", "answer")},
            **_proof(one),
        }


def events(history: History) -> Iterable[Line]:
    """What happened to a service, with what brought it."""
    for one in history.events:
        yield {"service": history.code, **_event(one)}


def _event(one: Event) -> dict[str, Any]:
    said, offer, life = one.statement, one.offer, one.life
    return {
        "kind": one.kind,
        "day": one.day,
        "replaced": one.replaced,
        "name_fr": said and said.name_fr,
        "name_en": said and said.name_en,
        "organisation": said and said.organisation,
        "channels": offer and offer.channels,
        "request_online": (offer and offer.request_online) or None,
        "reason": (life and life.reason) or None,
        "role": (life and life.role) or None,
        "other": one.other or None,
        "evidence": marked(one.batch, one.line),
        "known_at": one.sequence,
    }


TABLES = {
    "volumes": (VOLUME_COLUMNS, volumes),
    "points": (POINT_COLUMNS, points),
    "histoire": (EVENT_COLUMNS, events),
}
"""The tables of the page of a service, by the word of their address."""
