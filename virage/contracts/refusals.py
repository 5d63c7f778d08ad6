"""What people are told when what they asked cannot be done: a code for programs, a sentence for people."""

from virage.contracts.text import Text


class Refusal(ValueError):
    """What was asked cannot be done; `sentence` says why and what to do, in both languages."""

    code = "refused"

    def __init__(self, fr: str, en: str) -> None:
        self.sentence = Text(fr, en)
        super().__init__(en)
