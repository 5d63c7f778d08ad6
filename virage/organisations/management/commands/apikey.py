"""`virage apikey`: keys with which programs of a body use the API."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from virage.identity.commanding import add_by_argument, person_of
from virage.lib.clock import now
from virage.lib.tokens import new_token
from virage.organisations import actions, queries, rules
from virage.organisations.actions.keys import PREFIX


class Command(BaseCommand):
    """API keys, from the command line."""

    help = "Create, revoke and list API keys."

    def add_arguments(self, parser: CommandParser) -> None:
        """One verb at a time."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        create = verbs.add_parser("create", help="make a key, and print its secret once")
        create.add_argument("--body", required=True, help="code of the body")
        create.add_argument("--label", required=True, help="what the key is for")
        create.add_argument("--days", type=int, default=90)
        create.add_argument(
            "--scopes",
            default="intake:write,intake:read",
            help=f"separated by commas, among {', '.join(rules.SCOPES)}",
        )
        add_by_argument(create)
        revoke = verbs.add_parser("revoke", help="stop a key at once")
        revoke.add_argument("id", help="its id, as `virage apikey list` shows it")
        add_by_argument(revoke)
        listing = verbs.add_parser("list", help="the keys, without their secrets")
        listing.add_argument("--body", default=None, help="code of the body")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; a refusal stops with its sentence."""
        try:
            {"create": self._create, "revoke": self._revoke, "list": self._list}[options["verb"]](
                options
            )
        except (rules.Refused, queries.UnknownBody, ValueError) as error:
            raise CommandError(str(error)) from error

    def _create(self, options: dict[str, Any]) -> None:
        at, secret = now(), new_token(PREFIX)
        key = actions.create_key(
            body=options["body"],
            label=options["label"],
            scopes=[part.strip() for part in options["scopes"].split(",") if part.strip()],
            secret=secret,
            expires_at=at + timedelta(days=options["days"]),
            by=person_of(options),
            at=at,
        )
        self.stdout.write(
            f"Key {key.public_id} for {options['body']}, until {key.expires_at.date()}. "
            f"This is its secret; it will not be shown again:\n  {secret}"
        )

    def _revoke(self, options: dict[str, Any]) -> None:
        key = next((one for one in queries.api_keys() if one.public_id == _id(options["id"])), None)
        if key is None:
            raise CommandError("No API key has that id; list them with: virage apikey list.")
        actions.revoke_key(key=key, by=person_of(options), at=now())
        self.stdout.write("The key no longer works.")

    def _list(self, options: dict[str, Any]) -> None:
        for key in queries.api_keys(options["body"]):
            state = "revoked" if key.revoked_at else f"until {key.expires_at.date()}"
            self.stdout.write(
                f"{key.public_id}\t{key.body.code}\t{key.prefix}…\t{state}\t"
                f"{','.join(key.scopes)}\t{key.label}"
            )


def _id(text: str) -> UUID | None:
    """The id written, or None when it is not one."""
    try:
        return UUID(text)
    except ValueError:
        return None
