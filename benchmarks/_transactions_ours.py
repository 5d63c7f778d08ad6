"""Helper of `transactions`: counts a file as a hand-in is counted, and says what it cost.

In a process of its own, so that the memory is that of the counting. What is timed ends when the counts
are on disk for good; handing the rows over in order, and writing them for the comparison, come after.
"""

import json
import time
from pathlib import Path

import duckdb

from benchmarks._harness import memory_megabytes, once
from virage.contracts.intakes import intakes
from virage.intake.condensing.counting import count
from virage.intake.condensing.rows import Condensed, tables
from virage.intake.condensing.work import Work

ROWS = """
COPY (
  SELECT service, channel, day, lines AS requests, "sum of completed" AS completed,
         "sum of asked" AS asked, "sum of prefilled" AS prefilled FROM {tables}
) TO '{to}' (FORMAT parquet)
"""


def main(path: str, folder: str, *more: str) -> None:
    """Count the file into a folder; prints seconds, memory and rows, as JSON.

    A word more (`in-order`): hand the rows over as well, which takes longer than counting them.
    """
    kind = intakes.get("services.transactions")
    work = Path(folder) / "work"
    found: list[Condensed] = []
    taken = once(lambda: found.append(count(Path(path), kind, work, lambda percent: None)))
    errors = [one for one in found[0].findings if one.level == "error"]
    assert not errors, errors
    began = time.perf_counter()
    if more:
        assert sum(1 for _ in found[0].rows()) == found[0].number
    seconds = time.perf_counter() - began
    most = memory_megabytes()[1]
    rows = _written(Work(work), Path(folder) / "rows")
    print(
        json.dumps(
            {
                "wall": taken.wall,
                "cpu": taken.cpu,
                "most": most,
                "rows": rows,
                "handed_over": seconds,
            }
        )
    )


def _written(work: Work, folder: Path) -> int:
    """What was counted, as the peers write theirs; how many rows."""
    summary = work.summary()
    assert summary is not None
    folder.mkdir()
    every = tables(work, summary.shared, len(work.parts()), "day")
    with duckdb.connect(config={"memory_limit": "1GB"}) as engine:
        statement = ROWS.format(tables=every, to=folder / "all.parquet")
        return int(engine.execute(statement).fetchall()[0][0])
