"""Recording facts on bodies under a batch: invisible while it is open, known all at once after.

Whoever takes in a file opens a batch, stages bodies under it chunk by chunk, and gives it the
sequence of the journal line that accepts the file. Everything here may be repeated after a crash
and changes nothing the second time.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from virage.contracts.text import Text
from virage.organisations import rules
from virage.organisations.models import (
    KINDS,
    BodyExistence,
    BodyName,
    BodySuccession,
    PublicBody,
    RecordBatch,
)

RECORDED: tuple[type[Any], ...] = (BodyName, BodyExistence, BodySuccession)


class AlreadyFinished(RuntimeError):
    """The batch has its sequence: what it records is known, and can only be replaced by another."""


@dataclass(frozen=True, slots=True)
class Existence:
    """What is stated of a body's existence from a day; kind "other" says nothing of the kind."""

    valid_from: date
    kind: str = "other"
    parent: PublicBody | None = None


def begin_recording(*, source: str, sha256: str = "") -> RecordBatch:
    """The unfinished batch of that source (a reference "kind:id"), or a new one."""
    with transaction.atomic():
        batch = RecordBatch.objects.filter(source=source, sequence=None).order_by("pk").first()
        return batch or RecordBatch.objects.create(source=source, sha256=sha256)


def finish_recording(*, batch: RecordBatch, sequence: int) -> None:
    """Make all that was staged known from journal line `sequence` on; called once, in its transaction."""
    rows = sum(model.objects.filter(batch=batch).count() for model in RECORDED)
    won = RecordBatch.objects.filter(pk=batch.pk, sequence=None).update(
        sequence=sequence, rows=rows
    )
    if not won:
        raise AlreadyFinished(f"batch {batch.public_id} was finished already")
    batch.sequence, batch.rows = sequence, rows


def abandon_recording(*, batch: RecordBatch) -> None:
    """Forget a batch that was never finished; bodies that only it had named keep their bare code."""
    with transaction.atomic():
        if not RecordBatch.objects.filter(pk=batch.pk, sequence=None).exists():
            raise AlreadyFinished(f"batch {batch.public_id} was finished already")
        for model in RECORDED:
            model.objects.filter(superseded_by=batch).update(superseded_by=None)
            model.objects.filter(batch=batch).delete()
        RecordBatch.objects.filter(pk=batch.pk).delete()


def stage_body(
    *,
    batch: RecordBatch,
    code: str,
    name: Text,
    valid_from: date,
    kind: str = "other",
    parent: str | None = None,
    line: int | None = None,
) -> PublicBody:
    """State that a body of that code and name exists from a day; rows are added only for what differs.

    The body is made when no body has the code. Kind "other" and no parent say nothing, and leave
    what is known. `parent` is the code of a body made earlier; `LookupError` when there is none.
    """
    rules.check_code(code)
    with transaction.atomic():
        body, _ = PublicBody.objects.get_or_create(code=code)
        above = None
        if parent is not None:
            above = PublicBody.objects.filter(code=parent).first()
            if above is None:
                raise LookupError(f"the parent body {parent!r} of {code!r} does not exist yet")
        stage_name(batch, body, name, valid_from, line)
        stage_existence(batch, body, Existence(valid_from, kind=kind, parent=above), line)
    return body


def stage_name(
    batch: RecordBatch, body: PublicBody, name: Text, valid_from: date, line: int | None = None
) -> None:
    """State a name from a day, unless it is the one that holds on that day already."""
    statements = standing(BodyName, body, batch)
    effective = _effective(statements, valid_from)
    if effective is not None and (effective.fr, effective.en) == (name.fr, name.en):
        return
    replace(statements, valid_from, batch)
    BodyName.objects.create(
        batch=batch, line=line, body=body, valid_from=valid_from, fr=name.fr, en=name.en
    )


def stage_existence(
    batch: RecordBatch, body: PublicBody, stated: Existence, line: int | None = None
) -> None:
    """State a body's existence from a day, unless all it says holds on that day already."""
    if stated.kind not in KINDS:
        raise ValueError(f"{stated.kind!r} is not a kind of body; the kinds are {', '.join(KINDS)}")
    statements = standing(BodyExistence, body, batch)
    effective = _effective(statements, stated.valid_from)
    kind, parent, valid_to = stated.kind, stated.parent, None
    if effective is not None:
        kind = effective.kind if kind == "other" else kind
        parent = effective.parent if parent is None else parent
        exists = effective.valid_from <= stated.valid_from and (
            effective.valid_to is None or stated.valid_from < effective.valid_to
        )
        if exists and (effective.kind, effective.parent) == (kind, parent):
            return
        # A change while the body exists does not forget the day on which it is to end.
        valid_to = effective.valid_to if exists else None
    replace(statements, stated.valid_from, batch)
    BodyExistence.objects.create(
        batch=batch,
        line=line,
        body=body,
        valid_from=stated.valid_from,
        valid_to=valid_to,
        kind=kind,
        parent=parent,
    )


def standing(model: type[Any], body: PublicBody, batch: RecordBatch) -> list[Any]:
    """What is stated of a body, as it will be known once `batch` is finished, by day."""
    rows = model.objects.filter(body=body)
    kept = Q(superseded_by=None) | (Q(superseded_by__sequence=None) & ~Q(superseded_by=batch))
    stated = rows.filter(kept, Q(batch__sequence__isnull=False) | Q(batch=batch))
    return list(stated.order_by("valid_from", F("batch__sequence").asc(nulls_last=True), "pk"))


def _effective(statements: list[Any], day: date) -> Any:
    """The statement that holds on a day; before the first one, the first."""
    held = [one for one in statements if one.valid_from <= day]
    return held[-1] if held else (statements[0] if statements else None)


def replace(statements: list[Any], day: date, batch: RecordBatch) -> None:
    """Mark the statements of exactly that day as replaced by `batch` (its own are taken away)."""
    for one in statements:
        if one.valid_from == day:
            if one.batch_id == batch.pk:
                one.delete()
            else:
                type(one).objects.filter(pk=one.pk).update(superseded_by=batch)
