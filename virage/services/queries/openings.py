"""How services came to be: the new ones of a period, their activities, the requests of a first year."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from virage.contracts.indicators import Facts, Period, Unit
from virage.lib.records import known
from virage.registers.rules.periods import a_year_after
from virage.services.models import Activity, Opening, RecordBatch, Volume
from virage.services.queries.handed_in import CODES_AT_ONCE
from virage.services.queries.populations import requestable
from virage.services.queries.register import launches, lives, statements
from virage.services.rules.designed import COMPLETENESS, Held
from virage.services.rules.volumes import SUMMED, VolumeLine, all_requests, over_period

STRATEGY_BEGAN = date(2019, 6, 1)


def opened_since_the_strategy(period: Period, known_at: int) -> Iterator[Unit]:
    """The requestable services opened since the strategy began, and before the period ends.

    The day is that of the opening, else that of the register; a service whose day nobody said counts by
    the first day on which it was listed.
    """
    launched, lived = launches(known_at), lives(known_at=known_at)
    said = statements(known_at=known_at)
    for unit in requestable(period, known_at):
        opened = launched.get(unit.code)
        if opened is None and unit.code in lived:
            opened = lived[unit.code].opened_on
        if STRATEGY_BEGAN <= (opened or said[unit.code][0].valid_from) < period.end:
            yield unit


def opening_facts(period: Period, known_at: int) -> dict[str, Facts]:
    """By service code, its opening and activities. A few queries, whatever the number."""
    activities: dict[str, list[Held]] = defaultdict(list)
    for code, kind, held_on, people, changed, record in (
        known(Activity, known_at)
        .order_by("service__code", "held_on", "activity")
        .values_list("service__code", "kind", "held_on", "people", "changed", "record")
    ):
        activities[code].append(
            Held(kind, held_on, people, says_what_changed=bool(changed and record))
        )
    openings = list(
        known(Opening, known_at).values_list(
            "service__code", "built_from", "launched_on", "activities", "batch__public_id", "line"
        )
    )
    requests = first_year_requests({code: day for code, _, day, *_ in openings}, known_at)
    return {
        code: Facts(
            {
                "built_from": built_from,
                "launched_on": launched_on,
                "complete": complete == COMPLETENESS[0],
                "activities": tuple(activities.get(code, ())),
                "requests": requests.get(code),
            },
            "declared",
            RecordBatch.proof(batch, line),
        )
        for code, built_from, launched_on, complete, batch, line in openings
    }


def first_year_requests(launched: Mapping[str, date], known_at: int) -> dict[str, int]:
    """All requests of the first year that volumes tell after each launch; absent while one is missing.

    The year begins with the first period handed in that starts within twelve months of the launch.
    """
    found: dict[str, int] = {}
    for code, lines in _volumes(launched, known_at).items():
        after = [line for line in lines if line.start >= launched[code]]
        start = min((line.start for line in after), default=date.max)
        if start >= a_year_after(launched[code]):
            continue
        by_channel: dict[str, list[VolumeLine]] = defaultdict(list)
        for line in after:
            by_channel[line.channel].append(line)
        told = [over_period(start, a_year_after(start), one) for one in by_channel.values()]
        number = all_requests(fact for fact in told if fact is not None)
        if number is not None:
            found[code] = number
    return found


def _volumes(codes: Iterable[str], known_at: int) -> dict[str, list[VolumeLine]]:
    wanted = sorted(codes)
    found: dict[str, list[VolumeLine]] = defaultdict(list)
    for at in range(0, len(wanted), CODES_AT_ONCE):
        rows: Any = known(Volume, known_at).filter(
            service__code__in=wanted[at : at + CODES_AT_ONCE], channel__in=SUMMED
        )
        for code, *line in rows.values_list(
            "service__code", "channel", "period_from", "period_to", "status", "volume"
        ):
            found[code].append(VolumeLine(*line))
    return found


def last_openings(codes: Iterable[str]) -> list[tuple[Any, ...]]:
    """(service, built from, launched on, activities) of some services, as stated now."""
    rows = known(Opening, None).filter(service__code__in=list(codes))
    return list(
        rows.order_by("service__code").values_list(
            "service__code", "built_from", "launched_on", "activities"
        )
    )


def last_activities(codes: Iterable[str]) -> list[tuple[Any, ...]]:
    """(service, activity, kind, held on, method, people, changed, record), as stated now."""
    rows = known(Activity, None).filter(service__code__in=list(codes))
    return list(
        rows.order_by("service__code", "held_on", "activity").values_list(
            "service__code",
            "activity",
            "kind",
            "held_on",
            "method",
            "people",
            "changed",
            "record",
        )
    )
