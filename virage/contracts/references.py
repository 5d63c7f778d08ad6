"""A pointer to anything, resolved to a title and an address by whoever owns that kind of thing."""

from collections.abc import Callable
from dataclasses import dataclass

from virage.contracts.registry import NotDeclared
from virage.contracts.text import Text


@dataclass(frozen=True, slots=True)
class Reference:
    """A kind ("services.batch") and the public id of one of them; a fragment may name a line."""

    kind: str
    id: str
    fragment: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}" + (f"#{self.fragment}" if self.fragment else "")

    @classmethod
    def parse(cls, text: str) -> "Reference":
        """Read "kind:id#fragment"; raises `ValueError` on anything else."""
        kind, colon, rest = text.partition(":")
        if not (kind and colon and rest):
            raise ValueError(f"{text!r} is not a reference of the form kind:id")
        identity, _, fragment = rest.partition("#")
        return cls(kind, identity, fragment)


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a reference shows to a reader: a title and, where there is one, a public address."""

    title: Text
    url: str


Resolver = Callable[[Reference], Resolved | None]
_resolvers: dict[str, Resolver] = {}


def declare_resolver(kind: str, resolver: Resolver) -> None:
    """The owner of `kind` says how its references are shown."""
    _resolvers[kind] = resolver


def resolve(reference: Reference) -> Resolved | None:
    """What `reference` shows, or None when its owner no longer knows it."""
    if reference.kind not in _resolvers:
        raise NotDeclared(f"no package resolves references of kind {reference.kind!r}")
    return _resolvers[reference.kind](reference)
