"""The way in: the typed rows of a file, one by one, while its findings are collected beside."""

from collections.abc import Iterator
from pathlib import Path

from virage.contracts.intakes import Finding, Intake, Row
from virage.contracts.text import Text
from virage.intake.reading import delimited, workbook
from virage.intake.reading.cells import Converter, Value, converter, problem
from virage.intake.reading.findings import Findings, Unreadable, error
from virage.intake.reading.layout import Layout, Place, match, names
from virage.intake.reading.shifts import Shifts

MOST_ROWS = 1_048_576
ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0"

Lines = Iterator[tuple[int, list[str]]]


def read(path: Path, kind: Intake, findings: Findings) -> Iterator[Row]:
    """The rows without error, in the order of the file; what is wrong goes to `findings`.

    A row with an error is reported and left out. Reading stops, with a finding, where the file cannot
    be read any further. Reading the same file again gives the same rows in the same order.
    """
    try:
        yield from _rows(_lines(path, kind, findings), kind, findings)
    except Unreadable as failure:
        findings.stopped = True
        findings.add(failure.finding)


def _lines(path: Path, kind: Intake, findings: Findings) -> Lines:
    with path.open("rb") as file:
        head = file.read(4)
    if head == OLE:
        raise workbook.old_format()
    if head == ZIP:
        return workbook.read(path, findings)
    return delimited.read(path, names(kind), findings)


def _rows(lines: Lines, kind: Intake, findings: Findings) -> Iterator[Row]:
    header = next((cells for _, cells in lines if any(one.strip() for one in cells)), None)
    if header is None:
        raise Unreadable(nothing(1))
    layout, misfits = match(header, kind)
    findings.add_all(misfits)
    if any(one.level == "error" for one in misfits):
        findings.stopped = True
        return
    reader = (
        _WideReader(kind, layout, findings) if layout.spread else _Reader(kind, layout, findings)
    )
    rows = 0
    for line, cells in lines:
        if line > MOST_ROWS:
            raise Unreadable(_too_long())
        if not any(cells) or not any(one.strip() for one in cells):
            continue
        rows += 1
        yield from reader.rows(line, cells)
    if not rows:
        raise Unreadable(nothing(2))
    findings.add_all(reader.shifts.found())


class _Reader:
    """Types the rows of the long layout."""

    def __init__(self, kind: Intake, layout: Layout, findings: Findings) -> None:
        self.layout = layout
        # Every column of the kind is in every row, also those that the file left out.
        self.no_cells = {one.name: "" for one in kind.columns}
        self.no_values: dict[str, Value] = {one.name: None for one in kind.columns}
        self.keys = [place.column.name for place in layout.places]
        self.findings = findings
        every = (*layout.places, *layout.spread)
        self.places = every
        self.converters: list[Converter] = [converter(place.column) for place in every]
        self.shifts = Shifts(every, self.converters)
        self.steps = [
            (place.index, convert) for place, convert in zip(every, self.converters, strict=True)
        ]

    def rows(self, line: int, cells: list[str]) -> Iterator[Row]:
        """The row of one line, unless it has an error."""
        values = self.typed(line, cells)
        if values is not None:
            received = [cells[place.index] for place in self.layout.places]
            yield Row(
                line,
                self.no_cells | dict(zip(self.keys, received, strict=True)),
                self.no_values | dict(zip(self.keys, values, strict=True)),
            )

    def typed(self, line: int, cells: list[str]) -> list[Value] | None:
        """The value of each place, or None when one has an error (then reported)."""
        width = self.layout.width
        if len(cells) < width:
            cells.extend([""] * (width - len(cells)))
        elif len(cells) > width and any(one.strip() for one in cells[width:]):
            self.findings.add(too_wide(line, width, cells))
            return None
        self.shifts.saw_row(line, cells)
        values: list[Value] = []
        sound = True
        for position, (index, convert) in enumerate(self.steps):
            text = cells[index]
            value, code = convert(text)
            if code:
                place = self.places[position]
                sound = False
                self.findings.add(problem(place.column, code, line, place.header, text))
                self.shifts.saw_problem(position, cells)
            values.append(value)
        return values if sound else None


class _WideReader(_Reader):
    """Types the rows of the wide layout, and makes one row for each filled cell of the spread."""

    def __init__(self, kind: Intake, layout: Layout, findings: Findings) -> None:
        super().__init__(kind, layout, findings)
        if kind.wide is None:
            raise ValueError(f"{kind.code} has no wide layout")
        self.wide = kind.wide
        by_name = {one.name: one for one in kind.columns}
        self.statuses = frozenset(by_name[kind.wide.status].choices)
        self.fixed = len(layout.places)
        self.steps[self.fixed :] = [
            (index, self._or_status(convert)) for index, convert in self.steps[self.fixed :]
        ]

    def _or_status(self, convert: Converter) -> Converter:
        """A cell of the spread may be empty, or hold a status instead of a number."""

        def of(text: str) -> tuple[Value, str]:
            stripped = text.strip()
            if not stripped or stripped in self.statuses:
                return stripped, ""
            return convert(text)

        return of

    def rows(self, line: int, cells: list[str]) -> Iterator[Row]:
        """One row for each filled cell of the spread; a blank cell says nothing."""
        values = self.typed(line, cells)
        if values is None:
            return
        keys = self.no_values | dict(zip(self.keys, values[: self.fixed], strict=True))
        texts = self.no_cells | {
            place.column.name: cells[place.index] for place in self.layout.places
        }
        for place, value in zip(self.layout.spread, values[self.fixed :], strict=True):
            if value == "" or value is None:
                continue
            yield self._long(line, place, value, cells[place.index], keys, texts)

    def _long(
        self,
        line: int,
        place: Place,
        value: Value,
        text: str,
        keys: dict[str, Value],
        texts: dict[str, str],
    ) -> Row:
        wide = self.wide
        is_status = isinstance(value, str)
        return Row(
            line,
            {
                **texts,
                wide.spread: place.header,
                wide.value: "" if is_status else text,
                wide.status: text if is_status else "",
            },
            {
                **keys,
                wide.spread: place.header,
                wide.value: None if is_status else value,
                wide.status: value if is_status else None,
            },
        )


def nothing(line: int) -> Finding:
    """There is no row, or not even a header."""
    return error(
        "empty-file",
        Text("Le fichier ne contient aucune ligne de données.", "The file holds no row of data."),
        Text(
            "Vérifiez que vous déposez le bon fichier.",
            "Check that you are handing in the right file.",
        ),
        line=line,
    )


def _too_long() -> Finding:
    return error(
        "too-many-rows",
        Text(
            "Le fichier a plus de 1 048 576 lignes.",
            "The file has more than 1,048,576 lines.",
        ),
        Text("Déposez-le en plusieurs fois.", "Hand it in in several parts."),
        line=MOST_ROWS,
    )


def too_wide(line: int, width: int, cells: list[str]) -> Finding:
    """The line has more cells than the header."""
    return error(
        "too-many-cells",
        Text(
            f"Cette ligne a {len(cells)} cellules, l’en-tête {width}.",
            f"This line has {len(cells)} cells, the header {width}.",
        ),
        Text(
            "Mettez entre guillemets les textes qui contiennent le séparateur, ou retirez les cellules en trop.",
            "Put quotes around texts that hold the separator, or remove the extra cells.",
        ),
        line=line,
        value=next(one for one in cells[width:] if one.strip()),
    )
