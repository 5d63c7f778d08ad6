"""Writes: receive a file, check it, accept it and carry that out, withdraw it, destroy its bytes."""

from virage.intake.actions.accepting import accept, carry_out
from virage.intake.actions.receiving import check, check_again, receive
from virage.intake.actions.withdrawing import forget_counts, redact, withdraw

__all__ = [
    "accept",
    "carry_out",
    "check",
    "check_again",
    "forget_counts",
    "receive",
    "redact",
    "withdraw",
]
