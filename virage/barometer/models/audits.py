"""The audit of an edition: declared yes drawn by a public random value named beforehand, and opened.

It stands beside the edition and is no part of its seal. What was drawn is drawn, and what was found is
added to, never changed.
"""

import uuid

from django.db import models

from virage.barometer.models.editions import Edition, EditionAnswer
from virage.barometer.rules.sampling import OUTCOMES
from virage.identity.models import Person
from virage.lib.append_only import declare_append_only

IS_DRAWN = "OLD.value <> '' OR OLD.why <> ''"


class Audit(models.Model):
    """Announced by its public source and day; drawn once the value of that day is known; or given up.

    `value` is "" until it is drawn, `why` says why it was given up.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    source = models.CharField(max_length=300, help_text="Which public value will draw.")
    day = models.DateField(help_text="The day on which it comes out.")
    announced_at = models.DateTimeField()
    announced_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    value = models.CharField(max_length=500, blank=True)
    drawn_at = models.DateTimeField(null=True)
    drawn_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    frame = models.PositiveIntegerField(null=True, help_text="Declared yes drawn from.")
    why = models.CharField(max_length=500, blank=True)
    given_up_at = models.DateTimeField(null=True)
    given_up_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("announced_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("edition",), condition=models.Q(why=""), name="audit_once_an_edition"
            ),
            models.CheckConstraint(
                condition=models.Q(value="") | models.Q(why=""), name="audit_drawn_or_given_up"
            ),
        )

    def __str__(self) -> str:
        return f"{self.edition_id} {self.day}"

    @property
    def reference(self) -> str:
        """How the journal names it."""
        return f"barometer.audit:{self.public_id}"


class AuditItem(models.Model):
    """One answer that was drawn; `position` is its place in the draw, from 1."""

    audit = models.ForeignKey(Audit, models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveIntegerField()
    answer = models.ForeignKey(EditionAnswer, models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("audit", "position"), name="audit_position_once"),
            models.UniqueConstraint(fields=("audit", "answer"), name="audit_answer_once"),
        )

    def __str__(self) -> str:
        return f"{self.audit_id} {self.position}"


class AuditFinding(models.Model):
    """What an auditor found on opening the evidence of an answer. The last one of an item counts."""

    item = models.ForeignKey(AuditItem, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=[(one, one) for one in OUTCOMES])
    reason = models.CharField(max_length=500, help_text="Public.")
    found_at = models.DateTimeField()
    found_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.item_id} {self.outcome}"


declare_append_only("barometer_audit", "id", IS_DRAWN)
declare_append_only("barometer_audititem", "id")
declare_append_only("barometer_auditfinding", "id")
