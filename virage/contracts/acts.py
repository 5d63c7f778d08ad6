"""What the entries of the journal say in words: each package explains those that it records."""

from dataclasses import dataclass

from virage.contracts.registry import Registry
from virage.contracts.text import Text


@dataclass(frozen=True, slots=True)
class Act:
    """One kind of journal line. `code` is its entry ("intake:hand-in:redacted")."""

    code: str
    words: Text


acts: Registry[Act] = Registry("act of the journal")


def declare_acts(words: dict[str, Text]) -> None:
    """Declare the entries of a package, by code."""
    for code, text in words.items():
        acts.declare(Act(code, text))
