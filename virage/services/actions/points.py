"""Staging the answers at interaction points, as volumes are: new in, replaced marked, same left."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F

from virage.services.models import PointObservation, RecordBatch

AT_ONCE = 500


class PointRow(NamedTuple):
    """An answer to stage: its line, the key of its service, the day, the point, the answer."""

    line: int
    service: int
    observed_on: date
    point: str
    answer: str


def stage_points(*, batch: RecordBatch, rows: Sequence[PointRow]) -> int:
    """Stage a chunk; returns how many rows were added. Staged again, it adds none."""
    standing: dict[tuple[int, str, date], tuple[int, str, int | None]] = {}
    services = sorted({row.service for row in rows})
    days = sorted({row.observed_on for row in rows})
    points: Any = PointObservation.objects.all()
    for at in range(0, len(services), AT_ONCE):
        held = points.filter(
            service__in=services[at : at + AT_ONCE],
            superseded_by=None,
            observed_on__gte=days[0],
            observed_on__lte=days[-1],
        ).values_list("service_id", "point", "observed_on", "pk", "answer", "batch_id", "line")
        for service, point, day, pk, answer, of, line in held:
            own_line = line if of == batch.pk else None
            standing[service, point, day] = (pk, answer, own_line)
    replaced: list[int] = []
    new: dict[tuple[int, str, date], PointRow] = {}
    for row in rows:
        key = row.service, row.point, row.observed_on
        if key in standing:
            pk, answer, own_line = standing[key]
            if answer == row.answer or (own_line is not None and own_line > row.line):
                continue
            replaced.append(pk)
            del standing[key]
        new[key] = row
    for at in range(0, len(replaced), AT_ONCE):
        chunk = replaced[at : at + AT_ONCE]
        PointObservation.objects.filter(pk__in=chunk).update(superseded_by=batch)
    PointObservation.objects.bulk_create(
        [
            PointObservation(
                batch=batch,
                line=row.line,
                service_id=row.service,
                observed_on=row.observed_on,
                point=row.point,
                answer=row.answer,
            )
            for row in new.values()
        ],
        batch_size=1_000,
    )
    if new:
        RecordBatch.objects.filter(pk=batch.pk).update(rows=F("rows") + len(new))
    return len(new)
