"""What staff say of their workplace and ways of working."""

from django.db import models

from virage.lib import records
from virage.organisations.models import PublicBody
from virage.plans.rules.workplaces import ASKED_BY


class Workplace(records.Recorded):
    """What the people of an administrative unit say of their workplace and ways of working.

    `headcount`, `yes` and `no` count people; those who did not answer are the rest.
    """

    unit = models.CharField(max_length=80)
    organisation = models.ForeignKey(PublicBody, models.PROTECT, related_name="+")
    name_fr = models.CharField(max_length=500)
    name_en = models.CharField(max_length=500)
    counted_on = models.DateField()
    headcount = models.PositiveIntegerField()
    yes = models.PositiveIntegerField()
    no = models.PositiveIntegerField()
    asked_by = models.CharField(max_length=7, choices=[(one, one) for one in ASKED_BY])
    survey = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "counted_on"),
                condition=models.Q(superseded_by=None),
                name="workplace_never_counted_twice",
            ),
            models.CheckConstraint(
                condition=models.Q(headcount__gte=models.F("yes") + models.F("no")),
                name="workplace_answers_within_headcount",
            ),
        )

    def __str__(self) -> str:
        return self.name_fr
