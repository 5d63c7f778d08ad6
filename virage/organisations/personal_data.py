"""What is held on the people who act for a body."""

from virage.contracts.personal_data import YEAR, Erasure, Holding, holdings
from virage.contracts.text import Text
from virage.organisations import actions

holdings.declare(
    Holding(
        code="organisations.Membership",
        fields=("person", "body", "role", "since", "until"),
        purpose=Text(
            "Savoir qui peut agir pour un organisme, et qui le pouvait à une date donnée.",
            "To know who may act for a body, and who could on a given date.",
        ),
        kept=Text(
            "Aussi longtemps que les dépôts et les éditions qui en dépendent.",
            "As long as the hand-ins and editions that depend on it.",
        ),
    )
)
holdings.declare(
    Holding(
        code="organisations.ApiKey",
        fields=("person", "label"),
        purpose=Text(
            "Savoir qui répond d’un programme qui agit pour un organisme.",
            "To know who answers for a program that acts for a body.",
        ),
        kept=Text(
            "Jusqu’à deux ans après l’expiration ou la révocation de la clé.",
            "Until two years after the key expires or is revoked.",
        ),
        erasure=Erasure(2 * YEAR, actions.erase_ended_keys),
    )
)
