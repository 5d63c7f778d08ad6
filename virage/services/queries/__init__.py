"""Reads of the register of services: what is listed, what was handed in, and the facts of a period."""

from virage.services.queries.daily_use import UseOver, held_daily_use, use_over
from virage.services.queries.facts import offered_channels, point_facts, volume_facts
from virage.services.queries.handed_in import (
    held_points,
    held_volumes,
    last_points,
    last_volumes,
    services_with_points,
    services_with_volumes,
)
from virage.services.queries.pages import (
    Batch,
    History,
    ServiceLine,
    UnknownService,
    batch,
    last_period,
    service,
    services,
)
from virage.services.queries.populations import (
    in_file,
    listed,
    open_for_a_year,
    requestable,
    requests,
)
from virage.services.queries.register import (
    Life,
    ListedService,
    Offer,
    known_services,
    listed_services,
    lives,
    offers,
    statements,
    successions,
)

__all__ = [
    "Batch",
    "History",
    "Life",
    "ListedService",
    "Offer",
    "ServiceLine",
    "UnknownService",
    "UseOver",
    "batch",
    "held_daily_use",
    "held_points",
    "held_volumes",
    "in_file",
    "known_services",
    "last_period",
    "last_points",
    "last_volumes",
    "listed",
    "listed_services",
    "lives",
    "offered_channels",
    "offers",
    "open_for_a_year",
    "point_facts",
    "requestable",
    "requests",
    "service",
    "services",
    "services_with_points",
    "services_with_volumes",
    "statements",
    "successions",
    "use_over",
    "volume_facts",
]
