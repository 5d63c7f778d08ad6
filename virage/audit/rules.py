"""What a journal line may hold, and how lines are chained."""

import re
from collections.abc import Mapping

from virage.lib.canonical import digest

FIRST_PREVIOUS = "0" * 64
DOMAIN = "virage/journal/1"
CODE = re.compile(r"^[A-Za-z0-9_.:#/+-]{0,160}$")
ENTRY = re.compile(r"^[a-z]+:[a-z-]+:[a-z-]+$")

Data = Mapping[str, str | int | bool | list[str] | None]


class NotACode(ValueError):
    """A value that could be a name, an e-mail or free text; the journal keeps codes only."""


def checked(data: Data) -> dict[str, str | int | bool | list[str] | None]:
    """`data` if every key and value is a code or a number; raises `NotACode` otherwise."""
    for key, value in data.items():
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, str) and not CODE.match(part):
                raise NotACode(
                    f"the journal holds codes, references and numbers only; {key} is something else"
                )
    return dict(data)


def line_hash(previous: str, content: Mapping[str, object]) -> str:
    """The hash of a line: over the domain tag, the hash before it and its canonical content."""
    return digest({"domain": DOMAIN, "previous": previous, "line": content})
