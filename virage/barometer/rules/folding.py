"""Text as people type it in a search box: without case, accents, ligatures or curly apostrophes."""

import unicodedata

_PLAIN = str.maketrans({"œ": "oe", "æ": "ae", "’": "'", "\u00a0": " ", "\u202f": " "})


def folded(text: str) -> str:
    """`text` for comparison: « Œuvre de l’État » gives "oeuvre de l'etat"."""
    spread = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    return " ".join("".join(one for one in spread if not unicodedata.combining(one)).split())
