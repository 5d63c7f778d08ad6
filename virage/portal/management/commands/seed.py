"""`virage seed`: fills an empty database with the invented government; `--links` lets its people in."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from virage.identity import actions as identity
from virage.identity import queries as people
from virage.lib.clock import now
from virage.lib.tokens import new_token
from virage.portal.seeds import people as invented
from virage.portal.seeds.story import Story, moment


class Command(BaseCommand):
    """The demonstration."""

    help = "Fill an empty database with an invented government, or print links to sign in as its people."

    def add_arguments(self, parser: CommandParser) -> None:
        """Seeding is the default; `--links` only prints links."""
        parser.add_argument("--links", action="store_true", help="print one-time links, per role")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuses anything but a demonstration database."""
        if not settings.VIRAGE_DEMONSTRATION:
            raise CommandError(
                "Invented data go into a demonstration only: set VIRAGE_DEMONSTRATION=1 and name an "
                "empty folder with VIRAGE_DATA (bin/demo does both)."
            )
        by = people.system_person()
        if options["links"]:
            self._print_links()
            return
        try:
            cast = invented.declare(by=by, at=moment(2023, 4, 1))
        except (identity.NotADemonstration, identity.PersonExists) as error:
            raise CommandError(str(error)) from error
        story = Story(cast, self.stdout.write)
        story.play(lambda: invented.join_bodies(by=by, at=moment(2023, 6, 1)))
        at = now()
        story.last_months(at)
        story.what_is_to_come(at)

    def _print_links(self) -> None:
        at = now()
        self.stdout.write("One-time links of the demonstration (invented people):")
        secrets = [new_token() for _ in invented.CAST]
        for name, role, body, secret in invented.links(
            secrets=secrets, by=people.system_person(), at=at
        ):
            path = reverse("identity-link", args=[secret])
            who = f"{role}{f' · {body}' if body else ''} · {name}"
            self.stdout.write(f"  {who:<48} {settings.VIRAGE_PUBLIC_URL.rstrip('/')}{path}")
