"""Writes of the barometer: publishing, revising, correcting in words, auditing, stating a target again."""

from virage.barometer.actions.auditing import (
    announce_audit,
    draw_audit,
    give_up_audit,
    record_finding,
)
from virage.barometer.actions.correcting import add_erratum
from virage.barometer.actions.opening import open_withheld
from virage.barometer.actions.publishing import abandon, carry_out, prepare, publish, revise
from virage.barometer.actions.requesting import (
    carry_out_confirmed,
    confirm_publication,
    request_publication,
    withdraw_publication,
)
from virage.barometer.actions.targets import state_target

__all__ = [
    "abandon",
    "add_erratum",
    "announce_audit",
    "carry_out",
    "carry_out_confirmed",
    "confirm_publication",
    "draw_audit",
    "give_up_audit",
    "open_withheld",
    "prepare",
    "publish",
    "record_finding",
    "request_publication",
    "revise",
    "state_target",
    "withdraw_publication",
]
