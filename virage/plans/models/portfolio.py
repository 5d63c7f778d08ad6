"""Projects of bodies: what was authorised, what is reported, who assessed the risks, what pays, what is published.

Every row names its project by its code, which never changes, and the body that delivers it.
"""

from typing import Any

from django.db import models
from django.db.models import F, Q

from virage.lib import records
from virage.lib.append_only import declare_append_only
from virage.organisations import rules as roles
from virage.organisations.models import PublicBody
from virage.plans.rules import portfolio

ASSESSORS = (roles.SECRETARIAT, roles.AUDITOR, roles.PLANNING_OFFICER)
SERVICE, MEASURE = "service", "measure"
LINKS = (SERVICE, MEASURE)


def _choices(values: Any) -> list[tuple[str, str]]:
    return [(one, one) for one in values]


class OfProject(models.Model):
    """What the rows on projects have alike."""

    project = models.CharField(max_length=60)
    organisation = models.ForeignKey(PublicBody, models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.project


def _once(*fields: str, name: str) -> models.UniqueConstraint:
    """One row of a key that nothing supersedes."""
    return models.UniqueConstraint(
        fields=("project", *fields), condition=Q(superseded_by=None), name=name
    )


class Project(OfProject, records.Recorded):
    """A project as it is called, and who delivers it, since a day; with the reference of what authorises it."""

    since = models.DateField()
    name_fr = models.CharField(max_length=500)
    name_en = models.CharField(max_length=500)
    authorisation = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = (_once("since", name="project_never_described_twice_a_day"),)


class ProjectBaseline(OfProject, records.Recorded):
    """What was authorised, once and for all: it is never replaced, and another baseline has another number."""

    number = models.PositiveSmallIntegerField()
    authorised_on = models.DateField()
    reason = models.CharField(max_length=1000)
    starts_on = models.DateField()
    ends_on = models.DateField()
    cost = models.PositiveBigIntegerField(help_text="In cents.")
    benefits = models.CharField(max_length=2000, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("project", "number"), name="baseline_never_authorised_twice"
            ),
            models.CheckConstraint(condition=Q(superseded_by=None), name="baseline_never_replaced"),
            models.CheckConstraint(condition=Q(number__gte=1), name="baseline_numbered_from_one"),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="baseline_half_open"
            ),
        )


declare_append_only("plans_projectbaseline", "id", batches="plans_recordbatch")


class ProjectReport(OfProject, records.Recorded):
    """What the body says of a project on a day: where it is heading, what is spent, what colour it declares."""

    as_of = models.DateField()
    forecast_end = models.DateField()
    forecast_cost = models.PositiveBigIntegerField(help_text="In cents.")
    spent = models.PositiveBigIntegerField(help_text="In cents, since the start.")
    consultants = models.PositiveBigIntegerField(help_text="In cents, part of what is spent.")
    declared = models.CharField(max_length=6, choices=_choices(portfolio.COLOURS))
    state = models.CharField(max_length=8, choices=_choices(portfolio.STATES))
    scope_done = models.PositiveSmallIntegerField(null=True)
    note = models.CharField(max_length=2000, blank=True)

    class Meta:
        constraints = (
            _once("as_of", name="project_never_reported_twice_a_day"),
            models.CheckConstraint(
                condition=Q(consultants__lte=F("spent")), name="consultants_within_spending"
            ),
            models.CheckConstraint(
                condition=Q(scope_done=None) | Q(scope_done__lte=100), name="scope_within_hundred"
            ),
        )


class ScopeChange(OfProject, records.Recorded):
    """A dated change of scope, with its author (a role, never a name), its reason and its effect."""

    change = models.CharField(max_length=60)
    decided_on = models.DateField()
    author = models.CharField(max_length=120)
    reason = models.CharField(max_length=1000)
    effect = models.CharField(max_length=1000)

    class Meta:
        constraints = (_once("change", name="scope_change_never_stated_twice"),)


class RiskAssessment(OfProject, records.Recorded):
    """One of the five risks as seen on a day by someone who does not deliver: `organisation` delivers.

    `assessor` is the body that the assessor acts for; none for the Secretariat and auditors.
    """

    risk = models.CharField(max_length=16, choices=_choices(portfolio.RISKS))
    assessed_on = models.DateField()
    level = models.CharField(max_length=6, choices=_choices(portfolio.LEVELS))
    role = models.CharField(max_length=20, choices=_choices(ASSESSORS))
    assessor = models.ForeignKey(PublicBody, models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=1000)

    class Meta:
        constraints = (
            _once("risk", "assessed_on", name="risk_never_assessed_twice_a_day"),
            models.CheckConstraint(
                condition=Q(assessor=None) | ~Q(assessor=F("organisation")),
                name="risk_never_assessed_by_the_deliverer",
            ),
            models.CheckConstraint(
                condition=Q(assessor=None, role__in=roles.WHOLE_GOVERNMENT)
                | Q(assessor__isnull=False, role=roles.PLANNING_OFFICER),
                name="risk_assessed_in_a_role",
            ),
        )


class ProjectMilestone(OfProject, records.Recorded):
    """What pays: an amount, the share retained, and the test on a service that releases it."""

    milestone = models.CharField(max_length=60)
    name_fr = models.CharField(max_length=500)
    name_en = models.CharField(max_length=500)
    due_on = models.DateField()
    amount = models.PositiveBigIntegerField(help_text="In cents.")
    retained = models.PositiveBigIntegerField(help_text="In cents, part of the amount.")
    indicator = models.CharField(max_length=80)
    unit = models.CharField(max_length=120)
    guarantee_days = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            _once("milestone", name="project_milestone_never_stated_twice"),
            models.CheckConstraint(
                condition=Q(retained__lte=F("amount")), name="retained_within_amount"
            ),
        )


class CodePublication(OfProject, records.Recorded):
    """Where code that the public paid for is published under which licence; or why it is not."""

    component = models.CharField(max_length=60)
    stated_on = models.DateField()
    url = models.CharField(max_length=500, blank=True)
    licence = models.CharField(max_length=80, blank=True)
    reason = models.CharField(
        max_length=20, blank=True, choices=_choices(portfolio.NO_CODE_REASONS)
    )
    why = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = (
            _once("component", name="code_never_stated_twice"),
            models.CheckConstraint(
                condition=(~Q(url="") & ~Q(licence="") & Q(reason=""))
                | (Q(url="") & Q(licence="") & ~Q(reason="") & ~Q(why="")),
                name="code_published_or_a_reason",
            ),
        )


class ProjectLink(OfProject, records.Recorded):
    """A service (by its code) or a measure of the body's plan that the project serves, for half-open days."""

    link = models.CharField(max_length=7, choices=_choices(LINKS))
    code = models.CharField(max_length=120)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = (
            _once("link", "code", name="project_link_never_stated_twice"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")), name="project_link_half_open"
            ),
        )


PORTFOLIO_TABLES = (
    Project,
    ProjectBaseline,
    ProjectReport,
    ScopeChange,
    RiskAssessment,
    ProjectMilestone,
    CodePublication,
    ProjectLink,
)
