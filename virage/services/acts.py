"""What the journal's lines on services say in words."""

from virage.contracts.acts import declare_acts
from virage.contracts.text import Text

declare_acts(
    {
        "services:service:opened": Text("Service inscrit", "Service entered"),
        "services:service:described": Text("Service décrit de nouveau", "Service described again"),
        "services:service:closed": Text("Service fermé", "Service closed"),
        "services:service:kept": Text("Service gardé", "Service kept"),
        "services:service:confirmed": Text(
            "Service confirmé comme le même", "Service confirmed to be the same"
        ),
        "services:offer:stated": Text(
            "Canaux d’un service déclarés", "Channels of a service stated"
        ),
        "services:succession:recorded": Text(
            "Suite d’un service inscrite", "Succession of a service recorded"
        ),
    }
)
