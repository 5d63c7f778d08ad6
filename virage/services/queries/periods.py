"""The periods for which volumes are held: a few, whatever the number of lines."""

from datetime import date

from django.db import connection

from virage.services.models import Volume

# Each step is one search in the index of the periods: the next first day, then the next last day.
# DISTINCT says the same, and reads every line on an engine that does not skip (PostgreSQL), or that
# nobody told that it is worth while (SQLite before ANALYZE).
EACH_ONCE = """
WITH RECURSIVE
begun (day) AS (
  SELECT MIN(period_from) FROM {volume}
  UNION ALL
  SELECT (SELECT MIN(period_from) FROM {volume} WHERE period_from > day)
  FROM begun WHERE day IS NOT NULL),
held (since, until) AS (
  SELECT day, (SELECT MIN(period_to) FROM {volume} WHERE period_from = day)
  FROM begun WHERE day IS NOT NULL
  UNION ALL
  SELECT since, (SELECT MIN(period_to) FROM {volume} WHERE period_from = since AND period_to > until)
  FROM held WHERE until IS NOT NULL)
SELECT since, until FROM held WHERE until IS NOT NULL
"""


def periods_held() -> list[tuple[date, date]]:
    """The half-open periods of all lines, known or not: what is known at any sequence is among them."""
    with connection.cursor() as cursor:
        cursor.execute(EACH_ONCE.format(volume=Volume._meta.db_table))
        return [(_day(since), _day(until)) for since, until in cursor.fetchall()]


def _day(value: date | str) -> date:
    """SQLite keeps days as text."""
    return value if isinstance(value, date) else date.fromisoformat(value)
