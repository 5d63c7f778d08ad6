"""The one recording of plans and projects: by a file or by an act of a person, the same tables and the same journal."""

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from virage.audit.rules import Data
from virage.identity.models import Person
from virage.plans.models import (
    BatchWarning,
    LegalDate,
    Milestone,
    PlanDocument,
    PlanReview,
    PlanVersion,
    RecordBatch,
    ReviewOpening,
    Workplace,
)
from virage.plans.models.portfolio import PORTFOLIO_TABLES
from virage.plans.rules import refusals
from virage.registers.actions import Recording

RECORDING = Recording(
    "plans",
    RecordBatch,
    BatchWarning,
    (
        LegalDate,
        PlanVersion,
        PlanDocument,
        ReviewOpening,
        PlanReview,
        Milestone,
        Workplace,
        *PORTFOLIO_TABLES,
    ),
)


def act(
    entry: str, *, by: Person, at: datetime, subject: str, body: str, data: Data | None = None
) -> AbstractContextManager[Any]:
    """One act of a person on plans; raises `HeldByAHandIn` while a hand-in is being recorded."""
    return RECORDING.act(
        entry=entry,
        by=by.reference,
        at=at,
        subject=subject,
        body=body,
        data=data,
        held=refusals.HeldByAHandIn,
    )
