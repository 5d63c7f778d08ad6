"""What bodies may hand in on services: what comes in, how they came to be, the processes behind them."""

from virage.contracts.intakes import Group, groups, intakes
from virage.contracts.text import Text
from virage.services.intakes import (
    canada,
    durations,
    openings,
    points,
    processes,
    transactions,
    volumes,
)

groups.declare(Group("services", Text("Services", "Services")))
for one in (
    volumes.VOLUMES,
    points.POINTS,
    transactions.TRANSACTIONS,
    transactions.DAILY_USE,
    canada.INVENTORY,
):
    intakes.declare(one)
for kind in (
    openings.OPENINGS,
    openings.ACTIVITIES,
    processes.PROCESSES,
    processes.PROCESS_STEPS,
    processes.CASES,
    durations.DURATIONS,
):
    intakes.declare(kind.intake())
