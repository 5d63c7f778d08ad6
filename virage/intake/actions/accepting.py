"""Accept a checked hand-in, and record its rows in chunks: resumable, visible all at once."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import islice

from django.db import IntegrityError, transaction

from virage.audit import actions as journal
from virage.audit import queries as audit
from virage.contracts.intakes import (
    ANOTHER,
    SAME,
    Acceptance,
    CannotRecord,
    Finding,
    Intake,
    Row,
)
from virage.identity.models import Person
from virage.intake import files, queries, rules
from virage.intake.actions.receiving import (
    check,
    check_may_hand_in,
    context_of,
    kind_of,
    progress_of,
    results,
)
from virage.intake.condensing import work
from virage.intake.examination import FILE_ALTERED, examine, file_altered
from virage.intake.examination import as_json as preview_json
from virage.intake.models import ACCEPTED, ACCEPTING, CHECKED, RECEIVED, REFUSED, HandIn
from virage.intake.opening import opened
from virage.intake.reading.findings import Findings, as_json
from virage.lib.tasks import enqueue
from virage.organisations import queries as organisations


class TakenUpElsewhere(RuntimeError):
    """Another process is recording this hand-in, or it was withdrawn meanwhile."""


def accept(
    *,
    hand_in: HandIn,
    by: Person,
    at: datetime,
    create_new: bool = False,
    reused: Mapping[str, str] | None = None,
    in_background: bool = True,
) -> HandIn:
    """Take the decision, once: of two people at the same moment one wins, the other is told.

    `create_new` agrees to create the bodies and services that the preview lists; `reused` answers, by
    code, whether those whose name and body changed are the `SAME` or `ANOTHER`. One that is another
    sends the hand-in back to be corrected: a code never changes what it means. The rows are then
    recorded by a task, or by the caller (`carry_out`) when not `in_background`. A hand-in whose
    preview changes nothing is accepted on the spot. Raises `rules.Refused`.
    """
    check_may_hand_in(queries.kind(hand_in.kind), queries.body_code(hand_in), by)
    if hand_in.state != CHECKED:
        raise rules.NotInThatState(hand_in.state)
    if hand_in.withheld:
        raise rules.Withheld
    agreed = create_new or hand_in.create_new
    bodies, services = hand_in.preview["new_bodies"], hand_in.preview["new_services"]
    answers = _answers(hand_in, by, reused or {})
    if ANOTHER in answers.values():
        return _send_back(hand_in, answers, by, at, in_background)
    if (bodies or services) and not agreed:
        raise rules.MustAgreeToNew(len(bodies), len(services))
    # Only if nothing was recorded since the check: else the file is compared once more first.
    nothing = bool(hand_in.preview["changes_nothing"]) and audit.sequence() == hand_in.known_at
    decision = {
        "accepted_by": by,
        "create_new": agreed and bool(bodies or services),
        "parameters": _with(hand_in, answers),
    }
    try:
        with transaction.atomic():
            checked = HandIn.objects.filter(pk=hand_in.pk, state=CHECKED, withheld=False)
            won = (
                checked.update(state=ACCEPTED, accepted_at=at, **decision)
                if nothing
                else checked.update(state=ACCEPTING, progress_at=at, **decision)
            )
            if won and answers:
                _record_answers(hand_in, answers, by, at)
            if won and nothing:
                _record_confirmation(hand_in, by, at)
            if won and in_background and not nothing:
                enqueue("virage.intake.tasks.carry_out", str(hand_in.public_id))
    except IntegrityError:
        raise rules.AnotherUnderWay from None
    hand_in.refresh_from_db()
    if not won:
        raise rules.NotInThatState(hand_in.state)
    return hand_in


def _record_confirmation(hand_in: HandIn, by: Person, at: datetime) -> None:
    """The journal's line for rows that were known already: someone says that they still hold."""
    journal.record(
        by=by.reference,
        at=at,
        entry="intake:hand-in:confirmed",
        subject=hand_in.reference,
        body=queries.body_code(hand_in) or "",
        data={"rows": hand_in.rows, "sha256": hand_in.sha256},
    )


def _answers(hand_in: HandIn, by: Person, given: Mapping[str, str]) -> dict[str, str]:
    """What is said of each code asked about; raises `MustAnswer`, `NotYoursToContinue`."""
    owners = {one["code"]: one["body_before"] for one in hand_in.preview.get("reused", [])}
    answers = rules.checked_answers(owners, given)
    for code, owner in owners.items():
        if answers[code] == SAME and not organisations.may_hand_in_for(by, owner):
            raise rules.NotYoursToContinue(code, owner)
    return answers


def _with(hand_in: HandIn, answers: Mapping[str, str]) -> dict[str, str]:
    return {**rules.without_answers(hand_in.parameters), **rules.as_parameters(answers)}


def _record_answers(hand_in: HandIn, answers: Mapping[str, str], by: Person, at: datetime) -> None:
    """The journal's line for the answers; codes are what bodies made them, so it counts them."""
    said = list(answers.values())
    line = journal.record(
        by=by.reference,
        at=at,
        entry="intake:hand-in:answered",
        subject=hand_in.reference,
        body=queries.body_code(hand_in) or "",
        data={"same": said.count(SAME), "another": said.count(ANOTHER)},
    )
    # This line alone does not make it worth checking the file once more.
    HandIn.objects.filter(pk=hand_in.pk, known_at=line.number - 1).update(known_at=line.number)


def _send_back(
    hand_in: HandIn, answers: Mapping[str, str], by: Person, at: datetime, in_background: bool
) -> HandIn:
    """Check the file again with the answers: its report then says which lines need a new code."""
    hand_in.parameters = _with(hand_in, answers)
    kind = queries.kind(hand_in.kind)
    later = in_background and not rules.is_checked_at_once(kind, hand_in.size)
    with transaction.atomic():
        won = HandIn.objects.filter(pk=hand_in.pk, state=CHECKED, withheld=False).update(
            parameters=hand_in.parameters, state=RECEIVED if later else CHECKED
        )
        if won:
            _record_answers(hand_in, answers, by, at)
        if won and later:
            enqueue("virage.intake.tasks.check", str(hand_in.public_id))
    hand_in.refresh_from_db()
    if not won:
        raise rules.NotInThatState(hand_in.state)
    return hand_in if later else check(hand_in=hand_in, at=at)


def carry_out(
    *, hand_in: HandIn, at: datetime, clock: Callable[[], datetime] | None = None
) -> HandIn:
    """Record the rows of an accepted hand-in, from where it stopped; does nothing once it is done.

    A chunk and the count of what is recorded are one transaction, so a process killed anywhere loses
    at most its chunk. If the records have moved since the check, the file is checked again first.
    `clock` dates each chunk: an acceptance of hours then never looks as if it had stalled.
    """
    hand_in.refresh_from_db()
    if hand_in.state != ACCEPTING or hand_in.accepted_by is None:
        return hand_in
    kind = kind_of(hand_in)
    try:
        if not hand_in.batch and not _still_holds(hand_in, kind):
            return hand_in
        if not files.is_intact(hand_in.sha256):
            raise CannotRecord(file_altered())
        _record(hand_in, kind, at, clock or (lambda: at))
    except CannotRecord as failure:
        _give_up(hand_in, kind, failure.finding)
    except (TakenUpElsewhere, rules.NotInThatState):
        pass
    hand_in.refresh_from_db()
    return hand_in


def _still_holds(hand_in: HandIn, kind: Intake) -> bool:
    """Whether what was agreed to still stands; the hand-in is sent back to its reader otherwise."""
    if audit.sequence() == hand_in.known_at:
        return True
    found = examine(
        kind,
        hand_in.sha256,
        context_of(hand_in, create_new=True),
        progress_of(hand_in),
    )
    agreed = {code for code, _ in hand_in.preview["new_bodies"] + hand_in.preview["new_services"]}
    new = {code for code, _ in (*found.preview.new_bodies, *found.preview.new_services)}
    asked = preview_json(found.preview)["reused"]
    state = ACCEPTING
    if found.findings.has_errors:
        state = REFUSED
    elif new - agreed or any(one not in hand_in.preview.get("reused", []) for one in asked):
        state = CHECKED
    accepting = HandIn.objects.filter(pk=hand_in.pk, state=ACCEPTING, batch="")
    if not accepting.update(state=state, **results(hand_in, found)):
        raise TakenUpElsewhere
    hand_in.refresh_from_db()
    return state == ACCEPTING


def _record(hand_in: HandIn, kind: Intake, at: datetime, clock: Callable[[], datetime]) -> None:
    acceptance = Acceptance(
        source=hand_in.reference,
        sha256=hand_in.sha256,
        by=hand_in.accepted_by.reference if hand_in.accepted_by else "",
        at=at,
        context=context_of(hand_in, create_new=hand_in.create_new),
        warnings=tuple(
            sorted((line, code) for code, lines in hand_in.warned.items() for line in lines)
        ),
    )
    accepting = HandIn.objects.filter(pk=hand_in.pk, state=ACCEPTING)
    with transaction.atomic():
        if not accepting.update(progress_at=at):
            raise TakenUpElsewhere
        batch = kind.begin(acceptance)
        accepting.update(batch=batch)
    hand_in.batch = batch
    done = hand_in.staged
    for chunk in _chunks(hand_in, kind, done):
        moved = {"staged": done + len(chunk), "progress_at": clock()}
        with transaction.atomic():
            if not accepting.filter(staged=done).update(**moved):
                raise TakenUpElsewhere
            kind.stage(batch, chunk, acceptance.context)
        done += len(chunk)
    with transaction.atomic():
        if not accepting.filter(staged=done).update(state=ACCEPTED, accepted_at=at):
            raise TakenUpElsewhere
        sequence = kind.finish(batch, acceptance)
        HandIn.objects.filter(pk=hand_in.pk).update(sequence=sequence or None)
    work.forget(hand_in.sha256)


def _chunks(hand_in: HandIn, kind: Intake, done: int) -> Iterator[list[Row]]:
    rows = opened(kind, hand_in.sha256, Findings(), progress_of(hand_in)).rows(done)
    while chunk := list(islice(rows, rules.CHUNK)):
        yield chunk


def _give_up(hand_in: HandIn, kind: Intake, finding: Finding) -> None:
    """Forget the unfinished batch, and put the reason at the head of the report.

    When not even a batch could be opened (another acceptance holds the records), nothing is wrong with
    the file: it waits to be accepted again.
    """
    state, report = REFUSED, dict(hand_in.report)
    if not hand_in.batch and finding.code != FILE_ALTERED:
        state, finding = CHECKED, replace(finding, level="warning")
    counted = "errors" if finding.level == "error" else "warnings"
    report[counted] = report.get(counted, 0) + 1
    report["findings"] = [as_json(finding), *report.get("findings", [])]
    with transaction.atomic():
        given_up = HandIn.objects.filter(pk=hand_in.pk, state=ACCEPTING).update(
            state=state, report=report, batch="", staged=0
        )
        if given_up and hand_in.batch:
            kind.abandon(hand_in.batch)
