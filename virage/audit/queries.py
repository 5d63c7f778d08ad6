"""Reads of the journal: its head, a subject's lines, and whether the chain holds."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from virage.audit import rules
from virage.audit.models import JournalLine


@dataclass(frozen=True, slots=True)
class Break:
    """The first line at which the chain does not hold, and how (`missing`, `altered`, `reordered`)."""

    number: int
    kind: str


def head() -> JournalLine | None:
    """The last line, or None in an empty journal."""
    return JournalLine.objects.order_by("-number").first()


def sequence() -> int:
    """The record sequence now: the number of the last line, 0 in an empty journal."""
    last = head()
    return last.number if last else 0


def hash_at(number: int) -> str:
    """The hash of line `number`; the chain's origin for 0; "" when the line is missing."""
    if number == 0:
        return rules.FIRST_PREVIOUS
    line = JournalLine.objects.filter(number=number).first()
    return line.hash if line else ""


def line_at(number: int) -> JournalLine | None:
    """Line `number`, or None when there is no such line."""
    return JournalLine.objects.filter(number=number).first()


def entry_at(number: int) -> str:
    """What line `number` records ("package:noun:past"), or "" when there is no such line."""
    return JournalLine.objects.filter(number=number).values_list("entry", flat=True).first() or ""


def lines(
    *,
    entry: str = "",
    subject: str = "",
    body: str = "",
    since: datetime | None = None,
    before: datetime | None = None,
    number: int | None = None,
) -> QuerySet[JournalLine]:
    """The lines that are of all that is given, the last first. `since` is included, `before` is not."""
    wanted = {
        "entry": entry,
        "subject": subject,
        "body": body,
        "at__gte": since,
        "at__lt": before,
        "number": number,
    }
    given = {name: value for name, value in wanted.items() if value not in ("", None)}
    return JournalLine.objects.filter(**given).order_by("-number")


def times_of(numbers: Collection[int]) -> dict[int, datetime]:
    """When each of some lines was written. One query."""
    return dict(JournalLine.objects.filter(number__in=numbers).values_list("number", "at"))


def entries_of(subjects: Collection[str], until: int) -> dict[str, set[str]]:
    """What the journal records of each subject up to a line, that line included. One query."""
    found: dict[str, set[str]] = {}
    rows = JournalLine.objects.filter(subject__in=subjects, number__lte=until)
    for subject, entry in rows.values_list("subject", "entry"):
        found.setdefault(subject, set()).add(entry)
    return found


def has_line(*, entry: str, subject: str, before: datetime) -> bool:
    """Whether that was recorded of that subject before a moment."""
    return JournalLine.objects.filter(subject=subject, entry=entry, at__lt=before).exists()


def first_break(expected_head: int | None = None) -> Break | None:
    """The first altered, missing or reordered line; None when the whole chain holds.

    `expected_head` is a number known from elsewhere (an edition's cut, a batch) that must exist.
    """
    number, previous = 0, rules.FIRST_PREVIOUS
    for line in JournalLine.objects.order_by("number").iterator():
        number += 1
        if line.number != number:
            return Break(number, "missing")
        if line.expected_hash() != line.hash:
            return Break(number, "altered")
        if line.previous != previous:
            return Break(number, "reordered")
        previous = line.hash
    if expected_head is not None and expected_head > number:
        return Break(number + 1, "missing")
    return None
