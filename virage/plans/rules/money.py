"""Amounts of money as people type them, and as whole numbers of cents."""

import re

_AMOUNT = re.compile(r"^(\d{1,15})(?:[.,](\d{1,2}))?$")
_SPACES = re.compile(r"[\s\u00a0\u202f]")


def cents(typed: str) -> int | None:
    """« 1 250 000,50 $ » is 125000050 cents; None when it is not an amount of dollars."""
    said = _SPACES.sub("", typed).removesuffix("$")
    found = _AMOUNT.match(said)
    if found is None:
        return None
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


def dollars(amount: int) -> str:
    """125000050 cents as a file writes them: "1250000.50"."""
    return f"{amount // 100}.{amount % 100:02d}"
