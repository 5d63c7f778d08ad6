"""Kinds of deadlines, how many people were due, and what became of the reminders sent to them."""

from django.db import models

from virage.lib import records
from virage.organisations.models import PublicBody
from virage.registers.models import batches
from virage.registers.rules.closing import CLOSINGS
from virage.reminders.rules.reminding import CHANNELS, LOGS


class RecordBatch(batches.RecordBatch):
    """One act of recording facts on deadlines and reminders."""


class BatchWarning(batches.BatchWarning):
    """A warning that came in with a line on deadlines and reminders."""


class Deadline(records.Recorded):
    """A kind of deadline that a body puts on people, from a day on (until a day)."""

    deadline = models.CharField(max_length=80)
    organisation = models.ForeignKey(PublicBody, models.PROTECT, related_name="+")
    name_fr = models.CharField(max_length=500)
    name_en = models.CharField(max_length=500)
    legal_basis = models.CharField(max_length=300, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)
    closing = models.CharField(
        max_length=15,
        blank=True,
        choices=[(one, one) for one in CLOSINGS],
        help_text="Why it ended.",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("deadline",),
                condition=models.Q(superseded_by=None),
                name="deadline_never_listed_twice",
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gt=models.F("since")),
                name="deadline_half_open",
            ),
            models.CheckConstraint(
                condition=models.Q(until=None, closing="")
                | (models.Q(until__isnull=False) & ~models.Q(closing="")),
                name="deadline_closed_for_a_reason",
            ),
        )

    def __str__(self) -> str:
        return self.name_fr


class PeopleDue(records.Recorded):
    """Over half-open days: how many people were due, how many had declined reminders.

    `due` and `declined` count people.
    """

    deadline = models.CharField(max_length=80)
    period_from = models.DateField()
    period_to = models.DateField()
    due = models.PositiveBigIntegerField()
    declined = models.PositiveBigIntegerField(null=True)
    log = models.CharField(max_length=8, choices=[(one, one) for one in LOGS])

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("deadline", "period_from", "period_to"),
                condition=models.Q(superseded_by=None),
                name="due_never_counted_twice",
            ),
            models.CheckConstraint(
                condition=models.Q(period_to__gt=models.F("period_from")), name="due_half_open"
            ),
        )

    def __str__(self) -> str:
        return f"{self.deadline} {self.period_from}"


class Delivery(records.Recorded):
    """Over half-open days and by channel: what became of the reminders. All fields count people.

    Each person counts once, under the channel that reached them first, or was tried last.
    """

    deadline = models.CharField(max_length=80)
    period_from = models.DateField()
    period_to = models.DateField()
    channel = models.CharField(max_length=5, choices=[(one, one) for one in CHANNELS])
    sent = models.PositiveBigIntegerField()
    in_time = models.PositiveBigIntegerField()
    late = models.PositiveBigIntegerField()
    failed = models.PositiveBigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("deadline", "period_from", "period_to", "channel"),
                condition=models.Q(superseded_by=None),
                name="delivery_never_counted_twice",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    sent__gte=models.F("in_time") + models.F("late") + models.F("failed")
                ),
                name="delivery_parts_within_sent",
            ),
        )

    def __str__(self) -> str:
        return f"{self.deadline} {self.channel} {self.period_from}"
