"""What bodies hand in on exchange: the sources they hold, their form versions, what these ask."""

from virage.contracts.intakes import Group, groups, intakes
from virage.contracts.text import Text
from virage.exchange.intakes import forms, listed, sources

groups.declare(Group("exchange", Text("Une fois seulement", "Once only")))
for one in (sources.SOURCES, forms.FORMS, listed.LISTED, forms.ITEMS):
    intakes.declare(one.intake())
