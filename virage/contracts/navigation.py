"""Entries that packages put in the header and at the foot of the layout drawn by `ui`."""

from dataclasses import dataclass

from virage.contracts.registry import Registry
from virage.contracts.text import Text


@dataclass(frozen=True, slots=True)
class Entry:
    """A link of the main navigation: `url_name` is reversed, `order` sorts.

    `audience` is who sees it: one audience, or several separated by spaces.
    """

    code: str
    title: Text
    url_name: str
    order: int
    audience: str = "public"


entries: Registry[Entry] = Registry("navigation entry")
