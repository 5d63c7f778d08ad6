"""What verification cannot look at again: hand-ins whose bytes had to be destroyed.

Their digests and their records remain, so nothing differs; whoever verifies is told all the same.
"""

from collections import Counter
from collections.abc import Iterable

from virage.contracts.indicators import Answer
from virage.contracts.references import Reference, resolve_all
from virage.contracts.text import Text


def withheld(answers: Iterable[Answer]) -> list[Text]:
    """One sentence per hand-in without its bytes that some of these answers rest on."""
    resting = Counter(one.evidence.partition("#")[0] for one in answers if one.evidence)
    references = {
        Reference.parse(one): number
        for one, number in resting.items()
        if ":" in one.strip(":")  # an altered one is told where answers are compared
    }
    proofs = resolve_all(references)
    return [
        _sentence(proofs[one].title, proofs[one].url, number)
        for one, number in references.items()
        if one in proofs and proofs[one].withheld
    ]


def _sentence(title: Text, url: str, number: int) -> Text:
    fr = "1 réponse s’y appuie." if number == 1 else f"{number} réponses s’y appuient."
    en = "1 answer rests on it." if number == 1 else f"{number} answers rest on it."
    return Text(
        f"{title.fr} ({url}) : fichier détruit, parce qu’il contenait des renseignements personnels ; "
        f"son empreinte et ses lignes restent. {fr}",
        f"{title.en} ({url}): file withheld, because it held personal data; its digest and its lines "
        f"remain. {en}",
    )
