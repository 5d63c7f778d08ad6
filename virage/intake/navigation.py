"""The section of those who hand in: their registers, and what they handed in."""

from virage.contracts.navigation import Entry, entries
from virage.contracts.text import Text

entries.declare(
    Entry(
        "registers",
        Text("Registres", "Registers"),
        "intake:registers",
        55,
        "officer secretariat auditor",
    )
)
entries.declare(
    Entry(
        "intake.hand-ins",
        Text("Dépôts", "Hand-ins"),
        "intake:list",
        60,
        "officer secretariat auditor",
        under="registers",
    )
)
