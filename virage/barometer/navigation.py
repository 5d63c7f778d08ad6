"""The section of the barometer in the navigation, and that of the Secretariat."""

from virage.contracts.navigation import Entry, entries
from virage.contracts.text import Text

OVERVIEW = Text("Vue d’ensemble", "Overview")

entries.declare(
    Entry("barometer", Text("Baromètre", "Barometer"), "barometer:overview", 10, within=OVERVIEW)
)
entries.declare(
    Entry(
        "barometer.bodies",
        Text("Organismes", "Bodies"),
        "barometer:bodies",
        12,
        under="barometer",
    )
)
entries.declare(
    Entry(
        "barometer.promises",
        Text("Promesses", "Promises"),
        "barometer:promises",
        13,
        under="barometer",
    )
)
entries.declare(
    Entry(
        "barometer.editions",
        Text("Éditions", "Editions"),
        "barometer:editions",
        14,
        under="barometer",
    )
)
entries.declare(
    Entry(
        "barometer.calendar",
        Text("Calendrier", "Calendar"),
        "barometer:calendar",
        15,
        under="barometer",
    )
)
entries.declare(
    Entry(
        "barometer.provisional",
        Text("En continu", "Day by day"),
        "barometer:provisional",
        16,
        under="barometer",
    )
)
entries.declare(
    Entry(
        "barometer.corrections",
        Text("Corrections", "Corrections"),
        "barometer:corrections",
        17,
        under="barometer",
    )
)
entries.declare(
    Entry(
        "secretariat",
        Text("Secrétariat", "Secretariat"),
        "barometer:secretariat",
        70,
        "secretariat auditor",
        within=Text("Publication", "Publication"),
    )
)
entries.declare(
    Entry(
        "barometer.steering",
        Text("Pilotage", "Steering"),
        "barometer:steering",
        71,
        "secretariat auditor",
        under="secretariat",
    )
)
entries.declare(
    Entry(
        "barometer.audits",
        Text("Audits", "Audits"),
        "barometer:audits",
        75,
        "auditor",
        under="secretariat",
    )
)
