"""Shows the open requests for support to whoever steers, beside the levers that they would move."""

from collections.abc import Iterator

from virage.contracts.appeals import Appeal, AppealSource, appeal_sources
from virage.excellence import queries
from virage.excellence.words import STATES
from virage.lib.clock import day_of


def _open() -> Iterator[Appeal]:
    for one in queries.waiting():
        yield Appeal(
            organisation=one.body,
            target=one.target,
            title=one.title,
            asked_on=day_of(one.asked_at),
            state=STATES[one.state],
            url_name="excellence:request",
            url_argument=str(one.public_id),
        )


appeal_sources.declare(AppealSource("excellence.support-request", _open))
