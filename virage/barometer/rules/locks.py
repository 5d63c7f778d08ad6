"""The lock of definitions: a definition that counted once can no longer be edited, only superseded.

The lock file holds, per indicator and version, the date, the texts, a golden table of boundary facts
with their answers, and a hash of the source tokens of the judgement and of every rule and constant
that it uses. Comments, docstrings and layout are left out; tokens, unlike syntax trees, stay the
same from one version of Python to the next. f-strings do not, so they are refused.

    python -m virage.barometer.rules.locks MODULE FILE [--write]

compares the lock FILE with `LOCKABLE` (definitions by indicator code) of MODULE; `--write` adds the
new versions, and never changes one that is there.
"""

import argparse
import hashlib
import importlib
import inspect
import io
import json
import sys
import textwrap
import tokenize
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any, Protocol

from virage.contracts.indicators import Judgement
from virage.contracts.text import Text

Lock = dict[str, Any]
Locks = dict[str, dict[str, Lock]]
"""Lock by version (as a string) by indicator code."""

_LAYOUT = {tokenize.COMMENT, tokenize.NL, tokenize.ENCODING, tokenize.ENDMARKER}
_STRUCTURE = {tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}


class CannotLock(TypeError):
    """A judgement written in a way that cannot be locked; the sentence says what to change."""


class LockBroken(ValueError):
    """A locked definition no longer is what the lock file says."""


class Lockable(Protocol):
    """What a lock is made of; `virage.contracts.indicators.Definition` is one."""

    @property
    def version(self) -> int: ...
    @property
    def since(self) -> date: ...
    @property
    def text(self) -> Text: ...
    @property
    def judge(self) -> Callable[[Mapping[str, Any] | None], Judgement]: ...
    @property
    def golden(self) -> tuple[tuple[Mapping[str, Any] | None, Judgement], ...]: ...


def _tokens(source: str, where: str) -> list[tuple[str, str]]:
    """Kind and text of the tokens that mean something; raises `CannotLock` on an f-string."""
    found: list[tuple[str, str]] = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        kind = tokenize.tok_name[token.type]
        if token.type in _LAYOUT:
            continue
        if token.type in _STRUCTURE:
            kinds = [kind for kind, _ in found[-2:]]
            if kind == "NEWLINE" and kinds == ["INDENT", "STRING"]:
                found.pop()  # a docstring says what the code does: it is a comment
            else:
                found.append((kind, ""))
            continue
        prefix = token.string.split("'")[0].split('"')[0].lower()
        if kind.startswith("FSTRING") or (token.type == tokenize.STRING and "f" in prefix):
            raise CannotLock(f"{where}: an f-string has other tokens in Python 3.12; use str.join")
        found.append((kind, token.string))
    return found


def _plain(value: object, where: str) -> str:
    """A text that tells plain constants apart; raises `CannotLock` on anything else."""
    if value is None or isinstance(value, bool | int | str | Fraction | date):
        return repr(value)
    if isinstance(value, tuple | list):
        return "[" + ",".join(_plain(one, where) for one in value) + "]"
    if isinstance(value, frozenset | set):
        return "{" + ",".join(sorted(_plain(one, where) for one in value)) + "}"
    if isinstance(value, Mapping):
        pairs = sorted(_plain(k, where) + ":" + _plain(v, where) for k, v in value.items())
        return "{" + ",".join(pairs) + "}"
    raise CannotLock(f"{where}: a {type(value).__name__} cannot be locked; use plain constants")


class _Sources:
    """Collects the tokens of a judgement and of all it uses, each once, by qualified name.

    What is outside the project, and the shapes of `virage.contracts`, is not followed.
    """

    def __init__(self, judge: FunctionType) -> None:
        self.home = judge.__module__
        self.lines: dict[str, list[str]] = {}
        self.add(judge)

    def add(self, function: FunctionType) -> None:
        where = function.__module__ + "." + function.__qualname__
        if where in self.lines:
            return
        if function.__name__ == "<lambda>" or function.__closure__:
            raise CannotLock(f"{where}: write the rule as a function of its module")
        found = _tokens(textwrap.dedent(inspect.getsource(function)), where)
        self.lines[where] = [(kind + " " + text).rstrip() for kind, text in found]
        texts = [text for _, text in found]
        for at, (kind, text) in enumerate(found):
            attribute = at > 0 and texts[at - 1] == "."
            if kind == "NAME" and not attribute and text in function.__globals__:
                self._use(function.__globals__[text], where, text, texts[at + 1 : at + 3])

    def _is_ours(self, module: str) -> bool:
        inside = module.startswith("virage.") and not module.startswith("virage.contracts.")
        return inside or module == self.home

    def _use(self, value: object, where: str, name: str, after: Sequence[str]) -> None:
        if isinstance(value, ModuleType):
            if self._is_ours(value.__name__) and len(after) == 2 and after[0] == ".":
                self._use(getattr(value, after[1]), where, name + "." + after[1], ())
        elif isinstance(value, FunctionType):
            if self._is_ours(value.__module__):
                self.add(value)
        elif not isinstance(value, type | BuiltinFunctionType) and (
            type(value).__module__ != "typing"
        ):
            key = where + " uses " + name
            self.lines[key] = [_plain(value, key)]


def source_hash(judge: Callable[..., Any]) -> str:
    """SHA-256 over the tokens of `judge` and of the rules and constants it uses; hexadecimal.

    Raises `CannotLock` on a lambda, a closure, an f-string or a constant that is not plain.
    """
    if not isinstance(judge, FunctionType):
        raise CannotLock("a judgement is a plain function of a rules module")
    lines = _Sources(judge).lines
    blob = "\n".join("\n".join([name, *lines[name]]) for name in sorted(lines))
    return hashlib.sha256(blob.encode()).hexdigest()


def _facts(facts: Mapping[str, Any] | None) -> Any:
    """The facts as JSON; a day is written 2025-03-31."""
    return None if facts is None else json.loads(json.dumps(facts, default=date.isoformat))


def _judgement(judgement: Judgement) -> dict[str, Any]:
    return {
        "value": judgement.value,
        "reason": judgement.reason,
        "weight": judgement.weight,
        "part": judgement.part,
        "whole": judgement.whole,
        "flags": list(judgement.flags),
    }


def lock(code: str, definition: Lockable) -> Lock:
    """The lock of one definition. Raises `LockBroken` if its golden table is empty or not true."""
    name = code + " version " + str(definition.version)
    if not definition.golden:
        raise LockBroken(f"{name} has no golden table: give its boundary facts and answers")
    for facts, expected in definition.golden:
        given = definition.judge(facts)
        if given != expected:
            raise LockBroken(f"{name}: {facts!r} gives {given!r}, the golden table {expected!r}")
    return {
        "since": definition.since.isoformat(),
        "fr": definition.text.fr,
        "en": definition.text.en,
        "sources": source_hash(definition.judge),
        "golden": [[_facts(facts), _judgement(answer)] for facts, answer in definition.golden],
    }


def lock_all(definitions: Mapping[str, Sequence[Lockable]]) -> Locks:
    """The locks of all definitions, by indicator code then version."""
    return {
        code: {str(one.version): lock(code, one) for one in versions}
        for code, versions in definitions.items()
    }


def broken(committed: Locks, present: Locks) -> list[str]:
    """One sentence per locked definition that changed or went away; empty when all hold."""
    told: list[str] = []
    for code, versions in committed.items():
        for version, held in versions.items():
            name = f"{code} version {version}"
            now = present.get(code, {}).get(version)
            if now is None:
                told.append(f"{name} is locked but gone: an edition may cite it, put it back.")
                continue
            told.extend(
                f"{name}: its {part} changed; leave it as it was and write a new version."
                for part in held
                if held[part] != now[part]
            )
    return told


def differences(committed: Locks, present: Locks) -> list[str]:
    """One sentence per difference between the lock file and the code; empty when they agree."""
    return broken(committed, present) + [
        f"{code} version {version} is not locked yet: write the lock."
        for code, versions in present.items()
        for version in versions
        if version not in committed.get(code, {})
    ]


def extended(committed: Locks, present: Locks) -> Locks:
    """The lock file with the new versions added. Raises `LockBroken` if a locked one changed."""
    told = broken(committed, present)
    if told:
        raise LockBroken(" ".join(told))
    codes = {**committed, **present}
    return {code: {**present.get(code, {}), **committed.get(code, {})} for code in codes}


def read(path: Path) -> Locks:
    """The lock file; empty when there is none yet."""
    found: Locks = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return found


def write(path: Path, locks: Locks) -> None:
    """Write the lock file, in a stable order, one line per value."""
    path.write_text(json.dumps(locks, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare, or with `--write` extend, a lock file; 1 and a sentence when something differs."""
    parser = argparse.ArgumentParser(prog="python -m virage.barometer.rules.locks")
    parser.add_argument("module", help="module whose LOCKABLE holds the definitions by code")
    parser.add_argument("file", type=Path, help="the committed lock file")
    parser.add_argument("--write", action="store_true", help="add the versions not locked yet")
    options = parser.parse_args(arguments)
    present = lock_all(importlib.import_module(options.module).LOCKABLE)
    committed = read(options.file)
    if options.write:
        try:
            write(options.file, extended(committed, present))
        except LockBroken as broken:
            sys.stderr.write(f"{broken}\n")
            return 1
        return 0
    told = differences(committed, present)
    for sentence in told:
        sys.stderr.write(f"{sentence}\n")
    return 1 if told else 0


if __name__ == "__main__":
    raise SystemExit(main())
