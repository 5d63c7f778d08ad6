"""A service as programs read it: what stands today, and what happened with what brought it."""

from datetime import date
from typing import Any

from virage.contracts.text import Text
from virage.services.queries import Event, History, ServiceLine, Sourced


def said(text: Text) -> dict[str, str]:
    """A text in both languages."""
    return {"fr": text.fr, "en": text.en}


def line(one: ServiceLine) -> dict[str, Any]:
    """A service in the list."""
    return {
        "service": one.code,
        "name": said(one.name),
        "organisation": one.organisation,
        "opened_on": one.opened_on,
        "closed_on": one.closed_on,
    }


def service(one: History, on: date) -> dict[str, Any]:
    """A service with all that is known of it, oldest first; its name and owner are those of a day."""
    stands = one.standing(on)
    return {
        "service": one.code,
        "name": said(stands.name),
        "organisation": stands.organisation,
        "opened_on": one.listed_from,
        "closed_on": one.life.closed_on if one.life else None,
        "reason": (one.life.reason if one.life else "") or None,
        "channels": one.offer.channels if one.offer else None,
        "request_online": (one.offer.request_online if one.offer else "") or None,
        "predecessors": one.predecessors,
        "successors": one.successors,
        "events": [_event(event) for event in one.events],
        "volumes": [
            {
                "period_from": each.row.period_from,
                "period_to": each.row.period_to,
                "channel": each.row.channel,
                "status": each.row.status,
                "volume": each.row.volume,
                **_proof(each),
            }
            for each in one.volumes
        ],
        "points": [
            {
                "observed_on": each.row.observed_on,
                "point": each.row.point,
                "answer": each.row.answer,
                **_proof(each),
            }
            for each in one.points
        ],
    }


def _proof(one: Sourced[Any]) -> dict[str, Any]:
    return {"evidence": marked(one.batch, one.line), "known_at": one.row.batch.sequence}


def marked(batch: str, line_number: int | None) -> str:
    """The reference of a batch, at its line when a file brought it."""
    return batch if line_number is None else f"{batch}#{line_number}"


def _event(one: Event) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "day": one.day,
        "replaced": one.replaced,
        "name": said(one.statement.name) if one.statement else None,
        "organisation": one.statement.organisation if one.statement else None,
        "channels": one.offer.channels if one.offer else None,
        "request_online": (one.offer.request_online if one.offer else "") or None,
        "reason": (one.life.reason if one.life else "") or None,
        "role": (one.life.role if one.life else "") or None,
        "other": one.other or None,
        "evidence": marked(one.batch, one.line),
        "known_at": one.sequence,
    }
