"""Authoritative sources, and what each version of each form asks, item by item."""

from django.db import models

from virage.exchange.rules.asking import GIVEN
from virage.lib import records
from virage.organisations.models import PublicBody
from virage.registers.models import batches
from virage.services.models import Service


class RecordBatch(batches.RecordBatch):
    """One act of recording facts on sources and forms."""


class BatchWarning(batches.BatchWarning):
    """A warning that came in with a line on sources and forms."""


class AuthoritativeSource(records.Recorded):
    """A body holds a concept from a day on (until a day), under a legal basis, by matching keys."""

    concept = models.CharField(max_length=80)
    organisation = models.ForeignKey(PublicBody, models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)
    legal_basis = models.CharField(max_length=300)
    keys = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("concept", "organisation", "since"),
                condition=models.Q(superseded_by=None),
                name="source_never_stated_twice",
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gt=models.F("since")),
                name="source_half_open",
            ),
        )

    def __str__(self) -> str:
        return f"{self.concept} {self.organisation}"


class FormVersion(records.Recorded):
    """A version of a form of a service, in force from a day on (until a day): how many items it asks."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    form = models.CharField(max_length=80)
    version = models.CharField(max_length=40)
    since = models.DateField()
    until = models.DateField(null=True)
    items = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("service", "form", "version"),
                condition=models.Q(superseded_by=None),
                name="form_version_never_stated_twice",
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gt=models.F("since")),
                name="form_version_half_open",
            ),
        )

    def __str__(self) -> str:
        return f"{self.form} {self.version}"


class FormsListed(records.Recorded):
    """Someone says, as of a day, whether every form of a service stands in the register."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    as_of = models.DateField()
    complete = models.BooleanField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("service", "as_of"),
                condition=models.Q(superseded_by=None),
                name="forms_listed_never_said_twice",
            ),
        )

    def __str__(self) -> str:
        return f"{self.service_id} {self.as_of}"


class FormItem(records.Recorded):
    """One item that a form version asks: its concept if it is one, and how it is given."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    form = models.CharField(max_length=80)
    version = models.CharField(max_length=40)
    item = models.CharField(max_length=120)
    examined = models.BooleanField()
    concept = models.CharField(max_length=80, blank=True)
    given = models.CharField(max_length=9, blank=True, choices=[(one, one) for one in GIVEN])
    obstacle = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("service", "form", "version", "item"),
                condition=models.Q(superseded_by=None),
                name="form_item_never_stated_twice",
            ),
        )

    def __str__(self) -> str:
        return self.item
