"""Background work of the barometer: carries out the publications that a second person confirmed."""

import secrets

from virage.barometer import actions, queries
from virage.barometer.rules.withholding import SECRET_BYTES
from virage.lib import clock
from virage.lib.tasks import task


@task
def publish(publication: str) -> None:
    """Publish, or revise, what was confirmed; may run twice."""
    actions.carry_out_confirmed(
        publication=queries.publication(publication),
        at=clock.now(),
        secret=secrets.token_bytes(SECRET_BYTES),
    )
