"""The entries of registers and hand-ins in the main navigation, for those who hand in."""

from virage.contracts.navigation import Entry, entries
from virage.contracts.text import Text

entries.declare(
    Entry(
        "intake.registers",
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
    )
)
