"""Random draws of units out of a register: who is drawn follows from a recorded value, and from nothing else.

The list that is drawn from is frozen with its digest before the value is known; anybody can then draw
again. Standard library only.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from virage.contracts.text import Text
from virage.intake.rules.hand_ins import Refused
from virage.lib.canonical import digest

DOMAIN = "virage/draw/1"
MOST_DRAWN = 500
"""Units of one body."""

MOST_BODIES = 300
LONGEST_SOURCE = LONGEST_VALUE = 300

Frame = Mapping[str, Sequence[str]]
"""The units that may be drawn, by body (codes)."""


class CannotDraw(Refused):
    """What was asked of a draw cannot be done; the sentence says why and what to do."""

    code = "cannot-draw"

    def __init__(self, fr: str, en: str) -> None:
        super().__init__(Text(fr, en))


def frame_digest(kind: str, frame: Frame) -> str:
    """SHA-256 of the canonical JSON ["virage/draw/1", "frame", kind, {body: sorted codes}]."""
    return digest([DOMAIN, "frame", kind, {body: sorted(codes) for body, codes in frame.items()}])


def rank(frame: str, value: str, *what: str | int) -> str:
    """A place in the draw, in hexadecimal: SHA-256 of the canonical JSON ["virage/draw/1", digest of the
    frame, value, …]: of a unit of the one body [… body, unit]; where bodies are drawn first, of a time
    [… number], and of a unit at that time [… number, body, unit]."""
    return digest([DOMAIN, frame, value, *what])


def picked(
    frame: Frame, *, digest_of_frame: str, value: str, size: int, clusters: int | None
) -> list[tuple[str, list[str]]]:
    """The bodies drawn, in order, each with the `size` units of it that have the lowest ranks.

    Without `clusters`, each body of the frame once. With it, that many times one body, each time anew: the
    rank of the time, divided by the number of units, leaves the place of a unit (from 0) in the list sorted
    by body and unit, and its body is drawn. So the chance of a body is in proportion to its units, and it
    may come out again, with other units.
    """
    units = {body: sorted(set(codes)) for body, codes in frame.items()}
    if clusters is None:
        return [
            (body, _lowest(size, units[body], partial(rank, digest_of_frame, value, body)))
            for body in sorted(units)
        ]
    whose = [body for body in sorted(units) for _ in units[body]]
    found = []
    for time in range(1, clusters + 1):
        body = whose[int(rank(digest_of_frame, value, time), 16) % len(whose)]
        ranked = partial(rank, digest_of_frame, value, time, body)
        found.append((body, _lowest(size, units[body], ranked)))
    return found


def _lowest(size: int, units: Iterable[str], ranked: Callable[[str], str]) -> list[str]:
    return sorted(units, key=ranked)[:size]


def drawn(picks: Iterable[tuple[str, Sequence[str]]]) -> dict[str, list[str]]:
    """The units drawn by body, each once, in the order in which they came out."""
    found: dict[str, dict[str, None]] = {}
    for body, units in picks:
        found.setdefault(body, {}).update(dict.fromkeys(units))
    return {body: list(units) for body, units in found.items()}


def only_drawn(
    rows: Iterable[Mapping[str, str]], codes: Sequence[str], *, unit: str, blank: Mapping[str, str]
) -> list[Mapping[str, str]]:
    """The rows of the units that were drawn, in the order of the draw; a blank one for a unit without any."""
    by_unit: dict[str, list[Mapping[str, str]]] = {code: [] for code in codes}
    for row in rows:
        if row.get(unit, "") in by_unit:
            by_unit[row[unit]].append(row)
    return [row for code, found in by_unit.items() for row in (found or [{**blank, unit: code}])]
