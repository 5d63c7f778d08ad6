"""Canonical JSON (RFC 8785) of the few types that are sealed, and the digests made from it.

Strings (put in NFC), integers up to 2**53 - 1, booleans, null, lists and objects. No floats: a
fraction or a larger integer travels as a string. Standard library only, so that an archive can be
verified where nothing is installed.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence

LARGEST_INTEGER = 2**53 - 1

Canonical = str | int | bool | None | Sequence["Canonical"] | Mapping[str, "Canonical"]


class NotCanonical(TypeError):
    """A value that cannot be sealed: a float, an integer beyond 2**53 - 1, a key that is not ASCII."""


def _normalised(value: object, path: str) -> object:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, int):
        if abs(value) > LARGEST_INTEGER:
            raise NotCanonical(f"{path}: {value} is beyond 2**53 - 1; send it as a string")
        return value
    if isinstance(value, Mapping):
        out = {}
        for key, item in value.items():
            if not isinstance(key, str) or not key.isascii():
                raise NotCanonical(f"{path}: the key {key!r} is not an ASCII string")
            out[key] = _normalised(item, f"{path}.{key}")
        return out
    if isinstance(value, list | tuple):
        return [_normalised(item, f"{path}[{at}]") for at, item in enumerate(value)]
    raise NotCanonical(f"{path}: {type(value).__name__} has no canonical form")


def canonical(value: object) -> bytes:
    """The RFC 8785 bytes of `value`; raises `NotCanonical` on what cannot be sealed."""
    text = json.dumps(
        _normalised(value, "$"), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return text.encode("utf-8")


def digest(value: object) -> str:
    """SHA-256 of the canonical form, in lower-case hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()
