"""What a version deposited here says, which never changes; drafts of the next one; reviews opened."""

import uuid

from django.db import models

from virage.identity.models import Person
from virage.lib import records
from virage.lib.append_only import declare_append_only
from virage.organisations.models import PublicBody
from virage.plans.rules.form import SECTIONS


class PlanDocument(records.Recorded):
    """The whole content of a deposited version, with its digest; the database refuses any change.

    The dates of the version itself are those of `PlanVersion`, recorded in the same act.
    """

    organisation = models.ForeignKey(PublicBody, models.PROTECT, related_name="+")
    version = models.CharField(max_length=40)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    role = models.CharField(max_length=20, help_text="In which role it was deposited.")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "version"), name="plan_document_deposited_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation} {self.version}"


declare_append_only("plans_plandocument", "id")


class ReviewOpening(records.Recorded):
    """The Secretariat began to review a version on a day; this alone decides nothing."""

    organisation = models.ForeignKey(PublicBody, models.PROTECT, related_name="+")
    version = models.CharField(max_length=40)
    opened_on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "version"),
                condition=models.Q(superseded_by=None),
                name="plan_review_opened_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation} {self.version} {self.opened_on}"


class PlanDraft(models.Model):
    """The next version of a body's plan, which its officers write together; nobody else sees it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.OneToOneField(PublicBody, models.PROTECT, related_name="+")
    follows = models.CharField(max_length=40, blank=True, help_text="The version it began from.")
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.organisation} …"


class PlanDraftRow(models.Model):
    """One row of a part of a draft: what was typed, however wrong; who typed it last, and how many times
    it was kept, so that of two who type at once the second is told."""

    draft = models.ForeignKey(PlanDraft, models.CASCADE, related_name="rows")
    section = models.CharField(max_length=20, choices=[(one.code, one.code) for one in SECTIONS])
    number = models.PositiveIntegerField()
    cells = models.JSONField()
    revision = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(
                fields=("draft", "section", "number"), name="plan_draft_row_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.section} {self.number}"
