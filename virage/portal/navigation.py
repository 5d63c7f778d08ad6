"""The entries of obligations, of the journal and of the API in the navigation."""

from virage.contracts.navigation import Entry, entries
from virage.contracts.text import Text

entries.declare(
    Entry(
        "portal.obligations",
        Text("Obligations", "Obligations"),
        "portal:obligations",
        45,
        under="barometer",
    )
)
entries.declare(
    Entry(
        "portal.value",
        Text("Valeur créée", "Value created"),
        "portal:value",
        16,
        under="barometer",
    )
)
entries.declare(
    Entry(
        "portal.journal",
        Text("Journal", "Journal"),
        "portal:journal",
        80,
        "secretariat auditor",
        under="secretariat",
    )
)
entries.declare(
    Entry(
        "portal.projects",
        Text("Projets", "Projects"),
        "portal:projects",
        43,
        under="plans",
    )
)
entries.declare(Entry("portal.api", Text("API", "API"), "api-documentation", 90, under="opendata"))
