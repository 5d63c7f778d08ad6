"""What a milestone pays, from what its acceptance test gave at each edition: never from a declaration.

The edition that counts is the first whose period ends on or after the day of the milestone. While the test
does not hold, or cannot be told, nothing is paid out. From the edition at which it holds, all but the
retained share is due; that share is released once the test has held for the whole guarantee, at every
edition from there to its end. An edition in between at which it does not hold, or cannot be told, stops
the guarantee, which begins again when it holds again. What was released stays released, and a test that
no longer holds after that is shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from virage.plans.rules.portfolio import CANNOT_TELL, HELD

NOT_YET_DUE, DUE, RETAINED, RELEASED = "not-yet-due", "due", "retained", "released"
STATES = (NOT_YET_DUE, DUE, RETAINED, RELEASED)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a milestone promises to pay: amounts in cents, `retained` out of `amount`."""

    due_on: date
    amount: int
    retained: int
    guarantee_days: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What the test gave at an edition, whose period ends (excluded) on `period_to`."""

    edition: str
    period_to: date
    outcome: str


@dataclass(frozen=True, slots=True)
class Payment:
    """What is payable and what is withheld now, and why.

    - `reason`: "before-day", "awaits-edition", "test-holds", "not-held", "cannot-tell", "guarantee-over";
    - `edition` is the one that decides, "" while none does; `guarantee_to` the day on which the guarantee
      ends if the test goes on holding;
    - `became_due` says that the part outside the retained share has become payable at some edition;
    - `fell_back`: released, and at the last edition the test did not hold.
    """

    state: str
    reason: str
    payable: int = 0
    withheld: int = 0
    edition: str = ""
    guarantee_to: date | None = None
    became_due: bool = False
    fell_back: bool = False


def counted(terms: Terms, editions: Sequence[Seen]) -> list[Seen]:
    """The editions that count, in order: from the first whose period ends on or after the day.

    The last day of a period is the day before `period_to`.
    """
    return [one for one in editions if one.period_to - timedelta(days=1) >= terms.due_on]


def payment(terms: Terms, editions: Sequence[Seen], today: date) -> Payment:
    """What a milestone pays today; `editions` stand in the order of their periods."""
    found = counted(terms, editions)
    if not found:
        reason = "before-day" if today <= terms.due_on else "awaits-edition"
        return Payment(NOT_YET_DUE, reason, withheld=terms.amount)
    since: date | None = None
    decided = ""
    became_due = False
    for one in found:
        if one.outcome != HELD:
            since = None
            continue
        became_due = True
        since = since or one.period_to
        decided = decided if since != one.period_to else one.edition
        if one.period_to - since >= timedelta(days=terms.guarantee_days):
            fell_back = found[-1].outcome != HELD
            return Payment(
                RELEASED,
                "guarantee-over",
                payable=terms.amount,
                edition=one.edition,
                became_due=True,
                fell_back=fell_back,
            )
    payable = terms.amount - terms.retained if became_due else 0
    withheld = terms.amount - payable
    last = found[-1]
    if since is None:
        reason = "cannot-tell" if last.outcome == CANNOT_TELL else "not-held"
        return Payment(RETAINED, reason, payable, withheld, last.edition, became_due=became_due)
    return Payment(
        DUE,
        "test-holds",
        payable,
        withheld,
        decided,
        guarantee_to=since + timedelta(days=terms.guarantee_days),
        became_due=True,
    )
