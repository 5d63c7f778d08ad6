"""Reads of datasets: what bodies hold and publish, and what is to be probed."""

from virage.opendata.queries.facts import majority_facts
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
    "PublishedAt",
    "addresses_to_probe",
    "datasets",
    "listed",
    "majority_facts",
    "publications",
]
