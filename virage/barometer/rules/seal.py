"""The seal of an edition: one hash that changes if any answer, figure, definition or the past does.

Answers are the leaves of a Merkle tree built as RFC 6962 says (a leaf and a node are hashed under
different prefixes, so that neither passes for the other). The seal hashes its root with the previous
edition's seal: editions form a chain. Standard library only.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from virage.barometer.rules.exact import number
from virage.contracts.indicators import Answer
from virage.lib.canonical import canonical, digest

DOMAIN = "virage/edition/1"
"""What is sealed and how; another way of sealing takes another tag."""


def answer_leaf(code: str, version: int, answer: Answer) -> dict[str, Any]:
    """One answer to the indicator `code`, definition `version`, as the archive holds it.

    Counts beyond 2**53 - 1 are strings, as everywhere in canonical JSON. Counts of people stand in it
    only where people are counted, and `withheld` only where counts are withheld, so that older leaves
    stay what they were.
    """

    def exactly(value: int | None) -> int | str | None:
        return None if value is None else number(value)

    leaf: dict[str, Any] = {
        "indicator": code,
        "version": version,
        "unit": answer.unit,
        "name_fr": answer.name.fr,
        "name_en": answer.name.en,
        "organisation": answer.organisation,
        "value": answer.value,
        "reason": answer.reason,
        "weight": exactly(answer.weight),
        "part": exactly(answer.part),
        "whole": exactly(answer.whole),
        "source": answer.source,
        "evidence": answer.evidence,
        "flags": list(answer.flags),
        "succeeds": list(answer.succeeds),
    }
    if answer.people is not None:
        leaf["people"] = [number(one) for one in answer.people]
    if answer.withheld:
        leaf["withheld"] = {"commitment": answer.withheld, "left_out": answer.left_out}
    return leaf


def leaf_key(leaf: Mapping[str, Any]) -> tuple[str, int, str]:
    """The order of leaves in the tree: indicator, version, unit (by code point)."""
    return leaf["indicator"], leaf["version"], leaf["unit"]


def _hash_of(prefix: bytes, data: bytes) -> bytes:
    return hashlib.sha256(prefix + data).digest()


def tree_head(leaves: Sequence[bytes]) -> bytes:
    """The RFC 6962 tree hash of `leaves` in the order given (32 bytes)."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    level = [_hash_of(b"\x00", leaf) for leaf in leaves]
    while len(level) > 1:
        # Pairing level by level and promoting an odd last node gives the same tree as the
        # recursive split of the RFC at the largest power of two below n, without recursion.
        paired = [
            _hash_of(b"\x01", level[at] + level[at + 1]) for at in range(0, len(level) - 1, 2)
        ]
        if len(level) % 2:
            paired.append(level[-1])
        level = paired
    return level[0]


def merkle_root(leaves: Iterable[Mapping[str, Any]]) -> str:
    """The root over canonical answers, in hexadecimal. They are put in order first (`leaf_key`)."""
    return tree_head([canonical(leaf) for leaf in sorted(leaves, key=leaf_key)]).hex()


def seal(previous: str | None, root: str, figures: Any, definitions: Any, cut: Any) -> str:
    """The seal of an edition, in lower-case hexadecimal.

    - `previous`: the seal of the edition before it, None for the first;
    - `root`: the Merkle root of its answers;
    - `figures`, `definitions`, `cut`: canonical values; the cut says the period, the label and the
      record sequence up to which records were read.

    Raises `NotCanonical` on a value that cannot be sealed.
    """
    return digest([DOMAIN, previous, root, figures, definitions, cut])
