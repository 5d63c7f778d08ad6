"""Reads of what the platform itself publishes: every declared dataset, and when it last changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from virage.audit import queries as journal
from virage.contracts.datasets import Dataset, datasets
from virage.contracts.intakes import Column, intakes
from virage.contracts.registry import NotDeclared
from virage.contracts.text import Text


@dataclass(frozen=True, slots=True)
class Published:
    """A dataset, and when something in it last changed (None: nothing was recorded yet)."""

    dataset: Dataset
    changed_at: datetime | None

    @property
    def title(self) -> Text:
        """That of its kind of hand-in."""
        return intakes.get(self.dataset.code).title

    @property
    def description(self) -> Text:
        """That of its kind of hand-in."""
        return intakes.get(self.dataset.code).description

    @property
    def columns(self) -> list[Column]:
        """Those of its kind of hand-in that it holds, in order."""
        known = {one.name: one for one in intakes.get(self.dataset.code).columns}
        return [known[name] for name in self.dataset.fields]

    def schema(self, language: str) -> dict[str, Any]:
        """The Table Schema of its rows (Frictionless)."""
        return {
            "name": self.dataset.code,
            "title": self.title.in_language(language),
            "description": self.description.in_language(language),
            "missingValues": [""],
            "fields": [one.field(language) for one in self.columns],
        }


def all_published() -> list[Published]:
    """Every dataset, in the order of declaration. One query each, and one more."""
    changed = {one.code: one.changed(None) for one in datasets}
    times = journal.times_of({number for number in changed.values() if number})
    return [Published(one, times.get(changed[one.code] or 0)) for one in datasets]


def published(code: str) -> Published | None:
    """The dataset of that code; None when nothing is published under it. Two queries."""
    try:
        found = datasets.get(code)
    except NotDeclared:
        return None
    number = found.changed(None)
    times = journal.times_of({number} if number else set())
    return Published(found, times.get(number or 0))


def line_of(text: str) -> int | None:
    """A line of the journal as an address says it; None for now. Raises `ValueError` when it is none, or is
    still to come."""
    if not text:
        return None
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 16 else -1
    if not 0 <= number <= journal.sequence():
        raise ValueError(text)
    return number
