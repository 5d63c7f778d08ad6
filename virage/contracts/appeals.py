"""Requests for help that bodies make, for whoever steers to see beside the levers that they would move.

The capability keeps the requests and what becomes of them; the barometer only shows those that are open.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from virage.contracts.registry import Registry
from virage.contracts.text import Text


@dataclass(frozen=True, slots=True)
class Appeal:
    """A request that waits: of a body (code), about a target (its number, or "" for none)."""

    organisation: str
    target: str
    title: str
    asked_on: date
    state: Text
    url_name: str
    url_argument: str


@dataclass(frozen=True, slots=True)
class AppealSource:
    """Where requests are kept; `open_appeals()` gives those that are not closed, the oldest first."""

    code: str
    open_appeals: Callable[[], Iterable[Appeal]]


appeal_sources: Registry[AppealSource] = Registry("source of requests for help")
