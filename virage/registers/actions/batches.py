"""One act of recording a hand-in: opened, filled chunk by chunk, then known all at once.

Nothing that is staged is visible to any query before `finish` gives the batch its sequence, the number
of the journal line that accepts the hand-in. That transaction touches the batch and nothing else,
however many rows it makes known. A hand-in that changes nothing is accepted all the same: an officer
confirmed these rows, and the journal says so.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from virage.audit import actions as audit
from virage.audit.rules import Data
from virage.lib.clock import day_of


class AnotherBatchUnfinished(RuntimeError):
    """Another hand-in on the same registers is being accepted; this one must wait for its end."""

    def __init__(self, source: str) -> None:
        self.source = source
        super().__init__(
            f"{source} is being accepted: try again when it is done, or withdraw it if it never will."
        )


class AlreadyFinished(RuntimeError):
    """The batch has its sequence: what it records is known, and can only be replaced by another."""


Step = Callable[[Any], None]


def _nothing(batch: Any) -> None:
    """No step of the package's own."""


@dataclass(frozen=True, slots=True)
class Recording:
    """The registers of one package: its batches, their warnings, and the tables that they fill.

    `package` is its name, which journal entries begin with. `batches` and `warnings` are its classes of
    `models.batches`; `tables` are all its recorded tables.
    """

    package: str
    batches: type[Any]
    warnings: type[Any]
    tables: tuple[type[Any], ...]

    def batch_of(self, public_id: str) -> Any:
        """The batch of a public id; raises `LookupError` when it was abandoned."""
        found = self.batches.objects.filter(public_id=UUID(public_id)).first()
        if found is None:
            raise LookupError(f"no batch {public_id} is open: begin the acceptance again")
        return found

    def begin(
        self,
        *,
        source: str,
        sha256: str = "",
        body: str = "",
        received_on: date | None = None,
        warnings: Iterable[tuple[int, str]] = (),
    ) -> Any:
        """The batch of that source if it was begun (even finished) before, or a new one.

        `source` is a reference ("intake.hand-in:…"), `body` a code or "" for several, `warnings` are
        (line, code). Raises `AnotherBatchUnfinished`.
        """
        try:
            with transaction.atomic():
                begun = self.batches.objects.filter(source=source).order_by("-pk").first()
                if begun is not None:
                    return begun
                batch = self.batches.objects.create(
                    source=source, sha256=sha256, body=body, received_on=received_on
                )
                self.warnings.objects.bulk_create(
                    (self.warnings(batch=batch, line=line, code=code) for line, code in warnings),
                    batch_size=5_000,
                )
                return batch
        except IntegrityError:
            other = self.batches.objects.filter(sequence=None).first()
            raise AnotherBatchUnfinished(other.source if other else source) from None

    def finish(
        self,
        *,
        batch: Any,
        by: str,
        at: datetime,
        before: Step = _nothing,
        after: Step = _nothing,
        entry: str = "hand-in:accepted",
    ) -> int:
        """Make all that was staged known; returns its sequence, the same when it was finished before.

        `by` is the actor's reference. `before` is called ahead of the journal line and may refuse by
        raising; `after` is called with the batch once it has its sequence. `entry` is what the journal
        calls the act ("noun:past").
        """
        with transaction.atomic():
            batch = self.batches.objects.select_for_update().get(pk=batch.pk)
            if batch.sequence is not None:
                return int(batch.sequence)
            before(batch)
            line = audit.record(
                by=by,
                at=at,
                entry=f"{self.package}:{entry}",
                subject=batch.source,
                body=batch.body,
                data={"batch": str(batch.public_id), "rows": batch.rows, "sha256": batch.sha256},
            )
            self.batches.objects.filter(pk=batch.pk).update(sequence=line.number)
            batch.sequence = line.number
            after(batch)
            return line.number

    @contextmanager
    def act(
        self,
        *,
        entry: str,
        by: str,
        at: datetime,
        subject: str = "",
        body: str = "",
        data: Data | None = None,
        held: Callable[[], Exception] | None = None,
    ) -> Iterator[Any]:
        """One act of a person, in one transaction: the caller stages under the batch that is given, and
        what it staged is known from the journal line on.

        Acts and hand-ins of one package wait for one another, so that what is read inside an act still
        holds when it ends. Without a `subject` the line is about the batch. While a hand-in is being
        recorded, raises what `held` makes (a package's own refusal), else `AnotherBatchUnfinished`.
        """
        with transaction.atomic():
            try:
                with transaction.atomic():
                    batch = self.batches.objects.create(
                        source=by, body=body, received_on=day_of(at)
                    )
            except IntegrityError:
                if held is not None:
                    raise held() from None
                other = self.batches.objects.filter(sequence=None).first()
                raise AnotherBatchUnfinished(other.source if other else by) from None
            yield batch
            batch.refresh_from_db(fields=["rows"])
            line = audit.record(
                by=by,
                at=at,
                entry=entry,
                subject=subject or batch.reference,
                body=body,
                data={"batch": str(batch.public_id), "rows": batch.rows, **(data or {})},
            )
            self.batches.objects.filter(pk=batch.pk).update(sequence=line.number)
            batch.sequence = line.number

    def abandon(self, *, batch: Any, after: Step = _nothing) -> None:
        """Forget a batch that was never finished, and all that was staged under it.

        `after` is called when its rows are gone, before the batch itself goes.
        """
        with transaction.atomic():
            batch = self.batches.objects.select_for_update().get(pk=batch.pk)
            if batch.sequence is not None:
                raise AlreadyFinished(f"batch {batch.public_id} was finished already")
            for table in self.tables:
                table.objects.filter(batch=batch).delete()
                table.objects.filter(superseded_by=batch).update(superseded_by=None)
            self.warnings.objects.filter(batch=batch).delete()
            after(batch)
            batch.delete()
