"""`virage audit verify`: reads the whole journal and names the first line that does not hold."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from virage.audit import queries

SENTENCES = {
    "missing": "Line {number} is missing.",
    "altered": "Line {number} was altered: its content does not give its hash.",
    "reordered": "Line {number} does not follow the line before it.",
}


class Command(BaseCommand):
    """The journal, from the command line."""

    help = "Verify the journal's chain."

    def add_arguments(self, parser: CommandParser) -> None:
        """One verb: verify."""
        parser.add_argument("verb", choices=["verify"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one sentence; exit 1 when the chain is broken."""
        found = queries.first_break()
        if found:
            raise CommandError(SENTENCES[found.kind].format(number=found.number))
        self.stdout.write(
            f"The journal holds: {queries.sequence()} lines, each follows from the last."
        )
