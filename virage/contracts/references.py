"""A pointer to anything, resolved to a title and an address by whoever owns that kind of thing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

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

    @property
    def uuid(self) -> UUID | None:
        """The id of what is named by a UUID; None when it is none, for an address may say anything."""
        try:
            return UUID(self.id)
        except ValueError:
            return None

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
    """What a reference shows to a reader: a title and, where there is one, a public address.

    `withheld` when the bytes behind it had to be destroyed, and only their digest is left.
    """

    title: Text
    url: str
    withheld: bool = False


Resolver = Callable[[Reference], Resolved | None]
GroupedResolver = Callable[[Sequence[Reference]], Mapping[Reference, Resolved]]
_resolvers: dict[str, GroupedResolver] = {}

AT_ONCE = 500
"""How many references an owner is asked for in one go: each engine limits what a query may name."""


def declare_resolver(kind: str, resolver: Resolver) -> None:
    """The owner of `kind` says how one of its references is shown."""

    def each(references: Sequence[Reference]) -> dict[Reference, Resolved]:
        shown = {one: resolver(one) for one in references}
        return {one: found for one, found in shown.items() if found is not None}

    _resolvers[kind] = each


def declare_grouped_resolver(kind: str, resolver: GroupedResolver) -> None:
    """The owner of `kind` says how its references are shown, in as many queries for a hundred of them
    as for one; those it does not know are left out."""
    _resolvers[kind] = resolver


def resolve(reference: Reference) -> Resolved | None:
    """What `reference` shows, or None when its owner no longer knows it."""
    if reference.kind not in _resolvers:
        raise NotDeclared(f"no package resolves references of kind {reference.kind!r}")
    return _resolvers[reference.kind]([reference]).get(reference)


def resolve_all(references: Iterable[Reference]) -> dict[Reference, Resolved]:
    """What each of `references` shows, a kind at a time, so that a page that lists many asks each owner
    once. What nobody knows, kinds without an owner included, is left out."""
    by_kind: dict[str, dict[Reference, None]] = {}
    for one in references:
        by_kind.setdefault(one.kind, {})[one] = None
    found: dict[Reference, Resolved] = {}
    for kind, asked in by_kind.items():
        if kind in _resolvers:
            every = list(asked)
            for start in range(0, len(every), AT_ONCE):
                found.update(_resolvers[kind](every[start : start + AT_ONCE]))
    return found
