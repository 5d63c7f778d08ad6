"""Secrets that are shown once and kept as a fingerprint only: one-time links, API keys.

A secret is 256 random bits, so a plain SHA-256 is enough: there is nothing to guess. Making one is
randomness: views, tasks and commands do it, and pass it down.
"""

import hashlib
import secrets

BYTES = 32


def new_token(prefix: str = "") -> str:
    """A fresh secret, safe in an address, that begins with `prefix` so that people recognise it."""
    return prefix + secrets.token_urlsafe(BYTES)


def fingerprint(token: str) -> str:
    """What is kept of a secret: its SHA-256, 64 hexadecimal digits."""
    return hashlib.sha256(token.encode("utf-8")).hexdigest()
