"""Who owes a plan, the versions deposited, what was decided of them, and their milestones."""

from django.db import models

from virage.lib import records
from virage.organisations.models import PublicBody
from virage.plans.rules.deploying import DECISIONS


class LegalDate(records.Recorded):
    """A body on the legal list since a day (until a day), and the day by which it owes its first plan."""

    organisation = models.ForeignKey(PublicBody, models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)
    plan_due_on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("organisation",),
                condition=models.Q(superseded_by=None),
                name="legal_date_never_stated_twice",
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gt=models.F("since")),
                name="legal_date_half_open",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation} {self.plan_due_on}"


class PlanVersion(records.Recorded):
    """A version of the plan of a body, deposited on a day, for half-open days."""

    organisation = models.ForeignKey(PublicBody, models.PROTECT, related_name="+")
    version = models.CharField(max_length=40)
    deposited_on = models.DateField()
    period_from = models.DateField()
    period_to = models.DateField()
    strategic_plan = models.CharField(max_length=300, blank=True)
    page = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "version"),
                condition=models.Q(superseded_by=None),
                name="plan_version_never_deposited_twice",
            ),
            models.CheckConstraint(
                condition=models.Q(period_to__gt=models.F("period_from")), name="plan_half_open"
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation} {self.version}"


class PlanReview(records.Recorded):
    """What the Secretariat decided of a version on a day; an amendment has a day by which it is due."""

    organisation = models.ForeignKey(PublicBody, models.PROTECT, related_name="+")
    version = models.CharField(max_length=40)
    decided_on = models.DateField()
    decision = models.CharField(max_length=10, choices=[(one, one) for one in DECISIONS])
    due_on = models.DateField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "version", "decided_on"),
                condition=models.Q(superseded_by=None),
                name="plan_never_reviewed_twice_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation} {self.version} {self.decision}"


class Milestone(records.Recorded):
    """A milestone of a body's plan, the target that it is tied to, and whether it was reached."""

    organisation = models.ForeignKey(PublicBody, models.PROTECT, related_name="+")
    milestone = models.CharField(max_length=80)
    name_fr = models.CharField(max_length=500)
    name_en = models.CharField(max_length=500)
    target = models.CharField(max_length=8, blank=True)
    due_on = models.DateField()
    reached_on = models.DateField(null=True)
    evidence = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "milestone"),
                condition=models.Q(superseded_by=None),
                name="milestone_never_stated_twice",
            ),
        )

    def __str__(self) -> str:
        return self.name_fr
