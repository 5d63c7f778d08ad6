"""Checks of the answers at interaction points of a file, against those already accepted."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from virage.services.rules.findings import Findings
from virage.services.rules.volume_checks import Changes


class Point(NamedTuple):
    """An answer as handed in: its line, service, day, point and answer."""

    line: int
    service: str
    observed_on: date
    point: str
    answer: str


Place = tuple[str, date, str]


def check_points(
    points: Iterable[Point], held: Mapping[Place, str], changes: Changes, findings: Findings
) -> None:
    """Count in `changes` what the answers would change; a place answered twice is an error.

    `held` are the accepted answers by (service, day, point).
    """
    seen: dict[Place, int] = {}
    for one in points:
        place = one.service, one.observed_on, one.point
        if place in seen:
            findings.add("duplicate", one.line, "point", one.point, known=seen[place])
            continue
        seen[place] = one.line
        if place not in held:
            changes.added += 1
        elif held[place] == one.answer:
            changes.unchanged += 1
        else:
            changes.changed += 1
