"""What every benchmark needs: the time and memory used, sizes to choose from, and budgets to keep.

A figure here is a ratio between two things measured in the same run, so that it holds on another
machine; a benchmark fails when its ratio passes its budget.
"""

import gc
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TINY = os.environ.get("VIRAGE_BENCH_TINY") == "1"
"""Whether the run only shows that the benchmark works; its figures then mean nothing."""

MEMORY = Path("/proc/self/status")


def sized(full: int, tiny: int) -> int:
    """The size for this run."""
    return tiny if TINY else full


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds of the clock and of the processor."""

    wall: float
    cpu: float


def once(act: Callable[[], Any]) -> Timing:
    """How long `act` takes, this time.

    What the benchmark itself holds is set aside first: a collection of garbage during the act would
    walk through all of it.
    """
    gc.collect()
    gc.freeze()
    wall, cpu = time.perf_counter(), time.process_time()
    act()
    taken = Timing(time.perf_counter() - wall, time.process_time() - cpu)
    gc.unfreeze()
    return taken


def medians(timings: list[Timing]) -> Timing:
    """The median of each measure."""
    return Timing(
        statistics.median(one.wall for one in timings),
        statistics.median(one.cpu for one in timings),
    )


def alternately(*acts: Callable[[], Any], runs: int) -> list[Timing]:
    """The best of each act, the acts taking turns so that a slow moment of the machine slows all.

    The best and not the median: what else the machine does can only add. Each is done once before,
    which does not count.
    """
    for act in acts:
        act()
    rounds = [[once(act) for act in acts] for _ in range(runs)]
    return [
        Timing(min(one.wall for one in timings), min(one.cpu for one in timings))
        for timings in zip(*rounds, strict=True)
    ]


def memory_megabytes() -> tuple[float, float]:
    """The memory that this process holds now, and the most that it ever held, in MB."""
    if MEMORY.exists():
        fields = dict(line.split(":", 1) for line in MEMORY.read_text().splitlines())
        now, most = (int(fields[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM"))
        return now, most
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    return most, most


def p95(values: list[float]) -> float:
    """The value that 95 of 100 do not pass."""
    return statistics.quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


class Helper:
    """A module of this folder in a process of its own, on the same database; talks by lines.

    Leaving the block ends the process.
    """

    def __init__(self, module: str, *words: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks", "--here", module, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> "Helper":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def say(self, line: str) -> None:
        """Write it a line."""
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def hear(self) -> Any:
        """Its next line, which is JSON; raises `RuntimeError` when it ended without a word."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("a helper of the benchmark failed; see above")
        return json.loads(line)

    @property
    def works(self) -> bool:
        """Whether it is still at work."""
        return self._process.poll() is None


@dataclass(slots=True)
class Report:
    """Prints each measure beside its budget and remembers whether all were kept."""

    kept: bool = True

    def title(self, text: str) -> None:
        """What was measured on."""
        print(f"  {text}{' (tiny: figures mean nothing)' if TINY else ''}")

    def skipped(self, what: str, why: str) -> None:
        """One measure that cannot be taken here."""
        print(f"  {what:<58} skipped: {why}")

    def line(self, what: str, value: float, unit: str = "", budget: float | None = None) -> None:
        """One measure; `budget` is the most that it may be. A tiny run passes no judgement."""
        verdict = ""
        if budget is not None:
            kept = value <= budget
            self.kept = self.kept and (kept or TINY)
            verdict = f"  (budget {budget:g} {unit}: {'kept' if kept else 'PASSED'})"
        print(f"  {what:<58} {value:>10.3f} {unit}{verdict}")
