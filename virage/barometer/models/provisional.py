"""The provisional daily series: a few integers per question and day, which nobody replaces."""

from django.db import models

from virage.barometer.rules.provisional import Tally
from virage.contracts.indicators import Period
from virage.lib.append_only import declare_append_only


class ProvisionalFigure(models.Model):
    """What a question counted on a day, of its period, as known at a line of the journal.

    Not sealed, and part of no edition. Whoever has the records makes it again by measuring the period
    with that definition as known at that line.
    """

    day = models.DateField()
    code = models.CharField(max_length=80)
    target = models.CharField(max_length=8, blank=True)
    version = models.PositiveIntegerField()
    period_from = models.DateField()
    period_to = models.DateField()
    known_at = models.PositiveBigIntegerField()
    yes = models.PositiveIntegerField()
    no = models.PositiveIntegerField()
    unknown = models.PositiveIntegerField()
    not_applicable = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("day", "code"), name="provisional_once_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.day} {self.code}"

    @property
    def period(self) -> Period:
        """The half-open days measured."""
        return Period(self.period_from, self.period_to)

    @property
    def tally(self) -> Tally:
        """Its counts."""
        return Tally(self.yes, self.no, self.unknown, self.not_applicable)


declare_append_only("barometer_provisionalfigure", "id")
