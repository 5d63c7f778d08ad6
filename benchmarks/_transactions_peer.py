"""The peer of counting transactions: the bare query of the engine, under the same limit of memory."""

import json
from pathlib import Path

import duckdb

from benchmarks._harness import memory_megabytes, once
from virage.intake.condensing.engine import MEMORY

BARE = """
COPY (
  SELECT service, channel, CAST("at" AS DATE) AS day, count(*) AS requests,
         count(*) FILTER (completed) AS completed,
         CAST(sum(asked) AS BIGINT) AS asked, CAST(sum(prefilled) AS BIGINT) AS prefilled
  FROM '{path}' GROUP BY ALL
) TO '{to}' (FORMAT parquet)
"""


def main(path: str, folder: str) -> None:
    """Count the file into a folder; prints the seconds and the most memory, as JSON."""
    rows = Path(folder) / "rows"
    rows.mkdir()
    statement = BARE.format(path=path, to=rows / "all.parquet")
    with duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": folder}) as engine:
        taken = once(lambda: engine.execute(statement))
    print(json.dumps({"wall": taken.wall, "cpu": taken.cpu, "most": memory_megabytes()[1]}))
