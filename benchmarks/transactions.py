"""Counting 100 million transactions by day, against the bare query of the same engine on the same file.

Ours checks each cell, keeps the first line of each row, takes the file in parts that a kill cannot undo,
and is bounded in memory; the peer only groups. Both write their rows to disk, and the rows are compared,
also with those that Spark makes from the published schema, where it is present. VIRAGE_BENCH_LINES makes
the file smaller. The budget is kept in processor time, both being given the same threads, and by the clock
too unless the machine had more at work than processors when the runs began.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb
from django.db import connection

from benchmarks._government import CHANNELS, Government, quarters
from benchmarks._harness import TINY, Helper, Report, sized
from virage.contracts.intakes import intakes
from virage.identity import queries as identity
from virage.intake import actions, formats
from virage.intake.models import ACCEPTED, CHECKED
from virage.lib import clock

LINES = int(os.environ.get("VIRAGE_BENCH_LINES", sized(100_000_000, 60_000)))
SERVICES = sized(5_000, 20)
ONE_BODY = sized(50, 5)
RUNS = sized(5, 1)
BUDGET_TIMES, BUDGET_MEGABYTES = 1.5, 1_000
KIND = "services.transactions"
SPARK_MEMORY = "2g"
NO_JAVA = "no java on this machine (Debian: sudo apt-get install openjdk-17-jre-headless)"
NO_SPARK = "no pyspark (.venv/bin/uv pip install --group bench)"


def main() -> bool:
    """Make the file, count it both ways, compare the rows; whether the budgets were kept."""
    report = Report()
    with tempfile.TemporaryDirectory(prefix="virage-transactions-") as name:
        folder = Path(name)
        path = _file(folder / "in-order.parquet", LINES, SERVICES, in_order=True)
        report.title(f"{LINES:,} lines, {path.stat().st_size / 1e6:,.0f} MB of Parquet")
        _against_the_bare_query(report, path, folder)
        _on_spark(report, path, folder)
        path.unlink()
        _unsorted(report, folder)
        _csv(report, folder)
        _recorded(report, folder)
    return report.kept


def _file(path: Path, lines: int, services: int, *, in_order: bool) -> Path:
    """Invented requests of a year. A few services have most of them, as in any government: the number of
    requests of a service is in inverse proportion to its rank. In the order of time, or in none.
    """
    at = f"i * 31536000 // {lines}" if in_order else "hash(i + 11) % 31536000"
    rank = f"exp((hash(i) % 1000003) / 1000003.0 * ln({services + 1})) - 1"
    channels = ", ".join(
        f"'{one}'" for one in ("online", "online", "online", "online", *CHANNELS[1:])
    )
    with duckdb.connect(config={"memory_limit": "700MB"}) as engine:
        engine.execute(
            f"COPY (SELECT format('s{{:05d}}', least({services - 1}, floor({rank})::INT)) AS service, "
            f"TIMESTAMP '2025-01-01' + to_seconds({at}) AS \"at\", "
            f"[{channels}][1 + (hash(i + 7) % 8)::INT] AS channel, "
            "hash(i + 3) % 10 <> 0 AS completed, (4 + hash(i + 4) % 9)::UTINYINT AS asked, "
            f"(hash(i + 5) % 4)::UTINYINT AS prefilled FROM range({lines}) r(i)) "
            f"TO '{path}' (FORMAT parquet, PARQUET_VERSION v2)"
        )
    return path


def _against_the_bare_query(report: Report, path: Path, folder: Path) -> None:
    """Each in a new process, taking turns; the best of each, and the most memory of any."""
    ours, bare = [], []
    # Of a machine with more at work than it has processors, the clock tells nothing of either.
    is_shared = os.getloadavg()[0] > (os.cpu_count() or 1)
    for run in range(RUNS):
        last = ["in-order"] if run == RUNS - 1 else []
        bare.append(_counted("_transactions_peer", path, folder / "bare"))
        ours.append(_counted("_transactions_ours", path, folder / "ours", *last))
    _assert_same(folder / "ours", folder / "bare")
    mine, theirs = (min(one["wall"] for one in runs) for runs in (ours, bare))
    report.line("the bare query of the engine", theirs, "s")
    report.line("counting", mine, "s")
    budget = None if is_shared else BUDGET_TIMES
    report.line("counting / the bare query, by the clock", mine / theirs, "×", budget)
    worked = min(one["cpu"] for one in ours) / min(one["cpu"] for one in bare)
    report.line("counting / the bare query, processor time", worked, "×", BUDGET_TIMES)
    report.line("most memory of counting", max(one["most"] for one in ours), "MB", BUDGET_MEGABYTES)
    report.line("most memory of the bare query, as limited", max(one["most"] for one in bare), "MB")
    report.line("rows by service, channel and day", ours[0]["rows"] / 1e6, "millions")
    report.line("handing them over in order, zeros included", ours[-1]["handed_over"], "s")


def _counted(module: str, path: Path, folder: Path, *more: str) -> dict[str, Any]:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with Helper(module, str(path), str(folder), *more) as helper:
        cost: dict[str, Any] = helper.hear()
    return cost


def _assert_same(ours: Path, other: Path) -> None:
    """Row by row, both ways."""
    mine, theirs = (f"SELECT * FROM '{one}/rows/*.parquet'" for one in (ours, other))
    for one, another in ((mine, theirs), (theirs, mine)):
        count = f"SELECT count(*) FROM ({one} EXCEPT ALL {another})"
        with duckdb.connect(config={"memory_limit": "2GB"}) as engine:
            differing = engine.execute(count).fetchall()[0][0]
        assert differing == 0, f"{differing} rows differ: {ours.name}, {other.name}"


def _on_spark(report: Report, path: Path, folder: Path) -> None:
    """The same rows made by another engine, that knows the published schema and nothing else of ours."""
    missing = NO_JAVA if shutil.which("java") is None else NO_SPARK
    if shutil.which("java") is None or find_spec("pyspark") is None:
        report.skipped("on Spark", missing)
        return
    if TINY:
        report.skipped("on Spark", "starting it takes longer than all of a tiny run")
        return
    schema = folder / "schema.json"
    schema.write_text(json.dumps(formats.table_schema(intakes.get(KIND), formats.LONG, "en")))
    counted = folder / "spark"
    counted.mkdir()
    script = Path(__file__).with_name("_count_on_spark.py")
    words = [str(schema), str(path), str(counted / "rows")]
    said = subprocess.run(
        [sys.executable, str(script), *words],
        env={**os.environ, "PYSPARK_SUBMIT_ARGS": f"--driver-memory {SPARK_MEMORY} pyspark-shell"},
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    _assert_same(folder / "ours", counted)
    report.line("Spark on this machine, from the published schema", float(said.stdout), "s")


def _unsorted(report: Report, folder: Path) -> None:
    """Lines in no order: each part then has lines of every day, and all is counted twice."""
    path = _file(folder / "no-order.parquet", LINES // 5, SERVICES, in_order=False)
    bare = _counted("_transactions_peer", path, folder / "bare")
    ours = _counted("_transactions_ours", path, folder / "ours")
    _assert_same(folder / "ours", folder / "bare")
    report.line(f"lines in no order ({LINES // 5:,}): / bare", ours["wall"] / bare["wall"], "×")
    report.line("most memory of counting them", ours["most"], "MB")
    path.unlink()


def _csv(report: Report, folder: Path) -> None:
    """The same from CSV, cut into pieces of whole lines; the peer reads it as DuckDB does."""
    lines = LINES // 10
    parquet = _file(folder / "some.parquet", lines, SERVICES, in_order=True)
    path = folder / "some.csv"
    with duckdb.connect(config={"memory_limit": "700MB"}) as engine:
        engine.execute(f"COPY (FROM '{parquet}') TO '{path}' (HEADER)")
    bare = _counted("_transactions_peer", path, folder / "bare")
    ours = _counted("_transactions_ours", path, folder / "ours")
    _assert_same(folder / "ours", folder / "bare")
    size = path.stat().st_size / 1e6
    report.line(f"CSV, {lines:,} lines, {size:,.0f} MB: counting", ours["wall"], "s")
    report.line("CSV: counting / the bare query", ours["wall"] / bare["wall"], "×")
    report.line("most memory of counting CSV", ours["most"], "MB")
    path.unlink()


def _recorded(report: Report, folder: Path) -> None:
    """A year of one body, all the way: received, counted, compared, recorded."""
    government = Government()
    first = quarters(2020, 1)[0][0]
    government.add_bodies(1, first)
    government.add_services(ONE_BODY, first)
    path = _file(folder / "one-body.parquet", LINES // 20, ONE_BODY, in_order=True)
    by, at = identity.system_person(), clock.now()
    with path.open("rb") as file:
        hand_in = actions.receive(
            kind=KIND, filename=path.name, stream=file, body=None, by=by, at=at, via="command"
        )
    hand_in = actions.check(hand_in=hand_in, at=at)
    assert hand_in.state == CHECKED, hand_in.report
    actions.accept(hand_in=hand_in, by=by, at=at, in_background=False)
    with Helper("_carrying_out", str(hand_in.public_id)) as helper:
        cost = helper.hear()
    assert cost["state"] == ACCEPTED, cost
    rows = hand_in.to_stage or 0
    report.line(f"recording {rows:,} rows of one body ({connection.vendor})", cost["wall"], "s")
    report.line("memory added by it", cost["added"], "MB")
