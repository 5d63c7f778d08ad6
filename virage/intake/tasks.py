"""Background entry points: check a large file, record an accepted one, take up what stopped."""

from contextlib import suppress
from datetime import timedelta

from virage.intake import actions, queries, rules
from virage.intake.models import UNCHANGED
from virage.lib.clock import now
from virage.lib.tasks import enqueue, every, task


@task
def check(public_id: str) -> None:
    """Check a hand-in, unless somebody has taken it further meanwhile, even while it is read."""
    hand_in = queries.by_id(public_id)
    if hand_in is not None and hand_in.state in rules.MAY_BE_CHECKED:
        with suppress(rules.NotInThatState):
            hand_in = actions.check(hand_in=hand_in, at=now())
        if hand_in.origin == UNCHANGED:
            actions.accept_confirmed(hand_in=hand_in, by=hand_in.received_by, at=now())


@task
def carry_out(public_id: str) -> None:
    """Record the rows of an accepted hand-in."""
    hand_in = queries.by_id(public_id)
    if hand_in is not None:
        actions.carry_out(hand_in=hand_in, at=now(), clock=now)


@every(timedelta(minutes=5))
@task
def take_up_stalled() -> None:
    """Put back in the queue the acceptances that have not moved for a while (a killed command)."""
    for hand_in in queries.stalled(now() - timedelta(seconds=rules.STALLED_SECONDS)):
        enqueue("virage.intake.tasks.carry_out", str(hand_in.public_id))


@every(timedelta(days=1))
@task
def forget_old_counts() -> None:
    """Remove what was counted of files that nobody has accepted or withdrawn; it can be counted again."""
    actions.forget_counts(before=now() - rules.COUNTS_KEPT)
