"""One act of recording a hand-in: opened, filled chunk by chunk, then known all at once.

Nothing that is staged is visible to any query before `finish_batch` gives the batch its sequence, the
number of the journal line that accepts the hand-in. That transaction touches the batch and nothing
else, however many rows it makes known. A hand-in that changes nothing is accepted all the same: an
officer confirmed these figures, and the journal says so.
"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q, Sum

from virage.audit import actions as audit
from virage.organisations import actions as organisations
from virage.services.models import (
    BatchWarning,
    PointObservation,
    RecordBatch,
    Service,
    ServiceDescription,
    ServiceLife,
    ServiceOffer,
    ServiceSuccession,
    Volume,
)

RECORDED = (ServiceDescription, ServiceOffer, ServiceLife, ServiceSuccession)


class AnotherBatchUnfinished(RuntimeError):
    """Another hand-in on services is being accepted; this one must wait for its end."""

    def __init__(self, source: str) -> None:
        self.source = source
        super().__init__(
            f"{source} is being accepted: try again when it is done, or withdraw it if it never will."
        )


class AlreadyFinished(RuntimeError):
    """The batch has its sequence: what it records is known, and can only be replaced by another."""


class PartsMissing(RuntimeError):
    """Parts would replace a longer period that they do not cover; the hand-in must be checked again."""


def batch_of(public_id: str) -> RecordBatch:
    """The batch of a public id; raises `LookupError` when it was abandoned."""
    found = RecordBatch.objects.filter(public_id=UUID(public_id)).first()
    if found is None:
        raise LookupError(f"no batch {public_id} is open: begin the acceptance again")
    return found


def begin_batch(
    *,
    source: str,
    sha256: str = "",
    body: str = "",
    received_on: date | None = None,
    warnings: Iterable[tuple[int, str]] = (),
) -> RecordBatch:
    """The batch of that source if it was begun (even finished) before, or a new one.

    `source` is a reference ("intake.hand-in:…"), `body` a code or "" for several, `warnings` are
    (line, code). Raises `AnotherBatchUnfinished`.
    """
    try:
        with transaction.atomic():
            begun = RecordBatch.objects.filter(source=source).order_by("-pk").first()
            if begun is not None:
                return begun
            batch = RecordBatch.objects.create(
                source=source, sha256=sha256, body=body, received_on=received_on
            )
            BatchWarning.objects.bulk_create(
                (BatchWarning(batch=batch, line=line, code=code) for line, code in warnings),
                batch_size=5_000,
            )
            return batch
    except IntegrityError:
        other = RecordBatch.objects.filter(sequence=None).first()
        raise AnotherBatchUnfinished(other.source if other else source) from None


def finish_batch(*, batch: RecordBatch, by: str, at: datetime) -> int:
    """Make all that was staged known; returns its sequence, the same when it was finished before.

    `by` is the actor's reference. Raises `PartsMissing` when a longer period would be half replaced.
    """
    with transaction.atomic():
        batch = RecordBatch.objects.select_for_update().get(pk=batch.pk)
        if batch.sequence is not None:
            return batch.sequence
        if batch.replaces_parts:
            _check_parts(batch)
        bodies = (
            organisations.begin_recording(source=batch.source) if batch.creates_bodies else None
        )
        line = audit.record(
            by=by,
            at=at,
            entry="services:hand-in:accepted",
            subject=batch.source,
            body=batch.body,
            data={"batch": str(batch.public_id), "rows": batch.rows, "sha256": batch.sha256},
        )
        RecordBatch.objects.filter(pk=batch.pk).update(sequence=line.number)
        if bodies is not None:
            organisations.finish_recording(batch=bodies, sequence=line.number)
        return line.number


def _check_parts(batch: RecordBatch) -> None:
    """Parts staged in place of a longer period must cover it: the check did, unless records moved."""
    within = (
        Volume.objects.filter(
            batch=batch,
            superseded_by=None,
            service=OuterRef("service"),
            channel=OuterRef("channel"),
            period_from__gte=OuterRef("period_from"),
            period_to__lte=OuterRef("period_to"),
        )
        .order_by()
        .values("service")
        .annotate(covered=Sum("days"))
        .values("covered")
    )
    half = (
        Volume.objects.filter(superseded_by=batch)
        .exclude(batch=batch)
        .annotate(covered=within)
        .filter(covered__lt=F("days"))
        .select_related("service")
        .first()
    )
    if half is not None:
        raise PartsMissing(
            f"{half.service.code}, {half.channel}: the parts do not cover {half.period_from} to "
            f"{half.period_to}, which was accepted after this file was checked; check it again."
        )


def abandon_batch(*, batch: RecordBatch) -> None:
    """Forget a batch that was never finished, and the services that only it had named."""
    with transaction.atomic():
        batch = RecordBatch.objects.select_for_update().get(pk=batch.pk)
        if batch.sequence is not None:
            raise AlreadyFinished(f"batch {batch.public_id} was finished already")
        for model in (Volume, PointObservation):
            model.objects.filter(batch=batch).delete()
            model.objects.filter(superseded_by=batch).update(superseded_by=None)
        for stated in RECORDED:
            stated.objects.filter(batch=batch).delete()
        BatchWarning.objects.filter(batch=batch).delete()
        if batch.creates_bodies:
            organisations.abandon_recording(
                batch=organisations.begin_recording(source=batch.source)
            )
        of_service = Q(service=OuterRef("pk"))
        named = (Exists(model.objects.filter(of_service)) for model in (*RECORDED, Volume))
        bare = Service.objects.all()
        for one in (*named, Exists(PointObservation.objects.filter(of_service))):
            bare = bare.filter(~one)
        bare.delete()
        batch.delete()
