"""A text that exists in both languages, for what is declared in code or kept in records."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """French and English of the same sentence."""

    fr: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in `language` ("fr" or "en", regional suffix allowed); French otherwise."""
        return self.en if language.startswith("en") else self.fr
