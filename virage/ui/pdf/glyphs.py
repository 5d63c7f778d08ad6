"""What can be printed: the characters that our two typefaces hold, and words for the others.

A document that promises to be readable may not hold a character without a shape: what has none is
written by its number (« [U+1F600] »), so that nothing that people typed is silently lost.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

LONGEST_WORD = 36
"""Letters after which a word may be cut at the end of a line: the width of a narrow column."""

_CUT = "\u200b"
_SPACES = re.compile(r"[ \t\r\n\f\v\u0085\u2028\u2029]+")
_LONG = re.compile(rf"[^\s\u200b]{{{LONGEST_WORD}}}(?=[^\s\u200b])")


@cache
def ranges() -> tuple[tuple[int, int], ...]:
    """The first and last characters of each range that the typefaces hold (`glyphs.txt`)."""
    lines = Path(__file__).with_name("glyphs.txt").read_text(encoding="ascii").split()
    return tuple(
        (int(first, 16), int(last or first, 16))
        for first, _, last in (line.partition("-") for line in lines)
    )


@cache
def _held() -> frozenset[str]:
    return frozenset(chr(one) for first, last in ranges() for one in range(first, last + 1))


def printable(text: str) -> str:
    """`text` on one line, composed, without invisible controls, with words for what has no shape."""
    held, composed = _held(), unicodedata.normalize("NFC", _SPACES.sub(" ", text))
    if not held.issuperset(composed):
        composed = "".join(one if one in held else _told(one) for one in composed)
    return _LONG.sub(rf"\g<0>{_CUT}", composed)


def _told(character: str) -> str:
    if unicodedata.category(character) in ("Cc", "Cf") or "\ufe00" <= character <= "\ufe0f":
        return ""
    return f"[U+{ord(character):04X}]"
