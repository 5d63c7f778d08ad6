"""Does a body publish most of its data of high reuse potential?

Facts of a body are {"attested", "series", "high", "published", "unprobed"}: whether it attests its
inventory complete, how many series this holds, how many of high potential, how many of these are
published, and how many would be if our probe, that did not run or could not tell, found them reachable
and current. None: no inventory.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal, NamedTuple

from virage.contracts.indicators import Judgement, Source

OPEN_LICENCES = ("cc0-1.0", "cc-by-4.0", "odc-by-1.0", "pddl-1.0", "ogl-canada-2.0")
LICENCES = (*OPEN_LICENCES, "other", "none")
MACHINE_READABLE = ("csv", "json", "geojson", "xml", "parquet", "ods", "xlsx", "api")
FORMATS = (*MACHINE_READABLE, "pdf", "html", "other")
CRITERIA = ("demand", "value", "duty", "transparency")
HIGHEST_SCORE = 2
HIGH_FROM = 5

Probed = Literal["good", "bad", "unknown"]


class Looked(NamedTuple):
    """What our last probe of an address found: the day, whether it answered, its last change."""

    on: date
    reachable: bool
    modified_on: date | None


class Offer(NamedTuple):
    """A publication as declared, and its last probe in the period (None: none)."""

    licence: str
    format: str
    refresh_days: int | None
    looked: Looked | None


def is_high(scores: Iterable[int]) -> bool:
    """Whether the scores of the four criteria make a high reuse potential."""
    return sum(scores) >= HIGH_FROM


def probed(offer: Offer) -> Probed:
    """Whether an address answered and is current; data that never change have no refresh to keep."""
    looked = offer.looked
    if looked is None:
        return "unknown"
    if not looked.reachable:
        return "bad"
    if offer.refresh_days is None:
        return "good"
    if looked.modified_on is None:
        return "unknown"
    return "good" if (looked.on - looked.modified_on).days <= offer.refresh_days else "bad"


def published(offers: Iterable[Offer]) -> Probed:
    """Whether a dataset is published at one address at least."""
    found = {
        probed(one)
        for one in offers
        if one.licence in OPEN_LICENCES and one.format in MACHINE_READABLE
    }
    if "good" in found:
        return "good"
    return "unknown" if "unknown" in found else "bad"


def of_series(datasets: Iterable[Probed]) -> Probed:
    """A series is published when each of its datasets of high potential is."""
    found = set(datasets)
    if "bad" in found:
        return "bad"
    return "unknown" if "unknown" in found else "good"


def source_of(series: Iterable[Iterable[Probed]]) -> Source:
    """Where the answer of a body comes from: measured when probes alone make it, whichever of its series have
    a high potential (all are published, or none); else declared, as the scores that choose them are."""
    found = {of_series(datasets) for datasets in series}
    return "measured" if found in ({"good"}, {"bad"}) else "declared"


def judge_v1(facts: Mapping[str, Any] | None) -> Judgement:
    """Most of the series, whatever the probe could not tell; nothing is said without attestation."""
    if facts is None:
        return Judgement("unknown", "no_inventory")
    high, good = facts["high"], facts["published"]
    if not facts["attested"]:
        return Judgement("unknown", "inventory_not_attested", weight=facts["series"])
    if not high:
        return Judgement("unknown", "nothing_of_high_potential", weight=facts["series"])
    if 2 * good > high:
        return _counted("yes", "majority_published", facts)
    if 2 * (good + facts["unprobed"]) <= high:
        return _counted("no", "majority_not_published", facts)
    return Judgement("unknown", "turns_on_probes", weight=facts["series"])


def _counted(value: Any, reason: str, facts: Mapping[str, Any]) -> Judgement:
    weight, part, whole = facts["series"], facts["published"], facts["high"]
    return Judgement(value, reason, weight=weight, part=part, whole=whole)
