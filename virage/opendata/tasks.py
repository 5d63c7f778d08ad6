"""Background entry point: once a day, probe every address at which something is said to be published."""

from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.utils.timezone import localdate

from virage.identity import queries as people
from virage.lib.clock import now
from virage.lib.tasks import every, task
from virage.opendata import actions, queries
from virage.opendata.probing import probe


@every(timedelta(days=1))
@task
def probe_all() -> None:
    """Ask each address in turn, and note what answered; the invented ones of a demonstration never."""
    if settings.VIRAGE_DEMONSTRATION:
        return
    at = now()
    on = localdate(at)
    outcomes = [probe(address) for address in queries.addresses_to_probe(on)]
    if any(one.status for one in outcomes):  # else it is we who were cut off
        actions.note_probes(
            run=str(uuid4()), outcomes=outcomes, on=on, by=people.system_person(), at=now()
        )
