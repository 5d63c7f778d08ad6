"""What was handed in: one row for each file, with its report and how far its acceptance is."""

import uuid

from django.db import models

from virage.identity.models import Person
from virage.organisations.models import PublicBody

RECEIVED, CHECKED, REFUSED = "received", "checked", "refused"
ACCEPTING, ACCEPTED, WITHDRAWN = "accepting", "accepted", "withdrawn"
STATES = (RECEIVED, CHECKED, REFUSED, ACCEPTING, ACCEPTED, WITHDRAWN)
WAYS = ("page", "api", "command")


class HandIn(models.Model):
    """One file of one kind, handed in for a body (null: for several, by the Secretariat)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=80)
    body = models.ForeignKey(PublicBody, models.PROTECT, null=True, blank=True, related_name="+")
    filename = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    via = models.CharField(max_length=8, choices=[(one, one) for one in WAYS])
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10, choices=[(one, one) for one in STATES], default=RECEIVED
    )

    checked_at = models.DateTimeField(null=True, blank=True)
    known_at = models.PositiveBigIntegerField(
        null=True,
        help_text="Record sequence at the check: if the journal moved since, check again.",
    )
    rows = models.PositiveIntegerField(default=0)
    bodies = models.JSONField(default=list, help_text="Codes of the bodies that the rows concern.")
    report = models.JSONField(default=dict)
    preview = models.JSONField(default=dict)
    warned = models.JSONField(default=dict, help_text="Lines of every warning, by code.")
    parameters = models.JSONField(default=dict, help_text="What the check tells the acceptance.")

    create_new = models.BooleanField(default=False)
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    batch = models.CharField(max_length=60, blank=True)
    staged = models.PositiveIntegerField(default=0, help_text="Rows already recorded, unseen.")
    progress_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    sequence = models.PositiveBigIntegerField(null=True, blank=True)
    withheld = models.BooleanField(default=False, help_text="The bytes were destroyed on purpose.")

    class Meta:
        ordering = ("-received_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("kind",), condition=models.Q(state=ACCEPTING), name="one_acceptance_a_kind"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ACCEPTED)
                | models.Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="accepted_by_someone",
            ),
        )
        indexes = (models.Index(fields=("body", "-received_at"), name="handin_of_body"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.filename}"

    @property
    def reference(self) -> str:
        """How batches and the journal name this hand-in."""
        return f"intake.hand-in:{self.public_id}"
