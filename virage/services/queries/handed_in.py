"""What was accepted, as the next hand-in needs it: to compare, and to prefill the template."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import Max

from virage.lib.records import RecordedQuerySet
from virage.services.models import PointObservation, Volume
from virage.services.rules.volumes import VolumeLine

CODES_AT_ONCE = 1_000
"""How many codes go in one query: each engine has a limit."""


class PointHeld(NamedTuple):
    """An accepted answer at one interaction point."""

    observed_on: date
    point: str
    answer: str


class LastVolume(NamedTuple):
    """A volume of the last period of a body, as the template wants it."""

    service: str
    line: VolumeLine


def _chunks(codes: Iterable[str]) -> Iterator[list[str]]:
    left = iter(sorted(set(codes)))
    while chunk := list(islice(left, CODES_AT_ONCE)):
        yield chunk


def _volumes(codes: Sequence[str], start: date, end: date) -> Any:
    return (
        RecordedQuerySet(Volume)
        .current()
        .filter(service__code__in=codes, period_from__lt=end, period_to__gt=start)
    )


def held_volumes(codes: Iterable[str], start: date, end: date) -> dict[str, list[VolumeLine]]:
    """The accepted volumes that overlap the half-open days, by service code."""
    found: dict[str, list[VolumeLine]] = {}
    for chunk in _chunks(codes):
        for code, *line in _volumes(chunk, start, end).values_list(
            "service__code", "channel", "period_from", "period_to", "status", "volume"
        ):
            found.setdefault(code, []).append(VolumeLine(*line))
    return found


def services_with_volumes(codes: Iterable[str], start: date, end: date) -> set[str]:
    """Which of the services have an accepted volume that overlaps the half-open days."""
    found: set[str] = set()
    for chunk in _chunks(codes):
        rows = _volumes(chunk, start, end).order_by()
        found.update(rows.values_list("service__code", flat=True).distinct())
    return found


def held_points(codes: Iterable[str], start: date, end: date) -> dict[str, list[PointHeld]]:
    """The accepted observations made on the half-open days, by service code."""
    found: dict[str, list[PointHeld]] = {}
    for chunk in _chunks(codes):
        rows: Any = RecordedQuerySet(PointObservation).current()
        rows = rows.filter(service__code__in=chunk, observed_on__gte=start, observed_on__lt=end)
        for code, *held in rows.values_list("service__code", "observed_on", "point", "answer"):
            found.setdefault(code, []).append(PointHeld(*held))
    return found


def services_with_points(codes: Iterable[str], start: date, end: date) -> set[str]:
    """Which of the services were observed on the half-open days."""
    return set(held_points(codes, start, end))


def last_volumes(codes: Iterable[str]) -> list[LastVolume]:
    """The volumes of the last accepted period of these services, by code and channel."""
    wanted = list(codes)
    rows: Any = RecordedQuerySet(Volume).current().filter(service__code__in=wanted)
    last = rows.aggregate(last=Max("period_to"))["last"]
    if last is None:
        return []
    return [
        LastVolume(code, VolumeLine(*line))
        for code, *line in rows.filter(period_to=last)
        .order_by("service__code", "channel", "period_from")
        .values_list("service__code", "channel", "period_from", "period_to", "status", "volume")
    ]


def last_points(codes: Iterable[str]) -> list[tuple[str, PointHeld]]:
    """The observations of the last day on which these services were observed, by code and point."""
    rows: Any = RecordedQuerySet(PointObservation).current().filter(service__code__in=list(codes))
    last = rows.aggregate(last=Max("observed_on"))["last"]
    if last is None:
        return []
    return [
        (code, PointHeld(*held))
        for code, *held in rows.filter(observed_on=last)
        .order_by("service__code", "point")
        .values_list("service__code", "observed_on", "point", "answer")
    ]
