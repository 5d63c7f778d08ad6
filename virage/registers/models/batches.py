"""What the batches of hand-ins have alike, whichever package owns them."""

from django.db import models
from django.db.models.functions import Coalesce

from virage.lib import records


class RecordBatch(records.RecordBatch):
    """One act of recording facts of one package: a hand-in, or a single act of an officer.

    Only one batch of a package may be unfinished at a time: the rows that it replaces are marked while
    it is staged, and two at once could each replace the same row.
    """

    received_on = models.DateField(
        null=True, help_text="Legal day of the hand-in, for public evidence."
    )
    body = models.CharField(max_length=60, blank=True)

    class Meta:
        abstract = True
        constraints = (
            models.UniqueConstraint(
                Coalesce("sequence", 0),
                condition=models.Q(sequence=None),
                name="%(app_label)s_one_unfinished_batch",
            ),
        )

    @classmethod
    def proof(cls, public_id: object, line: int | None) -> str:
        """How an answer names the batch and the line that prove it; line 0 where there is none."""
        return f"{cls._meta.app_label}.batch:{public_id}#{line or 0}"

    @property
    def reference(self) -> str:
        """How answers and journal lines name this batch."""
        return f"{self._meta.app_label}.batch:{self.public_id}"

    def __str__(self) -> str:
        return f"{self.source} ({self.sequence or '…'})"


class BatchWarning(models.Model):
    """A warning that came in with a line and stays attached to the answers made from it."""

    batch = models.ForeignKey("RecordBatch", models.PROTECT, related_name="+")
    line = models.PositiveIntegerField(null=True)
    code = models.CharField(max_length=60)

    class Meta:
        abstract = True
        indexes = (models.Index(fields=("batch", "line"), name="%(app_label)s_warning_line"),)

    def __str__(self) -> str:
        return self.code
