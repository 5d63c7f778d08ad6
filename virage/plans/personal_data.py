"""What plans hold on people: who typed last in a draft; a deposited plan names roles and units only."""

from virage.contracts.personal_data import Holding, holdings
from virage.contracts.text import Text

holdings.declare(
    Holding(
        code="plans.PlanDraftRow",
        fields=("changed_by",),
        purpose=Text(
            "Dire aux responsables d’un même organisme qui a modifié une partie pendant qu’ils écrivaient.",
            "To tell the officers of one body who changed a part while they were typing.",
        ),
        kept=Text(
            "Jusqu’au dépôt ou à l’abandon du brouillon.",
            "Until the draft is deposited or discarded.",
        ),
    )
)
