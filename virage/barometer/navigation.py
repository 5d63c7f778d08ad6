"""The entries of the barometer in the main navigation: for everybody, and for the Secretariat."""

from virage.contracts.navigation import Entry, entries
from virage.contracts.text import Text

entries.declare(Entry("barometer", Text("Baromètre", "Barometer"), "barometer:overview", 10))
entries.declare(Entry("barometer.bodies", Text("Organismes", "Bodies"), "barometer:bodies", 20))
entries.declare(Entry("barometer.editions", Text("Éditions", "Editions"), "barometer:editions", 30))
entries.declare(
    Entry(
        "barometer.secretariat",
        Text("Secrétariat", "Secretariat"),
        "barometer:secretariat",
        70,
        "secretariat auditor",
    )
)
entries.declare(
    Entry("barometer.audits", Text("Audits", "Audits"), "barometer:audits", 75, "auditor")
)
