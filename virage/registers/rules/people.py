"""Counts of people that may be told: those of one to nine people never are.

A count that is not told enters no sum, so that no difference between two sums gives it away.
"""

from virage.registers.rules.obligations import is_few


def tellable(people: int | None) -> int | None:
    """The count, or None when it would tell of few people (or is not known)."""
    return None if people is None or is_few(people) else people
