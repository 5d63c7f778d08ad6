"""What an indicator is called: its title, question, units and reasons, as its edition sealed them.

An edition outlives the declarations it was made under, so its pages read the words it keeps, and fall
back on nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from virage.barometer.models import EditionIndicator
from virage.barometer.wording import terms
from virage.barometer.wording.nouns import Noun, Words, said, words_of
from virage.contracts.text import Text
from virage.ui.context import active_language

Both = Mapping[str, str]


def text(value: Text) -> str:
    """The words of a text in the active language."""
    return value.in_language(active_language())


@dataclass(frozen=True, slots=True)
class Names:
    """The words of one indicator in the active language."""

    code: str
    title: str
    question: str
    words: Words
    register: str
    reasons: Mapping[str, Both] = field(default_factory=dict)

    @property
    def noun(self) -> Noun:
        """What its figures count."""
        return self.words.noun

    @property
    def unit(self) -> Noun:
        """What its list holds."""
        return self.words.unit

    def reason(self, code: str) -> str:
        """The words of a reason or of a flag; the code itself when the edition keeps none."""
        both = self.reasons.get(code)
        return code.replace("_", " ") if both is None else said(both)

    # The headings of its tables.

    @property
    def one_unit(self) -> str:
        """« Service »."""
        return str(capfirst(self.unit.one))

    @property
    def counted(self) -> str:
        """« Services »; « Personnes » where people are counted."""
        return str(capfirst(self.noun.many))

    @property
    def unknown(self) -> str:
        """« Inconnus », « Inconnues »."""
        return terms.unknown_ones(self.noun)

    @property
    def share_of_known(self) -> str:
        """« Part des connues »."""
        return self.noun.agree(_("Part des [connus|connues]"))

    @property
    def part(self) -> str:
        """« Demandes en ligne »."""
        return str(capfirst(self.words.part)) or _("Partie")

    @property
    def whole(self) -> str:
        """« Demandes »."""
        return str(capfirst(self.words.whole)) or _("Tout")


def names_of(put: EditionIndicator) -> Names:
    """The words of a question as an edition sealed them."""
    return names_from(put.definition)


def names_from(definition: Mapping[str, Any]) -> Names:
    """The words of a definition told as JSON (`queries.measuring`)."""
    return Names(
        code=definition["code"],
        title=said(definition["title"]),
        question=said(definition["question"]),
        words=words_of(definition),
        register=definition["register"],
        reasons=definition["reasons"],
    )
