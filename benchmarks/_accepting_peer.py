"""The peer of accepting: the same rows in a twin of our table, by the fastest way the engine offers.

The twin has the columns, checks and indexes of ours, and no foreign keys; it is in the same database, so
that what is committed is as durable. SQLite: one `executemany`. PostgreSQL: one COPY.
"""

import re
from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction

from virage.services.models import Volume

OURS, TWIN = Volume._meta.db_table, "benchmarks_twin"
COLUMNS = "batch_id, line, service_id, channel, period_from, period_to, status, volume"
FOREIGN_KEY = re.compile(r' REFERENCES "\w+" \("\w+"\) DEFERRABLE INITIALLY DEFERRED')


def make_twin() -> None:
    """Make the empty twin of our table, with its indexes."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"CREATE TABLE {TWIN} (LIKE {OURS} INCLUDING ALL)")
            return
        cursor.execute(
            "SELECT sql FROM sqlite_master WHERE tbl_name = %s AND sql IS NOT NULL"
            " ORDER BY type DESC",
            [OURS],
        )
        for (statement,) in cursor.fetchall():
            cursor.execute(_of_twin(statement))


def _of_twin(statement: str) -> str:
    """The statement that made our table or one of its indexes, for the twin."""
    renamed = FOREIGN_KEY.sub("", statement).replace(f'"{OURS}"', f'"{TWIN}"')
    return re.sub(r'(INDEX )"(\w+)"', r'\1"twin_\2"', renamed)


def insert(rows: Sequence[tuple[Any, ...]]) -> None:
    """Write the rows, in one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {TWIN} ({COLUMNS}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(
                f"INSERT INTO {TWIN} ({COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)", rows
            )


def count() -> int:
    """How many rows the twin holds."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {TWIN}")
        (found,) = cursor.fetchone()
        return int(found)
