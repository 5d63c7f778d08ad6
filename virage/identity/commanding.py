"""How commands say in whose name they act: `--by EMAIL`, the named system person if left out."""

from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandError, CommandParser

from virage.identity import queries
from virage.identity.models import Person


def add_by_argument(parser: CommandParser) -> None:
    """Let a command that writes take `--by EMAIL`."""
    parser.add_argument(
        "--by",
        metavar="EMAIL",
        default="",
        help="who acts, by e-mail; the system person if left out",
    )


def person_of(options: Mapping[str, Any]) -> Person:
    """The person named by `--by`; stops the command with a sentence when there is none."""
    email = options.get("by") or ""
    if not email:
        return queries.system_person()
    try:
        return queries.person_by_email(email)
    except queries.UnknownPerson as error:
        raise CommandError(str(error)) from error
