"""The audit of declared yes: announce the public value, draw by it, record what the evidence shows."""

import unicodedata
from datetime import date, datetime

from django.db import IntegrityError, transaction

from virage.audit import actions as journal
from virage.barometer.models import Audit, AuditFinding, AuditItem, Edition
from virage.barometer.queries import auditing
from virage.barometer.rules import sampling
from virage.barometer.rules.errors import CannotAudit
from virage.identity.models import Person
from virage.lib.canonical import digest
from virage.lib.clock import day_of
from virage.organisations import queries as organisations
from virage.organisations import rules as roles

LONGEST_SOURCE, LONGEST_VALUE, LONGEST_REASON = 300, 500, 500


def announce_audit(*, edition: Edition, source: str, day: date, by: Person, at: datetime) -> Audit:
    """Name the public value that will draw the declared yes of an edition, before it is known.

    Raises `CannotAudit` when its day is not to come, when an audit stands already, or when the edition
    has no declared yes.
    """
    roles.check_may(roles.AUDIT, organisations.roles_of(by))
    source = _line(source, LONGEST_SOURCE)
    if day <= day_of(at):
        raise CannotAudit(
            "La valeur doit sortir un jour à venir : nommée après coup, elle ne prouverait rien.",
            "The value must come out on a day to come: named afterwards, it would prove nothing.",
        )
    if not auditing.frame(edition):
        raise CannotAudit(
            "Cette édition n’a aucun « oui » déclaré : il n’y a rien à tirer.",
            "This edition has no declared “yes”: there is nothing to draw.",
        )
    try:
        with transaction.atomic():
            audit = Audit.objects.create(
                edition=edition, source=source, day=day, announced_at=at, announced_by=by
            )
            _journal(
                audit,
                "announced",
                by,
                at,
                edition=edition.slug,
                day=day.isoformat(),
                source_digest=digest(source),
            )
    except IntegrityError as error:
        raise CannotAudit(
            "Un audit de cette édition est déjà annoncé.",
            "An audit of this edition is announced already.",
        ) from error
    return audit


def give_up_audit(*, audit: Audit, why: str, by: Person, at: datetime) -> Audit:
    """The value never came out, or not as announced: say so, in public, so that another can be named."""
    roles.check_may(roles.AUDIT, organisations.roles_of(by))
    why = _line(why, LONGEST_REASON)
    with transaction.atomic():
        won = Audit.objects.filter(pk=audit.pk, value="", why="").update(
            why=why, given_up_at=at, given_up_by=by
        )
        if not won:
            raise _already()
        _journal(audit, "given-up", by, at)
    audit.refresh_from_db()
    return audit


def draw_audit(*, audit: Audit, value: str, by: Person, at: datetime) -> Audit:
    """Enter the value that came out: it draws the answers to open, and nothing changes it afterwards.

    Raises `CannotAudit` before its day.
    """
    roles.check_may(roles.AUDIT, organisations.roles_of(by))
    value = _line(value, LONGEST_VALUE)
    if day_of(at) < audit.day:
        raise CannotAudit(
            f"La valeur annoncée sort le {audit.day.isoformat()} : attendez ce jour.",
            f"The value announced comes out on {audit.day.isoformat()}: wait for that day.",
        )
    frame = auditing.frame(audit.edition)
    chosen = sampling.drawn(frame, seal=audit.edition.seal, value=value)
    with transaction.atomic():
        won = Audit.objects.filter(pk=audit.pk, value="", why="").update(
            value=value, drawn_at=at, drawn_by=by, frame=len(frame)
        )
        if not won:
            raise _already()
        AuditItem.objects.bulk_create(
            AuditItem(audit=audit, position=position, answer_id=frame[item])
            for position, item in enumerate(chosen, start=1)
        )
        _journal(
            audit,
            "drawn",
            by,
            at,
            value_digest=digest(value),
            frame=len(frame),
            drawn=len(chosen),
        )
    audit.refresh_from_db()
    return audit


def record_finding(
    *, item: AuditItem, outcome: str, reason: str, by: Person, at: datetime
) -> AuditFinding:
    """What the evidence of one answer shows, with a public reason. Found again, the last one counts."""
    roles.check_may(roles.AUDIT, organisations.roles_of(by))
    reason = _line(reason, LONGEST_REASON)
    if outcome not in sampling.OUTCOMES:
        raise CannotAudit(
            "Choisissez : confirmé, renversé ou impossible à dire.",
            "Choose: upheld, overturned or cannot tell.",
        )
    with transaction.atomic():
        finding = AuditFinding.objects.create(
            item=item, outcome=outcome, reason=reason, found_at=at, found_by=by
        )
        _journal(item.audit, "found", by, at, position=item.position, outcome=outcome)
    return finding


def _line(text: str, longest: int) -> str:
    """What was typed, on one line, in the one form in which it is hashed."""
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    if not 0 < len(text) <= longest:
        raise CannotAudit(
            f"Écrivez de 1 à {longest} caractères.", f"Write from 1 to {longest} characters."
        )
    return text


def _already() -> CannotAudit:
    return CannotAudit(
        "Le tirage est déjà fait, ou abandonné ; rechargez la page pour voir où il en est.",
        "The draw was already made, or given up; reload the page to see where it stands.",
    )


def _journal(audit: Audit, what: str, by: Person, at: datetime, **data: str | int) -> None:
    journal.record(
        by=by.reference,
        at=at,
        entry=f"barometer:audit:{what}",
        subject=audit.reference,
        data=data,
    )
