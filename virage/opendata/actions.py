"""Noting what a run of probes found, known from its line of the journal on."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from virage.identity.models import Person
from virage.opendata.probing import Outcome
from virage.opendata.recording import PROBES, RECORDING
from virage.organisations import queries as organisations
from virage.organisations import rules as roles
from virage.registers import actions as registers
from virage.registers.queries import chunks


def note_probes(
    *, run: str, outcomes: Sequence[Outcome], on: date, by: Person, at: datetime
) -> int:
    """Record the outcomes of one run (`run` names it, once) as seen on a day; the record sequence.

    The same address probed again on the same day supersedes. Raises `Refused`,
    `registers.AnotherBatchUnfinished`.
    """
    roles.check_may(roles.PUBLISH, organisations.roles_of(by))
    with transaction.atomic():
        batch = RECORDING.begin(source=f"opendata.probe:{run}", received_on=on)
        for some in chunks(outcomes):
            facts = [
                registers.Fact(
                    None,
                    {
                        "url": one.address,
                        "probed_on": on,
                        "reachable": one.reachable,
                        "status": one.status,
                        "modified_on": one.modified_on,
                    },
                )
                for one in some
            ]
            registers.stage(table=PROBES, batch=batch, facts=facts)
        batch.refresh_from_db()
        return RECORDING.finish(batch=batch, by=by.reference, at=at, entry="probe:ran")
