"""The peer of counting: DuckDB over columnar copies of our tables, giving the same answers to Python.

It applies take-up version 2 (periods wholly inside, holes, revisions as known at a sequence, owner and
name at the end of the period, reason and flags) in one statement of SQL.
"""

import csv
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import duckdb

from virage.organisations.models import PublicBody
from virage.services.models import RecordBatch, Service, ServiceDescription, Volume

ANSWERS = """
WITH
known_volume AS NOT MATERIALIZED (
  SELECT v.*, period_from >= $start AND period_to <= $end AS inside
  FROM volume v JOIN batch b ON b.id = v.batch_id
  LEFT JOIN batch s ON s.id = v.superseded_by_id
  WHERE b.sequence <= $known AND (s.sequence IS NULL OR s.sequence > $known)
    AND period_from < $end AND channel <> 'total'),
summed AS (
  SELECT service_id, channel,
         sum(volume) FILTER (inside) AS volume,
         coalesce(sum(period_to - period_from) FILTER (inside), 0) AS days,
         max(list_position(
           ['not_applicable', 'provided', 'not_collected', 'not_yet_due', 'not_provided'], status
         )) AS rank,
         max(batch_id::BIGINT * 4294967296 + line) AS evidence
  FROM known_volume WHERE period_to > $start GROUP BY ALL),
fact AS (
  SELECT service_id, channel, volume, evidence,
         list_position(['online', 'phone', 'counter', 'mail', 'email', 'fax', 'kiosk', 'other'],
           channel) AS place,
         CASE WHEN days <> $end::DATE - $start::DATE THEN 'not_provided'
              WHEN rank = 5 THEN 'not_provided' WHEN rank = 4 THEN 'not_yet_due'
              WHEN rank = 3 AND volume IS NOT NULL THEN 'not_provided'
              WHEN rank = 3 THEN 'not_collected' WHEN rank = 2 THEN 'provided'
              ELSE 'not_applicable' END AS status
  FROM summed),
wide AS (
  SELECT service_id,
         coalesce(max(status) FILTER (channel = 'online'), 'not_applicable') AS online,
         coalesce(sum(volume) FILTER (channel = 'online' AND status = 'provided'), 0) AS d,
         coalesce(sum(volume) FILTER (status = 'provided'), 0) AS w,
         count(*) FILTER (channel <> 'online' AND status IN ('not_provided', 'not_yet_due')) AS z,
         coalesce(list('without_' || channel ORDER BY place)
           FILTER (channel <> 'online' AND status = 'not_collected'), []) AS flags,
         arg_min(evidence, CASE channel WHEN 'online' THEN '' ELSE channel END) AS evidence
  FROM fact GROUP BY service_id),
described AS (
  SELECT service_id,
         max({'day': d.valid_from, 'at': b.sequence, 'line': coalesce(line, 0), 'fr': name_fr,
              'en': name_en, 'owner': organisation_id}) AS last
  FROM description d JOIN batch b ON b.id = d.batch_id
  LEFT JOIN batch s ON s.id = d.superseded_by_id
  WHERE b.sequence <= $known AND (s.sequence IS NULL OR s.sequence > $known)
    AND d.valid_from < $end
  GROUP BY service_id),
judged AS (
  SELECT s.code, last.fr AS fr, last.en AS en, o.code AS owner, w.*, b.public_id AS proof,
         CASE WHEN w.service_id IS NULL AND s.id IN (SELECT service_id FROM known_volume)
                THEN 'no_longer_listed'
              WHEN w.service_id IS NULL THEN 'no_record'
              WHEN online NOT IN ('provided', 'not_applicable') THEN 'online_' || online
              WHEN w = 0 AND z > 0 THEN 'no_request_known'
              WHEN w = 0 THEN 'no_request'
              WHEN 4 * d <= 3 * w THEN 'not_above_threshold'
              WHEN z > 0 THEN 'other_channels_not_provided'
              ELSE 'above_threshold' END AS reason
  FROM described JOIN service s ON s.id = described.service_id
  JOIN body o ON o.id = last.owner
  LEFT JOIN wide w ON w.service_id = s.id LEFT JOIN batch b ON b.id = w.evidence // 4294967296)
SELECT code, fr, en, owner,
       CASE reason WHEN 'above_threshold' THEN 'yes' WHEN 'not_above_threshold' THEN 'no'
            WHEN 'no_request' THEN 'not_applicable' ELSE 'unknown' END,
       reason,
       CASE WHEN reason IN ('above_threshold', 'not_above_threshold') THEN w END,
       CASE WHEN reason IN ('above_threshold', 'not_above_threshold') THEN d END,
       CASE WHEN w.service_id IS NULL THEN ''
            ELSE 'services.batch:' || proof || '#' || (evidence % 4294967296) END,
       CASE WHEN starts_with(reason, 'online_') OR w.service_id IS NULL THEN coalesce(flags, [])
            WHEN w > 0 AND w < 30 AND reason <> 'no_request_known'
              THEN list_concat(['under_30_requests'], flags)
            ELSE flags END
FROM judged w ORDER BY code
"""

TABLES: tuple[tuple[str, type[Any], str], ...] = (
    ("body", PublicBody, "id INTEGER, code VARCHAR"),
    ("batch", RecordBatch, "id INTEGER, public_id VARCHAR, sequence BIGINT"),
    ("service", Service, "id INTEGER, code VARCHAR"),
    (
        "description",
        ServiceDescription,
        "service_id INTEGER, valid_from DATE, name_fr VARCHAR, name_en VARCHAR,"
        " organisation_id INTEGER, batch_id INTEGER, line INTEGER, superseded_by_id INTEGER",
    ),
    (
        "volume",
        Volume,
        "batch_id INTEGER, line INTEGER, service_id INTEGER, period_from DATE, period_to DATE,"
        " channel VARCHAR, status VARCHAR, volume BIGINT, superseded_by_id INTEGER",
    ),
)


class Peers:
    """One on a single thread, one on all processors."""

    def __init__(self) -> None:
        self.one = Peer({"threads": 1})
        self.all = Peer({})


class Peer:
    """DuckDB, filled with what our database holds now."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.database = duckdb.connect(config=settings)
        for name, model, columns in TABLES:
            self._copy(name, model, columns)

    def answers(self, start: date, end: date, known_at: int) -> list[tuple[Any, ...]]:
        """(unit, names, organisation, value, reason, weight, part, evidence, flags) by unit."""
        given = {"start": start, "end": end, "known": known_at}
        found: list[tuple[Any, ...]] = self.database.execute(ANSWERS, given).fetchall()
        return found

    def _copy(self, name: str, model: type[Any], columns: str) -> None:
        """Through a CSV file: row by row it would take minutes."""
        fields = [column.split()[0] for column in columns.split(", ")]
        self.database.execute(f"CREATE TABLE {name} ({columns})")
        with tempfile.NamedTemporaryFile("w", suffix=".csv", newline="") as file:
            _write(file, model.objects.values_list(*fields).order_by("pk").iterator())
            file.flush()
            self.database.execute(f"COPY {name} FROM '{file.name}' (HEADER false)")


def _write(file: Any, rows: Iterable[Sequence[Any]]) -> None:
    csv.writer(file).writerows(rows)
