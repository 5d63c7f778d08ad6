"""What can be printed: the characters that our two typefaces hold, and words for the others.

A document that promises to be readable may not hold a character without a shape: what has none is
written by its number (« [U+1F600] »), so that nothing that people typed is silently lost.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

LONGEST_WORD = 80
"""Letters after which a word may be cut at the end of a line: the width of the page. A cut is a character
of the text, so addresses and seals are left whole for whoever copies them."""
LONGEST_NARROW = 36
"""The same in a heading, or in the column of a table."""

_CUT = "\u200b"
_SPACES = re.compile(r"[ \t\r\n\f\v\u0085\u2028\u2029]+")


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


@cache
def _long(longest: int) -> re.Pattern[str]:
    return re.compile(rf"[^\s\u200b]{{{longest}}}(?=[^\s\u200b])")


def printable(text: str, *, longest: int = LONGEST_WORD) -> str:
    """`text` on one line, composed, without invisible controls, with words for what has no shape."""
    held, composed = _held(), unicodedata.normalize("NFC", _SPACES.sub(" ", text))
    if not held.issuperset(composed):
        composed = "".join(one if one in held else _told(one) for one in composed)
    return _long(longest).sub(rf"\g<0>{_CUT}", composed)


def _told(character: str) -> str:
    if unicodedata.category(character) in ("Cc", "Cf") or "\ufe00" <= character <= "\ufe0f":
        return ""
    return f"[U+{ord(character):04X}]"
