"""What every kind of hand-in on services does alike: open a batch, finish it, abandon it.

What an action refuses because the records moved since the check is told as a finding.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta

from django.utils.timezone import localdate

from virage.contracts.intakes import Acceptance, CannotRecord, Check, Finding, Preview
from virage.contracts.text import Text
from virage.organisations import queries as organisations
from virage.services import actions
from virage.services.models import RecordBatch
from virage.services.rules.findings import Findings
from virage.services.rules.handed_in import File, KnownService
from virage.services.rules.register_checks import News
from virage.services.rules.statements import nearest
from virage.services.rules.volume_checks import Changes

Which = Callable[[Sequence[str], date, date], set[str]]

BEFORE = timedelta(days=400)
"""How far back counts are compared: the same period of the year before, and a little more."""


def open_batch(public_id: str) -> RecordBatch:
    """The batch in progress; told as a finding when it is no longer there."""
    with told():
        return actions.batch_of(public_id)


def begin(acceptance: Acceptance) -> str:
    """Open the batch of this acceptance, or find it again; its public id."""
    with told():
        batch = actions.begin_batch(
            source=acceptance.source,
            sha256=acceptance.sha256,
            body=acceptance.context.body or "",
            received_on=localdate(acceptance.at),
            warnings=acceptance.warnings,
        )
    return str(batch.public_id)


def finish(batch: str, acceptance: Acceptance) -> int:
    """Make all that was staged known; the number of the journal line that says so."""
    with told():
        return actions.finish_batch(batch=open_batch(batch), by=acceptance.by, at=acceptance.at)


def abandon(batch: str) -> None:
    """Forget a batch that was never finished; nothing to do if it was forgotten before."""
    try:
        found = actions.batch_of(batch)
    except LookupError:
        return
    actions.abandon_batch(batch=found)


@contextmanager
def told() -> Iterator[None]:
    """Turn the refusals of the actions into a finding of the whole file."""
    try:
        yield
    except actions.AnotherBatchUnfinished as refusal:
        raise CannotRecord(
            _finding(
                "acceptance-under-way",
                refusal,
                Text(
                    "Un autre dépôt sur les services est en cours d’acceptation.",
                    "Another hand-in on services is being accepted.",
                ),
                Text(
                    "Revérifiez le fichier et acceptez-le dans quelques minutes.",
                    "Check the file again and accept it in a few minutes.",
                ),
            )
        ) from refusal
    except (
        actions.Straddles,
        actions.PartsMissing,
        actions.NewRefused,
        actions.AlreadyFinished,
        LookupError,
    ) as refusal:
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


def known_bodies() -> dict[str, Text]:
    """The names of all known bodies, by code."""
    return {one.code: one.name for one in organisations.bodies()}


def conclude(
    *,
    file: File,
    known: dict[str, KnownService],
    news: News,
    changes: Changes,
    findings: Findings,
    listed_before: Which,
    whole_register: bool = False,
    parameters: dict[str, str] | None = None,
    notes: tuple[Text, ...] = (),
) -> Check:
    """The check of a file whose rows were read and compared.

    `listed_before` says which services of a list have records on given days. Those of the bodies of
    the file (of all bodies when the file is a `whole_register`) that were listed in the period before
    and are not in the file are no longer listed.
    """
    absent = _no_longer_listed(file, known, listed_before, whole_register)
    if absent:
        findings.add("no-longer-listed", None, "service", len(absent))
    preview = Preview(
        added=changes.added,
        changed=changes.changed + news.described,
        unchanged=changes.unchanged,
        replaced=changes.replaced,
        no_longer_listed=tuple(absent),
        new_bodies=tuple(news.bodies),
        new_services=tuple(news.services),
        notes=(*_notes(changes, news), *notes),
    )
    return Check(
        findings=findings.all(),
        preview=preview,
        bodies=tuple(sorted(file.bodies)),
        parameters=parameters or {},
    )


def _no_longer_listed(
    file: File, known: dict[str, KnownService], listed_before: Which, whole_register: bool
) -> list[tuple[str, str]]:
    if not file.services:
        return []
    length = file.end - file.start
    candidates: dict[str, str] = {}
    for code, service in known.items():
        said = nearest(service.statements, file.start)
        if code in file.services or said is None:
            continue
        if service.closed_on is not None and service.closed_on <= file.start:
            continue
        if whole_register or said.organisation in file.bodies:
            candidates[code] = said.name_fr
    codes = sorted(candidates)
    before = listed_before(codes, file.start - length, file.start)
    absent = before - listed_before(sorted(before), file.start, file.end)
    return [(code, candidates[code]) for code in sorted(absent)]


def _notes(changes: Changes, news: News) -> tuple[Text, ...]:
    notes: list[Text] = []
    if changes.replaced:
        notes.append(
            Text(
                f"Remplace {changes.replaced} périodes déjà acceptées.",
                f"Replaces {changes.replaced} periods already accepted.",
            )
        )
    if news.described:
        notes.append(
            Text(
                f"Change le nom ou l’organisme de {news.described} services.",
                f"Changes the name or the body of {news.described} services.",
            )
        )
    return tuple(notes)
