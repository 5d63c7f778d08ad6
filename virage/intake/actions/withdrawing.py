"""Withdraw a hand-in that was not accepted; destroy the bytes of one that held personal data."""

from datetime import datetime

from django.db import transaction

from virage.audit import actions as audit
from virage.identity.models import Person
from virage.intake import files, queries, rules
from virage.intake.actions.receiving import check_may_hand_in
from virage.intake.condensing import work
from virage.intake.models import ACCEPTING, CHECKED, REFUSED, WITHDRAWN, HandIn
from virage.organisations import queries as organisations


def withdraw(*, hand_in: HandIn, by: Person, at: datetime) -> HandIn:
    """Take back a hand-in; one whose acceptance is under way is stopped and leaves no record.

    Raises `rules.NotYours`, or `rules.NotInThatState` once it is accepted.
    """
    kind = queries.kind(hand_in.kind)
    check_may_hand_in(kind, queries.body_code(hand_in), by)
    with transaction.atomic():
        current = HandIn.objects.filter(pk=hand_in.pk).values_list("state", "batch").get()
        changed = HandIn.objects.filter(
            pk=hand_in.pk, state=current[0], state__in=rules.MAY_BE_WITHDRAWN
        ).update(state=WITHDRAWN)
        hand_in.refresh_from_db()
        if not changed:
            raise rules.NotInThatState(hand_in.state)
        if current[0] == ACCEPTING and hand_in.batch:
            kind.abandon(hand_in.batch)
        audit.record(
            by=by.reference,
            at=at,
            entry="intake:hand-in:withdrawn",
            subject=hand_in.reference,
            body=queries.body_code(hand_in) or "",
        )
    if current[0] in (CHECKED, REFUSED):
        # Whoever is counting the file notices by itself, and removes what it counted.
        work.forget(hand_in.sha256)
    return hand_in


def forget_counts(*, before: datetime) -> None:
    """Remove what was counted of large files, and not used since a moment."""
    work.forget_older(before)


def redact(*, hand_in: HandIn, by: Person, at: datetime) -> HandIn:
    """Destroy the bytes as received, and keep all the rest: digest, report, records, journal.

    Concerns every hand-in of the same content. Raises `rules.SecretariatRedacts`, or
    `rules.NotInThatState` while an acceptance needs the bytes.
    """
    if not organisations.is_secretariat(by):
        raise rules.SecretariatRedacts
    with transaction.atomic():
        same = HandIn.objects.filter(sha256=hand_in.sha256)
        if same.filter(state=ACCEPTING).exists():
            raise rules.NotInThatState(ACCEPTING)
        for one in same.filter(withheld=False).order_by("pk"):
            audit.record(
                by=by.reference,
                at=at,
                entry="intake:hand-in:redacted",
                subject=one.reference,
                body=queries.body_code(one) or "",
                data={"sha256": one.sha256},
            )
        # The report quotes values of the file, and so does the list of what was odd.
        for one in same:
            one.report = without_values(one.report)
            one.filename = ""
            one.withheld = True
            one.save(update_fields=["report", "filename", "withheld"])
    # After the commit: a roll-back must not have destroyed anything.
    files.destroy(hand_in.sha256)
    work.forget(hand_in.sha256)
    hand_in.refresh_from_db()
    return hand_in


def without_values(report: dict[str, object]) -> dict[str, object]:
    """The report, without the values it quotes from the file."""
    findings = report.get("findings")
    if not isinstance(findings, list):
        return report
    return {**report, "findings": [{**one, "value": ""} for one in findings]}
