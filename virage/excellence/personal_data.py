"""What requests for support hold on people: who wrote, and what people write."""

from virage.contracts.personal_data import YEAR, Erasure, Holding, holdings
from virage.contracts.text import Text
from virage.excellence import actions

KEPT = Text(
    "Jusqu’à deux ans après la fin de la demande ; ce qu’il en est advenu reste, sans un mot ni un nom.",
    "Until two years after the request ended; what came of it stays, without a word or a name.",
)

holdings.declare(
    Holding(
        code="excellence.SupportMessage",
        fields=("by", "words"),
        purpose=Text(
            "Savoir qui demande de l’aide au nom d’un organisme, et qui lui répond.",
            "To know who asks for support in the name of a body, and who answers.",
        ),
        kept=KEPT,
        erasure=Erasure(2 * YEAR, actions.forget_messages),
    )
)
holdings.declare(
    Holding(
        code="excellence.SupportRequest",
        fields=("assigned_to", "title"),
        purpose=Text("Savoir qui s’en occupe.", "To know who is dealing with it."),
        kept=KEPT,
        erasure=Erasure(2 * YEAR, actions.forget_requests),
    )
)
