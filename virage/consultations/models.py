"""Consultations as bodies list them, and what each means let people do, from which day on."""

from django.db import models

from virage.consultations.rules.means import MEANS, USES
from virage.lib import records
from virage.organisations.models import PublicBody
from virage.registers.models import batches


class RecordBatch(batches.RecordBatch):
    """One act of recording facts on consultations."""


class BatchWarning(batches.BatchWarning):
    """A warning that came in with a line on consultations."""


class ListedConsultation(records.Recorded):
    """A public consultation: who holds it, its window (half-open days), who took part, its page."""

    consultation = models.CharField(max_length=80)
    organisation = models.ForeignKey(PublicBody, models.PROTECT, related_name="+")
    name_fr = models.CharField(max_length=500)
    name_en = models.CharField(max_length=500)
    window_from = models.DateField(null=True)
    window_to = models.DateField(null=True)
    participants = models.PositiveBigIntegerField(null=True)
    page = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = (models.Index(fields=("window_to",), name="consultation_window"),)
        constraints = (
            models.UniqueConstraint(
                fields=("consultation",),
                condition=models.Q(superseded_by=None),
                name="consultation_never_listed_twice",
            ),
            models.CheckConstraint(
                condition=models.Q(window_to=None)
                | models.Q(window_from=None)
                | models.Q(window_to__gt=models.F("window_from")),
                name="consultation_window_half_open",
            ),
        )

    def __str__(self) -> str:
        return self.name_fr


class MeansUse(records.Recorded):
    """What a means of a consultation lets people do from a day on, until the next statement."""

    consultation = models.CharField(max_length=80)
    means = models.CharField(max_length=10, choices=[(one, one) for one in MEANS])
    since = models.DateField()
    use = models.CharField(max_length=6, choices=[(one, one) for one in USES])

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("consultation", "means", "since"),
                condition=models.Q(superseded_by=None),
                name="means_never_stated_twice",
            ),
        )

    def __str__(self) -> str:
        return f"{self.consultation} {self.means} {self.since}"
