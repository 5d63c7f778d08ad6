"""Staging the use of services by day, as volumes are: new in, replaced marked, same left."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import F

from virage.services.models import DailyUse, RecordBatch

AT_ONCE = 500

INSERT = """
INSERT INTO services_dailyuse
  (batch_id, line, service_id, channel, day, requests, completed, asked, prefilled)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
"""

COPY = """
COPY services_dailyuse
  (batch_id, line, service_id, channel, day, requests, completed, asked, prefilled)
FROM STDIN
"""


class UseRow(NamedTuple):
    """The use of a day to stage: its first line, the key of its service, channel, day, and counts."""

    line: int
    service: int
    channel: str
    day: date
    requests: int
    completed: int
    asked: int | None
    prefilled: int | None


def stage_daily_use(*, batch: RecordBatch, rows: Sequence[UseRow]) -> int:
    """Stage a chunk; returns how many rows were added. Staged again, it adds none.

    A row of zeros goes in only where it replaces another: of a day without a request there is
    otherwise nothing to say.
    """
    if not rows:
        return 0
    standing = _standing(rows)
    replaced: list[int] = []
    new: list[UseRow] = []
    for row in rows:
        held = standing.get(row[1:4])
        if held is None:
            if row.requests:
                new.append(row)
        elif held[1:] != row[4:]:
            replaced.append(held[0])
            new.append(row)
    for at in range(0, len(replaced), AT_ONCE):
        DailyUse.objects.filter(pk__in=replaced[at : at + AT_ONCE]).update(superseded_by=batch)
    _insert(batch, new)
    if new:
        RecordBatch.objects.filter(pk=batch.pk).update(rows=F("rows") + len(new))
    return len(new)


def _standing(rows: Sequence[UseRow]) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """What nothing replaces for the services and days of the chunk: (key of the row, counts)."""
    services = sorted({row.service for row in rows})
    days = [row.day for row in rows]
    found: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for at in range(0, len(services), AT_ONCE):
        held: Any = DailyUse.objects.filter(
            service__in=services[at : at + AT_ONCE],
            superseded_by=None,
            day__gte=min(days),
            day__lte=max(days),
        )
        for one in held.values_list(
            "service_id", "channel", "day", "pk", "requests", "completed", "asked", "prefilled"
        ).iterator():
            found[one[:3]] = one[3:]
    return found


def _insert(batch: RecordBatch, rows: Sequence[UseRow]) -> None:
    """The fastest way in that each engine offers."""
    lines = [(batch.pk, *row[:3], row.day.isoformat(), *row[4:]) for row in rows]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(COPY) as copy:
                for line in lines:
                    copy.write_row(line)
        else:
            cursor.executemany(INSERT, lines)
