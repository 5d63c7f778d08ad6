"""What the Secretariat does to public bodies: create, rename, change, end, merge, split.

Each act is one transaction: its rows, its line in the journal, and the sequence that makes them known.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime

from django.db import transaction

from virage.audit import actions as audit
from virage.audit.rules import Data
from virage.contracts.text import Text
from virage.identity.models import Person
from virage.organisations import queries, rules
from virage.organisations.actions.recording import (
    Existence,
    begin_recording,
    finish_recording,
    replace,
    stage_body,
    stage_existence,
    stage_name,
    standing,
)
from virage.organisations.models import BodyExistence, BodySuccession, PublicBody, RecordBatch


class BodyExists(ValueError):
    """A body has that code already."""


class BodyHasNotThatLife(ValueError):
    """The days asked for do not fit the body's own: it began later, or has ended."""


@contextmanager
def _act(
    entry: str,
    code: str,
    *,
    by: Person,
    at: datetime,
    data: Data,
) -> Iterator[RecordBatch]:
    """Open a batch, let the caller stage under it, then journal it and make it known."""
    rules.check_may(rules.KEEP_BODIES, queries.roles_of(by))
    with transaction.atomic():
        batch = begin_recording(source=by.reference)
        yield batch
        body = PublicBody.objects.get(code=code)
        line = audit.record(
            by=by.reference,
            at=at,
            entry=entry,
            subject=f"organisations.body:{body.public_id}",
            body=code,
            data={"batch": str(batch.public_id), **data},
        )
        finish_recording(batch=batch, sequence=line.number)


def create_body(
    *,
    code: str,
    name: Text,
    valid_from: date,
    kind: str = "other",
    parent: str | None = None,
    by: Person,
    at: datetime,
) -> queries.Body:
    """A new body from a day on; raises `BodyExists`, or `UnknownBody` for its parent."""
    data: Data = {"valid_from": valid_from.isoformat(), "kind": kind, "parent": parent}
    with _act("organisations:body:created", code, by=by, at=at, data=data) as batch:
        if queries.bodies(codes=[code]):
            raise BodyExists(f"A body has the code {code!r} already; rename it instead.")
        if parent is not None:
            queries.record(parent)
        stage_body(
            batch=batch, code=code, name=name, valid_from=valid_from, kind=kind, parent=parent
        )
    return queries.body(code)


def rename_body(
    *, code: str, name: Text, valid_from: date, by: Person, at: datetime
) -> queries.Body:
    """Another name from a day on; the earlier name still holds before that day."""
    data: Data = {"valid_from": valid_from.isoformat()}
    with _act("organisations:body:renamed", code, by=by, at=at, data=data) as batch:
        stage_name(batch, queries.record(code), name, valid_from)
    return queries.body(code)


def change_body(
    *,
    code: str,
    kind: str = "other",
    parent: str | None = None,
    valid_from: date,
    by: Person,
    at: datetime,
) -> queries.Body:
    """Another kind or parent from a day on; what is not given stays as it was."""
    data: Data = {"valid_from": valid_from.isoformat(), "kind": kind, "parent": parent}
    with _act("organisations:body:changed", code, by=by, at=at, data=data) as batch:
        above = None if parent is None else queries.record(parent)
        if not queries.bodies(codes=[code], on=valid_from):
            raise BodyHasNotThatLife(f"{code} does not exist on {valid_from}; give another day.")
        stage_existence(batch, queries.record(code), Existence(valid_from, kind=kind, parent=above))
    return queries.body(code)


def end_body(*, code: str, on: date, by: Person, at: datetime) -> queries.Body:
    """The body no longer exists from that day on; raises `BodyHasNotThatLife`."""
    data: Data = {"on": on.isoformat()}
    with _act("organisations:body:ended", code, by=by, at=at, data=data) as batch:
        _stage_end(batch, queries.record(code), on)
    return queries.body(code)


def merge_bodies(
    *, into: str, predecessors: Sequence[str], on: date, by: Person, at: datetime
) -> queries.Body:
    """`into` takes over from each predecessor on that day, and they end.

    `into` exists already: create it first when the merger makes a new body.
    """
    if not predecessors or into in predecessors:
        raise BodyHasNotThatLife("Name at least one predecessor, other than the body that remains.")
    data: Data = {"on": on.isoformat(), "predecessors": sorted(predecessors)}
    with _act("organisations:body:merged", into, by=by, at=at, data=data) as batch:
        successor = queries.record(into)
        for code in sorted(set(predecessors)):
            ended = queries.record(code)
            _stage_end(batch, ended, on)
            BodySuccession.objects.create(batch=batch, body=successor, predecessor=ended, on=on)
    return queries.body(into)


def record_succession(
    *, code: str, predecessor: str, on: date, by: Person, at: datetime
) -> queries.Succession:
    """`code` took over from `predecessor` on that day, which may live on (a split)."""
    data: Data = {"on": on.isoformat(), "predecessors": [predecessor]}
    with _act("organisations:succession:recorded", code, by=by, at=at, data=data) as batch:
        BodySuccession.objects.create(
            batch=batch,
            body=queries.record(code),
            predecessor=queries.record(predecessor),
            on=on,
        )
    return queries.Succession(code, predecessor, on)


def _stage_end(batch: RecordBatch, body: PublicBody, on: date) -> None:
    """Replace the last statement of existence by one that ends on that day."""
    statements = standing(BodyExistence, body, batch)
    last = statements[-1]
    if on <= last.valid_from:
        raise BodyHasNotThatLife(
            f"{body.code} exists from {last.valid_from}: it cannot end on {on}; give a later day."
        )
    if last.valid_to == on:
        return
    replace(statements, last.valid_from, batch)
    BodyExistence.objects.create(
        batch=batch,
        body=body,
        valid_from=last.valid_from,
        valid_to=on,
        kind=last.kind,
        parent=last.parent,
    )
