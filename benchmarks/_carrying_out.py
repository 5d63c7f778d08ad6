"""Helper of `accepting`: records one accepted hand-in in a process of its own, and says what it cost.

A new process, so that the memory added is that of the acceptance and of nothing before it.
"""

import json

from benchmarks._harness import memory_megabytes, once
from virage.intake import actions, queries
from virage.intake.models import HandIn
from virage.lib import clock


def main(public_id: str) -> None:
    """Carry out the hand-in; prints the seconds and the megabytes that it added, as JSON."""
    hand_in = _of(public_id)
    before, _ = memory_megabytes()
    taken = once(lambda: actions.carry_out(hand_in=hand_in, at=clock.now()))
    _, most = memory_megabytes()
    print(
        json.dumps(
            {
                "wall": taken.wall,
                "cpu": taken.cpu,
                "added": most - before,
                "state": _of(public_id).state,
            }
        )
    )


def _of(public_id: str) -> HandIn:
    found = queries.by_id(public_id)
    if found is None:
        raise LookupError(f"no hand-in {public_id}")
    return found
