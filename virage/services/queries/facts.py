"""The facts of a period, in a few grouped queries whatever the number of services and bodies.

Accepted volumes of a service and channel never overlap; so the days of those wholly inside the period
make the days of the period, or there is a hole or a straddling line and the channel is unknown. The
database only adds up; `rules.volumes` says in plain Python what this must give, and tests compare.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    Exists,
    F,
    Field,
    Func,
    Max,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from virage.contracts.indicators import Facts, Period
from virage.lib.reading import read_once
from virage.lib.records import known
from virage.registers.queries import KEYS_AT_ONCE, chunks
from virage.services.models import (
    BatchWarning,
    PointObservation,
    RecordBatch,
    Service,
    ServiceDescription,
    Volume,
)
from virage.services.queries.periods import periods_held
from virage.services.queries.register import offers
from virage.services.rules.volumes import SUMMED, ChannelFact

LINES_IN_A_BATCH = 2**32
"""A batch and a line travel through the grouping as one number: batch × this + line."""

RANKS = {"not_applicable": 0, "not_collected": 1, "not_yet_due": 2, "not_provided": 3}
"""Of the lines of a channel that hold no number, the status of the highest rank decides."""

STATUS_OF = {rank: status for status, rank in RANKS.items()}

AS_GIVEN: Field[Any, Any] = Field()
"""Numbers as the driver gives them, integers already: the framework would convert each once more."""

ABOUT_VOLUMES = (
    "channel-above-total",
    "newly-filled",
    "parts-not-total",
    "sum-differs",
    "unit-jump",
)
"""Warnings that say nothing of the interaction points of the same line."""

ChannelSum = tuple[int, str, int | None, int, int | None, int]
"""Service, channel, sum of the numbers, days covered, highest rank without a number, proof."""


class Written(Value):
    """A day written into the statement: SQLite compares it faster than one bound to it."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The day between quotes; both engines read it as a date where they compare it with one."""
        return f"'{self.value:%Y-%m-%d}'", ()


class Whole(Func):
    """A sum as an integer: PostgreSQL adds up big integers to decimals, slow to read."""

    template = "CAST(%(expressions)s AS bigint)"
    output_field = AS_GIVEN


@read_once
def filled(period: Period, known_at: int) -> dict[str, Facts]:
    """The volumes of each service as handed in, whatever the register says that it offers."""
    return volume_facts(period.start, period.end, known_at)


@read_once
def volumes(period: Period, known_at: int) -> dict[str, Facts]:
    """The volumes of each service; a channel said to be offered that has no line is not_provided."""
    offered = offered_channels(period.end, known_at)
    return volume_facts(period.start, period.end, known_at, offered)


def volume_facts(
    start: date, end: date, known_at: int, offered: Mapping[str, Iterable[str]] | None = None
) -> dict[str, Facts]:
    """By service code, channel -> (status, count), over the half-open days as known at a sequence.

    `offered`: by service, the channels that the register says are offered; one without a line is
    not_provided. A service of which nothing was ever handed in is absent.
    """
    length = (end - start).days
    values: dict[int, dict[str, Any]] = {}
    proofs: dict[int, int] = {}
    for service, channel, volume, days, rank, proof in _channel_sums(start, end, known_at):
        channels = values.get(service)
        if channels is None:
            channels = values[service] = {}
            proofs[service] = proof
        elif channel == "online":
            proofs[service] = proof
        channels[channel] = _channel_fact(volume, days, rank, length)
    codes = _codes()
    if offered:
        for service, channels in values.items():
            for channel in offered.get(codes[service], ()):
                if channel in SUMMED:
                    channels.setdefault(channel, ("not_provided", None))
    touching = Q(period_from__lt=end, period_to__gt=start)
    flags = _flags(Volume, touching, known_at, ())
    earlier = known(Volume, known_at).filter(period_from__lt=start)
    return _facts(codes, values, proofs, flags, earlier)


def point_facts(start: date, end: date, known_at: int) -> dict[str, Facts]:
    """By service code, point -> its last answer observed on the half-open days, as known."""
    values: dict[int, dict[str, Any]] = {}
    proofs: dict[int, int] = {}
    inside = Q(observed_on__gte=start, observed_on__lt=end)
    rows = known(PointObservation, known_at).filter(inside)
    for service, point, answer, batch, line in rows.order_by(
        "service_id", "observed_on", "batch__sequence", "line", "pk"
    ).values_list("service_id", "point", "answer", "batch_id", "line"):
        values.setdefault(service, {})[point] = answer
        proofs[service] = batch * LINES_IN_A_BATCH + (line or 0)
    flags = _flags(PointObservation, inside, known_at, ABOUT_VOLUMES)
    earlier = known(PointObservation, known_at).filter(observed_on__lt=start)
    return _facts(_codes(), values, proofs, flags, earlier)


def offered_channels(end: date, known_at: int) -> dict[str, tuple[str, ...]]:
    """By service code, the channels said to be offered on the last day before `end`."""
    return {
        code: offer.channels
        for code, offer in offers(known_at=known_at, before=end).items()
        if offer.channels is not None
    }


def _channel_sums(start: date, end: date, known_at: int) -> Iterator[ChannelSum]:
    """What the lines known say of each service and channel.

    In that order, so that the proof of a service without an online line, which is sealed with its
    answer, is the same one each time on every engine.

    The lines inside the period are added up first. Those that straddle its edge are rare, and looked
    for only where the periods held say that there can be any: they cover no day, so that what they
    touch is unknown.
    """
    inside, straddling = _bounds(start, end)
    rows = known(Volume, known_at).exclude(channel="total").order_by("service_id", "channel")
    by_rank = Case(*(When(status=status, then=Value(rank)) for status, rank in RANKS.items()))
    proof = Max(F("batch_id") * LINES_IN_A_BATCH + Coalesce("line", 0), output_field=AS_GIVEN)
    # Without `iterator`: PostgreSQL may then share the work among processes.
    yield from (
        rows.filter(inside)
        .values_list("service_id", "channel")
        .annotate(
            counted=Whole(Sum("volume")),
            covered=Sum("days", output_field=AS_GIVEN),
            # A line has a number if and only if it is provided: few need their status looked at.
            rank=Max(Case(When(volume=None, then=by_rank)), output_field=AS_GIVEN),
            proof=proof,
        )
    )
    if straddling:
        touched = rows.filter(straddling).values_list("service_id", "channel")
        for service, channel, straddles in touched.annotate(proof=proof).iterator():
            yield service, channel, None, 0, RANKS["not_provided"], straddles


def _bounds(start: date, end: date) -> tuple[Q, Q]:
    """Which lines are inside the period, and which straddle its edge.

    Comparing days costs as much as adding up: a bound that no period held is beyond is left out.
    """
    held = periods_held()
    inside, straddling = Q(), Q()
    if any(since < start for since, _ in held):
        inside &= Q(period_from__gte=Written(start))
    if any(since >= end for since, _ in held):
        inside &= Q(period_from__lt=Written(end))
    if any(since < end < until for since, until in held):
        inside &= Q(period_to__lte=Written(end))
    for since, until in held:
        if since < end and until > start and (since < start or until > end):
            straddling |= Q(period_from=since, period_to=until)
    return inside, straddling


def _channel_fact(volume: int | None, days: int, rank: int | None, length: int) -> ChannelFact:
    """What `rules.volumes.over_period` says of the same lines."""
    if days != length:
        return "not_provided", None
    if rank is None or (rank == RANKS["not_applicable"] and volume is not None):
        return "provided", volume
    if rank == RANKS["not_collected"] and volume is not None:
        return "not_provided", None
    return STATUS_OF[rank], None


def _flags(
    model: type[Any], inside: Q, known_at: int, but: Iterable[str]
) -> dict[int, tuple[str, ...]]:
    """By service, the warnings that came in with the lines behind the facts.

    "Reused?" is asked until somebody has answered, by an act, what the service is.
    """
    lines = known(model, known_at).filter(inside, batch=OuterRef("batch"), line=OuterRef("line"))
    answered = known(ServiceDescription, known_at).filter(
        service=OuterRef("service"), line=None, batch__sequence__gt=OuterRef("batch__sequence")
    )
    warned = (
        BatchWarning.objects.filter(batch__sequence__lte=known_at)
        .exclude(code__in=list(but))
        .annotate(service=Subquery(lines.values("service_id")[:1]))
        .exclude(Q(code="reused-kept") & Exists(answered))
        .order_by("code")
        .values_list("service", "code")
        .distinct()
    )
    found: dict[int, tuple[str, ...]] = {}
    for service, code in warned:
        if service is not None:
            found[service] = (*found.get(service, ()), code)
    return found


def _codes() -> dict[int, str]:
    return dict(Service.objects.order_by().values_list("pk", "code"))


def _facts(
    codes: Mapping[int, str],
    values: Mapping[int, Mapping[str, Any]],
    proofs: Mapping[int, int],
    flags: Mapping[int, tuple[str, ...]],
    earlier: Any,
) -> dict[str, Facts]:
    """The facts by service code.

    Empty for a service that the period does not list and an `earlier` line does.
    """
    batches = _batch_references({proof // LINES_IN_A_BATCH for proof in proofs.values()})
    found = {}
    for service, told in values.items():
        batch, line = divmod(proofs[service], LINES_IN_A_BATCH)
        evidence = f"{batches[batch]}#{line}"
        found[codes[service]] = Facts(told, "declared", evidence, flags.get(service, ()))
    silent = [pk for pk in codes if pk not in values]
    if silent:
        # One earlier line is enough, and a service has many. Asked of all when most are silent.
        listed = Service.objects.filter(Exists(earlier.filter(service=OuterRef("pk")))).order_by()
        if len(silent) <= KEYS_AT_ONCE:
            listed = listed.filter(pk__in=silent)
        for service in set(listed.values_list("pk", flat=True)).difference(values):
            found[codes[service]] = Facts({}, "declared", "")
    return found


def _batch_references(wanted: Iterable[int]) -> dict[int, str]:
    """References of the batches that prove something, not of all that ever came in."""
    return {
        pk: f"services.batch:{public_id}"
        for some in chunks(wanted)
        for pk, public_id in RecordBatch.objects.filter(pk__in=some).values_list("pk", "public_id")
    }
