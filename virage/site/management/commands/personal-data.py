"""`virage personal-data erase`: forgets what is no longer to be held on people, or says what it would."""
# ruff: noqa: N999 - commands are typed with hyphens, and named by their file

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from virage.identity.commanding import add_by_argument, person_of
from virage.lib.clock import now
from virage.site import actions


class Command(BaseCommand):
    """What is held on people, from the command line."""

    help = "Forget what packages no longer promise to hold on people; the worker does it every day."

    def add_arguments(self, parser: CommandParser) -> None:
        """One verb: erase."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        erase = verbs.add_parser("erase", help="forget everything whose duration is over")
        erase.add_argument("--dry-run", action="store_true", help="count, and forget nothing")
        add_by_argument(erase)

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many rows of each table were forgotten, or would be."""
        counts = actions.erase_personal_data(
            by=person_of(options), at=now(), dry_run=options["dry_run"]
        )
        for code, count in counts.items():
            self.stdout.write(f"{count:>8}  {code}")
        done = "that would be forgotten" if options["dry_run"] else "forgotten"
        self.stdout.write(f"Rows {done}: {sum(counts.values())}.")
