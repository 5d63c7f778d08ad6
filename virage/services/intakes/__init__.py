"""What bodies may hand in on services: volumes, points, transactions, and the inventory of Canada."""

from virage.contracts.intakes import Group, groups, intakes
from virage.contracts.text import Text
from virage.services.intakes import canada, points, transactions, volumes

groups.declare(Group("services", Text("Services", "Services")))
for one in (
    volumes.VOLUMES,
    points.POINTS,
    transactions.TRANSACTIONS,
    transactions.DAILY_USE,
    canada.INVENTORY,
):
    intakes.declare(one)
