"""The one place that reads the clock: views, tasks and commands call it and pass the moment down."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LEGAL_ZONE = ZoneInfo("America/Toronto")


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def day_of(moment: datetime) -> date:
    """The legal day on which a moment falls."""
    return moment.astimezone(LEGAL_ZONE).date()
