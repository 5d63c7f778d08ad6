"""Writes: receive a file, check it, accept it and carry that out, withdraw it, destroy its bytes; confirm
the last values of a register, or edit them in a draft; draw units of it."""

from virage.intake.actions.accepting import accept, carry_out
from virage.intake.actions.confirming import accept_confirmed, confirm_unchanged
from virage.intake.actions.drafting import (
    Edited,
    add_row,
    discard,
    forget_drafts,
    hand_in_draft,
    is_done,
    is_untouched,
    keep,
    open_draft,
)
from virage.intake.actions.drawing import announce_draw, draw_units, give_up_draw
from virage.intake.actions.receiving import check, check_again, receive
from virage.intake.actions.withdrawing import forget_counts, redact, withdraw

__all__ = [
    "Edited",
    "accept",
    "accept_confirmed",
    "add_row",
    "announce_draw",
    "carry_out",
    "check",
    "check_again",
    "confirm_unchanged",
    "discard",
    "draw_units",
    "forget_counts",
    "forget_drafts",
    "give_up_draw",
    "hand_in_draft",
    "is_done",
    "is_untouched",
    "keep",
    "open_draft",
    "receive",
    "redact",
    "withdraw",
]
