"""What bodies hand in on exchange: the sources they hold, their form versions, what these ask."""

from virage.contracts.intakes import intakes
from virage.exchange.intakes import forms, sources

for one in (sources.SOURCES, forms.FORMS, forms.ITEMS):
    intakes.declare(one.intake())
