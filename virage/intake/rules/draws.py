"""Random draws of units out of a register: who is drawn follows from a recorded value, and from nothing else.

The list that is drawn from is frozen with its digest before the value is known; anybody can then draw
again. Standard library only.
"""

from collections.abc import Iterable, Mapping, Sequence

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


def rank(frame: str, value: str, *what: str) -> str:
    """The place of a body, or of a unit of a body, in hexadecimal: SHA-256 of the canonical JSON
    ["virage/draw/1", digest of the frame, value, body] or [… body, unit]."""
    return digest([DOMAIN, frame, value, *what])


def drawn(
    frame: Frame, *, digest_of_frame: str, value: str, size: int, clusters: int | None
) -> dict[str, list[str]]:
    """By body, the `size` units with the lowest ranks, in that order; of `clusters` bodies, drawn the same
    way first, or of all when None."""
    bodies = sorted(frame, key=lambda body: rank(digest_of_frame, value, body))
    return {
        body: sorted(set(frame[body]), key=lambda unit: rank(digest_of_frame, value, body, unit))[
            :size
        ]
        for body in bodies[:clusters]
    }


def only_drawn(
    rows: Iterable[Mapping[str, str]], codes: Sequence[str], *, unit: str, blank: Mapping[str, str]
) -> list[Mapping[str, str]]:
    """The rows of the units that were drawn, in the order of the draw; a blank one for a unit without any."""
    by_unit: dict[str, list[Mapping[str, str]]] = {code: [] for code in codes}
    for row in rows:
        if row.get(unit, "") in by_unit:
            by_unit[row[unit]].append(row)
    return [row for code, found in by_unit.items() for row in (found or [{**blank, unit: code}])]
