"""The services of one body as their officer keeps them: what is missing, and what waits for an answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, Max, Min, OuterRef, Q

from virage.contracts.text import Text
from virage.lib.records import known
from virage.services.models import (
    BatchWarning,
    PointObservation,
    ServiceDescription,
    ServiceLife,
    Volume,
)
from virage.services.queries.register import Life, offers, statements
from virage.services.rules.statements import nearest

ABSENT, REUSED = "absent", "reused"
"""What waits for an answer: "close it or keep it?", and "is it still the same service?"."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A service of the body: its life, until when its volumes go, what is `missing`, what `waits`."""

    code: str
    name: Text
    opened_on: date
    closed_on: date | None
    reason: str
    last_volume: date | None
    missing: tuple[str, ...]
    waits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """The services of a body by code, and the last half-open days for which it handed in volumes."""

    services: list[Kept]
    period: tuple[date, date] | None


def kept_by(organisation: str, on: date) -> Register:
    """The services that belong to a body on a day, closed ones too. Ten queries, however many there are."""
    ever = ServiceDescription.objects.filter(organisation__code=organisation)
    said = {
        code: stands
        for code, stated in statements(
            codes=ever.order_by().values_list("service__code", flat=True).distinct()
        ).items()
        if (stands := nearest(stated, on) or stated[-1]).organisation == organisation
    }
    first = _firsts(said)
    lived = _lives(said)
    offered = offers(codes=said)
    counted = dict(_of(Volume, said).annotate(last=Max("period_to")))
    observed = dict(_of(PointObservation, said).annotate(last=Max("observed_on")))
    reused = _reused(said)
    period, since = _last_period(said, max(counted.values(), default=None))
    found: list[Kept] = []
    for code in sorted(said):
        life, sequence = lived.get(code, (Life(None, None, "", ""), 0))
        is_open = life.closed_on is None or life.closed_on > on
        missing, waits = [], []
        if is_open:
            offer = offered.get(code)
            if offer is None or offer.channels is None:
                missing.append("channels")
            if offer is None or not offer.request_online:
                missing.append("request")
            if code not in counted:
                missing.append("volumes")
            elif period is not None and counted[code] <= period[0] and sequence < since:
                waits.append(ABSENT)
            if code not in observed:
                missing.append("points")
            if code in reused:
                waits.append(REUSED)
        found.append(
            Kept(
                code=code,
                name=said[code].name,
                opened_on=life.opened_on or first[code],
                closed_on=life.closed_on,
                reason=life.reason,
                last_volume=counted.get(code),
                missing=tuple(missing),
                waits=tuple(waits),
            )
        )
    return Register(found, period)


def _of(model: type[Any], codes: Iterable[str]) -> Any:
    return (
        known(model, None)
        .filter(service__code__in=list(codes))
        .order_by()
        .values_list("service__code")
    )


def _firsts(codes: Iterable[str]) -> dict[str, date]:
    return dict(_of(ServiceDescription, codes).annotate(first=Min("valid_from")))


def _lives(codes: Iterable[str]) -> dict[str, tuple[Life, int]]:
    """The last thing said of the life of each service, and since which journal line it is known."""
    rows = known(ServiceLife, None).filter(service__code__in=list(codes))
    return {
        code: (Life(*said), sequence)
        for code, sequence, *said in rows.order_by("batch__sequence", "line", "pk").values_list(
            "service__code", "batch__sequence", "opened_on", "closed_on", "reason", "role"
        )
    }


def _last_period(codes: Iterable[str], end: date | None) -> tuple[tuple[date, date] | None, int]:
    """The days of the last volumes, and the journal line from which anything was known of them."""
    if end is None:
        return None, 0
    ever = Volume.objects.filter(
        service__code__in=list(codes), period_to=end, batch__sequence__isnull=False
    )
    told = ever.aggregate(start=Min("period_from"), since=Min("batch__sequence"))
    return (told["start"], end), told["since"]


def _reused(codes: Iterable[str]) -> set[str]:
    """The services whose name and owner a hand-in changed, and of which nobody has said since that they
    are the same."""
    asked = BatchWarning.objects.filter(
        batch=OuterRef("batch"), line=OuterRef("line"), code="reused-kept"
    )
    rows = (
        known(ServiceDescription, None)
        .filter(service__code__in=list(codes))
        .annotate(asked=Exists(asked))
        .filter(Q(asked=True) | Q(line=None))
        .order_by(F("batch__sequence"))
    )
    last = dict(rows.values_list("service__code", "asked"))
    return {code for code, is_asked in last.items() if is_asked}
