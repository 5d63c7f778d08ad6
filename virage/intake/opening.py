"""Opens a kept file as its kind is read: line by line, or counted first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from virage.contracts.intakes import Intake, Row
from virage.intake import files
from virage.intake.condensing import work
from virage.intake.condensing.counting import Progress, count
from virage.intake.reading.findings import Findings
from virage.intake.reading.rows import read

__all__ = ["Opened", "Progress", "opened", "silent"]


@dataclass(frozen=True, slots=True)
class Opened:
    """The rows of a file, from one on; of a file that was counted, its lines and how many rows they make."""

    rows: Callable[[int], Iterator[Row]]
    lines: int | None = None
    number: int | None = None


def silent(percent: int) -> None:
    """Nobody is told."""


def opened(kind: Intake, sha256: str, findings: Findings, progress: Progress = silent) -> Opened:
    """The file of that digest; what is wrong with it goes to `findings`, as it is read."""
    path = files.path_of(sha256)
    if kind.condense is None:
        return Opened(lambda skip: islice(read(path, kind, findings), skip, None))
    counted = count(path, kind, work.folder_of(sha256, kind), progress)
    findings.add_all(counted.findings)
    findings.stopped = counted.stopped
    return Opened(counted.rows, counted.lines, counted.number)
