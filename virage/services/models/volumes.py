"""How much services are used: requests by channel and by day, and which steps are on line."""

from typing import Any

from django.db import models

from virage.lib import records
from virage.services.models.register import RecordBatch, Service
from virage.services.rules.volumes import CHANNELS, POINT_ANSWERS, POINTS, STATUSES, SUMMED


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
