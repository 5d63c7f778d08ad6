"""The entry of requests for support in the navigation, for those who ask and those who answer."""

from virage.contracts.navigation import Entry, entries
from virage.contracts.text import Text

entries.declare(
    Entry(
        "excellence.support",
        Text("Aide", "Support"),
        "excellence:requests",
        66,
        "officer secretariat auditor",
    )
)
