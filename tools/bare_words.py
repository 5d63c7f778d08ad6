"""Finds the words of a template that no translation can reach: text outside the translation tags."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.template.base import Lexer, TokenType

# Names and formats that are the same in both languages.
SAME_IN_BOTH = {"Virage", "CSV", "XLSX", "JSON", "API", "OpenAPI", "SHA-256", "TOTP", "RFC", "PDF"}
# Attributes that are read to people, and elements whose content is not a sentence.
_READ = {"alt", "title", "aria-label", "aria-description", "placeholder", "label"}
# Blocks of the layout that hold the name of a style, not a sentence.
_STYLE_BLOCKS = re.compile(r"(\{%\s*block\s+\w+_class\s*%\})\w*")
_SILENT = {"code", "pre", "kbd", "samp", "script", "style"}
_WORD = re.compile(r"[^\W\d_]{2,}(?:-\d+)?")


class _Reader(HTMLParser):
    """Keeps what a reader would see or hear, with the lines where it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Attributes that are read; whether what follows is silent."""
        self._silent += tag in _SILENT
        self.found += [(self.getpos()[0], value or "") for name, value in attrs if name in _READ]

    def handle_endtag(self, tag: str) -> None:
        """The end of a silent element."""
        self._silent -= tag in _SILENT and self._silent > 0

    def handle_data(self, data: str) -> None:
        """Text between elements."""
        if not self._silent:
            self.found.append((self.getpos()[0], data))


def _outside_translation(template: str) -> str:
    """The template's own text; tags, variables and translated blocks leave only their line ends."""
    kept, inside = [], False
    for token in Lexer(_STYLE_BLOCKS.sub(r"\1", template)).tokenize():
        words = token.split_contents() if token.token_type is TokenType.BLOCK else [""]
        if words[0] in {"blocktranslate", "blocktrans", "comment", "verbatim"}:
            inside = True
        elif words[0] in {"endblocktranslate", "endblocktrans", "endcomment", "endverbatim"}:
            inside = False
        lines = "\n" * token.contents.count("\n")
        is_text = token.token_type is TokenType.TEXT and not inside
        kept.append(token.contents if is_text else lines)
    return "".join(kept)


def bare_words(template: str) -> Iterator[tuple[int, str]]:
    """Line and text of each passage that is shown the same in both languages and has words."""
    reader = _Reader()
    reader.feed(_outside_translation(template))
    reader.close()
    for line, text in reader.found:
        if set(_WORD.findall(text)) - SAME_IN_BOTH:
            yield line, " ".join(text.split())
