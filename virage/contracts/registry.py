"""A small typed registry: what is declared under a code, once, in the order of declaration."""

from collections.abc import Iterator
from typing import Generic, Protocol, TypeVar


class Coded(Protocol):
    """Anything declared under a code."""

    @property
    def code(self) -> str: ...


Item = TypeVar("Item", bound=Coded)


class AlreadyDeclared(ValueError):
    """Two declarations under one code."""


class NotDeclared(LookupError):
    """A code that no package declares."""


class Registry(Generic[Item]):
    """Declarations by code. A test makes its own; the platform has one of each kind."""

    def __init__(self, what: str) -> None:
        self.what = what
        self._items: dict[str, Item] = {}

    def declare(self, item: Item) -> Item:
        """Keep `item` under its code; raises `AlreadyDeclared` when the code is taken."""
        if item.code in self._items:
            raise AlreadyDeclared(f"{self.what} {item.code} is declared twice")
        self._items[item.code] = item
        return item

    def get(self, code: str) -> Item:
        """The declaration; raises `NotDeclared` with the codes that exist."""
        try:
            return self._items[code]
        except KeyError:
            known = ", ".join(self._items) or "none"
            raise NotDeclared(f"no {self.what} {code!r} is declared (declared: {known})") from None

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items.values())

    def __contains__(self, code: str) -> bool:
        return code in self._items
