"""The facts of a period, in a few grouped queries whatever the number of services and bodies.

Accepted volumes of a service and channel never overlap; so the days of those wholly inside the period
make the days of the period, or there is a hole or a straddling line and the channel is unknown. The
database only adds up; `rules.volumes` says in plain Python what this must give, and tests compare.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    F,
    Field,
    Max,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from virage.services.models import BatchWarning, PointObservation, RecordBatch, Service, Volume
from virage.services.queries.register import known, offers
from virage.services.rules.volumes import SUMMED, ChannelFact

LINES_IN_A_BATCH = 2**32
"""A batch and a line travel through the grouping as one number: batch × this + line."""

RANKS = {
    "provided": 1,
    "not_provided": 4,
    "not_applicable": 0,
    "not_collected": 2,
    "not_yet_due": 3,
}
"""Which status decides for a channel with lines of several: the highest. The common ones come first,
since the database tries them in this order."""

AS_GIVEN: Field[Any, Any] = Field()
"""Sums as the driver gives them, integers already: the framework would convert each once more."""

STATUS_OF = {rank: status for status, rank in RANKS.items()}

ABOUT_VOLUMES = ("channel-above-total", "parts-not-total", "sum-differs", "unit-jump")
"""Warnings that say nothing of the interaction points of the same line."""


class Written(Value):
    """A day written into the statement: SQLite compares it faster than one bound to it."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The day between quotes; both engines read it as a date where they compare it with one."""
        return f"'{self.value:%Y-%m-%d}'", ()


@dataclass(slots=True)
class ServiceFacts:
    """What is known of one service over a period: plain values, evidence, flags.

    `values` is empty when an earlier hand-in listed the service and none does in the period.
    """

    values: dict[str, Any] = field(default_factory=dict)
    evidence: str = ""
    flags: tuple[str, ...] = ()


def volume_facts(
    start: date, end: date, known_at: int, offered: Mapping[str, Iterable[str]] | None = None
) -> dict[str, ServiceFacts]:
    """By service code, channel -> (status, count), over the half-open days as known at a sequence.

    `offered`: by service, the channels that the register says are offered; one without a line is
    not_provided. A service of which nothing was ever handed in is absent.
    """
    codes = dict(Service.objects.values_list("pk", "code"))
    batches = _batch_references()
    length = (end - start).days
    found: dict[int, ServiceFacts] = {}
    for service, channel, volume, days, rank, evidence in _channel_sums(start, end, known_at):
        facts = found.get(service)
        if facts is None:
            facts = found[service] = ServiceFacts()
        facts.values[channel] = _channel_fact(volume, days, rank, length)
        if channel == "online" or not facts.evidence:
            batch, line = divmod(evidence, LINES_IN_A_BATCH)
            facts.evidence = f"{batches[batch]}#{line}"
    _add_flags(found, Volume, Q(period_from__lt=end, period_to__gt=start), known_at, ())
    earlier = known(Volume, known_at).filter(period_from__lt=start)
    _add_earlier(found, codes, earlier)
    by_code = {codes[service]: facts for service, facts in found.items()}
    for code, channels in (offered or {}).items():
        if code in by_code and by_code[code].values:
            for channel in channels:
                if channel in SUMMED:
                    by_code[code].values.setdefault(channel, ("not_provided", None))
    return by_code


def point_facts(start: date, end: date, known_at: int) -> dict[str, ServiceFacts]:
    """By service code, point -> its last answer observed on the half-open days, as known."""
    codes = dict(Service.objects.values_list("pk", "code"))
    batches = _batch_references()
    found: dict[int, ServiceFacts] = {}
    rows = known(PointObservation, known_at).filter(observed_on__gte=start, observed_on__lt=end)
    for service, point, answer, batch, line in rows.order_by(
        "service_id", "observed_on", "batch__sequence", "line", "pk"
    ).values_list("service_id", "point", "answer", "batch_id", "line"):
        facts = found.get(service)
        if facts is None:
            facts = found[service] = ServiceFacts()
        facts.values[point] = answer
        facts.evidence = f"{batches[batch]}#{line or 0}"
    inside = Q(observed_on__gte=start, observed_on__lt=end)
    _add_flags(found, PointObservation, inside, known_at, ABOUT_VOLUMES)
    earlier = known(PointObservation, known_at).filter(observed_on__lt=start)
    _add_earlier(found, codes, earlier)
    return {codes[service]: facts for service, facts in found.items()}


def offered_channels(end: date, known_at: int) -> dict[str, tuple[str, ...]]:
    """By service code, the channels said to be offered on the last day before `end`."""
    return {
        code: offer.channels
        for code, offer in offers(known_at=known_at, before=end).items()
        if offer.channels is not None
    }


def _channel_sums(start: date, end: date, known_at: int) -> Iterator[tuple[Any, ...]]:
    """By service and channel: the count, the days covered, the highest rank of status, the proof.

    In that order, so that the proof of a service without an online line, which is sealed with its
    answer, is the same one each time on every engine.

    The lines inside the period are added up first. Those that straddle its edge are rare, and looked
    for only where the periods in use say that there can be any: they cover no day, so that what they
    touch is unknown.
    """
    rows = known(Volume, known_at).exclude(channel="total").order_by("service_id", "channel")
    ranks = [When(status=status, then=Value(rank)) for status, rank in RANKS.items()]
    proof = Max(F("batch_id") * LINES_IN_A_BATCH + Coalesce("line", 0), output_field=AS_GIVEN)
    inside = Q(
        period_from__gte=Written(start), period_from__lt=Written(end), period_to__lte=Written(end)
    )
    # Without `iterator`: PostgreSQL may then share the work among processes.
    yield from (
        rows.filter(inside)
        .values_list("service_id", "channel")
        .annotate(
            counted=Sum("volume", output_field=AS_GIVEN),
            covered=Sum("days", output_field=AS_GIVEN),
            rank=Max(Case(*ranks), output_field=AS_GIVEN),
            proof=proof,
        )
    )
    straddling = Q()
    periods = Volume.objects.filter(period_from__lt=end, period_to__gt=start).order_by()
    for since, until in periods.values_list("period_from", "period_to").distinct():
        if since < start or until > end:
            straddling |= Q(period_from=since, period_to=until)
    if straddling:
        touched = rows.filter(straddling).values_list("service_id", "channel")
        for service, channel, straddles in touched.annotate(proof=proof).iterator():
            yield service, channel, None, 0, RANKS["not_provided"], straddles


def _channel_fact(volume: int | None, days: int, rank: int, length: int) -> ChannelFact:
    """What `rules.volumes.over_period` says of the same lines."""
    status = STATUS_OF[rank]
    if days != length:
        return "not_provided", None
    if status == "not_collected" and volume is not None:
        return "not_provided", None
    if status == "provided":
        return status, int(volume or 0)
    return status, None


def _batch_references() -> dict[int, str]:
    return {
        pk: f"services.batch:{public_id}"
        for pk, public_id in RecordBatch.objects.values_list("pk", "public_id")
    }


def _add_flags(
    found: dict[int, ServiceFacts], model: type[Any], inside: Q, known_at: int, but: Iterable[str]
) -> None:
    """The warnings that came in with the lines behind the facts."""
    lines = known(model, known_at).filter(inside, batch=OuterRef("batch"), line=OuterRef("line"))
    warned = (
        BatchWarning.objects.filter(batch__sequence__lte=known_at)
        .exclude(code__in=list(but))
        .annotate(service=Subquery(lines.values("service_id")[:1]))
        .filter(service__isnull=False)
        .order_by("code")
        .values_list("service", "code")
        .distinct()
    )
    for service, code in warned:
        if service in found:  # not when the only line of the service is its declared total
            found[service].flags = (*found[service].flags, code)


def _add_earlier(found: dict[int, ServiceFacts], codes: dict[int, str], earlier: Any) -> None:
    """Empty facts for the services that earlier lines list and that the period does not."""
    missing = [pk for pk in codes if pk not in found]
    for at in range(0, len(missing), 1_000):
        rows = earlier.filter(service__in=missing[at : at + 1_000]).order_by()
        for service in rows.values_list("service_id", flat=True).distinct():
            found[service] = ServiceFacts()
