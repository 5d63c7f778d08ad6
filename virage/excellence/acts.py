"""What the journal's lines on requests for support say in words."""

from virage.contracts.acts import declare_acts
from virage.contracts.text import Text

declare_acts(
    {
        "excellence:support:asked": Text("Aide demandée", "Support asked for"),
        "excellence:support:taken": Text(
            "Demande d’aide prise en charge", "Request for support taken"
        ),
        "excellence:support:answered": Text(
            "Réponse à une demande d’aide", "Request for support answered"
        ),
        "excellence:support:added": Text(
            "Ajout à une demande d’aide", "Request for support added to"
        ),
        "excellence:support:closed": Text("Demande d’aide close", "Request for support closed"),
        "excellence:support:withdrawn": Text(
            "Demande d’aide retirée", "Request for support withdrawn"
        ),
    }
)
