"""Plans as deposited and reviewed, their milestones, projects, and what staff say of their workplace."""

from virage.plans.models.batches import BatchWarning, RecordBatch
from virage.plans.models.documents import PlanDocument, PlanDraft, PlanDraftRow, ReviewOpening
from virage.plans.models.plans import LegalDate, Milestone, PlanReview, PlanVersion
from virage.plans.models.portfolio import (
    CodePublication,
    Project,
    ProjectBaseline,
    ProjectLink,
    ProjectMilestone,
    ProjectReport,
    RiskAssessment,
    ScopeChange,
)
from virage.plans.models.workplaces import Workplace

__all__ = [
    "BatchWarning",
    "CodePublication",
    "LegalDate",
    "Milestone",
    "PlanDocument",
    "PlanDraft",
    "PlanDraftRow",
    "PlanReview",
    "PlanVersion",
    "Project",
    "ProjectBaseline",
    "ProjectLink",
    "ProjectMilestone",
    "ProjectReport",
    "RecordBatch",
    "ReviewOpening",
    "RiskAssessment",
    "ScopeChange",
    "Workplace",
]
