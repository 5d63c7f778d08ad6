"""One act of recording a hand-in on services, and what finishing or abandoning one takes beside.

Bodies that a first hand-in creates become known with it; parts that replace a longer period must cover
it; services that only an abandoned hand-in named go with it.
"""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, Sum

from virage.organisations import actions as organisations
from virage.registers.actions import Recording
from virage.services.models import (
    Activity,
    BatchWarning,
    DailyUse,
    Opening,
    PointObservation,
    Process,
    ProcessCases,
    ProcessStep,
    RecordBatch,
    Service,
    ServiceDescription,
    ServiceLife,
    ServiceOffer,
    ServiceSuccession,
    Volume,
)

OF_SERVICES = (
    Volume,
    DailyUse,
    PointObservation,
    ServiceDescription,
    ServiceOffer,
    ServiceLife,
    ServiceSuccession,
    Opening,
    Activity,
)
OF_PROCESSES = (Process, ProcessStep, ProcessCases)
RECORDING = Recording("services", RecordBatch, BatchWarning, (*OF_SERVICES, *OF_PROCESSES))


class PartsMissing(RuntimeError):
    """Parts would replace a longer period that they do not cover; the hand-in must be checked again."""


def finish_batch(*, batch: RecordBatch, by: str, at: datetime) -> int:
    """Make all that was staged known; returns its sequence, the same when it was finished before.

    `by` is the actor's reference. Raises `PartsMissing` when a longer period would be half replaced.
    """
    return RECORDING.finish(
        batch=batch, by=by, at=at, before=_check_parts, after=_make_bodies_known
    )


def abandon_batch(*, batch: RecordBatch) -> None:
    """Forget a batch that was never finished, and the bodies and services that only it had named."""
    RECORDING.abandon(batch=batch, after=_forget_what_it_named)


def _make_bodies_known(batch: RecordBatch) -> None:
    if batch.creates_bodies and batch.sequence is not None:
        staged = organisations.begin_recording(source=batch.source)
        organisations.finish_recording(batch=staged, sequence=batch.sequence)


def _forget_what_it_named(batch: RecordBatch) -> None:
    if batch.creates_bodies:
        organisations.abandon_recording(batch=organisations.begin_recording(source=batch.source))
    of_service = Q(service=OuterRef("pk"))
    bare = Service.objects.all()
    for table in OF_SERVICES:
        bare = bare.filter(~Exists(table.objects.filter(of_service)))
    bare.delete()


def _check_parts(batch: RecordBatch) -> None:
    """Parts staged in place of a longer period must cover it: the check did, unless records moved."""
    if not batch.replaces_parts:
        return
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
