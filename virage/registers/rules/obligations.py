"""How long an attestation holds, and whether days meet: plain functions of plain days."""

from datetime import date, timedelta

COMPLETE, PARTIAL = "complete", "partial"
EXTENTS = (COMPLETE, PARTIAL)
"""What a body may attest of a register: all that it should list is in it, or only a part."""

A_DAY = timedelta(days=1)
LONGEST = timedelta(days=366)
"""No attestation made earlier than this before a day still holds on it."""


def last_day(attested_on: date) -> date:
    """The last day on which an attestation holds: twelve months later, that day included."""
    try:
        return attested_on.replace(year=attested_on.year + 1)
    except ValueError:  # 29 February
        return date(attested_on.year + 1, 2, 28)


def holds(attested_on: date, on: date) -> bool:
    """Whether an attestation made on a day still holds on another."""
    return attested_on <= on <= last_day(attested_on)


def counted_on(day: date) -> bool:
    """Whether staff are counted on that day: on 31 March, the same for all."""
    return (day.month, day.day) == (3, 31)


MOST_STAFF = 10_000_000
"""More people than that work for no body."""

FEW = 10
"""Of fewer people than this, and not none, the number is shown to nobody."""


def is_few(people: int) -> bool:
    """Whether a number would tell of a few people."""
    return 0 < people < FEW
