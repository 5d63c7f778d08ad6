"""What can be wrong or odd in a hand-in of duties or headcounts, and what to do about it."""

from collections.abc import Mapping

from virage.contracts.text import Text
from virage.registers.rules.findings import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "unknown-kind": Sentence(
        "error",
        Text(
            "« {value} » n’est pas une chose que les organismes déposent.",
            "“{value}” is not something that bodies hand in.",
        ),
        Text(
            "Écrivez le code d’un genre de dépôt, tel qu’il est à la page des formats.",
            "Write the code of a kind of hand-in, as it stands on the page of formats.",
        ),
    ),
    "no-period": Sentence(
        "error",
        Text(
            "La période finit avant de commencer, ou le même jour.",
            "The period ends before it starts, or on the same day.",
        ),
        Text(
            "period_to est le lendemain du dernier jour.",
            "period_to is the day after the last one.",
        ),
    ),
    "not-counted-then": Sentence(
        "error",
        Text(
            "Les effectifs se comptent au 31 mars, non le {value}.",
            "Staff are counted on 31 March, not on {value}.",
        ),
        Text("Donnez l’effectif du 31 mars.", "Give the headcount of 31 March."),
    ),
    "staff-jump": Sentence(
        "warning",
        Text(
            "{value} personnes, alors qu’il y en avait {known} au compte précédent.",
            "{value} people, while there were {known} at the count before.",
        ),
        Text(
            "Vérifiez l’unité et l’organisme ; si le nombre est juste, acceptez.",
            "Check the unit and the body; if the number is right, accept.",
        ),
    ),
}

JUMP = 10
"""So many times more, or fewer, than at the count before is odd."""


def jumps(before: int, after: int) -> bool:
    """Whether a headcount is out of all proportion to the one before it."""
    return before > 0 and (after >= before * JUMP or after * JUMP <= before)
