"""What a package holds on people: why, on what ground, for how long, and what then forgets it.

Tests find what is not declared, and a promised duration that nothing carries out.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from virage.contracts.registry import Registry
from virage.contracts.text import Text

YEAR = timedelta(days=365)


class Erase(Protocol):
    """An action that forgets what ended before a moment, and returns of how many rows.

    It may run twice, and leaves no line in the journal: whoever runs them all leaves one, with counts.
    """

    def __call__(self, *, before: datetime) -> int: ...


@dataclass(frozen=True, slots=True)
class Erasure:
    """How a promised duration is kept: `erase` is called every day with the moment `after` ago."""

    after: timedelta
    erase: Erase


@dataclass(frozen=True, slots=True)
class Holding:
    """One model with personal data. `code` is its label ("identity.Person"); `kept` says how long.

    A `kept` that names a duration comes with its `erasure`.
    """

    code: str
    fields: tuple[str, ...]
    purpose: Text
    kept: Text
    erasure: Erasure | None = None


holdings: Registry[Holding] = Registry("personal data holding")
