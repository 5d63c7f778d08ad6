"""How the cells of each column become values, as the engine computes it for millions at once.

A cell that cannot become a value of its column gives null: a line where the file says something and the
value is null is a malformed one. What a text may look like is what `reading.cells` takes, without the
liberties of spreadsheets.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from virage.contracts.intakes import Column

TEXT = "VARCHAR"
INTEGERS = {
    "UTINYINT": (0, 2**8 - 1),
    "USMALLINT": (0, 2**16 - 1),
    "UINTEGER": (0, 2**32 - 1),
    "TINYINT": (-(2**7), 2**7 - 1),
    "SMALLINT": (-(2**15), 2**15 - 1),
    "INTEGER": (-(2**31), 2**31 - 1),
    "BIGINT": (-(2**63), 2**63 - 1),
}
"""The integers that need no conversion, with the bounds that need no checking."""

WIDER = frozenset(["UBIGINT", "HUGEINT", "UHUGEINT"])
LOCAL = frozenset(["TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS"])
INSTANT = "TIMESTAMP WITH TIME ZONE"
ACCEPTED = {
    "string": "VARCHAR",
    "integer": "BIGINT, DOUBLE, VARCHAR",
    "boolean": "BOOLEAN, INTEGER (0, 1), VARCHAR",
    "date": "DATE, TIMESTAMP, VARCHAR",
    "datetime": "TIMESTAMP, TIMESTAMP WITH TIME ZONE, DATE, VARCHAR",
}
"""The types of a Parquet column that each kind of column can be read from."""

FIRST_YEAR, LAST_YEAR = 2000, 2040
"""Between them the legal zone's offsets are those of its rules; outside, those of the nearest year."""

_DAY = r"\d{4}-\d{2}-\d{2}"
_CLOCK = r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d([.,]\d{1,9})?)?"
DAY = f"^{_DAY}$"
LOCAL_MOMENT = f"^{_DAY}([T ]{_CLOCK})?$"
INSTANT_MOMENT = rf"^{_DAY}[T ]{_CLOCK}(Z|[+-]\d{{2}}(:?\d{{2}})?)$"
WHOLE = r"^\d{1,15}$"
TRUE, FALSE = "'true', 't', '1', 'yes', 'y'", "'false', 'f', '0', 'no', 'n'"


@dataclass(frozen=True, slots=True)
class Reading:
    """A column of the kind as the file holds it: `raw` is its cell, `value` what it becomes.

    `can_fail` is false when every cell that is not null has a value; `bounds` are those of its type.
    What cannot be wrong is not checked a hundred million times.
    """

    column: Column
    raw: str
    value: str
    can_fail: bool
    bounds: tuple[int, int] | None = None


def reading(column: Column, raw: str, kind: str, zone: ZoneInfo) -> Reading | None:
    """How to read a cell of that type of the engine; None when a column cannot be read from it."""
    if kind.startswith("ENUM") or kind == "JSON":
        raw, kind = f"CAST({raw} AS VARCHAR)", TEXT
    value = _value(column, raw, kind, zone)
    if value is None:
        return None
    sure = column.kind == "string" or (column.kind, kind) == ("boolean", "BOOLEAN")
    sure = sure or (column.kind == "integer" and kind in INTEGERS)
    if column.kind in ("date", "datetime"):
        sure = kind != TEXT
    return Reading(column, raw, value, can_fail=not sure, bounds=INTEGERS.get(kind))


def _value(column: Column, raw: str, kind: str, zone: ZoneInfo) -> str | None:
    if column.kind == "datetime":
        return _legal_day(raw, kind, zone)
    of = {"string": _string, "integer": _integer, "boolean": _boolean, "date": _day}
    return of[column.kind](raw, kind)


def absent(column: Column) -> Reading:
    """An optional column that the file does not have."""
    kind = {"string": "VARCHAR", "boolean": "BOOLEAN"}.get(column.kind, "BIGINT")
    return Reading(column, "NULL", f"CAST(NULL AS {kind})", can_fail=False)


def _string(raw: str, kind: str) -> str | None:
    return raw if kind == TEXT else None


def _integer(raw: str, kind: str) -> str | None:
    if kind in INTEGERS:
        return raw
    if kind in WIDER:
        return f"TRY_CAST({raw} AS BIGINT)"
    if kind == TEXT:
        return f"CASE WHEN regexp_matches({raw}, '{WHOLE}') THEN CAST({raw} AS BIGINT) END"
    if kind in ("DOUBLE", "FLOAT") or kind.startswith("DECIMAL"):
        return f"CASE WHEN {raw} = floor({raw}) THEN TRY_CAST({raw} AS BIGINT) END"
    return None


def _boolean(raw: str, kind: str) -> str | None:
    if kind == "BOOLEAN":
        return raw
    if kind in INTEGERS or kind in WIDER:
        return f"CASE {raw} WHEN 1 THEN true WHEN 0 THEN false END"
    if kind == TEXT:
        return f"CASE WHEN lower({raw}) IN ({TRUE}) THEN true WHEN lower({raw}) IN ({FALSE}) THEN false END"
    return None


def _day(raw: str, kind: str) -> str | None:
    if kind == "DATE" or kind in LOCAL:
        return f"CAST({raw} AS DATE)"
    if kind == TEXT:
        return f"CASE WHEN regexp_matches({raw}, '{DAY}') THEN TRY_CAST({raw} AS DATE) END"
    return None


def _legal_day(raw: str, kind: str, zone: ZoneInfo) -> str | None:
    if kind == "DATE" or kind in LOCAL:
        return f"CAST({raw} AS DATE)"
    if kind == INSTANT:
        return _day_of_instant(raw, zone)
    if kind == TEXT:
        text = f"replace({raw}, ',', '.')"
        return (
            f"CASE WHEN regexp_matches({raw}, '{LOCAL_MOMENT}') THEN CAST(TRY_CAST({text} AS TIMESTAMP) AS DATE) "
            f"WHEN regexp_matches({raw}, '{INSTANT_MOMENT}') THEN "
            f"{_day_of_instant(f'TRY_CAST({text} AS TIMESTAMPTZ)', zone)} END"
        )
    return None


def _day_of_instant(instant: str, zone: ZoneInfo) -> str:
    """The legal day of an instant: its UTC time, moved by the offset in force then.

    The offsets come from the same rules as `lib.clock.day_of`, and not from the engine's own tables.
    """
    utc = f"make_timestamp(epoch_us({instant}))"
    return f"CAST({utc} + to_seconds({_offset(utc, list(offsets(zone)))}) AS DATE)"


def _offset(utc: str, shifts: list[tuple[datetime, int]]) -> str:
    """The offset in force at a moment, found by halves: a row then meets seven comparisons, not eighty."""
    if len(shifts) == 1:
        return str(shifts[0][1])
    middle = len(shifts) // 2
    until = f"{shifts[middle - 1][0]:%Y-%m-%d %H:%M:%S}"
    before, after = _offset(utc, shifts[:middle]), _offset(utc, shifts[middle:])
    return f"CASE WHEN {utc} < TIMESTAMP '{until}' THEN {before} ELSE {after} END"


def offsets(zone: ZoneInfo) -> Iterator[tuple[datetime, int]]:
    """(UTC moment until which it holds, offset in seconds) of a zone, in order; the last one for ever."""
    hour = timedelta(hours=1)
    moment, end = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC), datetime(LAST_YEAR, 1, 1, tzinfo=UTC)
    current = moment.astimezone(zone).utcoffset()
    while moment < end:
        following = moment + timedelta(days=1)
        if following.astimezone(zone).utcoffset() != current:
            while moment.astimezone(zone).utcoffset() == current:
                moment += hour
            yield moment, _seconds(current)
            current = moment.astimezone(zone).utcoffset()
        moment = following
    yield end, _seconds(current)


def _seconds(offset: timedelta | None) -> int:
    return int(offset.total_seconds()) if offset is not None else 0
