"""Reads of datasets: what bodies hold and publish, what is to be probed, and what the platform publishes."""

from virage.opendata.queries.facts import majority_facts
from virage.opendata.queries.published import Published, all_published, line_of, published
from virage.opendata.queries.register import (
    Dataset,
    PublishedAt,
    addresses_to_probe,
    datasets,
    listed,
    publications,
)

__all__ = [
    "Dataset",
    "Published",
    "PublishedAt",
    "addresses_to_probe",
    "all_published",
    "datasets",
    "line_of",
    "listed",
    "majority_facts",
    "publications",
    "published",
]
