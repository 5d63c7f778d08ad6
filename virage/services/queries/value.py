"""What asking on line saved over a period, service by service, as known at a sequence."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from virage.contracts.indicators import Facts, Period
from virage.contracts.text import Text
from virage.lib.records import known
from virage.services.models import MeasuredDuration, RecordBatch
from virage.services.queries.daily_use import use_over
from virage.services.queries.facts import volume_facts
from virage.services.queries.register import statements
from virage.services.rules.value import ServiceValue, Took, first_day, saved
from virage.services.rules.volumes import SUMMED


def durations(period: Period, known_at: int) -> dict[str, dict[str, Took]]:
    """By service code and channel, the last measurement that speaks for a period. One query."""
    rows = known(MeasuredDuration, known_at).filter(
        observed_from__gte=first_day(period.end), observed_to__lte=period.end
    )
    found: dict[str, dict[str, Took]] = defaultdict(dict)
    for code, channel, minutes, steps, sample, batch, line in rows.order_by(
        "service__code", "channel", "observed_to", "observed_from"
    ).values_list(
        "service__code",
        "channel",
        "median_minutes",
        "steps",
        "sample",
        "batch__public_id",
        "line",
    ):
        found[code][channel] = Took(minutes, steps, sample, RecordBatch.proof(batch, line))
    return dict(found)


def value_over(period: Period, before: Period | None, known_at: int) -> list[ServiceValue]:
    """Every service with volumes, a measurement or a use by day in the period, by code.

    The number of queries does not grow with services.
    """
    volumes = volume_facts(period.start, period.end, known_at)
    earlier = {} if before is None else volume_facts(before.start, before.end, known_at)
    measured, used = durations(period, known_at), use_over(period.start, period.end, known_at)
    found = []
    for code in sorted({*(one for one in volumes if volumes[one].values), *measured, *used}):
        online, other = _requests(volumes.get(code))
        was_online, was_other = _requests(earlier.get(code))
        use, took = used.get(code), measured.get(code, {})
        both = None not in (online, other, was_online, was_other)
        found.append(
            ServiceValue(
                service=code,
                online=online,
                saved=saved(online or 0, took),
                asked=use.asked if use is not None and use.said else None,
                prefilled=use.prefilled if use is not None and use.said else None,
                took=took,
                other=other,
                before=was_online if both else None,
                other_before=was_other if both else None,
            )
        )
    return found


def _requests(facts: Facts | None) -> tuple[int | None, int | None]:
    """The requests on line, and by all other ways; None of what is not wholly known."""
    channels: Mapping[str, Any] = {} if facts is None else facts.values
    if not channels:
        return None, None
    status, count = channels.get("online", ("not_applicable", None))
    online = count if status == "provided" else 0 if status == "not_applicable" else None
    others = [channels[one] for one in SUMMED if one != "online" and one in channels]
    if any(status not in ("provided", "not_applicable") for status, _ in others):
        return online, None
    return online, sum(count or 0 for _, count in others)


def names_of(codes: Iterable[str]) -> dict[str, Text]:
    """What services are called now, by code. One query."""
    return {code: said[-1].name for code, said in statements(codes=codes).items()}


def last_durations(codes: Iterable[str]) -> list[tuple[Any, ...]]:
    """(service, channel, from, to, minutes, steps, method, sample) of some services, as stated now."""
    rows = known(MeasuredDuration, None).filter(service__code__in=list(codes))
    return list(
        rows.order_by("service__code", "channel", "observed_from").values_list(
            "service__code",
            "channel",
            "observed_from",
            "observed_to",
            "median_minutes",
            "steps",
            "method",
            "sample",
        )
    )
