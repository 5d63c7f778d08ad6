"""What packages publish as open data: a table of records, with its schema, as known now or at a line.

The package says which rows and columns; titles, types and help are those of the kind of hand-in that brings
them, so that the published schema cannot differ from what is checked. The collector `opendata` shows them all
alike, and knows none of the packages.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from virage.contracts.registry import Registry

Cell = object
"""A string, an integer, a day, or None."""

LICENCE = "cc-by-4.0"


@dataclass(frozen=True, slots=True)
class Dataset:
    """One published table. `code` is that of the kind of hand-in whose rows it holds.

    - `fields` are names of the kind's columns, in order, all of them said of the rows.
    - `rows(known_at)` gives the cells in that order, one row at a time, as known at a line of the journal (None:
      now); `changed(known_at)` is the last line that changed anything, None when nothing was recorded.
    - No field counts people: editions publish such counts, and withhold the small ones with what would give them
      away; a table beside them would undo that.
    """

    code: str
    fields: tuple[str, ...]
    rows: Callable[[int | None], Iterable[Sequence[Cell]]]
    changed: Callable[[int | None], int | None]
    licence: str = LICENCE


datasets: Registry[Dataset] = Registry("dataset")
