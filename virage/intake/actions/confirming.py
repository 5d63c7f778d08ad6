"""Confirm that the last values of a body still hold: hand them in again, check and accept, in one act."""

from datetime import date, datetime

from virage.identity.models import Person
from virage.intake import formats, queries, rules
from virage.intake.actions.accepting import accept
from virage.intake.actions.receiving import check_may_hand_in, receive
from virage.intake.models import CHECKED, UNCHANGED, HandIn
from virage.lib.clock import day_of


def confirm_unchanged(
    *,
    kind: str,
    body: str,
    by: Person,
    at: datetime,
    via: str,
    observed_on: date | None = None,
) -> HandIn:
    """Hand in the body's own last values as they are, and accept them.

    `observed_on` (that day if None) is when someone looked, for a kind that has such a column; the last
    values then hold on that day too. The file takes the way of all files: kept, checked, accepted. When
    the check finds something that must be decided or corrected, it waits like any other. Raises
    `rules.Refused`.
    """
    declared = queries.kept_kind(kind)
    check_may_hand_in(declared, body, by)
    if not rules.is_by_hand(declared):
        raise rules.NotByHand
    today = day_of(at)
    day = observed_on or today
    if declared.observed and day > today:
        raise rules.NotThatDay(day)
    last = rules.confirmed(declared.columns, declared.prefill(body), declared.observed, day)
    if not last.rows:
        raise rules.NothingToConfirm
    hand_in = receive(
        kind=kind,
        filename=f"{kind}-{body}-{today.isoformat()}.csv",
        stream=(part.encode() for part in formats.as_csv(declared, last.rows)),
        body=body,
        by=by,
        at=at,
        via=via,
        origin=UNCHANGED,
    )
    return accept_confirmed(hand_in=hand_in, by=by, at=at)


def accept_confirmed(*, hand_in: HandIn, by: Person, at: datetime) -> HandIn:
    """Accept what was confirmed once it is found sound; a large file is when its check is done.

    What cannot be accepted at once (something is to be decided, another acceptance is under way) waits:
    its page says why.
    """
    if hand_in.state != CHECKED or hand_in.withheld:
        return hand_in
    try:
        return accept(hand_in=hand_in, by=by, at=at)
    except rules.Refused:
        hand_in.refresh_from_db()
        return hand_in
