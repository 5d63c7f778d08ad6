"""Records that keep two times: when a fact holds, and from which journal line it was known.

A row belongs to a batch. Rows are written in chunks under a batch that has no sequence yet, and no
query sees them; one short transaction then gives the batch its sequence (a journal line number) and
all its rows are known at once. A later batch marks the rows that it replaces; they stay readable to
whoever asks what was known before.
"""

import uuid
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Q

ORIGIN = 0
"""The sequence of what was known before the first journal line (reference data)."""


class RecordBatch(models.Model):
    """One act of recording. `sequence` is null while its rows are being written."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source = models.CharField(max_length=120, help_text="Reference of what brought it (kind:id).")
    sha256 = models.CharField(max_length=64, blank=True)
    rows = models.PositiveIntegerField(default=0)
    sequence = models.PositiveBigIntegerField(null=True, unique=True)

    class Meta:
        abstract = True


Row = TypeVar("Row", bound="Recorded")


class RecordedQuerySet(models.QuerySet[Row]):
    """Reads of recorded rows; everything that feeds a figure goes through `as_known_at`."""

    def as_known_at(self, sequence: int) -> Self:
        """The rows known when the journal stood at `sequence` (integer line number).

        Said by what was not known: a row always has a batch, and the batches that were unfinished or
        came later are few, or none, where those known are all the hand-ins of every body ever. Looking
        for the batch of each row among these took twice the time of all the rest.
        """
        batches: Any = self.model._meta.get_field("batch").related_model
        not_known = batches._default_manager.filter(
            Q(sequence=None) | Q(sequence__gt=sequence)
        ).values("pk")
        return self.exclude(batch__in=not_known).filter(
            Q(superseded_by=None) | Q(superseded_by__in=not_known)
        )

    def current(self) -> Self:
        """The rows known now: accepted, and not replaced by anything accepted."""
        return self.filter(batch__sequence__isnull=False).filter(
            Q(superseded_by=None) | Q(superseded_by__sequence=None)
        )


class Recorded(models.Model):
    """A bitemporal row: its batch and line, and the batch that replaced it, if any."""

    batch = models.ForeignKey("RecordBatch", models.PROTECT, related_name="+")
    line = models.PositiveIntegerField(
        null=True, help_text="Line of the file, from 1; null if none."
    )
    superseded_by = models.ForeignKey(
        "RecordBatch", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RecordedQuerySet.as_manager()

    class Meta:
        abstract = True


def known(model: type[Recorded], known_at: int | None) -> Any:
    """The rows of a recorded table known at a sequence (None: now)."""
    rows: Any = RecordedQuerySet(model)
    return rows.current() if known_at is None else rows.as_known_at(known_at)
