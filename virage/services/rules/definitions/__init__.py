"""The locked definitions that the services put to themselves: dates, texts, judgements, golden tables.

A definition is never edited once an edition used it (a test compares it with the lock file beside
this package): supersede it by a new version, then write the lock.
"""

from virage.services.rules.definitions import registers, requests
from virage.services.rules.definitions.registers import DESIGNED, EXEMPTIONS, PAPERLESS
from virage.services.rules.definitions.requests import END_TO_END, FLAGS, TAKE_UP

__all__ = [
    "DESIGNED",
    "END_TO_END",
    "EXEMPTIONS",
    "FLAGS",
    "LOCKABLE",
    "PAPERLESS",
    "REASONS",
    "TAKE_UP",
]

LOCKABLE = {**requests.LOCKABLE, **registers.LOCKABLE}
REASONS = {**requests.REASONS, **registers.REASONS}
