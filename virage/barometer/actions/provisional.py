"""The daily measure of the provisional series: a few integers per question, kept apart from editions."""

from datetime import datetime

from django.db import transaction

from virage.audit import queries as journal
from virage.barometer.models import ProvisionalFigure
from virage.barometer.queries import calendar, measuring, provisional
from virage.barometer.rules.provisional import measured_period
from virage.contracts.indicators import Indicator
from virage.contracts.indicators import indicators as declared
from virage.contracts.registry import Registry
from virage.lib import clock


def note_day(*, at: datetime, registry: Registry[Indicator] = declared) -> list[ProvisionalFigure]:
    """Measure the awaited period as known now, and keep the day's counts; nothing when it has them.

    No line in the journal: nobody decides anything, and the counts can be made again at any time from
    the line that each row names. What counts people is left out: see `docs/barometer.md`.
    """
    day = clock.day_of(at)
    if provisional.has_day(day):
        return []
    period = measured_period(day, calendar.awaited_periods())
    versions = {
        code: version
        for code, version in measuring.versions(day, None, registry).items()
        if registry.get(code).people is None
    }
    known_at = journal.sequence()
    rows = provisional.same_as_before(day, period, known_at, versions)
    if rows is None:
        measured = measuring.measure(
            period, known_at=known_at, versions=versions, registry=registry
        )
        rows = [
            ProvisionalFigure(
                day=day,
                code=one.code,
                target=one.definition["target"],
                version=one.definition["version"],
                period_from=period.start,
                period_to=period.end,
                known_at=known_at,
                **{value: one.figure[value] for value in provisional.VALUES},
            )
            for one in measured.indicators
        ]
    with transaction.atomic():
        ProvisionalFigure.objects.bulk_create(rows, ignore_conflicts=True)
    return rows
