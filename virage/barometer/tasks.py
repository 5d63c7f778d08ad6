"""Background work of the barometer: publications confirmed, the calendar hour by hour, the daily series."""

import secrets
from datetime import timedelta

from virage.barometer import actions, queries
from virage.barometer.rules.withholding import SECRET_BYTES
from virage.identity.queries import system_person
from virage.lib import clock
from virage.lib.tasks import every, task


@task
def publish(publication: str) -> None:
    """Publish, or revise, what was confirmed; may run twice."""
    actions.carry_out_confirmed(
        publication=queries.publication(publication),
        at=clock.now(),
        secret=secrets.token_bytes(SECRET_BYTES),
    )


@every(timedelta(hours=1))
@task
def keep_calendar() -> None:
    """Open the drafts and publish the editions whose day has come; may run twice."""
    actions.keep_calendar(
        by=system_person(), at=clock.now(), secret=secrets.token_bytes(SECRET_BYTES)
    )


@every(timedelta(hours=6))
@task
def note_day() -> None:
    """Note today in the provisional series, if it is not there yet."""
    actions.note_day(at=clock.now())
