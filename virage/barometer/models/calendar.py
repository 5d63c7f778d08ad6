"""Editions announced ahead, their dates, who saw their draft early, and what bodies said of it.

Dates are stated, never changed: the last statement holds, and all of them are shown. Comments are kept
the same way. A draft is an `Edition` in the state "draft": its answers are written as an edition's are,
and it is never sealed.
"""

import uuid

from django.db import models

from virage.barometer.models.editions import Edition
from virage.barometer.rules.calendar import STATES, Dates
from virage.contracts.indicators import Period
from virage.contracts.text import Text
from virage.identity.models import Person
from virage.lib.append_only import declare_append_only


class PlannedEdition(models.Model):
    """An edition on the calendar. `slug` is its permanent address there, whatever becomes of it.

    `draft` and `edition` are set as soon as their cut is fixed, and so tell what to take up again.
    `problem` says why it could not come out, in both languages with a line end between.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    label = models.CharField(max_length=80)
    slug = models.SlugField(max_length=100, unique=True)
    period_from = models.DateField()
    period_to = models.DateField()
    state = models.CharField(
        max_length=10, choices=[(state, state) for state in STATES], default="announced"
    )
    announced_at = models.DateTimeField()
    announced_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    draft = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    why_fr = models.CharField(max_length=1000, blank=True, help_text="Why withdrawn; public.")
    why_en = models.CharField(max_length=1000, blank=True)
    problem = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(period_to__gt=models.F("period_from")), name="planned_half_open"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="withdrawn")
                | (models.Q(withdrawn_by__isnull=False) & ~models.Q(why_fr="")),
                name="planned_withdrawn_by_name",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="published") | models.Q(edition__isnull=False),
                name="planned_published_as",
            ),
            models.UniqueConstraint(
                fields=("label",),
                condition=~models.Q(state="withdrawn"),
                name="planned_label_once",
            ),
        )

    def __str__(self) -> str:
        return self.slug

    @property
    def period(self) -> Period:
        """The half-open days that it measures."""
        return Period(self.period_from, self.period_to)

    @property
    def why(self) -> Text:
        """Why it was withdrawn; the French stands in while there is no English."""
        return Text(self.why_fr, self.why_en or self.why_fr)

    @property
    def reference(self) -> str:
        """How the journal names it."""
        return f"barometer.planned:{self.public_id}"


class PlannedDates(models.Model):
    """The dates of an edition as stated on a day. The first statement announces; each later one says
    why. The last one holds."""

    planned = models.ForeignKey(PlannedEdition, models.PROTECT, related_name="+")
    draft_on = models.DateField()
    publish_on = models.DateField()
    reason_fr = models.CharField(max_length=1000, blank=True)
    reason_en = models.CharField(max_length=1000, blank=True)
    stated_at = models.DateTimeField()
    stated_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "planned dates"
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(publish_on__gt=models.F("draft_on")), name="dates_in_order"
            ),
        )

    def __str__(self) -> str:
        return f"{self.planned_id} {self.draft_on} {self.publish_on}"

    @property
    def dates(self) -> Dates:
        """The two days."""
        return Dates(self.draft_on, self.publish_on)

    @property
    def reason(self) -> Text:
        """Why they were stated again; empty for the announcement."""
        return Text(self.reason_fr, self.reason_en or self.reason_fr)


class EarlyLook(models.Model):
    """The first look of a person at a draft, under one role; `body` is "" for the whole government."""

    planned = models.ForeignKey(PlannedEdition, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role = models.CharField(max_length=30)
    body = models.CharField(max_length=60, blank=True)
    looked_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("planned", "person", "role", "body"), name="look_first_only"
            ),
        )

    def __str__(self) -> str:
        return f"{self.planned_id} {self.role} {self.body}"


class BodyComment(models.Model):
    """What a body says of a draft, of one question (`about`, an indicator's code) or of the whole ("").

    A comment changed is a comment left again, one taken back is left empty: the last one counts.
    """

    planned = models.ForeignKey(PlannedEdition, models.PROTECT, related_name="+")
    body = models.CharField(max_length=60)
    about = models.CharField(max_length=80, blank=True)
    # Characters as people count them are at most 500; one may be made of several code points.
    text = models.TextField(max_length=5000, blank=True)
    left_at = models.DateTimeField()
    left_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.planned_id} {self.body} {self.about}"


class DraftDifference(models.Model):
    """What one question counted in the draft and in the edition, and how many units answer otherwise.

    Made when the edition came out, from the answers of both; it can be made again from them. A side
    is {"version", "yes", "no", "unknown", "not_applicable"}, without counts where people are counted,
    and null where the question was not put.
    """

    planned = models.ForeignKey(PlannedEdition, models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=80)
    draft = models.JSONField(null=True)
    published = models.JSONField(null=True)
    changed = models.PositiveIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("planned", "code"), name="difference_once"),)

    def __str__(self) -> str:
        return f"{self.planned_id} {self.code}"


for _table in ("planneddates", "earlylook", "bodycomment", "draftdifference"):
    declare_append_only(f"barometer_{_table}", "id")
