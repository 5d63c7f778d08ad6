"""The entries of obligations and of the API in the main navigation."""

from virage.contracts.navigation import Entry, entries
from virage.contracts.text import Text

entries.declare(
    Entry("portal.obligations", Text("Obligations", "Obligations"), "portal:obligations", 40)
)
entries.declare(
    Entry("portal.journal", Text("Journal", "Journal"), "portal:journal", 80, "secretariat auditor")
)
entries.declare(Entry("portal.api", Text("API", "API"), "api-documentation", 90))
