"""`virage body`: public bodies are created, renamed, changed, merged, split, ended and listed."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from virage.contracts.text import Text
from virage.identity.commanding import add_by_argument, person_of
from virage.lib.clock import now
from virage.organisations import actions, queries, rules
from virage.organisations.models import KINDS


class Command(BaseCommand):
    """Public bodies, from the command line."""

    help = "Create, rename, change, merge, split, end and list public bodies."

    def add_arguments(self, parser: CommandParser) -> None:
        """One verb at a time; days are written 2026-11-22."""
        verbs = parser.add_subparsers(dest="verb", required=True)

        def verb(name: str, words: str, day: str = "") -> CommandParser:
            one: CommandParser = verbs.add_parser(name, help=words)
            one.add_argument("code")
            add_by_argument(one)
            if day:
                one.add_argument(f"--{day}", required=True, dest="day", metavar="DAY")
            return one

        create = verb("create", "a new body", "from")
        rename = verb("rename", "another name from a day on", "from")
        change = verb("change", "another kind or parent from a day on", "from")
        merge = verb("merge", "CODE takes over from the predecessors, which end", "on")
        split = verb("split", "CODE takes over part of what the predecessor did", "on")
        verb("end", "the body no longer exists from a day on", "on")
        for one in (create, rename):
            one.add_argument("--fr", required=True, help="name in French")
            one.add_argument("--en", required=True, help="name in English")
        for one in (create, change):
            one.add_argument("--kind", choices=KINDS, default="other")
            one.add_argument("--parent", default=None, help="code of the body above")
        merge.add_argument("predecessors", nargs="+", help="codes of the bodies that end")
        split.add_argument("predecessor", help="code of the body it comes from")
        listing = verbs.add_parser("list", help="the bodies, with their names")
        listing.add_argument("--on", dest="day", default="", metavar="DAY")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; a refusal stops with its sentence."""
        verbs: dict[str, Callable[[dict[str, Any]], None]] = {
            "create": self._create,
            "rename": self._rename,
            "change": self._change,
            "merge": self._merge,
            "split": self._split,
            "end": self._end,
            "list": self._list,
        }
        try:
            options["day"] = date.fromisoformat(options["day"]) if options["day"] else None
        except ValueError as error:
            raise CommandError(f"{options['day']} is not a day; write it as 2026-11-22.") from error
        try:
            verbs[options["verb"]](options)
        except (rules.Refused, queries.UnknownBody, ValueError) as error:
            raise CommandError(str(error)) from error

    def _said(self, body: queries.Body) -> None:
        until = f" until {body.valid_to}" if body.valid_to else ""
        self.stdout.write(f"{body.code}: {body.name.fr} / {body.name.en}{until}")

    def _create(self, options: dict[str, Any]) -> None:
        self._said(
            actions.create_body(
                code=options["code"],
                name=Text(options["fr"], options["en"]),
                valid_from=options["day"],
                kind=options["kind"],
                parent=options["parent"],
                by=person_of(options),
                at=now(),
            )
        )

    def _rename(self, options: dict[str, Any]) -> None:
        self._said(
            actions.rename_body(
                code=options["code"],
                name=Text(options["fr"], options["en"]),
                valid_from=options["day"],
                by=person_of(options),
                at=now(),
            )
        )

    def _change(self, options: dict[str, Any]) -> None:
        self._said(
            actions.change_body(
                code=options["code"],
                kind=options["kind"],
                parent=options["parent"],
                valid_from=options["day"],
                by=person_of(options),
                at=now(),
            )
        )

    def _merge(self, options: dict[str, Any]) -> None:
        self._said(
            actions.merge_bodies(
                into=options["code"],
                predecessors=options["predecessors"],
                on=options["day"],
                by=person_of(options),
                at=now(),
            )
        )

    def _split(self, options: dict[str, Any]) -> None:
        actions.record_succession(
            code=options["code"],
            predecessor=options["predecessor"],
            on=options["day"],
            by=person_of(options),
            at=now(),
        )
        self._said(queries.body(options["code"]))

    def _end(self, options: dict[str, Any]) -> None:
        self._said(
            actions.end_body(
                code=options["code"], on=options["day"], by=person_of(options), at=now()
            )
        )

    def _list(self, options: dict[str, Any]) -> None:
        for body in queries.bodies(on=options["day"]):
            self._said(body)
