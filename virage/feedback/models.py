"""The days on which opinions could be given, how many came, and the changes that cite them."""

from django.db import models

from virage.feedback.rules.evolving import KINDS, LOGS, STATES
from virage.lib import records
from virage.registers.models import batches
from virage.services.models import Service


class RecordBatch(batches.RecordBatch):
    """One act of recording facts on opinions and changes."""


class BatchWarning(batches.BatchWarning):
    """A warning that came in with a line on opinions and changes."""


class ChannelState(records.Recorded):
    """Whether the opinion channel of a service was open from a day on, until the next statement."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    since = models.DateField()
    state = models.CharField(max_length=6, choices=[(one, one) for one in STATES])

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("service", "since"),
                condition=models.Q(superseded_by=None),
                name="channel_never_stated_twice",
            ),
        )

    def __str__(self) -> str:
        return f"{self.service} {self.since}"


class OpinionCount(records.Recorded):
    """How many opinions came over half-open days, and whether the log of changes is complete."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    period_from = models.DateField()
    period_to = models.DateField()
    opinions = models.PositiveBigIntegerField()
    log = models.CharField(max_length=8, choices=[(one, one) for one in LOGS])

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("service", "period_from", "period_to"),
                condition=models.Q(superseded_by=None),
                name="opinions_never_counted_twice",
            ),
            models.CheckConstraint(
                condition=models.Q(period_to__gt=models.F("period_from")),
                name="opinions_half_open",
            ),
        )

    def __str__(self) -> str:
        return f"{self.service} {self.period_from}"


class PublishedChange(records.Recorded):
    """A change published on a day, and the opinions that it cites: of which days, and how many."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    change = models.CharField(max_length=80)
    published_on = models.DateField()
    kind = models.CharField(max_length=7, choices=[(one, one) for one in KINDS])
    cited_from = models.DateField()
    cited_to = models.DateField()
    cited = models.PositiveIntegerField()
    summary = models.CharField(max_length=500)
    page = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("service", "change"),
                condition=models.Q(superseded_by=None),
                name="change_never_published_twice",
            ),
            models.CheckConstraint(
                condition=models.Q(cited_to__gt=models.F("cited_from")), name="cited_half_open"
            ),
        )

    def __str__(self) -> str:
        return self.change
