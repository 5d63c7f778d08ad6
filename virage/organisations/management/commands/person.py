"""`virage person`: who may act for whom; invitations, lost phones, departures."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils import translation

from virage.identity import actions as identity
from virage.identity import queries as people
from virage.identity.commanding import add_by_argument, person_of
from virage.lib.clock import now
from virage.lib.tokens import new_token
from virage.organisations import actions, queries, rules


class Command(BaseCommand):
    """People, from the command line."""

    help = "Invite people, start their sign-in afresh, end their roles, close accounts, list them."

    def add_arguments(self, parser: CommandParser) -> None:
        """One verb at a time."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        for verb, words in (
            ("invite", "give a role, and print a one-time link"),
            ("end", "take a role away"),
            ("reset", "forget password and second factor, and print a one-time link"),
            ("close", "close the account"),
        ):
            one = verbs.add_parser(verb, help=words)
            one.add_argument("email")
            add_by_argument(one)
            if verb in {"invite", "end"}:
                one.add_argument("--role", required=True, choices=rules.ROLES)
                one.add_argument("--body", default=None, help="code of the body")
            if verb in {"invite", "reset"}:
                one.add_argument("--days", type=int, default=7, help="how long the link lasts")
            if verb == "invite":
                one.add_argument("--name", default="")
                one.add_argument("--language", choices=["fr", "en"], default="fr")
        verbs.add_parser("list", help="list who holds which role")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; a refusal stops with its sentence."""
        verbs: dict[str, Callable[[dict[str, Any]], None]] = {
            "invite": self._invite,
            "end": self._end,
            "reset": self._reset,
            "close": self._close,
            "list": self._list,
        }
        try:
            verbs[options["verb"]](options)
        except (
            rules.Refused,
            queries.UnknownBody,
            people.UnknownPerson,
            actions.NoSuchMembership,
            ValueError,
        ) as error:
            raise CommandError(str(error)) from error

    def _invite(self, options: dict[str, Any]) -> None:
        at, secret = now(), new_token()
        invitation = actions.invite(
            email=options["email"],
            role=options["role"],
            body=options["body"],
            name=options["name"],
            language=options["language"],
            secret=secret,
            expires_at=at + timedelta(days=options["days"]),
            by=person_of(options),
            at=at,
        )
        self._print_link(secret, invitation.person.language, options["days"])

    def _reset(self, options: dict[str, Any]) -> None:
        at, secret = now(), new_token()
        person = people.person_by_email(options["email"])
        actions.reset_sign_in(
            person=person,
            secret=secret,
            expires_at=at + timedelta(days=options["days"]),
            by=person_of(options),
            at=at,
        )
        self._print_link(secret, person.language, options["days"])

    def _print_link(self, secret: str, language: str, days: int) -> None:
        with translation.override(language):
            path = reverse("identity-link", args=[secret])
        self.stdout.write(
            f"Give this link to the person, by a safe way; it works once, within {days} days:\n"
            f"  {settings.VIRAGE_PUBLIC_URL.rstrip('/')}{path}"
        )

    def _end(self, options: dict[str, Any]) -> None:
        actions.end_membership(
            person=people.person_by_email(options["email"]),
            role=options["role"],
            body=options["body"],
            by=person_of(options),
            at=now(),
        )
        self.stdout.write("The role is ended.")

    def _close(self, options: dict[str, Any]) -> None:
        by = person_of(options)
        rules.check_may(rules.INVITE, queries.roles_of(by))
        identity.deactivate(person=people.person_by_email(options["email"]), by=by, at=now())
        self.stdout.write("The account is closed.")

    def _list(self, options: dict[str, Any]) -> None:
        for held in queries.members():
            body = held.body.code if held.body else "-"
            self.stdout.write(f"{body}\t{held.role}\t{held.person.email or held.person.public_id}")
