"""The entry of open data at the head of pages."""

from virage.contracts.navigation import Entry, entries
from virage.contracts.text import Text

entries.declare(
    Entry(
        "opendata",
        Text("Données", "Data"),
        "opendata:list",
        46,
        within=Text("Données ouvertes", "Open data"),
    )
)
