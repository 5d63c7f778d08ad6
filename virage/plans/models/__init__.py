"""Plans as deposited and reviewed, their milestones, and what staff say of their workplace."""

from virage.plans.models.batches import BatchWarning, RecordBatch
from virage.plans.models.plans import LegalDate, Milestone, PlanReview, PlanVersion
from virage.plans.models.workplaces import Workplace

__all__ = [
    "BatchWarning",
    "LegalDate",
    "Milestone",
    "PlanReview",
    "PlanVersion",
    "RecordBatch",
    "Workplace",
]
