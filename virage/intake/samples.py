"""Hands the random draws of several bodies to whoever estimates from them."""

from virage.contracts.samples import SampleSource, sample_sources
from virage.intake import queries

sample_sources.declare(SampleSource(code="intake.draw", samples=queries.samples))
