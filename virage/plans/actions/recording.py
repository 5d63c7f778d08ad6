"""How facts on plans and projects are recorded: the batches, their warnings, and the tables that they fill."""

from virage.plans.models import (
    BatchWarning,
    LegalDate,
    Milestone,
    PlanReview,
    PlanVersion,
    RecordBatch,
    Workplace,
)
from virage.plans.models.portfolio import PORTFOLIO_TABLES
from virage.registers.actions import Recording

RECORDING = Recording(
    "plans",
    RecordBatch,
    BatchWarning,
    (LegalDate, PlanVersion, PlanReview, Milestone, Workplace, *PORTFOLIO_TABLES),
)
