"""What the journal's lines on hand-ins say in words."""

from virage.contracts.acts import declare_acts
from virage.contracts.text import Text

declare_acts(
    {
        "intake:hand-in:received": Text("Dépôt reçu", "Hand-in received"),
        "intake:hand-in:withdrawn": Text("Dépôt retiré", "Hand-in withdrawn"),
        "intake:hand-in:redacted": Text(
            "Fichier d’un dépôt détruit", "File of a hand-in destroyed"
        ),
        "intake:hand-in:confirmed": Text("Dépôt confirmé", "Hand-in confirmed"),
        "intake:hand-in:answered": Text(
            "Question d’un dépôt répondue", "Question of a hand-in answered"
        ),
        "intake:draw:announced": Text("Tirage au sort annoncé", "Random draw announced"),
        "intake:draw:made": Text("Tirage au sort fait", "Random draw made"),
        "intake:draw:given-up": Text("Tirage au sort abandonné", "Random draw given up"),
    }
)
