"""What every kind of hand-in does alike: open a batch, finish it, abandon it, and tell refusals.

What an action refuses because the records moved since the check is told as a finding.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localdate

from virage.contracts.intakes import Acceptance, CannotRecord, Finding
from virage.contracts.text import Text
from virage.registers.actions import AlreadyFinished, AnotherBatchUnfinished, Recording


@contextmanager
def told(*refusals: type[Exception]) -> Iterator[None]:
    """Turn the refusals of the actions into a finding of the whole file.

    `refusals` are those of the package beside the shared ones: each means that the records moved.
    """
    moved: tuple[type[Exception], ...] = (AlreadyFinished, LookupError, *refusals)
    try:
        yield
    except AnotherBatchUnfinished as refusal:
        raise CannotRecord(
            _finding(
                "acceptance-under-way",
                refusal,
                Text(
                    "Un autre dépôt sur les mêmes registres est en cours d’acceptation.",
                    "Another hand-in on the same registers is being accepted.",
                ),
                Text(
                    "Revérifiez le fichier et acceptez-le dans quelques minutes.",
                    "Check the file again and accept it in a few minutes.",
                ),
            )
        ) from refusal
    except moved as refusal:
        raise CannotRecord(
            _finding(
                "records-moved",
                refusal,
                Text(
                    "Les données acceptées ont changé depuis la vérification.",
                    "The accepted records have changed since the check.",
                ),
                Text("Revérifiez le fichier.", "Check the file again."),
            )
        ) from refusal


def _finding(code: str, refusal: Exception, message: Text, advice: Text) -> Finding:
    return Finding("error", code, None, "", str(refusal)[:200], message, advice)


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of an acceptance that do not look at the rows, for the intakes of one package.

    `finish_batch` and `abandon_batch` are the package's own where it has more to do than its recording.
    """

    recording: Recording
    refusals: tuple[type[Exception], ...] = ()
    finish_batch: Callable[..., int] | None = None
    abandon_batch: Callable[..., None] | None = None

    def open(self, public_id: str) -> Any:
        """The batch in progress; told as a finding when it is no longer there."""
        with self.told():
            return self.recording.batch_of(public_id)

    def told(self) -> Any:
        """`told`, with the package's own refusals."""
        return told(*self.refusals)

    def begin(self, acceptance: Acceptance) -> str:
        """Open the batch of this acceptance, or find it again; its public id."""
        with self.told():
            batch = self.recording.begin(
                source=acceptance.source,
                sha256=acceptance.sha256,
                body=acceptance.context.body or "",
                received_on=localdate(acceptance.at),
                warnings=acceptance.warnings,
            )
        return str(batch.public_id)

    def finish(self, batch: str, acceptance: Acceptance) -> int:
        """Make all that was staged known; the number of the journal line that says so."""
        finish = self.finish_batch or self.recording.finish
        with self.told():
            return finish(batch=self.open(batch), by=acceptance.by, at=acceptance.at)

    def abandon(self, batch: str) -> None:
        """Forget a batch that was never finished; nothing to do if it was forgotten before."""
        try:
            found = self.recording.batch_of(batch)
        except LookupError:
            return
        (self.abandon_batch or self.recording.abandon)(batch=found)
