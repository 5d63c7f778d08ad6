"""The inventory of each body, where its datasets are published, and what our probes found there."""

from django.db import models

from virage.lib import records
from virage.opendata.rules.publishing import FORMATS, HIGHEST_SCORE, LICENCES
from virage.organisations.models import PublicBody
from virage.registers.models import batches
from virage.registers.rules.closing import CLOSINGS


class RecordBatch(batches.RecordBatch):
    """One act of recording facts on datasets: a hand-in, or a run of probes."""


class BatchWarning(batches.BatchWarning):
    """A warning that came in with a line on datasets."""


class InventoriedDataset(records.Recorded):
    """A dataset that a body holds since a day (until a day), in a series, with its scores."""

    dataset = models.CharField(max_length=80)
    organisation = models.ForeignKey(PublicBody, models.PROTECT, related_name="+")
    series = models.CharField(max_length=80)
    name_fr = models.CharField(max_length=500)
    name_en = models.CharField(max_length=500)
    demand = models.PositiveSmallIntegerField()
    value = models.PositiveSmallIntegerField()
    duty = models.PositiveSmallIntegerField()
    transparency = models.PositiveSmallIntegerField()
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
                fields=("dataset",),
                condition=models.Q(superseded_by=None),
                name="dataset_never_listed_twice",
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gt=models.F("since")),
                name="dataset_half_open",
            ),
            models.CheckConstraint(
                condition=models.Q(until=None, closing="")
                | (models.Q(until__isnull=False) & ~models.Q(closing="")),
                name="dataset_closed_for_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    demand__lte=HIGHEST_SCORE,
                    value__lte=HIGHEST_SCORE,
                    duty__lte=HIGHEST_SCORE,
                    transparency__lte=HIGHEST_SCORE,
                ),
                name="dataset_scores_in_range",
            ),
        )

    def __str__(self) -> str:
        return self.name_fr


class Publication(records.Recorded):
    """Where a dataset is published since a day (until a day), under which licence, in which format."""

    dataset = models.CharField(max_length=80)
    url = models.CharField(max_length=500)
    since = models.DateField()
    until = models.DateField(null=True)
    licence = models.CharField(max_length=16, choices=[(one, one) for one in LICENCES])
    format = models.CharField(max_length=10, choices=[(one, one) for one in FORMATS])
    refresh_days = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("dataset", "url"),
                condition=models.Q(superseded_by=None),
                name="publication_never_stated_twice",
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gt=models.F("since")),
                name="publication_half_open",
            ),
        )

    def __str__(self) -> str:
        return self.url


class ProbeResult(records.Recorded):
    """What answered at an address on a day: nothing, or a status and the day of its last change."""

    url = models.CharField(max_length=500)
    probed_on = models.DateField()
    reachable = models.BooleanField()
    status = models.PositiveSmallIntegerField(null=True)
    modified_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("url", "probed_on"),
                condition=models.Q(superseded_by=None),
                name="probe_never_noted_twice",
            ),
        )

    def __str__(self) -> str:
        return f"{self.url} {self.probed_on}"
