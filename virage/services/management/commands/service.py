"""`virage service`: services are opened, described, offered, succeeded, closed, kept, listed, shown."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from virage.contracts.text import Text
from virage.identity.commanding import add_by_argument, person_of
from virage.lib.clock import now
from virage.organisations.queries import UnknownBody
from virage.organisations.rules import Refused
from virage.services import actions, queries
from virage.services.rules.lives import CLOSING_REASONS
from virage.services.rules.volumes import SUMMED

Options = dict[str, Any]


class Command(BaseCommand):
    """Services, from the command line."""

    help = "Open, describe, offer, succeed, close, keep, confirm, list and show services."

    def add_arguments(self, parser: CommandParser) -> None:
        """One verb at a time; days are written 2026-11-22."""
        verbs = parser.add_subparsers(dest="verb", required=True)

        def verb(name: str, words: str, day: str) -> CommandParser:
            one: CommandParser = verbs.add_parser(name, help=words)
            one.add_argument("code")
            one.add_argument(f"--{day}", required=True, dest="day", metavar="DAY")
            add_by_argument(one)
            return one

        for one in (
            verb("open", "a new service of a body", "from"),
            verb("describe", "another name or body from a day on", "from"),
        ):
            one.add_argument("--body", required=True, help="code of the body")
            one.add_argument("--fr", required=True, help="name in French")
            one.add_argument("--en", required=True, help="name in English")
        offer = verb("offer", "what it offers from a day on", "from")
        offer.add_argument("--channels", nargs="+", choices=SUMMED, help="left out: not said")
        offer.add_argument(
            "--request-online", choices=["yes", "no"], default="", help="left out: not said"
        )
        succeed = verb("succeed", "CODE takes over from its predecessors", "on")
        succeed.add_argument("predecessors", nargs="+", help="codes of services")
        close = verb("close", "the service is closed from a day on", "on")
        close.add_argument("--reason", required=True, choices=sorted(CLOSING_REASONS))
        for name, words in (
            ("keep", "the service is still given, whatever an absence or a closure said"),
            ("confirm", "the code still means the same service, though its name and body changed"),
        ):
            one = verbs.add_parser(name, help=words)
            one.add_argument("code")
            one.set_defaults(day="")
            add_by_argument(one)
        listing = verbs.add_parser("list", help="the services, with their names and bodies")
        listing.add_argument("--on", dest="day", default="", metavar="DAY")
        listing.add_argument("--body", default=None, help="of one body (its code)")
        show = verbs.add_parser("show", help="one service with its history")
        show.add_argument("code")
        show.set_defaults(day="")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; a refusal stops with its sentence."""
        verbs: dict[str, Callable[[Options], None]] = {
            "open": self._open,
            "describe": self._describe,
            "offer": self._offer,
            "succeed": self._succeed,
            "close": self._close,
            "keep": lambda options: self._at_once(actions.keep_service, options),
            "confirm": lambda options: self._at_once(actions.confirm_service, options),
            "list": self._list,
            "show": lambda options: self._shown(queries.service(options["code"])),
        }
        try:
            options["day"] = date.fromisoformat(options["day"]) if options["day"] else None
        except ValueError as error:
            raise CommandError(f"{options['day']} is not a day; write it as 2026-11-22.") from error
        try:
            verbs[options["verb"]](options)
        except (Refused, UnknownBody, queries.UnknownService, ValueError) as error:
            raise CommandError(str(error)) from error

    def _open(self, options: Options) -> None:
        self._shown(
            actions.open_service(
                code=options["code"],
                name=Text(options["fr"], options["en"]),
                organisation=options["body"],
                opened_on=options["day"],
                by=person_of(options),
                at=now(),
            )
        )

    def _describe(self, options: Options) -> None:
        self._shown(
            actions.describe_service(
                code=options["code"],
                name=Text(options["fr"], options["en"]),
                organisation=options["body"],
                valid_from=options["day"],
                by=person_of(options),
                at=now(),
            )
        )

    def _offer(self, options: Options) -> None:
        self._shown(
            actions.state_offer(
                code=options["code"],
                valid_from=options["day"],
                channels=options["channels"],
                request_online=options["request_online"],
                by=person_of(options),
                at=now(),
            )
        )

    def _succeed(self, options: Options) -> None:
        self._shown(
            actions.record_succession(
                code=options["code"],
                predecessors=options["predecessors"],
                on=options["day"],
                by=person_of(options),
                at=now(),
            )
        )

    def _close(self, options: Options) -> None:
        self._shown(
            actions.close_service(
                code=options["code"],
                on=options["day"],
                reason=options["reason"],
                by=person_of(options),
                at=now(),
            )
        )

    def _at_once(self, act: Callable[..., queries.History], options: Options) -> None:
        self._shown(act(code=options["code"], by=person_of(options), at=now()))

    def _list(self, options: Options) -> None:
        for one in queries.services(on=options["day"], organisation=options["body"]):
            until = f" until {one.closed_on}" if one.closed_on else ""
            self.stdout.write(
                f"{one.code} ({one.organisation}): {one.name.fr} / {one.name.en}{until}"
            )

    def _shown(self, one: queries.History) -> None:
        self.stdout.write(one.code)
        for said in one.statements:
            self.stdout.write(
                f"  from {said.valid_from} ({said.organisation}): {said.name_fr} / {said.name_en}"
            )
        if one.offer:
            channels = "not said" if one.offer.channels is None else ", ".join(one.offer.channels)
            online = one.offer.request_online or "not said"
            self.stdout.write(f"  channels: {channels}; the request can be filed on line: {online}")
        if one.predecessors:
            self.stdout.write(f"  took over from {', '.join(one.predecessors)}")
        if one.life and one.life.closed_on:
            self.stdout.write(f"  closed on {one.life.closed_on}: {one.life.reason}")
        self.stdout.write(f"  {len(one.volumes)} volumes, {len(one.points)} answers")
