"""The entry of plans in the navigation."""

from virage.contracts.navigation import Entry, entries
from virage.contracts.text import Text

entries.declare(
    Entry(
        "plans",
        Text("Plans", "Plans"),
        "plans:wall",
        30,
        within=Text("Plans de transformation", "Transformation plans"),
    )
)
