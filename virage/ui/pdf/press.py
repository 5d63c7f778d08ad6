"""Makes the bytes of a document: tagged for readers by ear, fit for archives, the same for the same words.

Typst typesets; it reads `document.typ` beside this file, the two typefaces, and the document as data. It
is given no folder of the machine, no network and no clock.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst

from virage.ui import icons
from virage.ui.pdf.document import Document, Heading, Link, Mark, Strong, Table
from virage.ui.pdf.glyphs import LONGEST_NARROW, LONGEST_WORD, printable
from virage.ui.pdf.structure import with_row_headers

STANDARDS: list[Any] = ["ua-1", "a-2a"]
LONGEST = 4_000_000
"""Characters of a document at most, so that making one ends: about 1,500 pages, ten seconds."""

FOLDER = Path(__file__).parent
TONES = {
    "good": "#0f6b39",
    "bad": "#a3182b",
    "warn": "#754a00",
    "info": "#123f8f",
    "plain": "#12182b",
    "quiet": "#4a5373",
    "unknown": "#2f4f8f",
}
_LOOKS = {
    "i-cut": 'fill="none" stroke="#ffffff" stroke-width="2.2" stroke-linecap="round"',
    "i-ring": 'fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round"',
    "i-dashed": 'fill="none" stroke="currentColor" stroke-width="1.8" stroke-dasharray="3 2.5"',
    "i-hatch": 'fill="none" stroke="#5d7ab3" stroke-width="1"',
    "i-paper": 'fill="#ffffff"',
}


class DocumentTooLong(ValueError):
    """A document that would take too long to make."""


def printed(document: Document) -> bytes:
    """The document as PDF/UA-1 and PDF/A-2a; the same bytes each time. Raises `DocumentTooLong`."""
    words = json.dumps(_told(document), ensure_ascii=False)
    if len(words) > LONGEST:
        raise DocumentTooLong(f"{document.title!r} has {len(words)} characters, over {LONGEST}")
    press = typst.Compiler(
        FOLDER / "document.typ",
        root=FOLDER,
        font_paths=_typefaces(),
        ignore_system_fonts=True,
        sys_inputs={"document": words, "shapes": _shapes()},
    )
    made: Any = press.compile(
        format="pdf",
        pdf_standards=STANDARDS,
        timestamp=datetime.combine(document.day, time(12), UTC),
    )
    return with_row_headers(made)


@cache
def _typefaces() -> typst.Fonts:
    """Public Sans, which we bundle, and DejaVu Sans Mono for what it lacks, which the wheel embeds."""
    return typst.Fonts(include_system_fonts=False, font_paths=[FOLDER / "fonts"])


@cache
def _shapes() -> str:
    """The shape of each state as SVG that needs no style sheet."""
    return json.dumps({state: _shape(*drawn) for state, drawn in icons.STATES.items()})


def _shape(name: str, tone: str) -> str:
    drawn = icons.SHAPES[name]
    for look, attributes in _LOOKS.items():
        drawn = drawn.replace(f'class="{look}"', attributes)
    colour = TONES[tone]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" fill="{colour}">'
        f"{drawn.replace('currentColor', colour)}</svg>"
    )


_CODES = frozenset({"state", "tone", "language", "kind"})
"""Fields that are ours to read, not words to print."""


def _told(value: Any, name: str = "", longest: int = LONGEST_WORD) -> Any:
    """A document as JSON whose every word can be printed."""
    if isinstance(value, Heading | Table):
        longest = LONGEST_NARROW
    if isinstance(value, str):
        if name == "title":
            longest = LONGEST_NARROW
        return value if name in _CODES else printable(value, longest=longest)
    if isinstance(value, Link):
        if not value.url.startswith(("https://", "http://")):
            raise ValueError(f"{value.url!r} is not an address to follow")
        return {"kind": "link", "text": printable(value.text), "url": value.url}
    if isinstance(value, date):
        return [value.year, value.month, value.day]
    if isinstance(value, Strong | Mark):
        return {"kind": type(value).__name__.lower(), **_fields(value, longest)}
    if hasattr(value, "__dataclass_fields__"):
        kind = getattr(value, "kind", "")
        told = _fields(value, longest)
        return {"kind": kind, **told} if kind else told
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [_told(one, name, longest) for one in value]
    return value


def _fields(value: Any, longest: int) -> Mapping[str, Any]:
    return {one.name: _told(getattr(value, one.name), one.name, longest) for one in fields(value)}
