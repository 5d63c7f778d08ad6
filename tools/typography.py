"""French typography as a rule: which space goes where, and what is wrong with a given sentence.

No-break space (U+00A0) before a colon and inside guillemets; narrow no-break space (U+202F) before
; ! ? and %. An English sentence takes none of them.
"""

import html
import re

NBSP = "\u00a0"
NARROW = "\u202f"
_ANY = f"[ {NBSP}{NARROW}\u2009]"

_PLACEHOLDER = re.compile(
    r"%\(\w+\)[#0\- +]*[\d.]*[a-zA-Z]|%[sdrif](?![a-zA-Z])|\{\{.*?\}\}|\{[^{}]*\}"
)
_TAG = re.compile(r"<[^>]*>")
_ADDRESS = re.compile(r"\b(?:https?|mailto|otpauth|postgres|sqlite)(?=:)|\S+://\S+")

# What is wrong, and how it is told. The text seen here has no tag, no placeholder and no address.
_FRENCH = [
    (re.compile(f"(?<!{NBSP}):(?= |$)"), "a colon needs U+00A0 before it"),
    (re.compile(f"(?<![{NARROW};!?])[;!?](?![\\w=&])"), "; ! ? need U+202F before them"),
    (re.compile(f"(?<!{NARROW})%"), "% needs U+202F before it"),
    (re.compile(f"«(?!{NBSP})"), "« needs U+00A0 after it"),
    (re.compile(f"(?<!{NBSP})»"), "» needs U+00A0 before it"),
    (re.compile(r"\d [\d]{3}\b"), "thousands are parted by U+202F"),
    (re.compile(r"\w'\w"), "the apostrophe is U+2019 (’)"),
    (re.compile(r"\.\.\."), "an ellipsis is one character (…)"),
    (re.compile(r'"'), "quotes are guillemets (« »)"),
]
_ENGLISH = [
    (re.compile(f"{_ANY}[:;!?%](?! ?\\d)"), "English puts no space before : ; ! ? %"),
    (re.compile("[«»]"), "English quotes are “ ”"),
    (re.compile(r"\w'\w"), "the apostrophe is U+2019 (’)"),
    (re.compile(r"\.\.\."), "an ellipsis is one character (…)"),
]


def bare(text: str) -> str:
    """`text` as a reader sees it: no tag, entities resolved, each placeholder a letter."""
    without_tags = html.unescape(_TAG.sub("", text))
    return _PLACEHOLDER.sub("x", _ADDRESS.sub("x", without_tags)).replace("%%", "%").strip(" \n")


def french_faults(text: str) -> list[str]:
    """What is wrong with a French sentence, in words; empty when nothing is."""
    return [reason for pattern, reason in _FRENCH if pattern.search(bare(text))]


def english_faults(text: str) -> list[str]:
    """What is wrong with an English sentence, in words; empty when nothing is."""
    return [reason for pattern, reason in _ENGLISH if pattern.search(bare(text))]


def placeholders(text: str) -> list[str]:
    """The placeholders of `text`, sorted: a translation must hold the same ones."""
    return sorted(set(_PLACEHOLDER.findall(text.replace("%%", ""))))
