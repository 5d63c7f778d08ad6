"""The inventory and the publications as stated now."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from virage.lib.records import known
from virage.opendata.models import InventoriedDataset, Publication


class Dataset(NamedTuple):
    """A dataset as last stated: body (code), code, series, names, scores, days."""

    organisation: str
    dataset: str
    series: str
    name_fr: str
    name_en: str
    demand: int
    value: int
    duty: int
    transparency: int
    since: date
    until: date | None
    closing: str


class PublishedAt(NamedTuple):
    """A publication as last stated."""

    dataset: str
    url: str
    since: date
    until: date | None
    licence: str
    format: str
    refresh_days: int | None


def datasets(body: str | None = None) -> list[Dataset]:
    """The datasets stated now, of one body or of all, by code."""
    rows = known(InventoriedDataset, None)
    if body is not None:
        rows = rows.filter(organisation__code=body)
    names = ("organisation__code", *Dataset._fields[1:])
    return [Dataset(*row) for row in rows.order_by("dataset").values_list(*names)]


def listed(bodies: Sequence[str]) -> dict[str, str]:
    """The French name of each dataset still held by some bodies, by code."""
    return {
        one.dataset: one.name_fr
        for one in datasets()
        if one.until is None and one.organisation in bodies
    }


def publications(codes: Sequence[str]) -> list[PublishedAt]:
    """Where some datasets are published, as stated now."""
    rows = known(Publication, None).filter(dataset__in=codes).order_by("dataset", "url")
    return [PublishedAt(*row) for row in rows.values_list(*PublishedAt._fields)]


def addresses_to_probe(on: date) -> list[str]:
    """The addresses at which something is said to be published on a day, each once, in order."""
    rows = known(Publication, None).filter(Q(until=None) | Q(until__gt=on), since__lte=on)
    return sorted(set(rows.values_list("url", flat=True)))
