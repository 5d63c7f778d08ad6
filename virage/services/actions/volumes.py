"""Staging volumes: what is new goes in, what it replaces is marked, what is unchanged is left alone.

Inside one unfinished batch the table always holds, by service and channel, volumes that do not
overlap and that nothing replaces: those accepted, with this batch laid over them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import F

from virage.services.models import RecordBatch, Volume

AT_ONCE = 500

INSERT = """
INSERT INTO services_volume
  (batch_id, line, service_id, channel, period_from, period_to, status, volume)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
"""

COPY = """
COPY services_volume
  (batch_id, line, service_id, channel, period_from, period_to, status, volume)
FROM STDIN
"""


class VolumeRow(NamedTuple):
    """A volume to stage: its line, the key of its service, channel, half-open days, status, count."""

    line: int
    service: int
    channel: str
    start: date
    end: date
    status: str
    volume: int | None


class Straddles(RuntimeError):
    """A period would replace a part of one already accepted; the hand-in must be checked again."""

    def __init__(self, row: VolumeRow) -> None:
        super().__init__(
            f"line {row.line}: {row.start} to {row.end} replaces only a part of a period already "
            "accepted; check the file again."
        )


class _Standing(NamedTuple):
    """A volume that stands; `pk` is None for one of this chunk, `own_line` its line in this batch."""

    pk: int | None
    start: date
    end: date
    status: str
    volume: int | None
    own_line: int | None


Key = tuple[int, str]


def stage_volumes(*, batch: RecordBatch, rows: Sequence[VolumeRow]) -> int:
    """Stage a chunk; returns how many rows were added. Staged again, it adds none."""
    if not rows:
        return 0
    standing = _standing(batch, rows)
    replaced: list[int] = []
    new: dict[tuple[int, str, date], VolumeRow] = {}
    has_parts = False
    for row in rows:
        key = row.service, row.channel
        lines = standing.setdefault(key, [])
        # In order and apart, so what a row touches is found by halves: a year of days is 365 lines.
        first = bisect_right(lines, row.start, key=attrgetter("end"))
        after = bisect_left(lines, row.end, lo=first, key=attrgetter("start"))
        touched = lines[first:after]
        if touched:
            kept, is_part = _laid_over(row, touched)
            if not kept:
                continue
            has_parts |= is_part
            for one in touched:
                if one.pk is None:
                    del new[(*key, one.start)]
                else:
                    replaced.append(one.pk)
        new[(*key, row.start)] = row
        stands = _Standing(None, row.start, row.end, row.status, row.volume, row.line)
        lines[first:after] = [stands]
    for at in range(0, len(replaced), AT_ONCE):
        chunk = replaced[at : at + AT_ONCE]
        Volume.objects.filter(pk__in=chunk).update(superseded_by=batch)
    _insert(batch, new.values())
    RecordBatch.objects.filter(pk=batch.pk).update(
        rows=F("rows") + len(new), replaces_parts=batch.replaces_parts or has_parts
    )
    batch.replaces_parts |= has_parts
    return len(new)


def _laid_over(row: VolumeRow, touched: Sequence[_Standing]) -> tuple[bool, bool]:
    """Whether the row goes in, in place of what it touches, and whether it is but a part of that."""
    if len(touched) == 1 and (touched[0].start, touched[0].end) == (row.start, row.end):
        one = touched[0]
        spoken_later = one.own_line is not None and one.own_line > row.line
        same = (one.status, one.volume) == (row.status, row.volume)
        return not (same or spoken_later), False
    if all(row.start <= one.start and one.end <= row.end for one in touched):
        return True, False
    if len(touched) == 1 and touched[0].start <= row.start and row.end <= touched[0].end:
        return True, True
    raise Straddles(row)


def _standing(batch: RecordBatch, rows: Sequence[VolumeRow]) -> dict[Key, list[_Standing]]:
    """What stands for the services and days of the chunk, in order of days: accepted, or staged here."""
    start, end = min(row.start for row in rows), max(row.end for row in rows)
    services = sorted({row.service for row in rows})
    found: dict[Key, list[_Standing]] = {}
    volumes: Any = Volume.objects.all()
    for at in range(0, len(services), AT_ONCE):
        held = volumes.filter(
            service__in=services[at : at + AT_ONCE],
            superseded_by=None,
            period_from__lt=end,
            period_to__gt=start,
        ).values_list(
            "service_id",
            "channel",
            "pk",
            "period_from",
            "period_to",
            "status",
            "volume",
            "batch_id",
            "line",
        )
        for service, channel, pk, since, until, status, volume, of, line in held.iterator():
            own_line = line if of == batch.pk else None
            one = _Standing(pk, since, until, status, volume, own_line)
            found.setdefault((service, channel), []).append(one)
    for lines in found.values():
        lines.sort(key=attrgetter("start"))
    return found


def _insert(batch: RecordBatch, rows: Iterable[VolumeRow]) -> None:
    """The fastest way in that each engine offers."""
    lines = [
        (
            batch.pk,
            row.line,
            row.service,
            row.channel,
            row.start.isoformat(),
            row.end.isoformat(),
            row.status,
            row.volume,
        )
        for row in rows
    ]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(COPY) as copy:
                for line in lines:
                    copy.write_row(line)
        else:
            cursor.executemany(INSERT, lines)
