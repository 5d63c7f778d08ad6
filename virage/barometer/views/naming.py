"""What an indicator is called: its title, question, units and reasons, as its edition sealed them.

An edition outlives the declarations it was made under, so its pages read the words it keeps, and fall
back on nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from virage.barometer.models import EditionIndicator
from virage.barometer.wording.terms import Noun
from virage.contracts.text import Text
from virage.ui.context import active_language

Both = Mapping[str, str]


def said(both: Both) -> str:
    """The words of a {"fr", "en"} pair in the active language."""
    return both[active_language()]


def text(value: Text) -> str:
    """The words of a text in the active language."""
    return value.in_language(active_language())


@dataclass(frozen=True, slots=True)
class Names:
    """The words of one indicator in the active language."""

    code: str
    title: str
    question: str
    one: str
    many: str
    register: str
    reasons: Mapping[str, Both] = field(default_factory=dict)

    @property
    def noun(self) -> Noun:
        """What it counts."""
        return Noun(self.one, self.many)

    def reason(self, code: str) -> str:
        """The words of a reason or of a flag; the code itself when the edition keeps none."""
        both = self.reasons.get(code)
        return code.replace("_", " ") if both is None else said(both)


def names_of(put: EditionIndicator) -> Names:
    """The words of a question as an edition sealed them."""
    return names_from(put.definition)


def names_from(definition: Mapping[str, Any]) -> Names:
    """The words of a definition told as JSON (`queries.measuring`)."""
    return Names(
        code=definition["code"],
        title=said(definition["title"]),
        question=said(definition["question"]),
        one=said(definition["unit_one"]),
        many=said(definition["unit_many"]),
        register=definition["register"],
        reasons=definition["reasons"],
    )
