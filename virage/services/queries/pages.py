"""Reads for the pages: the list of services, one service with its history, the batch behind a line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Count, Max

from virage.contracts.text import Text
from virage.lib.records import known
from virage.services.models import (
    BatchWarning,
    PointObservation,
    RecordBatch,
    Service,
    Volume,
)
from virage.services.queries.events import Event, events
from virage.services.queries.register import Life, Offer, lives, statements
from virage.services.rules.statements import Statement, nearest

Row = TypeVar("Row", Volume, PointObservation)


class UnknownService(LookupError):
    """No service is known by that code."""

    def __init__(self, code: str) -> None:
        super().__init__(f"No service is known by the code {code!r}.")


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """A service in the list, on a day: name, body (code), and its life."""

    code: str
    name: Text
    organisation: str
    opened_on: date | None
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class Sourced(Generic[Row]):
    """A recorded row and where it comes from: its batch's reference and its line (None: no file)."""

    row: Row
    batch: str
    line: int | None


@dataclass(frozen=True, slots=True)
class History:
    """All that is known of one service, oldest first; `events` say what brought each thing but the
    volumes and points, which say it themselves."""

    code: str
    public_id: str
    statements: tuple[Statement, ...]
    life: Life | None
    offer: Offer | None
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    volumes: tuple[Sourced[Volume], ...]
    points: tuple[Sourced[PointObservation], ...]
    events: tuple[Event, ...]

    def standing(self, on: date) -> Statement:
        """Its name and owner on a day."""
        return nearest(self.statements, on) or self.statements[-1]

    def owner(self, on: date) -> str:
        """The code of the body that the service belongs to on a day."""
        return self.standing(on).organisation

    @property
    def listed_from(self) -> date:
        """Its first day, as it was said or as records show."""
        opened = self.life.opened_on if self.life else None
        return opened or self.statements[0].valid_from


@dataclass(frozen=True, slots=True)
class Batch:
    """An act of recording, as the public may see it: neither the person nor the file."""

    reference: str
    source: str
    sha256: str
    body: str
    received_on: date | None
    rows: int
    sequence: int | None
    warnings: tuple[tuple[str, int], ...]


def services(
    *, on: date | None = None, known_at: int | None = None, organisation: str | None = None
) -> list[ServiceLine]:
    """The services listed on a day (None: ever, with their last facts), by code. Two queries."""
    lived = lives(known_at=known_at)
    found: list[ServiceLine] = []
    for code, said in statements(known_at=known_at).items():
        life = lived.get(code)
        opened = (life.opened_on if life else None) or said[0].valid_from
        closed = life.closed_on if life else None
        if on is not None and (opened > on or (closed is not None and closed <= on)):
            continue
        stands = nearest(said, on) if on is not None else said[-1]
        if stands is None or (organisation is not None and stands.organisation != organisation):
            continue
        found.append(ServiceLine(code, stands.name, stands.organisation, opened, closed))
    return found


def service(code: str, *, known_at: int | None = None) -> History:
    """One service with its history; raises `UnknownService`. Seven queries."""
    one = Service.objects.filter(code=code).first()
    happened = events(one, known_at) if one is not None else []
    said = tuple(event.statement for event in happened if event.statement is not None)
    if one is None or not said:
        raise UnknownService(code)
    by_line = sorted(happened, key=lambda event: event.sequence)
    lived = [event.life for event in by_line if event.life is not None]
    offered = [event.offer for event in happened if event.offer is not None]
    volumes = known(Volume, known_at).filter(service=one).select_related("batch")
    points = known(PointObservation, known_at).filter(service=one).select_related("batch")
    return History(
        code=code,
        public_id=str(one.public_id),
        statements=said,
        life=lived[-1] if lived else None,
        offer=offered[-1] if offered else None,
        predecessors=_others(happened, "follows"),
        successors=_others(happened, "followed"),
        volumes=tuple(
            Sourced(row, row.batch.reference, row.line)
            for row in volumes.order_by("period_from", "channel", "pk")
        ),
        points=tuple(
            Sourced(row, row.batch.reference, row.line)
            for row in points.order_by("observed_on", "point", "pk")
        ),
        events=tuple(happened),
    )


def _others(happened: Sequence[Event], kind: str) -> tuple[str, ...]:
    return tuple(sorted({event.other for event in happened if event.kind == kind}))


def batch(public_id: str) -> Batch | None:
    """An accepted batch by its public id; None when there is none."""
    try:
        one = RecordBatch.objects.filter(public_id=UUID(public_id), sequence__isnull=False).first()
    except (ValueError, ValidationError):
        return None
    if one is None:
        return None
    counted = BatchWarning.objects.filter(batch=one).values_list("code").order_by("code")
    return Batch(
        reference=one.reference,
        source=one.source,
        sha256=one.sha256,
        body=one.body,
        received_on=one.received_on,
        rows=one.rows,
        sequence=one.sequence,
        warnings=tuple(counted.annotate(Count("pk"))),
    )


def last_period() -> tuple[date, date] | None:
    """The half-open days of the last accepted volumes: what one would measure next."""
    rows = known(Volume, None)
    end = rows.aggregate(end=Max("period_to"))["end"]
    if end is None:
        return None
    return rows.filter(period_to=end).order_by("period_from").first().period_from, end
