"""Write a plan, deposit it, review it, say that a milestone is reached; say how projects go."""

from virage.plans.actions.depositing import deposit, deposit_document
from virage.plans.actions.drafting import (
    add_row,
    discard_draft,
    keep,
    open_draft,
    remove_row,
    replace,
)
from virage.plans.actions.portfolio import assess_risks, change_scope, report_progress
from virage.plans.actions.reaching import reach_milestone
from virage.plans.actions.recording import RECORDING
from virage.plans.actions.reviewing import accept, open_review, request_amendment

__all__ = [
    "RECORDING",
    "accept",
    "add_row",
    "assess_risks",
    "change_scope",
    "deposit",
    "deposit_document",
    "discard_draft",
    "keep",
    "open_draft",
    "open_review",
    "reach_milestone",
    "remove_row",
    "replace",
    "report_progress",
    "request_amendment",
]
