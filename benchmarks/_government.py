"""An invented government for the benchmarks, written straight into the tables: only reads are timed.

A few lines in a thousand are not provided, revised by a later batch, left out, or cover a year instead
of its quarters, so that what is counted has all that real records have.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from django.db import connection, transaction

from virage.audit import actions as audit
from virage.lib import clock
from virage.organisations.models import BodyExistence, BodyName, PublicBody
from virage.organisations.models import RecordBatch as BodyBatch
from virage.services.models import RecordBatch, Service, ServiceDescription, Volume

CHANNELS = ("online", "phone", "counter", "mail", "email")
SOURCE = "benchmarks.government"

INSERT = (
    f"INSERT INTO {Volume._meta.db_table}"
    " (batch_id, line, service_id, period_from, period_to, channel, status, volume)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"
)

Line = tuple[int, int, int, date, date, str, str, int | None]


def quarters(first_year: int, number: int) -> list[tuple[date, date]]:
    """So many consecutive quarters, half-open, from 1 January of a year."""
    starts = [date(first_year + at // 4, 1 + at % 4 * 3, 1) for at in range(number + 1)]
    return list(pairwise(starts))


@dataclass(slots=True)
class Government:
    """Bodies and services with their volumes; grows by `add_services` and `add_quarters`."""

    bodies: list[PublicBody] = field(default_factory=list)
    services: list[Service] = field(default_factory=list)
    dice: random.Random = field(default_factory=lambda: random.Random(75))

    def add_bodies(self, number: int, since: date) -> None:
        """Bodies with a name, in existence since a day."""
        first = len(self.bodies)
        with transaction.atomic():
            batch = BodyBatch.objects.create(source=f"{SOURCE}:bodies-{first}", rows=number)
            new = PublicBody.objects.bulk_create(
                [PublicBody(code=f"b{at:04d}") for at in range(first, first + number)]
            )
            BodyName.objects.bulk_create(
                BodyName(batch=batch, body=one, valid_from=since, fr=one.code, en=one.code)
                for one in new
            )
            BodyExistence.objects.bulk_create(
                BodyExistence(batch=batch, body=one, valid_from=since) for one in new
            )
            _finish(batch)
        self.bodies += new

    def add_services(self, number: int, since: date) -> None:
        """Services of these bodies, one after the other, named since a day."""
        first = len(self.services)
        with transaction.atomic():
            batch = RecordBatch.objects.create(source=f"{SOURCE}:services-{first}", rows=number)
            new = Service.objects.bulk_create(
                [Service(code=f"s{at:05d}") for at in range(first, first + number)],
                batch_size=2_000,
            )
            ServiceDescription.objects.bulk_create(
                [
                    ServiceDescription(
                        batch=batch,
                        service=one,
                        valid_from=since,
                        name_fr=f"Service {one.code}",
                        name_en=f"Service {one.code}",
                        organisation=self.bodies[at % len(self.bodies)],
                    )
                    for at, one in enumerate(new)
                ],
                batch_size=2_000,
            )
            _finish(batch)
        self.services += new

    def add_quarters(self, spans: Sequence[tuple[date, date]]) -> int:
        """Volumes of every service in these quarters, then revisions of a few; the sequence."""
        with transaction.atomic():
            batch = RecordBatch.objects.create(source=f"{SOURCE}:{spans[0][0]}", rows=0)
            with connection.cursor() as cursor:
                cursor.executemany(INSERT, list(self._volumes(batch, spans)))
            _finish(batch)
        with transaction.atomic():
            batch = RecordBatch.objects.create(source=f"{SOURCE}:{spans[0][0]}-revised", rows=0)
            self._revise(batch, *spans[0])
            sequence = _finish(batch)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        return sequence

    def _volumes(self, batch: RecordBatch, spans: Sequence[tuple[date, date]]) -> Iterator[Line]:
        dice, line = self.dice, 0
        for service in self.services:
            share = dice.random() * 1.3
            by_year = len(spans) % 4 == 0 and dice.random() < 0.02
            periods = (
                [(four[0][0], four[3][1]) for four in zip(*[iter(spans)] * 4, strict=True)]
                if by_year
                else spans
            )
            for start, end in periods:
                for channel in CHANNELS:
                    line += 1
                    chance = dice.random()
                    if chance < 0.0005:
                        continue
                    given = chance > 0.001
                    mean = 200 * share if channel == "online" else 20
                    count = int(dice.random() * mean) if given else None
                    status = "provided" if given else "not_provided"
                    yield batch.pk, line, service.pk, start, end, channel, status, count

    def _revise(self, batch: RecordBatch, start: date, end: date) -> None:
        """The online volumes of one service in ten are said again, for the first quarter."""
        keys = [one.pk for at, one in enumerate(self.services) if at % 10 == 0]
        first = {"channel": "online", "period_from": start, "period_to": end, "superseded_by": None}
        for at in range(0, len(keys), 500):
            Volume.objects.filter(service__in=keys[at : at + 500], **first).update(
                superseded_by=batch
            )
        gone = Volume.objects.filter(superseded_by=batch).values_list("service", flat=True)
        rows = [
            (batch.pk, line, service, start, end, "online", "provided", self.dice.randrange(400))
            for line, service in enumerate(gone, 1)
        ]
        if rows:
            with connection.cursor() as cursor:
                cursor.executemany(INSERT, rows)


def _finish(batch: RecordBatch | BodyBatch) -> int:
    line = audit.record(
        by=SOURCE, at=clock.now(), entry="benchmarks:batch:recorded", subject=batch.source
    )
    batch.sequence = line.number
    batch.save()
    return line.number
