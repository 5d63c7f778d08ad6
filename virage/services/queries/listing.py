"""The public list of services: those that a search finds, on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from virage.contracts.text import Text
from virage.lib.text import folded
from virage.organisations import queries as organisations
from virage.services.queries.pages import ServiceLine
from virage.services.queries.register import lives, statements
from virage.services.rules.statements import nearest

OPEN, CLOSED = "open", "closed"

_folded = lru_cache(maxsize=20_000)(folded)
"""Names are the same from one reading to the next, and folding five thousand takes most of its time."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The services found, by name, with the names of their bodies; and how many are open and closed."""

    lines: list[ServiceLine]
    bodies: Mapping[str, Text]
    open: int
    closed: int


def listing(
    *, on: date, q: str = "", organisation: str = "", state: str = "", language: str = "fr"
) -> Listing:
    """The services whose name, code or body holds every word of `q`. Three queries.

    `state` narrows to the `OPEN` or the `CLOSED` ones on that day; one that opens later is open.
    """
    lived, bodies = lives(), organisations.names()
    wanted = folded(q).split()
    found: list[ServiceLine] = []
    for code, said in statements().items():
        stands = nearest(said, on) or said[-1]
        if organisation and stands.organisation != organisation:
            continue
        if wanted:
            body = bodies.get(stands.organisation, Text("", ""))
            told = (code, stands.name_fr, stands.name_en, body.fr, body.en)
            text = " ".join(map(_folded, told))
            if not all(word in text for word in wanted):
                continue
        life = lived.get(code)
        opened = (life.opened_on if life else None) or said[0].valid_from
        closed = life.closed_on if life else None
        found.append(ServiceLine(code, stands.name, stands.organisation, opened, closed))
    found.sort(key=lambda one: (_folded(one.name.in_language(language)), one.code))
    closed_ones = [one for one in found if one.closed_on is not None and one.closed_on <= on]
    shut = {one.code for one in closed_ones}
    open_ones = [one for one in found if one.code not in shut]
    lines = {OPEN: open_ones, CLOSED: closed_ones}.get(state, found)
    return Listing(lines, bodies, len(open_ones), len(closed_ones))
