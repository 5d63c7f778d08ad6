"""Dated statements as step functions: what was last said, on or before a day, holds on that day."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from virage.contracts.text import Text


class Statement(NamedTuple):
    """From a day on: the body (code) that a service belongs to, and its name in both languages."""

    valid_from: date
    organisation: str
    name_fr: str
    name_en: str

    @property
    def name(self) -> Text:
        """The name, as a text in both languages."""
        return Text(self.name_fr, self.name_en)


def standing(statements: Sequence[Statement], day: date) -> Statement | None:
    """What holds on `day`: the last statement not after it; None before the first.

    `statements` are in order of their days; of two on a day, the later in the list holds.
    """
    at = bisect_right(statements, day, key=lambda one: one.valid_from)
    return statements[at - 1] if at else None


def nearest(statements: Sequence[Statement], day: date) -> Statement | None:
    """What holds on `day`, or the first statement for a day before it; None if nothing was said."""
    return standing(statements, day) or (statements[0] if statements else None)
