"""Collects what is wrong or odd in a hand-in, each with its line, column, value and what to do."""

from collections import Counter
from collections.abc import Mapping
from typing import Literal, NamedTuple

from virage.contracts.intakes import Finding
from virage.contracts.text import Text

MOST_ERRORS = 500
"""Of one code: beyond, a file is wrong as a whole and the list helps nobody."""

MOST_WARNINGS = 20_000
"""Of one code: warnings stay attached to the answers, so nearly all are kept."""


class Sentence(NamedTuple):
    """The level of a finding, what is wrong and what to do; `{…}` is filled in."""

    level: Literal["error", "warning"]
    message: Text
    advice: Text


SENTENCES: Mapping[str, Sentence] = {
    "other-body": Sentence(
        "error",
        Text(
            "La ligne est de l’organisme « {value} » ; le dépôt est fait pour « {body} ».",
            "The line is of the body “{value}”; the hand-in is made for “{body}”.",
        ),
        Text(
            "Retirez la ligne, ou faites déposer le fichier par cet organisme.",
            "Remove the line, or have that body hand in the file.",
        ),
    ),
    "duplicate": Sentence(
        "error",
        Text(
            "La même chose est déjà dite à la ligne {known}.",
            "The same thing is already said on line {known}.",
        ),
        Text("Gardez une seule des deux lignes.", "Keep one of the two lines."),
    ),
    "and-more": Sentence(
        "warning",
        Text("… et {known} autres fois « {value} ».", "… and {known} more times “{value}”."),
        Text(
            "Les premières lignes sont montrées ; corrigez-les d’abord.",
            "The first lines are shown; correct them first.",
        ),
    ),
    "body-unknown": Sentence(
        "error",
        Text("Aucun organisme n’a le code « {value} ».", "No body has the code “{value}”."),
        Text(
            "Corrigez le code, ou adressez-vous au Secrétariat.",
            "Correct the code, or ask the Secretariat.",
        ),
    ),
    "unit-not-listed": Sentence(
        "error",
        Text(
            "Le code « {value} » n’est pas inscrit au registre.",
            "The code “{value}” is not in the register.",
        ),
        Text(
            "Corrigez le code, ou déposez d’abord le registre où il doit figurer.",
            "Correct the code, or first hand in the register where it belongs.",
        ),
    ),
    "unit-of-another-body": Sentence(
        "error",
        Text(
            "« {value} » est inscrit comme relevant de « {known} ».",
            "“{value}” is listed as belonging to “{known}”.",
        ),
        Text(
            "Corrigez le code, ou faites inscrire le changement par le Secrétariat.",
            "Correct the code, or have the Secretariat record the change.",
        ),
    ),
    "absent-from-file": Sentence(
        "warning",
        Text(
            "{value} lignes déjà acceptées ne sont pas dans ce fichier ; elles restent telles quelles.",
            "{value} lines accepted before are not in this file; they stay as they are.",
        ),
        Text(
            "Si elles ne valent plus, dites-le par une ligne.",
            "If they no longer hold, say so by a line.",
        ),
    ),
}
"""What can be wrong or odd in the rows of any register; a package adds its own."""


class Findings:
    """Collects findings, the first of each code, and counts the rest.

    `sentences` are those of the package beside the shared ones; its own win.
    """

    def __init__(self, sentences: Mapping[str, Sentence] | None = None) -> None:
        self._sentences = {**SENTENCES, **(sentences or {})}
        self._kept: list[Finding] = []
        self._seen: Counter[str] = Counter()

    def add(
        self, code: str, line: int | None, column: str, value: object = "", **words: object
    ) -> None:
        """One more finding; `words` fill the sentence beside `value`."""
        self._add(code, line, column, value, words)

    def add_on(
        self, code: str, lines: tuple[int, ...], column: str, value: object = "", **words: object
    ) -> None:
        """One more finding on the whole file, which stays with the `lines` that it speaks of."""
        self._add(code, None, column, value, words, lines)

    def _add(
        self,
        code: str,
        line: int | None,
        column: str,
        value: object,
        words: Mapping[str, object],
        lines: tuple[int, ...] = (),
    ) -> None:
        sentence = self._sentences[code]
        self._seen[code] += 1
        most = MOST_ERRORS if sentence.level == "error" else MOST_WARNINGS
        if self._seen[code] > most:
            return
        shown = str(value)[:200]
        message = Text(
            sentence.message.fr.format(value=shown, **words),
            sentence.message.en.format(value=shown, **words),
        )
        self._kept.append(
            Finding(sentence.level, code, line, column, shown, message, sentence.advice, lines)
        )

    def all(self) -> tuple[Finding, ...]:
        """The findings by line, errors first on a line; those of the whole file come first."""
        self._kept.sort(key=lambda one: (one.line or 0, one.level, one.code))
        for code, seen in sorted(self._seen.items()):
            level = self._sentences[code].level
            beyond = seen - (MOST_ERRORS if level == "error" else MOST_WARNINGS)
            if beyond > 0:
                more = self._sentences["and-more"]
                words = {"value": code, "known": beyond}
                message = Text(more.message.fr.format(**words), more.message.en.format(**words))
                self._kept.append(
                    Finding("warning", "and-more", None, "", code, message, more.advice)
                )
        return tuple(self._kept)
