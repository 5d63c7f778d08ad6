"""Services and everything dated and recorded about them."""

import uuid

from django.db import models

from virage.lib import records
from virage.organisations.models import PublicBody
from virage.services.rules.volumes import CHANNELS, POINT_ANSWERS, POINTS, STATUSES


class RecordBatch(records.RecordBatch):
    """One act of recording facts on services: a hand-in, or a single act of an officer."""

    received_on = models.DateField(null=True, help_text="Legal day of the hand-in, for public evidence.")
    body = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return f"{self.source} ({self.sequence or '…'})"


class BatchWarning(models.Model):
    """A warning that came in with a line and stays attached to the answers made from it."""

    batch = models.ForeignKey(RecordBatch, models.PROTECT, related_name="+")
    line = models.PositiveIntegerField(null=True)
    code = models.CharField(max_length=60)

    class Meta:
        indexes = (models.Index(fields=("batch", "line"), name="batchwarning_line"),)

    def __str__(self) -> str:
        return self.code


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
    request_online = models.CharField(max_length=3, blank=True, choices=[("yes", "yes"), ("no", "no")])

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


class Volume(records.Recorded):
    """How many requests came by one channel in one half-open period, or why that is not known."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+", db_index=False)
    period_from = models.DateField()
    period_to = models.DateField()
    channel = models.CharField(max_length=10, choices=[(one, one) for one in CHANNELS])
    status = models.CharField(max_length=14, choices=[(one, one) for one in STATUSES])
    volume = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("service", "channel", "period_from"), name="volume_key"),
            models.Index(fields=("period_from", "period_to"), name="volume_period"),
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
                fields=("batch", "service", "channel", "period_from", "period_to"),
                name="volume_once_in_a_batch",
            ),
        )

    def __str__(self) -> str:
        return f"{self.service} {self.channel} {self.period_from}"


class PointObservation(records.Recorded):
    """Whether one interaction point of a service was on line, as observed on a day."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+", db_index=False)
    observed_on = models.DateField()
    point = models.CharField(max_length=16, choices=[(one, one) for one in POINTS])
    answer = models.CharField(max_length=14, choices=[(one, one) for one in POINT_ANSWERS])

    class Meta:
        indexes = (
            models.Index(fields=("service", "point", "observed_on"), name="point_key"),
            models.Index(fields=("observed_on",), name="point_day"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("batch", "service", "point", "observed_on"), name="point_once_in_a_batch"
            ),
        )

    def __str__(self) -> str:
        return f"{self.service} {self.point} {self.observed_on}"
