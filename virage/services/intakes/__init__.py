"""What bodies may hand in on services: volumes, interaction points, and the inventory of Canada."""

from virage.contracts.intakes import Group, groups, intakes
from virage.contracts.text import Text
from virage.services.intakes import canada, points, volumes

groups.declare(Group("services", Text("Services", "Services")))
for one in (volumes.VOLUMES, points.POINTS, canada.INVENTORY):
    intakes.declare(one)
