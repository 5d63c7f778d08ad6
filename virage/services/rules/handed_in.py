"""What a file says, service by service, once its rows were read: the plain shapes that are checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from virage.contracts.text import Text
from virage.services.rules.findings import Findings
from virage.services.rules.statements import Statement

SMALLEST_SENTINEL = 999_999
"""A number made of six nines or more is a "no data" of some older system, not a count."""


class Entry(NamedTuple):
    """One volume as handed in: its line, channel, half-open days, status, count if provided."""

    line: int
    channel: str
    start: date
    end: date
    status: str
    volume: int | None


class Said(NamedTuple):
    """Owner and name of a service on a day as a line says them; a name not said is empty."""

    line: int
    day: date
    organisation: str
    name: Text


@dataclass(slots=True)
class Listed:
    """All that a file says of one service."""

    code: str
    line: int
    said: dict[date, Said] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)

    @property
    def first(self) -> Said:
        """What is said for the earliest day."""
        return self.said[min(self.said)]


@dataclass(slots=True)
class NamedBody:
    """A body as a file names it, at the first line that does."""

    code: str
    line: int
    name: Text


@dataclass(slots=True)
class File:
    """All that a file says: its services, its bodies, its days."""

    services: dict[str, Listed] = field(default_factory=dict)
    bodies: dict[str, NamedBody] = field(default_factory=dict)
    start: date = date.max
    end: date = date.min

    def add_body(self, code: str, line: int, name: Text) -> None:
        """Note a body; the first complete name counts."""
        seen = self.bodies.get(code)
        if seen is None or (not complete(seen.name) and complete(name)):
            self.bodies[code] = NamedBody(code, line, name)

    def add_service(self, code: str, said: Said, findings: Findings) -> Listed:
        """Note what a line says of a service; two owners on one day are an error."""
        listed = self.services.get(code)
        if listed is None:
            listed = self.services[code] = Listed(code, said.line)
        before = listed.said.get(said.day)
        if before is None or (not complete(before.name) and complete(said.name)):
            listed.said[said.day] = said
        if before is not None and before.organisation != said.organisation:
            findings.add("two-bodies", said.line, "organisation", code)
        return listed

    def add_period(self, start: date, end: date) -> None:
        """Widen the days of the file."""
        self.start = min(self.start, start)
        self.end = max(self.end, end)


@dataclass(frozen=True, slots=True)
class KnownService:
    """What the register knows of a service: its statements in order, and when it closed, if it did."""

    statements: tuple[Statement, ...]
    closed_on: date | None = None


def complete(name: Text) -> bool:
    """Whether a name is said in both languages."""
    return bool(name.fr and name.en)


def status_and_count(
    values: Mapping[str, Any], cells: Mapping[str, str], line: int, findings: Findings
) -> tuple[str, int | None] | None:
    """The status and count of a long row; None, with an error, when they contradict each other.

    An empty status with a number means "provided". A cell that is not a number at all is reported by
    the collector, which knows its column's type.
    """
    count, status = values.get("volume"), values.get("status")
    if count is None:
        if status and status != "provided":
            return status, None
        if not cells.get("volume", "").strip():
            findings.add("missing-number", line, "volume")
        return None
    if status and status != "provided":
        findings.add("number-with-status", line, "status", count, known=status)
        return None
    if is_sentinel(count):
        findings.add("sentinel", line, "volume", count)
        return None
    return "provided", int(count)


def is_sentinel(count: int) -> bool:
    """Whether a number is made of nines only, six or more."""
    return count >= SMALLEST_SENTINEL and set(str(count)) == {"9"}
