"""The recorded tables of plans, with what names a fact of each and what it states."""

from virage.plans.models import LegalDate, Milestone, PlanReview, PlanVersion, ReviewOpening
from virage.registers.queries import Table

VERSIONS = Table(
    PlanVersion,
    key=("organisation_id", "version"),
    values=("deposited_on", "period_from", "period_to", "strategic_plan", "page"),
)
REVIEWS = Table(
    PlanReview,
    key=("organisation_id", "version", "decided_on"),
    values=("decision", "due_on", "reason"),
)
OPENINGS = Table(ReviewOpening, key=("organisation_id", "version"), values=("opened_on",))
MILESTONES = Table(
    Milestone,
    key=("organisation_id", "milestone"),
    values=("name_fr", "name_en", "target", "due_on", "reached_on", "evidence"),
)
LEGAL_DATES = Table(LegalDate, key=("organisation_id",), values=("since", "until", "plan_due_on"))
