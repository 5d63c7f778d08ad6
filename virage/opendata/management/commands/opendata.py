"""`virage opendata probe`: ask every published address now, as the worker does once a day."""

from typing import Any
from uuid import uuid4

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localdate

from virage.identity.commanding import add_by_argument, person_of
from virage.lib.clock import now
from virage.opendata import actions, queries
from virage.opendata.probing import probe


class Command(BaseCommand):
    """Datasets, from the command line."""

    help = "Probe the addresses at which bodies say that they publish data."

    def add_arguments(self, parser: CommandParser) -> None:
        """One verb."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        add_by_argument(verbs.add_parser("probe", help="ask each address, and note what answered"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, note, and say how many answered."""
        by, on = person_of(options), localdate(now())
        outcomes = [probe(address) for address in queries.addresses_to_probe(on)]
        if not outcomes:
            self.stdout.write("Nothing is said to be published: there is nothing to probe.")
            return
        if not any(one.status for one in outcomes):
            raise CommandError(
                f"None of {len(outcomes)} addresses answered: this machine seems cut off from the "
                "Internet. Nothing is noted; try again when it is not."
            )
        actions.note_probes(run=str(uuid4()), outcomes=outcomes, on=on, by=by, at=now())
        answered = sum(one.reachable for one in outcomes)
        self.stdout.write(f"{answered} of {len(outcomes)} addresses answered.")
