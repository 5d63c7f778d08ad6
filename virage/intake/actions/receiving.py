"""Receive a file and check it."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.db import transaction

from virage.audit import actions as audit
from virage.contracts.intakes import Context, Intake
from virage.contracts.text import Text
from virage.identity.models import Person
from virage.intake import files, queries, rules
from virage.intake.condensing import work
from virage.intake.examination import Examination, as_json, examine
from virage.intake.models import ACCEPTED, CHECKED, FILE, RECEIVED, REFUSED, Draw, HandIn
from virage.intake.opening import Progress, silent
from virage.intake.reading.findings import warning
from virage.intake.sampled import for_draw
from virage.lib.clock import day_of
from virage.lib.tasks import enqueue
from virage.organisations import queries as organisations


def receive(
    *,
    kind: str,
    filename: str,
    stream: Iterable[bytes],
    body: str | None,
    by: Person,
    at: datetime,
    via: str,
    create_new: bool = False,
    origin: str = FILE,
    draw: Draw | None = None,
) -> HandIn:
    """Keep a file as received, for `body` (code), or for several (None: the Secretariat).

    The hand-in is checked at once when it is small, in the background when it is large; a command
    checks it itself. The file of a hand-in that is still open, or that was the last one accepted, is
    recognised: that hand-in is returned and nothing is written; but who says that the last values hold
    (`origin` other than a file) says so again each time. With a `draw`, it tells the units drawn, and no
    other. Raises `rules.Refused`.
    """
    declared = queries.kind(kind)
    check_may_hand_in(declared, body, by)
    _check_is_drawn(draw, kind, body)
    kept = files.keep(stream, rules.largest(declared))
    with transaction.atomic():
        same = queries.same_content(kind, body, kept.sha256)
        if same is not None and same.draw == draw and (origin == FILE or same.state != ACCEPTED):
            return same
        hand_in = HandIn.objects.create(
            kind=kind,
            body=_body(body) if body else None,
            filename=PurePath(filename.replace("\\", "/")).name[:200] or "fichier",
            sha256=kept.sha256,
            size=kept.size,
            via=via,
            received_at=at,
            received_by=by,
            received_as=queries.role_for(by, body),
            origin=origin,
            draw=draw,
            create_new=create_new,
        )
        of_draw: dict[str, str | int] = {"draw": str(draw.public_id)} if draw else {}
        audit.record(
            by=by.reference,
            at=at,
            entry="intake:hand-in:received",
            subject=hand_in.reference,
            body=body or "",
            data={"kind": kind, "sha256": kept.sha256, "size": kept.size, **of_draw},
        )
        at_once = rules.is_checked_at_once(declared, kept.size)
        if via != "command" and not at_once:
            enqueue("virage.intake.tasks.check", str(hand_in.public_id))
    if via != "command" and at_once:
        check(hand_in=hand_in, at=at)
    return hand_in


def _check_is_drawn(draw: Draw | None, kind: str, body: str | None) -> None:
    """Raise `rules.CannotDraw` unless units of the body were drawn, if this is for a draw."""
    if draw is None:
        return
    of_body = draw.body is None if body is None else body in draw.drawn
    if not draw.value or draw.kind != kind or not of_body:
        raise rules.CannotDraw(
            "Ce tirage n’est pas fait, ou ne concerne ni ce registre ni cet organisme.",
            "This draw was not made, or concerns neither this register nor this body.",
        )


def kind_of(hand_in: HandIn) -> Intake:
    """The kind as a hand-in is checked: for a draw, it also looks at which units the lines tell."""
    declared = queries.kind(hand_in.kind)
    if hand_in.draw is None:
        return declared
    return for_draw(declared, queries.to_tell(hand_in.draw, queries.body_code(hand_in)))


def _body(code: str) -> Any:
    try:
        return organisations.record(code)
    except organisations.UnknownBody:
        raise rules.UnknownBody(code) from None


def check_may_hand_in(kind: Intake, body: str | None, by: Person) -> None:
    """Raise `rules.NotYours` or `rules.SecretariatOnly` unless `by` may hand in that kind for `body`."""
    if kind.secretariat_only and not organisations.is_secretariat(by):
        raise rules.SecretariatOnly
    if body is None:
        if not organisations.is_secretariat(by):
            raise rules.NotYours(None)
    elif not organisations.may_hand_in_for(by, body):
        raise rules.NotYours(body)


def check_again(*, hand_in: HandIn, by: Person, at: datetime) -> HandIn:
    """Check a hand-in once more, when the records have moved or another file was accepted meanwhile.

    At once when it is small, else in the background. What was answered of reused codes is asked again.
    Raises `rules.Refused`.
    """
    check_may_hand_in(queries.kind(hand_in.kind), queries.body_code(hand_in), by)
    hand_in.parameters = rules.without_answers(hand_in.parameters)
    if rules.is_checked_at_once(queries.kind(hand_in.kind), hand_in.size):
        return check(hand_in=hand_in, at=at)
    with transaction.atomic():
        changed = HandIn.objects.filter(
            pk=hand_in.pk, state__in=rules.MAY_BE_CHECKED, withheld=False
        ).update(state=RECEIVED, parameters=hand_in.parameters, progress=None)
        if changed:
            enqueue("virage.intake.tasks.check", str(hand_in.public_id))
    hand_in.refresh_from_db()
    if not changed:
        raise rules.NotInThatState(hand_in.state)
    return hand_in


def check(*, hand_in: HandIn, at: datetime, told: Progress = silent) -> HandIn:
    """Read the file, and keep its report and preview; may be done again until it is accepted.

    `told` hears too how far the counting of a large file is. Raises `rules.NotInThatState`, `rules.Withheld`.
    """
    if hand_in.withheld:
        raise rules.Withheld
    if hand_in.state not in rules.MAY_BE_CHECKED:
        raise rules.NotInThatState(hand_in.state)
    kind = kind_of(hand_in)
    found = examine(
        kind, hand_in.sha256, context_of(hand_in, create_new=True), progress_of(hand_in, told)
    )
    _say_if_accepted_before(hand_in, found)
    state = REFUSED if found.findings.has_errors else CHECKED
    changed = HandIn.objects.filter(pk=hand_in.pk, state__in=rules.MAY_BE_CHECKED).update(
        state=state, checked_at=at, **results(hand_in, found)
    )
    hand_in.refresh_from_db()
    if not changed:
        raise rules.NotInThatState(hand_in.state)
    return hand_in


def context_of(hand_in: HandIn, *, create_new: bool) -> Context:
    """Who hands in, and when; `create_new` as in `Context`."""
    return Context(
        queries.body_code(hand_in),
        create_new=create_new,
        parameters=hand_in.parameters,
        received_on=day_of(hand_in.received_at),
    )


def progress_of(hand_in: HandIn, told: Progress = silent) -> Progress:
    """Notes how far the counting of a file is; raises `rules.NotInThatState` once it was withdrawn.

    What was counted of a file that was withdrawn meanwhile is removed by who was counting it.
    """

    def note(percent: int) -> None:
        in_hand = HandIn.objects.filter(pk=hand_in.pk, state__in=rules.MAY_BE_WITHDRAWN)
        if not in_hand.update(progress=percent):
            work.forget(hand_in.sha256)
            hand_in.refresh_from_db()
            raise rules.NotInThatState(hand_in.state)
        told(percent)

    return note


def results(hand_in: HandIn, found: Examination) -> dict[str, object]:
    """The columns of a hand-in that keep the result of an examination."""
    start, end = found.days or (None, None)
    return {
        "known_at": found.known_at,
        "rows": found.rows,
        "to_stage": found.to_stage,
        "days_from": start,
        "days_to": end,
        "bodies": sorted(found.bodies),
        "report": found.findings.report(),
        "preview": as_json(found.preview),
        "warned": found.findings.warned,
        "parameters": {**hand_in.parameters, **found.parameters},
    }


def _say_if_accepted_before(hand_in: HandIn, found: Examination) -> None:
    before = HandIn.objects.filter(kind=hand_in.kind, sha256=hand_in.sha256, state=ACCEPTED).first()
    if before is None or before.accepted_at is None:
        return
    day = day_of(before.accepted_at).isoformat()
    found.findings.add(
        warning(
            "accepted-before",
            Text(
                f"Ce même fichier a déjà été accepté le {day}.",
                f"This very file was already accepted on {day}.",
            ),
            Text(
                "L’aperçu dit ce qu’il changerait aujourd’hui.",
                "The preview says what it would change today.",
            ),
            value=str(before.public_id),
        )
    )
