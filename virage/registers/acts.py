"""What the journal's lines on duties, attestations and what does not apply say in words."""

from virage.contracts.acts import declare_acts
from virage.contracts.text import Text

declare_acts(
    {
        "registers:duty:required": Text("Obligation de déposer créée", "Duty to hand in required"),
        "registers:duty:released": Text("Obligation de déposer levée", "Duty to hand in released"),
        "registers:register:attested": Text("Registre attesté", "Register attested"),
        "registers:headcount:counted": Text("Effectif inscrit", "Headcount recorded"),
        "registers:not-applicable:declared": Text(
            "« Sans objet » déclaré", "“Not applicable” declared"
        ),
        "registers:not-applicable:accepted": Text(
            "« Sans objet » accepté", "“Not applicable” accepted"
        ),
        "registers:not-applicable:refused": Text(
            "« Sans objet » refusé", "“Not applicable” refused"
        ),
        "registers:not-applicable:withdrawn": Text(
            "« Sans objet » retiré", "“Not applicable” withdrawn"
        ),
    }
)
