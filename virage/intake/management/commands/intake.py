"""`virage intake KIND FILE`: hand in a file, print its report, and record its rows when asked to.

`virage intake redact ID`, `withdraw ID` and `resume ID` act on a hand-in that exists.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from virage.contracts.text import Text
from virage.identity.commanding import add_by_argument, person_of
from virage.intake import actions, printing, queries, rules
from virage.intake.models import ACCEPTED, ACCEPTING, CHECKED, REFUSED, HandIn
from virage.lib.clock import now

BLOCK = 1 << 20
VERBS = ("redact", "withdraw", "resume")


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block


class Command(BaseCommand):
    """Hand-ins, from the command line."""

    help = "Hand in a file, or act on a hand-in (redact, withdraw, resume)."

    def add_arguments(self, parser: CommandParser) -> None:
        """What to hand in, for whom, and how far to go."""
        parser.add_argument("kind", help=f"kind of hand-in, or one of: {', '.join(VERBS)}")
        parser.add_argument("file", help="file to hand in (CSV, XLSX, Parquet), or id of a hand-in")
        parser.add_argument("--accept", action="store_true", help="record the rows if sound")
        parser.add_argument(
            "--create-new",
            action="store_true",
            help="agree to create the bodies and services that do not exist",
        )
        for answer, words in (
            ("same", "this code still means the same service, which continues"),
            ("another", "this code was given to another service: the file is to be corrected"),
        ):
            parser.add_argument(
                f"--{answer}", action="append", default=[], metavar="CODE", help=words
            )
        parser.add_argument(
            "--body", metavar="CODE", help="body handed in for; several if left out"
        )
        parser.add_argument("--language", choices=["fr", "en"], default="fr")
        add_by_argument(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """One verb or one file; exit 1 with a sentence when it is refused."""
        self.language = options["language"]
        try:
            if options["kind"] in VERBS:
                self._act(options)
            else:
                self._hand_in(options)
        except rules.Refused as refusal:
            raise CommandError(refusal.sentence.in_language(self.language)) from refusal

    def _say(self, text: Text) -> None:
        self.stdout.write(text.in_language(self.language))

    def _stop(self, text: Text) -> CommandError:
        return CommandError(text.in_language(self.language))

    def _count(self, percent: int) -> None:
        """How far the counting of a large file is, for whoever watches; not a part of the report."""
        self.stderr.write(f"{percent} %", self.style.HTTP_INFO)

    def _hand_in(self, options: dict[str, Any]) -> None:
        queries.kind(options["kind"])
        path, by = Path(options["file"]), person_of(options)
        try:
            with path.open("rb"):
                pass
        except OSError as failure:
            raise self._stop(printing.unreadable(str(path), failure)) from failure
        hand_in = actions.receive(
            kind=options["kind"],
            filename=path.name,
            stream=_blocks(path),
            body=options["body"],
            by=by,
            at=now(),
            via="command",
            create_new=options["create_new"],
        )
        if hand_in.state == ACCEPTED:
            self._say(printing.accepted_before(hand_in))
            return
        if hand_in.state != ACCEPTING:
            hand_in = actions.check(hand_in=hand_in, at=now(), told=self._count)
        self.stdout.write(printing.report(hand_in, self.language))
        if hand_in.state not in (CHECKED, ACCEPTING):
            raise self._stop(printing.refused(hand_in))
        if not options["accept"]:
            self._say(printing.waiting(hand_in))
            return
        if hand_in.state == CHECKED:
            hand_in = actions.accept(
                hand_in=hand_in,
                by=by,
                at=now(),
                create_new=options["create_new"],
                reused=rules.answers(options["same"], options["another"]),
                in_background=False,
            )
        if hand_in.state == REFUSED:
            self.stdout.write(printing.report(hand_in, self.language))
            raise self._stop(printing.refused(hand_in))
        self._finish(hand_in)

    def _finish(self, hand_in: HandIn) -> None:
        hand_in = actions.carry_out(hand_in=hand_in, at=now(), clock=now)
        if hand_in.state != ACCEPTED:
            self.stdout.write(printing.report(hand_in, self.language))
            raise self._stop(printing.not_recorded(hand_in))
        self._say(printing.recorded(hand_in))

    def _act(self, options: dict[str, Any]) -> None:
        hand_in = self._existing(options["file"])
        by = person_of(options)
        verbs: dict[str, Callable[[], None]] = {
            "redact": lambda: self._redact(hand_in, by),
            "withdraw": lambda: self._withdraw(hand_in, by),
            "resume": lambda: self._finish(hand_in),
        }
        verbs[options["kind"]]()

    def _redact(self, hand_in: HandIn, by: Any) -> None:
        self._say(printing.redacted(actions.redact(hand_in=hand_in, by=by, at=now())))

    def _withdraw(self, hand_in: HandIn, by: Any) -> None:
        self._say(printing.withdrawn(actions.withdraw(hand_in=hand_in, by=by, at=now())))

    def _existing(self, public_id: str) -> HandIn:
        hand_in = queries.by_id(public_id)
        if hand_in is None:
            raise self._stop(printing.no_such_hand_in(public_id))
        return hand_in
