"""The shapes that the tags of `ui` draw: one small frozen class per thing that a view hands over."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a list: its words, how many remain, and the address that shows them."""

    label: str
    count: int
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a procedure. `url` when the reader may go back to it."""

    label: str
    state: Literal["done", "current", "ahead"]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """A dated line of a timeline; `source` says what it rests on, with the address of the proof."""

    day: date
    title: str
    text: str = ""
    url: str = ""
    source: str = ""
    source_url: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A line of a comparison: the same thing before and after, ready to print; `changed` marks it."""

    label: str
    before: str
    after: str

    @property
    def changed(self) -> bool:
        """Whether the two sides differ."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a table: its words, whether it holds numbers, and how to sort by it."""

    label: str
    numeric: bool
    url: str
    sorted: Literal["", "ascending", "descending"]


def heading(
    label: str, key: str, wanted: str, address: Callable[[str], str], *, numeric: bool
) -> Heading:
    """The heading of the column `key` when the list is sorted by `wanted` ("name", or "-name").

    `address(order)` is the page sorted that way. A first click on numbers sorts the largest first.
    """
    if not key:
        return Heading(label, numeric, "", "")
    if wanted.lstrip("-") == key:
        down = wanted.startswith("-")
        following = key if down else f"-{key}"
        return Heading(label, numeric, address(following), "descending" if down else "ascending")
    return Heading(label, numeric, address(f"-{key}" if numeric else key), "")
