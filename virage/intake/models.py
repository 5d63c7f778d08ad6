"""What was handed in: one row for each file, with its report and how far its acceptance is; and drafts
of registers that are edited row by row until they are handed in."""

import uuid

from django.db import models

from virage.identity.models import Person
from virage.lib.append_only import declare_append_only
from virage.organisations.models import PublicBody

RECEIVED, CHECKED, REFUSED = "received", "checked", "refused"
ACCEPTING, ACCEPTED, WITHDRAWN = "accepting", "accepted", "withdrawn"
STATES = (RECEIVED, CHECKED, REFUSED, ACCEPTING, ACCEPTED, WITHDRAWN)
WAYS = ("page", "api", "command")
FILE, UNCHANGED, DRAFT = "file", "unchanged", "draft"
ORIGINS = (FILE, UNCHANGED, DRAFT)


class Draw(models.Model):
    """Units drawn at random out of a register, of one body or of several drawn first (null).

    Those of several bodies are for the days of a period; `again` is why another is made for days already
    drawn for.

    `source` names the public value that will draw, and `day` when it comes out; "" when the journal's own
    line does. The list drawn from is frozen with its digest when it is announced. Nothing changes once it
    is drawn (`value`) or given up (`why`).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=80)
    body = models.ForeignKey(PublicBody, models.PROTECT, null=True, blank=True, related_name="+")
    size = models.PositiveIntegerField(help_text="Units to draw in each body.")
    clusters = models.PositiveIntegerField(null=True, help_text="How many times to draw a body.")
    frame = models.JSONField(help_text="Codes drawn from, by body.")
    frame_sha256 = models.CharField(max_length=64)
    period_from = models.DateField(null=True, help_text="First day that several bodies tell of.")
    period_to = models.DateField(null=True, help_text="Day after the last one.")
    again = models.CharField(
        max_length=300, blank=True, help_text="Why these days are drawn again."
    )
    source = models.CharField(max_length=300, blank=True)
    day = models.DateField(null=True)
    announced_at = models.DateTimeField()
    announced_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    announced_as = models.CharField(max_length=20)
    value = models.CharField(max_length=300, blank=True)
    drawn = models.JSONField(default=dict, help_text="Codes drawn, by body, in order.")
    drawn_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=300, blank=True)
    given_up_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-announced_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "body"),
                condition=models.Q(value="", why="", body__isnull=False),
                name="one_open_draw_of_a_body",
            ),
            models.UniqueConstraint(
                fields=("kind",),
                condition=models.Q(value="", why="", body=None),
                name="one_open_draw_of_several",
            ),
            models.CheckConstraint(
                condition=models.Q(value="") | models.Q(why=""), name="draw_made_or_given_up"
            ),
            models.CheckConstraint(
                condition=models.Q(source="", day=None)
                | (~models.Q(source="") & models.Q(day__isnull=False)),
                name="draw_value_named_with_its_day",
            ),
            models.CheckConstraint(
                condition=models.Q(period_from=None, period_to=None)
                | models.Q(body=None, period_from__lt=models.F("period_to")),
                name="draw_of_several_for_days",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    @property
    def reference(self) -> str:
        """How the journal names it."""
        return f"intake.draw:{self.public_id}"


declare_append_only("intake_draw", "id", "OLD.value <> '' OR OLD.why <> ''")


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
    draw = models.ForeignKey(
        Draw,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The random draw whose units it tells.",
    )
    received_as = models.CharField(
        max_length=20, blank=True, help_text="Role in which it was handed in."
    )
    origin = models.CharField(
        max_length=10,
        choices=[(one, one) for one in ORIGINS],
        default=FILE,
        help_text="A file of theirs, the last values confirmed, or a draft edited on the page.",
    )
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
    days_from = models.DateField(null=True, blank=True, help_text="First day that it speaks of.")
    days_to = models.DateField(null=True, blank=True, help_text="Day after the last one.")
    report = models.JSONField(default=dict)
    preview = models.JSONField(default=dict)
    warned = models.JSONField(default=dict, help_text="Lines of every warning, by code.")
    parameters = models.JSONField(default=dict, help_text="What the check tells the acceptance.")

    create_new = models.BooleanField(default=False)
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    batch = models.CharField(max_length=60, blank=True)
    staged = models.PositiveIntegerField(default=0, help_text="Rows already recorded, unseen.")
    progress_at = models.DateTimeField(null=True, blank=True)
    progress = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Per cent counted of a file too large to be read at once."
    )
    to_stage = models.PositiveIntegerField(
        null=True, blank=True, help_text="Rows to record, where they are not the lines of the file."
    )
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
            models.CheckConstraint(
                condition=models.Q(days_from=None, days_to=None)
                | models.Q(days_from__lt=models.F("days_to")),
                name="days_in_order",
            ),
        )
        indexes = (models.Index(fields=("body", "-received_at"), name="handin_of_body"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.filename}"

    @property
    def reference(self) -> str:
        """How batches and the journal name this hand-in."""
        return f"intake.hand-in:{self.public_id}"


class Draft(models.Model):
    """A register that one person edits row by row; handed in as a file when they are done."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=80)
    body = models.ForeignKey(PublicBody, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    hand_in = models.ForeignKey(
        HandIn,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="The last file made from it.",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("kind", "body", "owner"), name="one_draft_each"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"


class DraftRow(models.Model):
    """A row of a draft: its cells by column, and what they were when the draft was opened."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    cells = models.JSONField()
    before = models.JSONField(null=True, help_text="Null for a row that was added.")
    left_out = models.BooleanField(default=False)
    line = models.PositiveIntegerField(null=True, help_text="Its line in the last file made.")

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("draft", "position"), name="draft_row_position"),
        )

    def __str__(self) -> str:
        return f"{self.draft_id}/{self.position}"
