"""What bodies may hand in on services: volumes, interaction points, and the inventory of Canada."""

from virage.contracts.intakes import intakes
from virage.services.intakes import canada, points, volumes

for one in (volumes.VOLUMES, points.POINTS, canada.INVENTORY):
    intakes.declare(one)
