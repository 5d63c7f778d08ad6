"""Where a body stands towards its legal date: what the public wall says of it, from facts alone."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from virage.plans.rules.deploying import ACCEPTED, is_awaited, is_in_force
from virage.plans.rules.states import Deposited, as_judged

DEPOSITED, LATE, NEVER, NOT_DUE = "deposited", "late", "never", "not-due"
STANDINGS = (ACCEPTED, DEPOSITED, LATE, NEVER, NOT_DUE)


class Standing(NamedTuple):
    """What is said of a body on a day; `days_late` counts from the legal date to the first deposit, or to
    the day while there is none (0 in time, None without a legal date)."""

    name: str
    first_deposited_on: date | None
    days_late: int | None


def standing(versions: Sequence[Deposited], due_on: date | None, day: date) -> Standing:
    """*accepted*: a plan is in force. *deposited*: one is under review, or to be amended in time.
    *late*: the legal date has passed, and what was deposited no longer holds, or was to be amended.
    *never*: it has passed and nothing was ever deposited. *not due*: it has not passed, or is not known.
    """
    there = [one for one in versions if one.deposited_on <= day]
    first = min((one.deposited_on for one in there), default=None)
    days_late = None if due_on is None else max(0, ((first or day) - due_on).days)
    judged = [as_judged(one, day) for one in there]
    if any(is_in_force(one, day) for one in judged):
        name = ACCEPTED
    elif any(is_awaited(one, day) or day < one.period_from for one in judged):
        name = DEPOSITED
    elif due_on is None or day <= due_on:
        name = NOT_DUE
    else:
        name = LATE if there else NEVER
    return Standing(name, first, days_late)
