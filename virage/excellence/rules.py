"""What may be done to a request for support, by which side, in which state; plain Python."""

from collections.abc import Mapping
from typing import Literal

from virage.contracts.text import Text

Side = Literal["body", "centre"]

ASKED, TAKEN, CLOSED, WITHDRAWN = "asked", "taken", "closed", "withdrawn"
STATES = (ASKED, TAKEN, CLOSED, WITHDRAWN)
OPEN = (ASKED, TAKEN)

ASK, TAKE, ANSWER, ADD, CLOSE, WITHDRAW = "ask", "take", "answer", "add", "close", "withdraw"
VERBS = (ASK, TAKE, ANSWER, ADD, CLOSE, WITHDRAW)

HELPED, REFERRED, BEYOND = "helped", "referred", "beyond"
OUTCOMES = (HELPED, REFERRED, BEYOND)

LONGEST_TITLE = 120
LONGEST_WORDS = 2_000

SIDES: Mapping[str, Side] = {
    ASK: "body",
    ADD: "body",
    WITHDRAW: "body",
    TAKE: "centre",
    ANSWER: "centre",
    CLOSE: "centre",
}
"""Who does what."""

BECOMES: Mapping[tuple[str, str], str] = {
    (ASKED, TAKE): TAKEN,
    (ASKED, ANSWER): TAKEN,
    (ASKED, ADD): ASKED,
    (ASKED, WITHDRAW): WITHDRAWN,
    (TAKEN, TAKE): TAKEN,
    (TAKEN, ANSWER): TAKEN,
    (TAKEN, ADD): TAKEN,
    (TAKEN, CLOSE): CLOSED,
    (TAKEN, WITHDRAW): WITHDRAWN,
}
"""By (state, verb), the state that follows; what is absent cannot be done."""

NEEDS_WORDS = frozenset({ASK, ANSWER, ADD, CLOSE})


class CannotDo(ValueError):
    """Something cannot be done to a request; `sentence` says why and what to do, in both languages.

    `field` names what was typed wrong, or "".
    """

    code = "not-valid"

    def __init__(self, sentence: Text, field: str = "") -> None:
        self.sentence = sentence
        self.field = field
        super().__init__(sentence.en)


class Ended(CannotDo):
    """The request is closed or withdrawn, or is not in a state where that is done."""

    code = "not-in-this-state"


class MeanwhileTaken(CannotDo):
    """Someone else did something to the request since it was read."""

    code = "changed-meanwhile"


def possible(state: str, side: Side) -> tuple[str, ...]:
    """What a side may do to a request in a state, in the order of `VERBS`."""
    return tuple(verb for verb in VERBS if (state, verb) in BECOMES and SIDES[verb] == side)


def follows(state: str, verb: str) -> str:
    """The state after `verb`; raises `Ended` when that is not done in `state`."""
    try:
        return BECOMES[state, verb]
    except KeyError:
        if state in OPEN:
            raise Ended(
                Text(
                    "Prenez d’abord la demande en charge, ou répondez-y.",
                    "Take the request first, or answer it.",
                )
            ) from None
        raise Ended(
            Text(
                "Cette demande est terminée : plus rien ne s’y ajoute. Faites-en une nouvelle.",
                "This request has ended: nothing can be added to it. Make a new one.",
            )
        ) from None


def checked_words(words: str, verb: str) -> str:
    """What was written, without the blanks around it; raises `CannotDo` when missing or too long.

    Line ends count as one character, however the browser sends them.
    """
    said = words.replace("\r\n", "\n").strip()
    if not said and verb in NEEDS_WORDS:
        raise CannotDo(Text("Écrivez quelque chose.", "Write something."), "words")
    if len(said) > LONGEST_WORDS:
        more = len(said) - LONGEST_WORDS
        raise CannotDo(
            Text(
                f"C’est trop long de {more} caractères : {LONGEST_WORDS} au plus. Rien n’a été envoyé.",
                f"This is {more} characters too long: {LONGEST_WORDS} at most. Nothing was sent.",
            ),
            "words",
        )
    return said
