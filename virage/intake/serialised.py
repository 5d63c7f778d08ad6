"""A hand-in as programs read it, in the API and in the downloads of its page."""

from typing import Any

from virage.intake.models import RECEIVED, HandIn
from virage.intake.queries import Register


def as_json(one: HandIn) -> dict[str, Any]:
    """A hand-in as the API and the downloads give it: state, report, preview; no person."""
    return {
        "id": str(one.public_id),
        "kind": one.kind,
        "body": one.body.code if one.body else None,
        "state": one.state,
        "filename": one.filename,
        "sha256": one.sha256,
        "size": one.size,
        "rows": one.rows,
        "progress": one.progress if one.state == RECEIVED else None,
        "to_stage": one.rows if one.to_stage is None else one.to_stage,
        "staged": one.staged,
        "received_at": one.received_at.isoformat(),
        "accepted_at": one.accepted_at.isoformat() if one.accepted_at else None,
        "sequence": one.sequence,
        "withheld": one.withheld,
        "create_new": one.create_new,
        "report": one.report or None,
        "preview": one.preview or None,
    }


def register_as_json(one: Register) -> dict[str, Any]:
    """A register as the API gives it."""
    return {
        "kind": one.kind.code,
        "title": {"fr": one.kind.title.fr, "en": one.kind.title.en},
        "last_accepted": one.last.public_id if one.last else None,
        "last_accepted_at": one.last.accepted_at if one.last else None,
        "waiting": one.open.public_id if one.open else None,
        "waiting_state": one.open.state if one.open else None,
    }
