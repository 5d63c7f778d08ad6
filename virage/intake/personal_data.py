"""What hand-ins hold on people: who handed in and who accepted; never shown to the public."""

from datetime import timedelta

from virage.contracts.personal_data import Erasure, Holding, holdings
from virage.contracts.text import Text
from virage.intake import actions, rules

holdings.declare(
    Holding(
        code="intake.Draft",
        fields=("owner",),
        purpose=Text(
            "Rendre à chacun le registre qu’il est en train de modifier.",
            "To give back to each person the register that they are editing.",
        ),
        kept=Text(
            "Jusqu’à l’acceptation du dépôt, ou 90 jours après la dernière modification.",
            "Until the hand-in is accepted, or 90 days after the last change.",
        ),
        erasure=Erasure(timedelta(days=rules.DRAFT_DAYS), actions.forget_drafts),
    )
)
holdings.declare(
    Holding(
        code="intake.Draw",
        fields=("announced_by",),
        purpose=Text(
            "Savoir qui a demandé un tirage au sort, au nom d’un organisme.",
            "To know who asked for a random draw, in the name of a body.",
        ),
        kept=Text(
            "Aussi longtemps que le tirage est publié.",
            "As long as the draw is published.",
        ),
    )
)
holdings.declare(
    Holding(
        code="intake.HandIn",
        fields=("received_by", "accepted_by"),
        purpose=Text(
            "Savoir qui a déposé et accepté des données au nom d’un organisme.",
            "To know who handed in and accepted data in the name of a body.",
        ),
        kept=Text(
            "Aussi longtemps que les chiffres qui en découlent sont publiés.",
            "As long as the figures made from them are published.",
        ),
    )
)
