"""Services and everything dated and recorded about them."""

import uuid
from typing import Any

from django.db import models

from virage.lib import records
from virage.organisations.models import PublicBody
from virage.registers.models import batches
from virage.services.rules.volumes import CHANNELS, POINT_ANSWERS, POINTS, STATUSES, SUMMED


class RecordBatch(batches.RecordBatch):
    """One act of recording facts on services: a hand-in, or a single act of an officer."""

    creates_bodies = models.BooleanField(
        default=False, help_text="Whether bodies were staged with it, to be made visible with it."
    )
    replaces_parts = models.BooleanField(
        default=False, help_text="Whether shorter periods were staged in place of a longer one."
    )


class BatchWarning(batches.BatchWarning):
    """A warning that came in with a line on services."""


class Service(models.Model):
    """A public service: nothing but its identity; all that can change is dated and recorded."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class ServiceDescription(records.Recorded):
    """The name and the owner of a service from a day on, until the next description."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    valid_from = models.DateField()
    name_fr = models.CharField(max_length=500)
    name_en = models.CharField(max_length=500)
    organisation = models.ForeignKey(PublicBody, models.PROTECT, related_name="+")

    class Meta:
        indexes = (models.Index(fields=("service", "valid_from"), name="description_as_of"),)

    def __str__(self) -> str:
        return self.name_fr


class ServiceOffer(records.Recorded):
    """From a day on: the channels offered (null: not said), and whether one can file on line."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    valid_from = models.DateField()
    channels = models.JSONField(null=True, blank=True)
    request_online = models.CharField(
        max_length=3, blank=True, choices=[("yes", "yes"), ("no", "no")]
    )

    def __str__(self) -> str:
        return f"{self.service} {self.valid_from}"


class ServiceLife(records.Recorded):
    """When a service opened and closed, why, and in which role someone said so."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return f"{self.service} {self.opened_on}–{self.closed_on}"


class ServiceSuccession(records.Recorded):
    """`service` took over from `predecessor` on a day (a split or a merger)."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    predecessor = models.ForeignKey(Service, models.PROTECT, related_name="+")
    on = models.DateField()

    def __str__(self) -> str:
        return f"{self.service} < {self.predecessor}"


class DaysBetween(models.Func):
    """Whole days from the second date to the first, computed by the database itself."""

    arity = 2
    output_field = models.PositiveIntegerField()
    template = "(%(expressions)s)"
    arg_joiner = " - "

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, Any]:
        """Dates are text there: through day numbers."""
        template = "CAST(julianday(%(expressions)s) AS integer)"
        return super().as_sql(
            compiler, connection, template=template, arg_joiner=") - julianday(", **more
        )


class Volume(records.Recorded):
    """How many requests came by one channel in one half-open period, or why that is not known."""

    batch = models.ForeignKey(RecordBatch, models.PROTECT, related_name="+", db_index=False)
    superseded_by = models.ForeignKey(
        RecordBatch, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    service = models.ForeignKey(Service, models.PROTECT, related_name="+", db_index=False)
    period_from = models.DateField()
    period_to = models.DateField()
    days = models.GeneratedField(
        expression=DaysBetween("period_to", "period_from"),
        output_field=models.PositiveIntegerField(),
        db_persist=True,
        help_text="Length of the period: a hole shows as a sum that falls short.",
    )
    channel = models.CharField(max_length=10, choices=[(one, one) for one in CHANNELS])
    status = models.CharField(max_length=14, choices=[(one, one) for one in STATUSES])
    volume = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes = (
            # Holds all that the facts of a period need, in the order in which they are grouped, so
            # that measuring reads the index alone and sorts nothing.
            models.Index(
                fields=(
                    "service",
                    "channel",
                    "period_from",
                    "period_to",
                    "days",
                    "status",
                    "volume",
                    "batch",
                    "line",
                    "superseded_by",
                ),
                name="volume_facts",
            ),
            models.Index(fields=("period_from", "period_to"), name="volume_period"),
            models.Index(fields=("batch", "line"), name="volume_line"),
            models.Index(
                fields=("superseded_by",),
                condition=models.Q(superseded_by__isnull=False),
                name="volume_replaced",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(period_to__gt=models.F("period_from")), name="volume_half_open"
            ),
            models.CheckConstraint(
                condition=models.Q(status="provided", volume__isnull=False)
                | (~models.Q(status="provided") & models.Q(volume=None)),
                name="volume_number_if_provided",
            ),
            models.UniqueConstraint(
                fields=("service", "channel", "period_from"),
                condition=models.Q(superseded_by=None),
                name="volume_never_counted_twice",
            ),
        )

    def __str__(self) -> str:
        return f"{self.service} {self.channel} {self.period_from}"


class DailyUse(records.Recorded):
    """What the requests of one day by one channel were: counted from the transactions of a service.

    Of the items that the form asked for, how many came already filled: the steps saved. A sum is null
    where one request did not say; a day without a request has a line only where it replaces another.
    """

    batch = models.ForeignKey(RecordBatch, models.PROTECT, related_name="+", db_index=False)
    superseded_by = models.ForeignKey(
        RecordBatch, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    service = models.ForeignKey(Service, models.PROTECT, related_name="+", db_index=False)
    channel = models.CharField(max_length=10, choices=[(one, one) for one in SUMMED])
    day = models.DateField()
    requests = models.PositiveBigIntegerField()
    completed = models.PositiveBigIntegerField()
    asked = models.PositiveBigIntegerField(null=True)
    prefilled = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("day", "service"), name="use_day"),
            models.Index(fields=("batch", "line"), name="use_line"),
            models.Index(
                fields=("superseded_by",),
                condition=models.Q(superseded_by__isnull=False),
                name="use_replaced",
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("service", "channel", "day"),
                condition=models.Q(superseded_by=None),
                name="use_never_counted_twice",
            ),
            models.CheckConstraint(
                condition=models.Q(completed__lte=models.F("requests")), name="use_completed_part"
            ),
            models.CheckConstraint(
                condition=models.Q(prefilled=None)
                | models.Q(asked=None)
                | models.Q(prefilled__lte=models.F("asked")),
                name="use_prefilled_part",
            ),
        )

    def __str__(self) -> str:
        return f"{self.service} {self.channel} {self.day}"


class PointObservation(records.Recorded):
    """Whether one interaction point of a service was on line, as observed on a day."""

    batch = models.ForeignKey(RecordBatch, models.PROTECT, related_name="+", db_index=False)
    superseded_by = models.ForeignKey(
        RecordBatch, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    service = models.ForeignKey(Service, models.PROTECT, related_name="+", db_index=False)
    observed_on = models.DateField()
    point = models.CharField(max_length=16, choices=[(one, one) for one in POINTS])
    answer = models.CharField(max_length=14, choices=[(one, one) for one in POINT_ANSWERS])

    class Meta:
        indexes = (
            models.Index(fields=("service", "point", "observed_on"), name="point_key"),
            models.Index(fields=("observed_on",), name="point_day"),
            models.Index(fields=("batch", "line"), name="point_line"),
            models.Index(
                fields=("superseded_by",),
                condition=models.Q(superseded_by__isnull=False),
                name="point_replaced",
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("service", "point", "observed_on"),
                condition=models.Q(superseded_by=None),
                name="point_never_counted_twice",
            ),
        )

    def __str__(self) -> str:
        return f"{self.service} {self.point} {self.observed_on}"
