"""An invented government for the benchmarks, written straight into the tables: only reads are timed.

Each body hands in once a quarter. A few lines in a thousand are not provided, revised by a later
hand-in, left out, or cover a year instead of its quarters, so that what is counted has all that real
records have.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
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

Span = tuple[date, date]
Habit = tuple[float, bool]
Line = tuple[int, date, date, str, int | None]
"""Service, half-open days, channel, number; without one it is not provided."""


def quarters(first_year: int, number: int) -> list[Span]:
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
                        organisation=self.bodies[(first + at) % len(self.bodies)],
                    )
                    for at, one in enumerate(new)
                ],
                batch_size=2_000,
            )
            _finish(batch)
        self.services += new

    def add_quarters(self, spans: Sequence[Span]) -> int:
        """A hand-in of every body for each of these quarters; the sequence of the last."""
        habits = [self._habit(whole_years=len(spans) % 4 == 0) for _ in self.services]
        sequence = 0
        with transaction.atomic():
            for at, span in enumerate(spans):
                year = (spans[at - 3][0], span[1]) if at % 4 == 3 else None
                for first, body in enumerate(self.bodies):
                    batch = RecordBatch.objects.create(
                        source=f"{SOURCE}:{body.code}-{span[0]}", body=body.code, rows=0
                    )
                    own = slice(first, None, len(self.bodies))
                    given = zip(self.services[own], habits[own], strict=True)
                    self._insert(batch, self._lines(list(given), span, year))
                    sequence = _finish(batch)
        self._analyse()
        return sequence

    def revise(self, start: date, end: date) -> int:
        """The online volumes of one service in ten are said again for a quarter; the sequence."""
        with transaction.atomic():
            batch = RecordBatch.objects.create(source=f"{SOURCE}:{start}-revised", rows=0)
            keys = [one.pk for at, one in enumerate(self.services) if at % 10 == 0]
            online = {"channel": "online", "period_from": start, "period_to": end}
            for at in range(0, len(keys), 500):
                Volume.objects.filter(
                    service__in=keys[at : at + 500], superseded_by=None, **online
                ).update(superseded_by=batch)
            gone = Volume.objects.filter(superseded_by=batch).values_list("service", flat=True)
            counts = ((key, start, end, "online", self.dice.randrange(400)) for key in list(gone))
            self._insert(batch, counts)
            sequence = _finish(batch)
        self._analyse()
        return sequence

    def _habit(self, *, whole_years: bool) -> Habit:
        """How much of its requests a service has on line; whether it counts by year."""
        return self.dice.random() * 1.3, whole_years and self.dice.random() < 0.02

    def _lines(
        self, services: Sequence[tuple[Service, Habit]], quarter: Span, year: Span | None
    ) -> Iterator[Line]:
        """What a body hands in after a quarter: `year` is the one that ends with it, if one does."""
        dice = self.dice
        for service, (share, by_year) in services:
            span = year if by_year else quarter
            if span is None:
                continue
            for channel in CHANNELS:
                chance = dice.random()
                if chance < 0.0005:
                    continue
                mean = 200 * share if channel == "online" else 20
                count = int(dice.random() * mean) if chance > 0.001 else None
                yield service.pk, *span, channel, count

    def _insert(self, batch: RecordBatch, lines: Iterable[Line]) -> None:
        rows = [
            (batch.pk, at, *line[:4], "not_provided" if line[4] is None else "provided", line[4])
            for at, line in enumerate(lines, 1)
        ]
        if rows:
            with connection.cursor() as cursor:
                cursor.executemany(INSERT, rows)

    def _analyse(self) -> None:
        """PostgreSQL does so by itself soon after; nobody does on the embedded database."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")


def _finish(batch: RecordBatch | BodyBatch) -> int:
    line = audit.record(
        by=SOURCE, at=clock.now(), entry="benchmarks:batch:recorded", subject=batch.source
    )
    batch.sequence = line.number
    batch.save()
    return line.number
