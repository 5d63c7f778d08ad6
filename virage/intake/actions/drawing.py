"""Draw units of a register at random: freeze the list, name the value that will draw, draw by it."""

import unicodedata
from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from virage.audit import actions as audit
from virage.contracts.indicators import Period
from virage.contracts.intakes import Intake
from virage.identity.models import Person
from virage.intake import queries, rules
from virage.intake.actions.receiving import check_may_hand_in
from virage.intake.models import Draw
from virage.lib.canonical import digest
from virage.lib.clock import day_of
from virage.organisations import queries as organisations


def announce_draw(
    *,
    kind: str,
    body: str | None,
    size: int,
    by: Person,
    at: datetime,
    clusters: int | None = None,
    source: str = "",
    day: date | None = None,
    period: Period | None = None,
    again: str = "",
) -> Draw:
    """Freeze the units that a body has now, and say by which public value some will be drawn, and when.

    Without a `source`, the hash of the journal's line that records the frozen list draws them at once:
    nobody knows it before the list is frozen. With no `body`, the Secretariat draws a body `clusters`
    times first, for the days of a `period`; where a draw was made for some of these days, `again` says in
    public why another is needed. Raises `rules.Refused`.
    """
    declared = queries.kept_kind(kind)
    check_may_hand_in(declared, body, by)
    source = _line(source, rules.LONGEST_SOURCE) if source else ""
    again = _line(again, rules.LONGEST_SOURCE) if again.strip() else ""
    _check(declared, body, size, clusters, source, day, at)
    if body is None:
        _check_period(kind, period, again, at)
    frame = frame_of(declared, body, at)
    if not any(frame.values()):
        raise rules.CannotDraw(
            "Ce registre ne contient encore rien à tirer.",
            "This register holds nothing to draw yet.",
        )
    try:
        with transaction.atomic():
            draw = Draw.objects.create(
                kind=kind,
                body=organisations.record(body) if body else None,
                size=size,
                clusters=clusters,
                frame=frame,
                frame_sha256=rules.frame_digest(kind, frame),
                period_from=period.start if period else None,
                period_to=period.end if period else None,
                again=again,
                source=source,
                day=day if source else None,
                announced_at=at,
                announced_by=by,
                announced_as=queries.role_for(by, body),
            )
            line = _journal(
                draw,
                "announced",
                by,
                at,
                kind=kind,
                size=size,
                clusters=clusters or 0,
                frame_sha256=draw.frame_sha256,
                units=sum(len(codes) for codes in frame.values()),
                source_digest=digest(source),
                day=draw.day.isoformat() if draw.day else "",
                period_from=period.start.isoformat() if period else "",
                period_to=period.end.isoformat() if period else "",
                again_digest=digest(again) if again else "",
            )
            if not source:
                _draw(draw, line, by, at)
    except IntegrityError:
        raise rules.CannotDraw(
            "Un tirage de ce registre attend déjà sa valeur.",
            "A draw of this register is waiting for its value already.",
        ) from None
    return draw


def draw_units(*, draw: Draw, value: str, by: Person, at: datetime) -> Draw:
    """Enter the value that came out: it draws the units, and nothing changes it afterwards.

    Raises `rules.Refused`, before its day too.
    """
    check_may_hand_in(queries.kept_kind(draw.kind), draw.body.code if draw.body else None, by)
    value = _line(value, rules.LONGEST_VALUE)
    if draw.day is not None and day_of(at) < draw.day:
        raise rules.CannotDraw(
            f"La valeur annoncée sort le {draw.day.isoformat()} : attendez ce jour.",
            f"The value announced comes out on {draw.day.isoformat()}: wait for that day.",
        )
    with transaction.atomic():
        _draw(draw, value, by, at)
    return draw


def give_up_draw(*, draw: Draw, why: str, by: Person, at: datetime) -> Draw:
    """The value never came out: say so in public, so that another can be named. Raises `rules.Refused`."""
    check_may_hand_in(queries.kept_kind(draw.kind), draw.body.code if draw.body else None, by)
    why = _line(why, rules.LONGEST_VALUE)
    with transaction.atomic():
        if not _open(draw).update(why=why, given_up_at=at):
            raise _settled()
        _journal(draw, "given-up", by, at)
    draw.refresh_from_db()
    return draw


def frame_of(kind: Intake, body: str | None, at: datetime) -> dict[str, list[str]]:
    """The units that may be drawn now: of one body, or of each that exists and has some."""
    if kind.units is None:
        return {}
    if body is not None:
        return {body: sorted(kind.units(body))}
    there = [one.code for one in organisations.bodies(on=day_of(at))]
    found: Mapping[str, list[str]] = {code: sorted(kind.units(code)) for code in there}
    return {code: units for code, units in found.items() if units}


def _check(
    kind: Intake,
    body: str | None,
    size: int,
    clusters: int | None,
    source: str,
    day: date | None,
    at: datetime,
) -> None:
    if not (kind.unit and kind.units) or not rules.is_by_hand(kind):
        raise rules.CannotDraw(
            "Ce registre n’a pas d’unités à tirer.", "This register has no units to draw."
        )
    if not 1 <= size <= rules.MOST_DRAWN:
        raise rules.CannotDraw(
            f"Tirez de 1 à {rules.MOST_DRAWN} unités.", f"Draw from 1 to {rules.MOST_DRAWN} units."
        )
    if (body is None) != (clusters is not None) or not 1 <= (clusters or 1) <= rules.MOST_BODIES:
        raise rules.CannotDraw(
            f"Dites combien d’organismes tirer, de 1 à {rules.MOST_BODIES}.",
            f"Say how many bodies to draw, from 1 to {rules.MOST_BODIES}.",
        )
    if source and (day is None or day <= day_of(at)):
        raise rules.CannotDraw(
            "La valeur doit sortir un jour à venir : nommée après coup, elle ne prouverait rien.",
            "The value must come out on a day to come: named afterwards, it would prove nothing.",
        )


def _check_period(kind: str, period: Period | None, again: str, at: datetime) -> None:
    """One draw for a day, and another only with a public reason: nobody draws until it suits."""
    if period is None or period.start >= period.end:
        raise rules.CannotDraw(
            "Dites de quels jours le tirage est : la fin est le lendemain du dernier jour.",
            "Say of which days the draw is: the end is the day after the last one.",
        )
    if period.start > day_of(at):
        raise rules.CannotDraw(
            "La période n’a pas commencé : ses unités ne sont pas encore connues.",
            "The period has not begun: its units are not known yet.",
        )
    if not again and queries.draws_made(kind, period).exists():
        raise rules.CannotDraw(
            "Un tirage de ce registre est déjà fait pour ces jours. Dites pourquoi en faire un autre : la "
            "raison est publique, et les deux sont montrés.",
            "A draw of this register was made already for these days. Say why another is needed: the "
            "reason is public, and both are shown.",
        )


def _draw(draw: Draw, value: str, by: Person, at: datetime) -> None:
    chosen = rules.drawn(queries.picks_of(draw, value))
    if not _open(draw).update(value=value, drawn=chosen, drawn_at=at):
        raise _settled()
    _journal(
        draw,
        "made",
        by,
        at,
        value_digest=digest(value),
        drawn_digest=digest(chosen),
        units=sum(len(codes) for codes in chosen.values()),
    )
    draw.refresh_from_db()


def _open(draw: Draw) -> "QuerySet[Draw]":
    return Draw.objects.filter(pk=draw.pk, value="", why="")


def _settled() -> rules.CannotDraw:
    return rules.CannotDraw(
        "Le tirage est déjà fait, ou abandonné ; rechargez la page pour voir où il en est.",
        "The draw was already made, or given up; reload the page to see where it stands.",
    )


def _line(text: str, longest: int) -> str:
    """What was typed, on one line, in the one form in which it is hashed."""
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    if not 0 < len(text) <= longest:
        raise rules.CannotDraw(
            f"Écrivez de 1 à {longest} caractères.", f"Write from 1 to {longest} characters."
        )
    return text


def _journal(draw: Draw, what: str, by: Person, at: datetime, **data: str | int) -> str:
    line = audit.record(
        by=by.reference,
        at=at,
        entry=f"intake:draw:{what}",
        subject=draw.reference,
        body=draw.body.code if draw.body else "",
        data=data,
    )
    return str(line.hash)
