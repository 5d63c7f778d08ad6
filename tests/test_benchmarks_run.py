"""The benchmarks run, on a few rows and with no judgement on time: what they compare is equal there too.

Each works on a database of its own, in a process of its own, as bin/bench starts it; the tables are those
of the tests, copied.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.once


FOLDER = Path(__file__).resolve().parent.parent
BENCHMARKS = sorted(
    path.stem for path in (FOLDER / "benchmarks").glob("*.py") if not path.stem.startswith("_")
)


def run(migrated: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "benchmarks", *words],
        cwd=FOLDER,
        env={**os.environ, "VIRAGE_BENCH_TINY": "1", "VIRAGE_BENCH_MIGRATED": str(migrated)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.mark.parametrize("name", BENCHMARKS)
def test_a_benchmark_runs_to_its_end(migrated: Path, name: str) -> None:
    done = run(migrated, name)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "(budget" in done.stdout, "it has nothing to keep"


def test_a_name_that_is_no_benchmark_is_told_which_there_are(tmp_path: Path) -> None:
    done = run(tmp_path / "nothing", "nothing")
    assert done.returncode == 2
    for name in BENCHMARKS:
        assert name in done.stderr
