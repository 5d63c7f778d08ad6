"""What a body's own "not applicable" does to an answer: nothing to a known one, until it is accepted.

A body may declare, for a reason of the definition's closed list, that the question does not apply to a
unit. Accepted in public by a named role, it sets the unit aside. Until then the records decide, and a
unit of which they tell nothing stays unknown.
"""

from dataclasses import replace
from typing import Literal

from virage.contracts.indicators import Answer
from virage.contracts.text import Text

State = Literal["declared", "accepted", "refused"]

DECLARED, REFUSED = "na_declared", "na_refused"
"""Flags of the answers that a declaration did not change."""

FLAGS = {
    DECLARED: Text(
        "déclaré sans objet, pas encore accepté", "declared not applicable, not accepted yet"
    ),
    REFUSED: Text("déclaré sans objet, refusé", "declared not applicable, refused"),
}


def ruled(answer: Answer, *, state: State, reason: str, evidence: str) -> Answer:
    """`answer`, once what its body declared of the unit is taken into account.

    Accepted: not applicable, for that reason, on that evidence, whatever the records tell; the people
    of the unit stay on it, to say how many are set aside. Otherwise the same answer, flagged. What the
    records themselves call not applicable needs no acceptance, and stays as it is.
    """
    if answer.value == "not_applicable":
        return answer
    if state == "accepted":
        return replace(
            answer,
            value="not_applicable",
            reason=reason,
            weight=None,
            part=None,
            whole=None,
            source="declared",
            evidence=evidence,
        )
    flag = DECLARED if state == "declared" else REFUSED
    return replace(answer, flags=tuple(sorted({*answer.flags, flag})))
