"""The one write: add a line, last in the transaction of what it records."""

from datetime import UTC, datetime

from django.db import connection

from virage.audit import queries, rules
from virage.audit.models import JournalLine

CHAIN_LOCK = 0x56495241_4745


class NotInTransaction(RuntimeError):
    """A line was written outside the transaction of what it records."""


def record(
    *,
    by: str,
    at: datetime,
    entry: str,
    subject: str,
    body: str = "",
    data: rules.Data | None = None,
) -> JournalLine:
    """Add a line and return it; its `number` is the record sequence of the act.

    Call it in the last statements of the transaction: on PostgreSQL the chain's lock is held from
    here to the commit, so that numbers follow the order of commits. `by` and `subject` are
    references ("identity.person:<public id>"), `entry` is "package:noun:past".
    """
    if not connection.in_atomic_block:
        raise NotInTransaction(f"{entry} must be recorded in the transaction of what it records")
    if not rules.ENTRY.match(entry):
        raise rules.NotACode(f"{entry!r} is not of the form package:noun:past")
    for code in (by, subject, body):
        if not rules.CODE.match(code):
            raise rules.NotACode("actor, subject and body are references or codes")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
    last = queries.head()
    line = JournalLine(
        number=last.number + 1 if last else 1,
        at=at.astimezone(UTC),
        actor=by,
        entry=entry,
        subject=subject,
        body=body,
        data=rules.checked(data or {}),
        previous=last.hash if last else rules.FIRST_PREVIOUS,
    )
    line.hash = line.expected_hash()
    line.save(force_insert=True)
    return line
