"""Sets French sentences as they should be: the right spaces, apostrophes and ellipses, in place.

Keyboards and editors make plain spaces. `bin/messages typeset` goes over the sentences of code,
templates and English files, and changes nothing else.
"""

import ast
import io
import re
import tokenize
from collections.abc import Callable, Iterator
from pathlib import Path

from tools.typography import NARROW, NBSP

# What a sentence holds that is not text: tags, placeholders, entities, addresses, template code.
_KEPT = re.compile(
    r"<[^>]*>|%\(\w+\)[#0\- +]*[\d.]*[a-zA-Z]|%[sdrif](?![a-zA-Z])|\{%.*?%\}|\{\{.*?\}\}|\{[^{}]*\}"
    r"|&\w+;|\S+://\S+|\\[nt\"']",
    re.DOTALL,
)
_SPACE = f"[ {NBSP}{NARROW}]"
_RULES = [
    (re.compile(rf"{_SPACE}+:(?=\s|$)|(?<=[\w)’»\ue001]):(?=\s|$)"), f"{NBSP}:"),
    (re.compile(rf"{_SPACE}+([;!?])(?=[\s;!?)»{NBSP}]|$)"), rf"{NARROW}\1"),
    (re.compile(r"(?<=[\w)»\ue001])([;!?])(?=\s|$)"), rf"{NARROW}\1"),
    (re.compile(rf"{_SPACE}+(%+)(?=[\s.,;:)»{NBSP}{NARROW}]|$)"), rf"{NARROW}\1"),
    (re.compile(r"(?<=\d)(%+)(?=[\s.,;:)]|$)"), rf"{NARROW}\1"),
    (re.compile(rf"«{_SPACE}*"), f"«{NBSP}"),
    (re.compile(rf"{_SPACE}*»"), f"{NBSP}»"),
    (re.compile(r"(?<=\d) (?=\d{3}\b)"), NARROW),
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
    (re.compile(r"\.\.\."), "…"),
]
_SENTENCES = {
    "_": 1,
    "gettext": 1,
    "gettext_lazy": 1,
    "gettext_noop": 1,
    "ngettext": 2,
    "ngettext_lazy": 2,
    "Text": 1,
}
_TRANSLATE = re.compile(r"(\{%\s*trans(?:late)?\s+)(\"[^\"]*\"|'[^']*')")
_BLOCK = re.compile(
    r"(\{%\s*blocktrans(?:late)?\b[^%]*%\})(.*?)(?=\{%\s*endblocktrans(?:late)?)", re.DOTALL
)


def set_french(text: str) -> str:
    """`text` with French typography; tags, placeholders, entities and addresses are left alone.

    A placeholder counts as a word: what follows it is set as after a word.
    """
    kept: list[str] = []

    def hide(match: re.Match[str]) -> str:
        kept.append(match[0])
        return f"\ue000{len(kept) - 1}\ue001"  # private characters: no sentence holds them

    hidden = _KEPT.sub(hide, text)
    for pattern, replacement in _RULES:
        hidden = pattern.sub(replacement, hidden)
    return re.sub("\ue000(\\d+)\ue001", lambda match: kept[int(match[1])], hidden)


def _ranges(tree: ast.AST) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Start and end (line, byte column) of each French sentence of a module."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func).rsplit(".", 1)[-1]
        french = node.args[: _SENTENCES.get(name, 0)]
        french += [word.value for word in node.keywords if name == "Text" and word.arg == "fr"]
        for value in french:
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                end = (value.end_lineno or value.lineno, value.end_col_offset or 0)
                yield (value.lineno, value.col_offset), end


def set_code(text: str) -> str:
    """A Python file with its French sentences set."""
    lines = text.splitlines(keepends=True)

    def in_characters(line: int, column: int) -> tuple[int, int]:
        return line, len(lines[line - 1].encode()[:column].decode())

    wanted = [
        (in_characters(*start), in_characters(*end)) for start, end in _ranges(ast.parse(text))
    ]
    strings = [
        token
        for token in tokenize.generate_tokens(io.StringIO(text).readline)
        if token.type == tokenize.STRING
        and any(start <= token.start and token.end <= end for start, end in wanted)
    ]
    for token in reversed(strings):
        if token.start[0] != token.end[0]:
            continue  # a sentence over several lines in one string is for a person to set
        line = lines[token.start[0] - 1]
        inner = re.fullmatch(r"([a-zA-Z]*[\"'])(.*)([\"'])", token.string)
        if inner:
            made = inner[1] + set_french(inner[2]) + inner[3]
            lines[token.start[0] - 1] = line[: token.start[1]] + made + line[token.end[1] :]
    return "".join(lines)


def set_template(text: str) -> str:
    """A template with its French sentences set."""
    text = _TRANSLATE.sub(
        lambda match: match[1] + match[2][0] + set_french(match[2][1:-1]) + match[2][0], text
    )
    return _BLOCK.sub(lambda match: match[1] + set_french(match[2]), text)


def set_messages(text: str) -> str:
    """An English file whose French identifiers are set, so that they keep their English."""
    out, french = [], False
    for line in text.splitlines(keepends=True):
        if not line.startswith('"'):
            french = line.startswith("msgid")
        quoted = re.fullmatch(r'([^"]*")(.*)("\n?)', line)
        out.append(quoted[1] + set_french(quoted[2]) + quoted[3] if french and quoted else line)
    return "".join(out)


def typeset(paths: list[Path]) -> list[Path]:
    """Set every file of `paths` in place; returns those that changed."""
    by_suffix: dict[str, Callable[[str], str]] = {".py": set_code, ".po": set_messages}
    changed = []
    for path in paths:
        text = path.read_text(encoding="utf-8")
        made = by_suffix.get(path.suffix, set_template)(text)
        if made != text:
            path.write_text(made, encoding="utf-8")
            changed.append(path)
    return changed
