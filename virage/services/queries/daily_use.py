"""The use of services by day: what was accepted, to compare; and its sums over a period, as known."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q, Sum

from virage.registers.queries import chunks
from virage.services.models import DailyUse
from virage.services.rules.transactions import Counts


class UseOver(NamedTuple):
    """The use of a service over a period: requests on days that say what was asked, those done, items.

    `requests` and `completed` count every day; `said` are the requests of the days whose `asked` and
    `prefilled` are known, and only over them may steps saved be divided.
    """

    requests: int
    completed: int
    said: int
    asked: int
    prefilled: int


def held_daily_use(
    codes: Iterable[str], start: date, end: date
) -> dict[tuple[str, str], dict[date, Counts]]:
    """What was accepted of these services on the half-open days, by service code and channel."""
    found: dict[tuple[str, str], dict[date, Counts]] = {}
    for some in chunks(sorted(codes)):
        rows: Any = DailyUse.objects.current()
        rows = rows.filter(service__code__in=some, day__gte=start, day__lt=end)
        for code, channel, day, *counts in rows.values_list(
            "service__code", "channel", "day", "requests", "completed", "asked", "prefilled"
        ).iterator():
            found.setdefault((code, channel), {})[day] = tuple(counts)
    return found


def use_over(start: date, end: date, known_at: int) -> dict[str, UseOver]:
    """By service code, its use over the half-open days as known at a sequence. One query."""
    rows: Any = DailyUse.objects.as_known_at(known_at).filter(day__gte=start, day__lt=end)
    said = Q(asked__isnull=False, prefilled__isnull=False)
    summed = (
        rows.order_by()
        .values_list("service__code")
        .annotate(
            all_requests=Sum("requests"),
            all_completed=Sum("completed"),
            said=Sum("requests", filter=said),
            all_asked=Sum("asked", filter=said),
            all_prefilled=Sum("prefilled", filter=said),
        )
    )
    return {code: UseOver(*(one or 0 for one in sums)) for code, *sums in summed}
