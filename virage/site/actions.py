"""What is done over all packages at once: carry out the durations that they promise of personal data."""

from datetime import datetime

from django.db import connection, transaction

from virage.audit import actions as audit
from virage.contracts.personal_data import holdings
from virage.identity.models import Person


def erase_personal_data(*, by: Person, at: datetime, dry_run: bool = False) -> dict[str, int]:
    """Forget everything whose promised duration is over; how many rows of each holding, by its code.

    With `dry_run` nothing is forgotten, and the counts are what would be. The journal keeps the counts
    alone, and nothing when there was nothing to forget.
    """
    _overwrite_what_is_deleted()
    with transaction.atomic():
        counts = {
            one.code: one.erasure.erase(before=at - one.erasure.after)
            for one in holdings
            if one.erasure is not None
        }
        forgotten = {code: count for code, count in counts.items() if count}
        if forgotten and not dry_run:
            audit.record(
                by=by.reference,
                at=at,
                entry="site:personal-data:erased",
                subject=by.reference,
                data=forgotten,
            )
        transaction.set_rollback(dry_run)
    return counts


def _overwrite_what_is_deleted() -> None:
    """SQLite otherwise leaves the bytes of a deleted row in the file until it needs the place."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")
