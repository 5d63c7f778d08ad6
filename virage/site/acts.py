"""What the journal's lines on the platform as a whole say in words."""

from virage.contracts.acts import declare_acts
from virage.contracts.text import Text

declare_acts(
    {
        "site:personal-data:erased": Text(
            "Renseignements personnels effacés au terme de leur durée",
            "Personal information erased at the end of its duration",
        ),
    }
)
