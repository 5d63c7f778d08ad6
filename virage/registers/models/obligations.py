"""What bodies owe and by when, what they attest, what does not apply to them, and how many they are."""

import uuid

from django.db import models

from virage.lib import records
from virage.organisations.models import PublicBody
from virage.registers.models import batches
from virage.registers.rules.exemptions import DECLARED, LIVE, STATES
from virage.registers.rules.obligations import EXTENTS


class RecordBatch(batches.RecordBatch):
    """One act of recording: a hand-in of duties or headcounts, or a single act of a person."""


class BatchWarning(batches.BatchWarning):
    """A warning that came in with a line on duties or headcounts."""


class ReportingDuty(records.Recorded):
    """A body owes a hand-in of one kind for half-open days, by a day; or no longer does."""

    body = models.ForeignKey(PublicBody, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=80, help_text="Code of the kind of hand-in.")
    period_from = models.DateField()
    period_to = models.DateField()
    due_on = models.DateField(help_text="The last day on which it is in time.")
    released = models.BooleanField(default=False)

    class Meta:
        indexes = (models.Index(fields=("kind", "period_from"), name="duty_kind_period"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(period_to__gt=models.F("period_from")), name="duty_half_open"
            ),
            models.UniqueConstraint(
                fields=("body", "kind", "period_from", "period_to"),
                condition=models.Q(superseded_by=None),
                name="duty_stands_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.body} {self.kind} {self.period_from}"


class Attestation(records.Recorded):
    """On a day, a body said in a role that its register is complete, or only partial."""

    body = models.ForeignKey(PublicBody, models.PROTECT, related_name="+")
    register = models.CharField(max_length=80)
    attested_on = models.DateField()
    state = models.CharField(max_length=8, choices=[(one, one) for one in EXTENTS])
    role = models.CharField(max_length=20)

    class Meta:
        indexes = (models.Index(fields=("register", "attested_on"), name="attestation_as_of"),)
        constraints = (
            models.UniqueConstraint(
                fields=("body", "register", "attested_on"),
                condition=models.Q(superseded_by=None),
                name="attestation_stands_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.body} {self.register} {self.state}"


class NotApplicable(records.Recorded):
    """A body says that a question does not apply to a unit; the Secretariat accepts or refuses.

    A decision is a row of its own, under the same `public_id`, that replaces the one decided upon.
    """

    public_id = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    body = models.ForeignKey(PublicBody, models.PROTECT, related_name="+")
    indicator = models.CharField(max_length=80)
    unit = models.CharField(max_length=200)
    unit_fr = models.CharField(max_length=500, help_text="Its name when it was declared.")
    unit_en = models.CharField(max_length=500)
    reason = models.CharField(max_length=80, help_text="Among the exemptions of the indicator.")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    declared_on = models.DateField()
    state = models.CharField(
        max_length=10, choices=[(one, one) for one in STATES], default=DECLARED
    )
    decided_on = models.DateField(null=True, blank=True)
    role = models.CharField(max_length=20, blank=True, help_text="In which role it was decided.")
    why = models.CharField(max_length=500, blank=True, help_text="Public reason of the decision.")

    class Meta:
        indexes = (models.Index(fields=("indicator", "unit"), name="notapplicable_unit"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gt=models.F("valid_from")),
                name="notapplicable_half_open",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=("declared", "withdrawn"))
                | (models.Q(decided_on__isnull=False) & ~models.Q(role="") & ~models.Q(why="")),
                name="notapplicable_decided_in_public",
            ),
            models.UniqueConstraint(
                fields=("public_id",),
                condition=models.Q(superseded_by=None),
                name="notapplicable_decided_once",
            ),
            models.UniqueConstraint(
                fields=("indicator", "unit", "valid_from"),
                condition=models.Q(superseded_by=None, state__in=LIVE),
                name="notapplicable_once_a_unit",
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator} {self.unit} {self.state}"


class Headcount(records.Recorded):
    """How many people work for a body on a day (31 March)."""

    body = models.ForeignKey(PublicBody, models.PROTECT, related_name="+")
    on = models.DateField()
    staff = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("body", "on"),
                condition=models.Q(superseded_by=None),
                name="headcount_stands_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.body} {self.on} {self.staff}"
