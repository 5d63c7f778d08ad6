"""What a package holds on people: why, on what ground, for how long. A test finds what is missing."""

from dataclasses import dataclass

from virage.contracts.registry import Registry
from virage.contracts.text import Text


@dataclass(frozen=True, slots=True)
class Holding:
    """One model with personal data. `code` is its label ("identity.Person"); `kept` says how long."""

    code: str
    fields: tuple[str, ...]
    purpose: Text
    kept: Text


holdings: Registry[Holding] = Registry("personal data holding")
