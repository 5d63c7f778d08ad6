"""The strategy as data: what was promised, how much, by when; dated and recorded like any fact.

A threshold that changes is stated again: the old statement stays readable to whoever asks what was
known before, so that an edition can be verified against the target that it was judged by.
"""

from django.db import models

from virage.lib import records


class RecordBatch(records.RecordBatch):
    """One act of stating a strategy or its targets."""

    def __str__(self) -> str:
        return f"{self.source} ({self.sequence if self.sequence is not None else '…'})"


class Strategy(records.Recorded):
    """A strategy in force from a day. A period before the first one is measured by the first one."""

    code = models.SlugField(max_length=60)
    valid_from = models.DateField()
    fr = models.CharField(max_length=200)
    en = models.CharField(max_length=200)

    class Meta:
        verbose_name_plural = "strategies"

    def __str__(self) -> str:
        return self.code


class Ambition(records.Recorded):
    """A numbered ambition of a strategy, under which its targets stand."""

    strategy = models.SlugField(max_length=60)
    number = models.CharField(max_length=8)
    fr = models.CharField(max_length=200)
    en = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.strategy} {self.number}"


class Target(records.Recorded):
    """A numbered promise: a share of units (or of people) to reach by a day.

    `indicator` is the code of the question that measures it, "" while none does.
    """

    strategy = models.SlugField(max_length=60)
    ambition = models.CharField(max_length=8)
    number = models.CharField(max_length=8)
    fr = models.CharField(max_length=300)
    en = models.CharField(max_length=300)
    numerator = models.PositiveIntegerField()
    denominator = models.PositiveIntegerField()
    sense = models.CharField(
        max_length=8, choices=[("at_least", "at_least"), ("at_most", "at_most")], default="at_least"
    )
    basis = models.CharField(
        max_length=6, choices=[("units", "units"), ("people", "people")], default="units"
    )
    due_on = models.DateField(help_text="The last day to reach it.")
    indicator = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(denominator__gt=0)
                & models.Q(numerator__lte=models.F("denominator")),
                name="target_between_0_and_1",
            ),
            models.UniqueConstraint(
                fields=("batch", "strategy", "number"), name="target_once_in_a_batch"
            ),
        )

    def __str__(self) -> str:
        return f"{self.strategy} {self.number}"
