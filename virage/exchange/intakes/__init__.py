"""What bodies hand in on exchange: the sources they hold, their form versions, what these ask."""

from virage.contracts.intakes import Group, groups, intakes
from virage.contracts.text import Text
from virage.exchange.intakes import forms, sources

groups.declare(Group("exchange", Text("Une fois seulement", "Once only")))
for one in (sources.SOURCES, forms.FORMS, forms.ITEMS):
    intakes.declare(one.intake())
