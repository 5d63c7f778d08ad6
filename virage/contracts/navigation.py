"""Entries that packages put in the header and at the foot of the layout drawn by `ui`."""

from dataclasses import dataclass

from virage.contracts.registry import Registry
from virage.contracts.text import Text


@dataclass(frozen=True, slots=True)
class Entry:
    """A link of the main navigation: `url_name` is reversed, `order` sorts.

    `audience` is who sees it: one audience, or several separated by spaces. `under` is the code of the
    entry whose section it stands in: shown beneath the header to readers who are in that section; `within` is
    what a section calls its own first page there ("Vue d’ensemble").
    """

    code: str
    title: Text
    url_name: str
    order: int
    audience: str = "public"
    under: str = ""
    within: Text | None = None


entries: Registry[Entry] = Registry("navigation entry")
