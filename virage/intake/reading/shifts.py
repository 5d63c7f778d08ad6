"""Notices values that slid under the next header, or down by one row: mistakes that make many others."""

from collections import Counter
from collections.abc import Sequence

from virage.contracts.intakes import Finding
from virage.contracts.text import Text
from virage.intake.reading.cells import Converter
from virage.intake.reading.findings import error
from virage.intake.reading.layout import Place

EXAMINED = 2_000
ENOUGH = 3


class Shifts:
    """Watches the rows go by; `found` says at the end what it makes of them."""

    def __init__(self, places: Sequence[Place], converters: Sequence[Converter]) -> None:
        # A column of text or of codes accepts any word, so that fitting it proves nothing.
        self.telling = [
            bool(place.column.choices) or place.column.kind != "string" for place in places
        ]
        self.places = places
        self.converters = converters
        self.rows = 0
        self.misfits: Counter[tuple[int, int]] = Counter()
        self.blank_first: tuple[int, ...] = ()
        self.last: tuple[int, Sequence[str]] | None = None

    def saw_row(self, line: int, cells: Sequence[str]) -> None:
        """Note the row; only the first and the last are looked at."""
        self.rows += 1
        if self.rows == 1:
            self.blank_first = self._blank(cells)
        self.last = (line, cells)

    def saw_problem(self, position: int, cells: Sequence[str]) -> None:
        """A value does not fit the column at `position`: would it fit the one before or after?"""
        value = cells[self.places[position].index].strip()
        if not value or sum(self.misfits.values()) > EXAMINED:
            return
        for step in (-1, 1):
            beside = position + step
            if 0 <= beside < len(self.places) and self.telling[beside]:
                fitted, problem = self.converters[beside](value)
                if fitted is not None and not problem:
                    self.misfits[position, step] += 1

    def found(self) -> list[Finding]:
        """At most one finding of each sort."""
        found = []
        for (position, step), number in sorted(self.misfits.items()):
            if number >= min(ENOUGH, self.rows) and 2 * number >= min(self.rows, EXAMINED):
                found.append(self._sideways(position, step))
                break
        if self.rows > 2 and self.last is not None:
            line, blank = self.last[0], self._blank(self.last[1])
            filled = [one for one in range(len(self.places)) if one not in blank]
            slid = [one for one in filled if one in self.blank_first]
            if slid and slid == filled:
                found.append(self._down(slid[0], line))
        return found

    def _blank(self, cells: Sequence[str]) -> tuple[int, ...]:
        return tuple(
            position for position, place in enumerate(self.places) if not cells[place.index].strip()
        )

    def _sideways(self, position: int, step: int) -> Finding:
        here = self.places[position].header
        there = self.places[position + step].header
        return error(
            "shifted-columns",
            Text(
                f"Les valeurs sous « {here} » conviennent à « {there} » : "
                "les colonnes semblent décalées.",
                f"The values under “{here}” fit “{there}”: the columns seem to be shifted.",
            ),
            Text(
                "Remettez chaque valeur sous son en-tête (une cellule a pu être insérée ou effacée).",
                "Put each value back under its header (a cell may have been inserted or deleted).",
            ),
            column=here,
        )

    def _down(self, position: int, line: int) -> Finding:
        name = self.places[position].header
        return error(
            "shifted-down",
            Text(
                f"La colonne « {name} » est vide sur la première ligne et continue seule "
                f"sur la ligne {line} : elle semble décalée d’une ligne.",
                f"The column “{name}” is empty on the first row and goes on alone on line {line}: "
                "it seems to be shifted by a row.",
            ),
            Text(
                "Remontez cette colonne d’une ligne, puis vérifiez quelques valeurs.",
                "Move this column up by one row, then check a few values.",
            ),
            line=line,
            column=name,
        )
