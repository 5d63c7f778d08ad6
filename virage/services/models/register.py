"""Services, and everything dated that the register says of them."""

import uuid

from django.db import models

from virage.lib import records
from virage.organisations.models import PublicBody
from virage.registers.models import batches


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
