"""From a declaration that a question does not apply to a unit, to its public decision."""

from collections.abc import Mapping
from datetime import date

from virage.registers.rules.refusals import CannotDecide, NotPublicEnough

DECLARED, ACCEPTED, REFUSED, WITHDRAWN = "declared", "accepted", "refused", "withdrawn"
STATES = (DECLARED, ACCEPTED, REFUSED, WITHDRAWN)
LIVE = (DECLARED, ACCEPTED)
"""Of these there is at most one for a unit and a day."""

LONGEST_WHY = 500

NEXT: Mapping[str, tuple[str, ...]] = {
    DECLARED: (ACCEPTED, REFUSED, WITHDRAWN),
    # What was accepted on facts that no longer hold, or were wrong, can be refused after all.
    ACCEPTED: (REFUSED, WITHDRAWN),
    REFUSED: (),
    WITHDRAWN: (),
}

STRONGEST = (ACCEPTED, DECLARED, REFUSED)
"""Which speaks for a unit in a period that touches several."""


def check_next(state: str, following: str) -> None:
    """Raise `CannotDecide` unless what is `state` may become `following`."""
    if following not in NEXT[state]:
        raise CannotDecide(state)


def checked_why(why: str) -> str:
    """The public reason of a decision, on one line; raises `NotPublicEnough`."""
    said = " ".join(why.split())
    if not said or len(said) > LONGEST_WHY:
        raise NotPublicEnough(len(said))
    return said


def overlap(a_from: date, a_to: date | None, b_from: date, b_to: date | None) -> bool:
    """Whether two half-open spans of days share a day; no end is for ever."""
    return (b_to is None or a_from < b_to) and (a_to is None or b_from < a_to)
