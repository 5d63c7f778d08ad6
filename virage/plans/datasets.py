"""What is published of plans, milestones and workplaces."""

from virage.plans.models import LegalDate, Milestone, PlanReview, PlanVersion, Workplace
from virage.registers.published import publish

publish("plans.legal-dates", LegalDate, "organisation since until plan_due_on")
publish(
    "plans.plans",
    PlanVersion,
    "organisation version deposited_on period_from period_to strategic_plan page",
)
publish("plans.reviews", PlanReview, "organisation version decided_on decision due_on reason")
publish(
    "plans.milestones",
    Milestone,
    "organisation milestone name_fr name_en target due_on reached_on evidence",
)
publish(
    "plans.workplaces", Workplace, "organisation unit name_fr name_en counted_on asked_by survey"
)
