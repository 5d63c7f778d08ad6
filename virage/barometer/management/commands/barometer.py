"""`virage barometer`: measure, publish, show, compare, verify, correct and revise, from the command line."""

import argparse
import json
import secrets
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from virage.audit import queries as journal
from virage.barometer import actions, queries
from virage.barometer.models import Edition
from virage.barometer.rules import archive
from virage.barometer.rules.errors import BarometerError
from virage.barometer.rules.withholding import SECRET_BYTES
from virage.barometer.wording import reports
from virage.barometer.wording.nouns import words_of
from virage.contracts.text import Text
from virage.identity import commanding
from virage.lib import clock
from virage.organisations.rules import Refused

Options = Mapping[str, Any]


def _versions(text: str) -> dict[str, int]:
    """CODE=VERSION, several with commas between."""
    found = {}
    for one in text.split(","):
        code, equals, version = one.strip().partition("=")
        if not (code and equals and version.isdigit()):
            raise argparse.ArgumentTypeError(
                f"{one!r} is not CODE=VERSION, for instance services.take-up-above-75=2"
            )
        found[code] = int(version)
    return found


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2019-04-01") from None


class Command(BaseCommand):
    """The barometer, from the command line."""

    help = "Measure targets from records, publish sealed editions, verify them."

    def add_arguments(self, parser: CommandParser) -> None:
        """One verb each."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        measure = verbs.add_parser("measure", help="print the figures of a period; publish nothing")
        self._add_period(measure)
        measure.add_argument("--known-at", metavar="EDITION|SEQ", default="")
        publish = verbs.add_parser("publish", help="measure a period and publish it, sealed")
        self._add_period(publish)
        publish.add_argument("--label", required=True, help='for instance "2019-20"')
        publish.add_argument(
            "--restart", action="store_true", help="forget an interrupted publication of that label"
        )
        show = verbs.add_parser("show", help="print a published edition")
        show.add_argument("edition", metavar="EDITION")
        compare = verbs.add_parser("compare", help="take the change between two editions apart")
        compare.add_argument("a", metavar="A")
        compare.add_argument("b", metavar="B")
        verify = verbs.add_parser("verify", help="verify an edition, all of them, or an archive")
        verify.add_argument("edition", metavar="EDITION", nargs="?", default="")
        verify.add_argument("--archive", action="append", metavar="FILE", default=[])
        verify.add_argument("--seal", default="", metavar="HEX", help="the seal that you noted")
        erratum = verbs.add_parser("erratum", help="put a correction in words beside an edition")
        erratum.add_argument("edition", metavar="EDITION")
        erratum.add_argument("--text", required=True, help="the correction, in French")
        erratum.add_argument("--text-en", default="", help="the same in English")
        revise = verbs.add_parser("revise", help="publish the same period as known now")
        revise.add_argument("edition", metavar="EDITION")
        revise.add_argument("--reason", default="", help="why, in French; public")
        revise.add_argument("--reason-en", default="", help="the same in English")
        self._add_definitions(revise)
        opened = verbs.add_parser(
            "open-withheld", help="tell the counts that an edition withholds from one answer"
        )
        opened.add_argument("edition", metavar="EDITION")
        opened.add_argument("indicator", metavar="INDICATOR", help="its code, or its target")
        opened.add_argument("unit", metavar="UNIT")
        for verb in (publish, erratum, revise, opened):
            commanding.add_by_argument(verb)
        for verb in (measure, publish, show, compare, verify, erratum, revise, opened):
            verb.add_argument("--format", choices=["text", "json"], default="text")
            verb.add_argument(
                "--language", choices=["fr", "en"], help="of the text; that of the installation"
            )

    def _add_period(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--from", dest="start", type=_day, required=True, metavar="DAY", help="included"
        )
        parser.add_argument(
            "--to", dest="end", type=_day, required=True, metavar="DAY", help="excluded"
        )
        self._add_definitions(parser)

    def _add_definitions(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--definitions",
            type=_versions,
            action="append",
            default=[],
            metavar="CODE=VERSION",
            help="put that version instead of the one in force",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the verb; refusals become one sentence and exit 1."""
        language = options["language"] or translation.get_language() or "fr"
        verbs: dict[str, Callable[[Options], None]] = {
            "measure": self._measure,
            "publish": self._publish,
            "show": self._show,
            "compare": self._compare,
            "verify": self._verify,
            "erratum": self._erratum,
            "revise": self._revise,
            "open-withheld": self._open_withheld,
        }
        with translation.override(language):
            try:
                verbs[options["verb"]](options)
            except (BarometerError, Refused) as error:
                raise CommandError(error.sentence.in_language(language)) from error

    def _tell(self, options: Options, value: Any, lines: Iterable[str]) -> None:
        if options["format"] == "json":
            self.stdout.write(json.dumps(value, ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(lines))

    def _measure(self, options: Options) -> None:
        known_at = options["known_at"]
        measured = queries.measure(
            queries.period_of(options["start"], options["end"]),
            known_at=queries.sequence_of(known_at) if known_at else journal.sequence(),
            versions=queries.versions(clock.day_of(clock.now()), _asked(options)),
        )
        told = measured.as_json()
        definitions = [one.definition for one in measured.indicators]
        self._tell(options, told, reports.measurement(told, definitions))

    def _publish(self, options: Options) -> None:
        self._tell_edition(
            options,
            actions.publish(
                label=options["label"],
                period=queries.period_of(options["start"], options["end"]),
                versions=_asked(options),
                restart=options["restart"],
                by=commanding.person_of(options),
                at=clock.now(),
                secret=secrets.token_bytes(SECRET_BYTES),
            ),
        )

    def _show(self, options: Options) -> None:
        self._tell_edition(options, queries.edition(options["edition"]))

    def _tell_edition(self, options: Options, edition: Edition) -> None:
        told = queries.show(edition)
        self._tell(options, told, reports.edition(told))

    def _compare(self, options: Options) -> None:
        a, b = queries.edition(options["a"]), queries.edition(options["b"])
        told = queries.compare(a, b)
        nouns = {
            row.code: words_of(row.definition).noun
            for edition in (a, b)
            for row in queries.indicators_of(edition)
        }
        self._tell(options, told, reports.comparison(told, nouns))

    def _verify(self, options: Options) -> None:
        if options["archive"]:
            self._verify_archives(options)
            return
        only = queries.edition(options["edition"]) if options["edition"] else None
        found = queries.verify(only)
        told = [one.as_json() for one in found]
        holds = all(one.holds for one in found)
        if options["seal"] and options["seal"].strip().lower() not in {one.seal for one in found}:
            raise CommandError(_("Aucune édition publiée ne porte le sceau que vous avez noté."))
        self._tell(options, {"holds": holds, "editions": told}, reports.verification(told))
        if not holds:
            raise CommandError(_("Quelque chose diffère de ce qui a été publié."))

    def _verify_archives(self, options: Options) -> None:
        # The command line answers this before the framework starts; here it comes from `django-admin`.
        language = (translation.get_language() or "fr")[:2]
        words = ["--format", options["format"], "--language", language]
        for one in options["archive"]:
            words += ["--archive", one]
        if options["seal"]:
            words += ["--seal", options["seal"]]
        sys.exit(archive.main(words))

    def _erratum(self, options: Options) -> None:
        edition = queries.edition(options["edition"])
        actions.add_erratum(
            edition=edition,
            fr=options["text"],
            en=options["text_en"],
            by=commanding.person_of(options),
            at=clock.now(),
        )
        self._tell_edition(options, edition)

    def _revise(self, options: Options) -> None:
        self._tell_edition(
            options,
            actions.revise(
                edition=queries.edition(options["edition"]),
                versions=_asked(options),
                reason=Text(options["reason"], options["reason_en"]),
                by=commanding.person_of(options),
                at=clock.now(),
                secret=secrets.token_bytes(SECRET_BYTES),
            ),
        )

    def _open_withheld(self, options: Options) -> None:
        opened = actions.open_withheld(
            edition=queries.edition(options["edition"]),
            code=options["indicator"],
            unit=options["unit"],
            by=commanding.person_of(options),
            at=clock.now(),
        )
        self._tell(options, opened.as_json(), reports.opened(opened.counts, opened.as_json()))


def _asked(options: Options) -> dict[str, int]:
    """The versions asked for by any number of --definitions."""
    return {code: version for one in options["definitions"] for code, version in one.items()}
