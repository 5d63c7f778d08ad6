"""The facts of each body: its inventory on the last day of a period, and what the probes found."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from virage.contracts.indicators import Facts, Period
from virage.lib.records import known
from virage.opendata.models import InventoriedDataset, ProbeResult, Publication, RecordBatch
from virage.opendata.rules.publishing import (
    CRITERIA,
    Looked,
    Offer,
    Probed,
    is_high,
    of_series,
    published,
    source_of,
)
from virage.registers import queries as registers

REGISTER = "opendata.inventory"


@dataclass(slots=True)
class _Inventory:
    """What a body holds: the datasets of each series, those of high potential, the proof."""

    series: dict[str, list[Probed]] = field(default_factory=lambda: defaultdict(list))
    high: dict[str, list[Probed]] = field(default_factory=lambda: defaultdict(list))
    every_dataset_published: bool = True
    evidence: str = ""


def majority_facts(period: Period, known_at: int) -> dict[str, Facts]:
    """By body, what it holds on the last day of the period, and what of it is published. Six queries."""
    day = period.last_day
    attested = {
        body
        for (body, _), one in registers.attested(registers={REGISTER}, known_at=known_at).items()
        if one.state == "complete" and one.speaks_for(day)
    }
    offers = _offers(period, known_at, day)
    stood = registers.stood(InventoriedDataset, "dataset", day, known_at)
    inventories: dict[str, _Inventory] = defaultdict(_Inventory)
    held = known(InventoriedDataset, known_at).filter(
        Q(until=None) | Q(until__gt=day), since__lte=day
    )
    for body, dataset, series, batch, line, *scores in held.order_by("dataset").values_list(
        "organisation__code", "dataset", "series", "batch__public_id", "line", *CRITERIA
    ):
        inventory = inventories[stood[dataset].organisation if dataset in stood else body]
        state = published(offers.get(dataset, ()))
        inventory.series[series].append(state)
        inventory.every_dataset_published &= dataset in offers
        inventory.evidence = RecordBatch.proof(batch, line)
        if is_high(scores):
            inventory.high[series].append(state)
    found: dict[str, Facts] = {}
    for body, inventory in inventories.items():
        states = [of_series(datasets) for datasets in inventory.high.values()]
        values = {
            "attested": body in attested,
            "series": len(inventory.series),
            "high": len(states),
            "published": states.count("good"),
            "unprobed": states.count("unknown"),
        }
        flags = ("inventory_equals_catalogue",) if inventory.every_dataset_published else ()
        found[body] = Facts(values, source_of(inventory.series.values()), inventory.evidence, flags)
    return found


def _offers(period: Period, known_at: int, day: date) -> dict[str, list[Offer]]:
    """The publications of each dataset on a day, with the last probe of each within the period."""
    looked: dict[str, Looked] = {}
    probes = known(ProbeResult, known_at).filter(
        probed_on__gte=period.start, probed_on__lt=period.end
    )
    for address, *result in probes.order_by("url", "probed_on").values_list(
        "url", "probed_on", "reachable", "modified_on"
    ):
        looked[address] = Looked(*result)
    found: dict[str, list[Offer]] = defaultdict(list)
    stated = known(Publication, known_at).filter(Q(until=None) | Q(until__gt=day), since__lte=day)
    for dataset, address, licence, kind, refresh_days in stated.order_by(
        "dataset", "url"
    ).values_list("dataset", "url", "licence", "format", "refresh_days"):
        found[dataset].append(Offer(licence, kind, refresh_days, looked.get(address)))
    return found
