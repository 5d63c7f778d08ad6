"""`virage data copy`: takes a whole database over into a new one, as when moving to PostgreSQL."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from virage.site import environment
from virage.site.copying import CannotCopy, copy_everything

EMBEDDED = "embedded"


class Command(BaseCommand):
    """The database as a whole, from the command line."""

    help = "Copy another database of an installation into this one, which holds no records yet."

    def add_arguments(self, parser: CommandParser) -> None:
        """One verb: copy."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        copy = verbs.add_parser("copy", help="copy every row of another database into this one")
        copy.add_argument(
            "--from",
            dest="source",
            required=True,
            metavar="DATABASE",
            help=f"{EMBEDDED!r}, the one in VIRAGE_DATA, or an address (postgres://…)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Copy, and say how to check it; exit 1 and a sentence when nothing was copied."""
        data = Path(settings.VIRAGE_DATA)
        embedded = options["source"] == EMBEDDED
        address = "" if embedded else options["source"]
        source = environment.database_at(address, data, told_by="--from")
        if embedded and not Path(source["NAME"]).exists():
            raise CommandError(f"there is no embedded database in {data}.")
        if source["NAME"] == settings.DATABASES["default"]["NAME"] and embedded:
            raise CommandError(
                "this installation uses the embedded database itself: name the new one, "
                "VIRAGE_DATABASE_URL=postgres://…"
            )
        try:
            copied = copy_everything(source)
        except CannotCopy as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{copied.rows} rows of {copied.tables} tables are copied, with their keys. "
            "Check them: virage audit verify && virage barometer verify"
        )
