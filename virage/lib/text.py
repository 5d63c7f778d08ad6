"""Text as people type it in a search box, and as they look for it in a list: no case, accent or ligature."""

import unicodedata

_PLAIN = str.maketrans({"œ": "oe", "æ": "ae", "’": "'", "\u00a0": " ", "\u202f": " "})


def folded(text: str) -> str:
    """`text` for comparison: « Œuvre de l’État » gives "oeuvre de l'etat"."""
    spread = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    return " ".join("".join(one for one in spread if not unicodedata.combining(one)).split())
