"""Administrative processes, to the public and internal: their steps, and the paper of their cases."""

from django.db import models

from virage.lib import records
from virage.organisations.models import PublicBody
from virage.registers.rules.closing import CLOSINGS
from virage.services.rules.paperless import AUDIENCES, MEDIA


class Process(records.Recorded):
    """A process that a body runs from a day on (until a day), and how many steps it has."""

    process = models.CharField(max_length=80)
    organisation = models.ForeignKey(PublicBody, models.PROTECT, related_name="+")
    name_fr = models.CharField(max_length=500)
    name_en = models.CharField(max_length=500)
    audience = models.CharField(max_length=8, choices=[(one, one) for one in AUDIENCES])
    since = models.DateField()
    until = models.DateField(null=True)
    closing = models.CharField(
        max_length=15,
        blank=True,
        choices=[(one, one) for one in CLOSINGS],
        help_text="Why it ended.",
    )
    steps = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("process",),
                condition=models.Q(superseded_by=None),
                name="process_never_listed_twice",
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gt=models.F("since")),
                name="process_half_open",
            ),
            models.CheckConstraint(
                condition=models.Q(until=None, closing="")
                | (models.Q(until__isnull=False) & ~models.Q(closing="")),
                name="process_closed_for_a_reason",
            ),
        )

    def __str__(self) -> str:
        return self.name_fr


class ProcessStep(records.Recorded):
    """The medium of one step of a process, as seen on a day; it holds until it is seen again."""

    process = models.CharField(max_length=80)
    step = models.CharField(max_length=120)
    seen_on = models.DateField()
    medium = models.CharField(max_length=14, choices=[(one, one) for one in MEDIA])

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("process", "step", "seen_on"),
                condition=models.Q(superseded_by=None),
                name="step_never_seen_twice",
            ),
        )

    def __str__(self) -> str:
        return f"{self.process} {self.step}"


class ProcessCases(records.Recorded):
    """Cases over half-open days, those that used any paper, and of these those by a citizen's choice."""

    process = models.CharField(max_length=80)
    period_from = models.DateField()
    period_to = models.DateField()
    cases = models.PositiveBigIntegerField()
    on_paper = models.PositiveBigIntegerField(null=True)
    by_choice = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("process", "period_from", "period_to"),
                condition=models.Q(superseded_by=None),
                name="cases_never_counted_twice",
            ),
            models.CheckConstraint(
                condition=models.Q(period_to__gt=models.F("period_from")), name="cases_half_open"
            ),
            models.CheckConstraint(
                condition=models.Q(on_paper=None, by_choice=0)
                | models.Q(on_paper__lte=models.F("cases"), by_choice__lte=models.F("on_paper")),
                name="cases_paper_within",
            ),
        )

    def __str__(self) -> str:
        return f"{self.process} {self.period_from}"
