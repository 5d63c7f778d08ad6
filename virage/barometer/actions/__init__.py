"""Writes of the barometer: publishing, revising, correcting in words, auditing, stating a target again,
keeping the calendar and its drafts, noting the provisional series."""

from virage.barometer.actions.announcing import (
    announce_edition,
    put_off_edition,
    withdraw_edition,
)
from virage.barometer.actions.appearing import keep_calendar, publish_planned
from virage.barometer.actions.auditing import (
    announce_audit,
    draw_audit,
    give_up_audit,
    record_finding,
)
from virage.barometer.actions.correcting import add_erratum
from virage.barometer.actions.drafting import comment, look_early, open_draft
from virage.barometer.actions.opening import open_withheld
from virage.barometer.actions.provisional import note_day
from virage.barometer.actions.publishing import abandon, carry_out, prepare, publish
from virage.barometer.actions.requesting import (
    carry_out_confirmed,
    confirm_publication,
    request_publication,
    withdraw_publication,
)
from virage.barometer.actions.revising import revise
from virage.barometer.actions.targets import state_target

__all__ = [
    "abandon",
    "add_erratum",
    "announce_audit",
    "announce_edition",
    "carry_out",
    "carry_out_confirmed",
    "comment",
    "confirm_publication",
    "draw_audit",
    "give_up_audit",
    "keep_calendar",
    "look_early",
    "note_day",
    "open_draft",
    "open_withheld",
    "prepare",
    "publish",
    "publish_planned",
    "put_off_edition",
    "record_finding",
    "request_publication",
    "revise",
    "state_target",
    "withdraw_edition",
    "withdraw_publication",
]
