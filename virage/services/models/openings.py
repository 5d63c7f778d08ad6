"""How services came to be: when they were built and launched, and what citizens took part in."""

from django.db import models

from virage.lib import records
from virage.services.models.register import Service
from virage.services.rules.designed import COMPLETENESS, KINDS


class Opening(records.Recorded):
    """The launch of a service, the day its building began, and whether all activities are listed."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    built_from = models.DateField(null=True)
    launched_on = models.DateField()
    activities = models.CharField(
        max_length=8, choices=[(one, one) for one in COMPLETENESS], help_text="Are all listed?"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("service",),
                condition=models.Q(superseded_by=None),
                name="opening_never_stated_twice",
            ),
        )

    def __str__(self) -> str:
        return f"{self.service} {self.launched_on}"


class Activity(records.Recorded):
    """An activity with citizens: its day, its method, how many took part, what it changed.

    `people` counts people from outside the administration.
    """

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    activity = models.CharField(max_length=80)
    kind = models.CharField(max_length=6, choices=[(one, one) for one in KINDS])
    held_on = models.DateField()
    method = models.CharField(max_length=120)
    people = models.PositiveIntegerField(null=True)
    changed = models.CharField(max_length=500, blank=True)
    record = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("service", "activity"),
                condition=models.Q(superseded_by=None),
                name="activity_never_stated_twice",
            ),
        )

    def __str__(self) -> str:
        return self.activity
