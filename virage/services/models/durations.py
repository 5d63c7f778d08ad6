"""How long a request takes whoever makes it, by channel, as somebody measured it; never an assumed number."""

from django.db import models

from virage.lib import records
from virage.services.models.register import Service
from virage.services.rules.value import METHODS
from virage.services.rules.volumes import SUMMED


class MeasuredDuration(records.Recorded):
    """The median time and the steps of a request by one channel, over half-open days, and how it was measured.

    Minutes and steps are those of the person who asks. `sample` is how many requests were measured.
    """

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    channel = models.CharField(max_length=7, choices=[(one, one) for one in SUMMED])
    observed_from = models.DateField()
    observed_to = models.DateField()
    median_minutes = models.PositiveIntegerField()
    steps = models.PositiveIntegerField(null=True)
    method = models.CharField(max_length=6, choices=[(one, one) for one in METHODS])
    sample = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("service", "channel", "observed_from", "observed_to"),
                condition=models.Q(superseded_by=None),
                name="duration_never_stated_twice",
            ),
            models.CheckConstraint(
                condition=models.Q(observed_to__gt=models.F("observed_from")),
                name="duration_half_open",
            ),
        )

    def __str__(self) -> str:
        return f"{self.service} {self.channel} {self.observed_from}"
