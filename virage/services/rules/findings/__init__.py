"""Collects what is wrong or odd in a hand-in, each with its line, column, value and what to do."""

from collections import Counter

from virage.contracts.intakes import Finding
from virage.contracts.text import Text
from virage.services.rules.findings.sentences import SENTENCES

MOST_ERRORS = 500
"""Of one code: beyond, a file is wrong as a whole and the list helps nobody."""

MOST_WARNINGS = 20_000
"""Of one code: warnings stay attached to the answers, so nearly all are kept."""

FLAGS: dict[str, Text] = {
    "reused-kept": Text("code réutilisé ?", "code reused?"),
    "sum-differs": Text("diffère de ce qu’il remplace", "differs from what it replaces"),
    "channel-above-total": Text(
        "un canal dépasse le total déclaré", "a channel is above the declared total"
    ),
    "parts-not-total": Text(
        "les canaux ne font pas le total déclaré", "the channels do not make the declared total"
    ),
    "unit-jump": Text("saut d’unité possible", "possible jump of unit"),
    "repeated": Text("figure deux fois dans le dépôt", "stands twice in the hand-in"),
    "service-closed": Text("inscrit comme fermé", "listed as closed"),
    "near-name-service": Text("ressemble à un autre service", "looks like another service"),
    "near-name-body": Text("organisme au nom proche", "body with a near name"),
    "body-name-differs": Text("nom d’organisme différent", "different name of body"),
}
"""How the warnings that have a line are said in a few words beside an answer."""


class Findings:
    """Collects findings, the first of each code, and counts the rest."""

    def __init__(self) -> None:
        self._kept: list[Finding] = []
        self._seen: Counter[str] = Counter()

    def add(
        self, code: str, line: int | None, column: str, value: object = "", **words: object
    ) -> None:
        """One more finding; `words` fill the sentence beside `value`."""
        sentence = SENTENCES[code]
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
            Finding(sentence.level, code, line, column, shown, message, sentence.advice)
        )

    def all(self) -> tuple[Finding, ...]:
        """The findings by line, errors first on a line; those of the whole file come first."""
        self._kept.sort(key=lambda one: (one.line or 0, one.level, one.code))
        for code, seen in sorted(self._seen.items()):
            level = SENTENCES[code].level
            beyond = seen - (MOST_ERRORS if level == "error" else MOST_WARNINGS)
            if beyond > 0:
                more = SENTENCES["and-more"]
                words = {"value": code, "known": beyond}
                message = Text(more.message.fr.format(**words), more.message.en.format(**words))
                self._kept.append(
                    Finding("warning", "and-more", None, "", code, message, more.advice)
                )
        return tuple(self._kept)
