"""What is done to a request for support: ask, take, answer, add, close, withdraw; and forget."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from virage.audit import actions as journal
from virage.audit.rules import Data
from virage.contracts.text import Text
from virage.excellence import queries, rules
from virage.excellence.models import SupportMessage, SupportRequest
from virage.identity.models import Person
from virage.organisations import queries as organisations
from virage.organisations import rules as roles

PAST = {
    rules.TAKE: "taken",
    rules.ANSWER: "answered",
    rules.ADD: "added",
    rules.CLOSE: "closed",
    rules.WITHDRAW: "withdrawn",
}


@transaction.atomic
def ask(
    *,
    body: str,
    title: str,
    words: str,
    target: str = "",
    measure: str = "",
    by: Person,
    at: datetime,
) -> SupportRequest:
    """A body asks for help. Raises `Refused`, `CannotDo`."""
    roles.check_may(roles.ASK_SUPPORT, organisations.roles_of(by), body)
    called = " ".join(title.split())
    if not called or len(called) > rules.LONGEST_TITLE:
        raise rules.CannotDo(
            Text(
                f"Dites en {rules.LONGEST_TITLE} caractères au plus ce qu’il vous faut.",
                f"Say what you need in {rules.LONGEST_TITLE} characters at most.",
            ),
            "title",
        )
    said = rules.checked_words(words, rules.ASK)
    made = SupportRequest.objects.create(
        body=organisations.record(body),
        title=called,
        target=target,
        measure=measure.strip(),
        state=rules.ASKED,
        asked_at=at,
    )
    SupportMessage.objects.create(request=made, verb=rules.ASK, words=said, at=at, by=by)
    journal.record(
        by=by.reference,
        at=at,
        entry="excellence:support:asked",
        subject=made.reference,
        body=body,
        data={"target": target},
    )
    return made


@transaction.atomic
def act(
    *,
    public_id: UUID,
    verb: str,
    words: str = "",
    outcome: str = "",
    seen: int | None = None,
    by: Person,
    at: datetime,
) -> SupportRequest:
    """One side does `verb` to a request that has `seen` messages, if that is told.

    Raises `UnknownRequest`, `Refused`, `CannotDo`; `MeanwhileTaken` when the thread grew since it was read, so
    that nobody answers what they have not read, and of two people who take it one does.
    """
    held = organisations.roles_of(by)
    row = queries.seen_by(held).filter(public_id=public_id).select_related("body").first()
    if row is None:
        raise queries.UnknownRequest(str(public_id))
    code = row.body.code
    operation = roles.ASK_SUPPORT if rules.SIDES[verb] == "body" else roles.GIVE_SUPPORT
    roles.check_may(operation, held, code)
    state = rules.follows(row.state, verb)
    said = rules.checked_words(words, verb)
    ends = state not in rules.OPEN
    if verb == rules.CLOSE and outcome not in rules.OUTCOMES:
        raise rules.CannotDo(
            Text("Dites ce qu’il en est advenu.", "Say what came of it."), "outcome"
        )
    changes: dict[str, Any] = {
        "state": state,
        "outcome": outcome if verb == rules.CLOSE else "",
        "ended_at": at if ends else None,
    }
    if rules.SIDES[verb] == "centre" and verb != rules.CLOSE:
        changes["assigned_to"] = by
    # The row is written before the thread is counted: the second of two people waits here for the first.
    won = SupportRequest.objects.filter(
        pk=row.pk, state=row.state, assigned_to=row.assigned_to_id
    ).update(**changes)
    if not won or (seen is not None and row.messages.count() != seen):
        raise rules.MeanwhileTaken(
            Text(
                "Quelqu’un a écrit entre-temps. Lisez ce qui est nouveau, puis envoyez de nouveau ; ce que "
                "vous aviez écrit est encore là.",
                "Someone wrote meanwhile. Read what is new, then send again; what you had written is "
                "still there.",
            )
        )
    SupportMessage.objects.create(request=row, verb=verb, words=said, at=at, by=by)
    data: Data = {"outcome": outcome} if verb == rules.CLOSE else {}
    journal.record(
        by=by.reference,
        at=at,
        entry=f"excellence:support:{PAST[verb]}",
        subject=row.reference,
        body=code,
        data=data,
    )
    row.refresh_from_db()
    return row


def forget_messages(*, before: datetime) -> int:
    """Forget what was written in requests that ended before a moment, and by whom."""
    told = SupportMessage.objects.filter(request__ended_at__lt=before)
    return told.exclude(by=None, words="").update(words="", by=None)


def forget_requests(*, before: datetime) -> int:
    """Forget the words of requests that ended before a moment; their body, target and outcome stay."""
    ended = SupportRequest.objects.filter(ended_at__lt=before)
    return ended.exclude(title="", assigned_to=None).update(title="", assigned_to=None)
