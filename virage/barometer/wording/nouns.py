"""What an indicator counts, and how a French sentence agrees with it.

A sentence writes each word that agrees in its forms between brackets, `[masculine|feminine]`, and a
word that is elided before a vowel with a third one, `[le |la |l’]`:

    « [Aucun|Aucune] des %(many)s [recensés|recensées] n’est [concerné|concernée]. »

English sentences have none of these, and pass unchanged.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.html import conditional_escape
from django.utils.translation import gettext

from virage.ui.context import active_language

Json = Mapping[str, Any]

_FORMS = re.compile(r"\[([^][|]*)\|([^][|]*)(?:\|([^][|]*))?\]")
_ELIDED = tuple("aàâeéèêëiîïoôuùûyœæ")


def said(both: Json) -> str:
    """The words of a {"fr", "en"} pair in the active language."""
    return str(both[active_language()])


def is_elided(word: str) -> bool:
    """Whether an article before `word` loses its vowel, as far as the first letter tells."""
    return word.lower().startswith(_ELIDED)


@dataclass(frozen=True, slots=True)
class Noun:
    """What is counted, in the language of the page: "service", "services".

    `within` is what people are counted in, when it is people that are counted: their units.
    """

    one: str
    many: str
    feminine: bool = False
    elided: bool | None = None
    within: "Noun | None" = None

    @classmethod
    def anything(cls) -> "Noun":
        """The noun of a figure that says nothing of what it counts."""
        return cls(gettext("élément"), gettext("éléments"))

    def agree(self, message: str) -> str:
        """`message` with each word between brackets in the form that this noun wants."""
        elided = is_elided(self.one) if self.elided is None else self.elided

        def form(match: re.Match[str]) -> str:
            masculine, feminine, before_vowel = match.groups()
            if before_vowel is not None and elided:
                return before_vowel
            return feminine if self.feminine else masculine

        return _FORMS.sub(form, message)

    def escaped(self) -> "Noun":
        """The same, safe to write in a page."""
        elided = is_elided(self.one) if self.elided is None else self.elided
        return replace(
            self,
            one=conditional_escape(self.one),
            many=conditional_escape(self.many),
            elided=elided,
        )


def of(words: str) -> str:
    """« de demandes », « d’employés »: a plural noun after "a number of"."""
    if active_language() == "en":
        return f"of {words}"
    return f"d’{words}" if is_elided(words) else f"de {words}"


@dataclass(frozen=True, slots=True)
class Words:
    """What an edition calls the things of one indicator, in the active language.

    `noun` is what its figures count; `unit` what its list holds, which is the same but where people
    are counted through their units. `part`, `whole` and `weight` are "" when the edition does not say.
    """

    noun: Noun
    unit: Noun
    part: str = ""
    whole: str = ""
    weight: str = ""
    populations: Mapping[str, str] = field(default_factory=dict)


def words_of(definition: Json) -> Words:
    """The words of a definition told as JSON, as an edition sealed them."""
    unit = Noun(
        said(definition["unit_one"]),
        said(definition["unit_many"]),
        bool(definition.get("unit_feminine")),
        definition.get("unit_elided"),
    )
    people = definition.get("people")
    noun = unit
    if people is not None:
        noun = Noun(
            said(people["one"]),
            said(people["many"]),
            bool(people.get("feminine")),
            people.get("elided"),
            within=unit,
        )
    counted = {
        name: said(definition[name]) for name in ("part", "whole", "weight") if name in definition
    }
    populations = definition.get("populations", {})
    return Words(
        noun, unit, **counted, populations={one: said(both) for one, both in populations.items()}
    )
