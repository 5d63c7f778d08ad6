"""Reads a delimited text file: finds its encoding and its separator, and notices when it was cut."""

import codecs
import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from virage.contracts.intakes import Finding
from virage.contracts.text import Text
from virage.intake.reading.findings import Findings, Unreadable, error, warning

BLOCK = 1 << 20
DELIMITERS = (";", ",", "\t", "|")
LONGEST_ROW = 1 << 20
"""Characters of one row, quoted line breaks included: beyond, it is no table and would fill the memory."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes are to be read; `ends_with_newline` is false for a file that may be cut."""

    name: str
    ends_with_newline: bool


def cut(line: int) -> Unreadable:
    """The last line has fewer cells than the header, or ends within a character."""
    return Unreadable(
        error(
            "cut-file",
            Text(
                f"Le fichier est coupé à la ligne {line}.",
                f"The file is cut at line {line}.",
            ),
            Text(
                "Exportez-le de nouveau en entier, puis déposez-le.",
                "Export it again in full, then hand it in.",
            ),
            line=line,
        )
    )


def _nul(line: int) -> Unreadable:
    return Unreadable(
        error(
            "nul-bytes",
            Text(
                f"La ligne {line} contient des octets nuls : ce n’est pas un fichier de texte intact.",
                f"Line {line} holds null bytes: this is not an intact text file.",
            ),
            Text(
                "Enregistrez le tableau de nouveau en CSV (UTF-8) ou en XLSX.",
                "Save the table again as CSV (UTF-8) or XLSX.",
            ),
            line=line,
        )
    )


def detect(path: Path, findings: Findings) -> Encoding:
    """The encoding of a file, read once block by block.

    UTF-8 (with or without its mark), UTF-16 with its mark, else Windows-1252 with a notice. Raises
    `Unreadable` for null bytes, a character cut at the end, or bytes of no known encoding.
    """
    with path.open("rb") as file:
        head = file.read(4)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _two_bytes(path)
    decoder = codecs.getincrementaldecoder("utf-8")()
    lines, last, broken, excerpt = 0, b"", False, b""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            nul = block.find(b"\0")
            if nul >= 0:
                raise _nul(lines + block.count(b"\n", 0, nul) + 1)
            if not broken:
                try:
                    decoder.decode(block)
                except UnicodeDecodeError as failure:
                    broken = True
                    bad = failure.object[failure.start - min(20, failure.start) :]
                    excerpt = bytes(bad[:40])
            lines += block.count(b"\n")
            last = block
    if not broken:
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            raise cut(lines + 1) from None
        return Encoding("utf-8-sig", last.endswith((b"\n", b"\r")))
    return Encoding(_windows(path, excerpt, findings), last.endswith((b"\n", b"\r")))


def _two_bytes(path: Path) -> Encoding:
    """UTF-16, once it is sure that it holds no null character, which no database keeps."""
    decoder = codecs.getincrementaldecoder("utf-16")()
    lines = 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            try:
                text = decoder.decode(block)
            except UnicodeDecodeError:
                raise cut(lines + 1) from None
            nul = text.find("\0")
            if nul >= 0:
                raise _nul(lines + text.count("\n", 0, nul) + 1)
            lines += text.count("\n")
    return Encoding("utf-16", ends_with_newline=True)


def _windows(path: Path, excerpt: bytes, findings: Findings) -> str:
    lines = 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            try:
                block.decode("cp1252")
            except UnicodeDecodeError as failure:
                lines += block.count(b"\n", 0, failure.start) + 1
                raise Unreadable(
                    error(
                        "unknown-encoding",
                        Text(
                            f"L’encodage de la ligne {lines} n’est pas reconnu.",
                            f"The encoding of line {lines} is not recognised.",
                        ),
                        Text(
                            "Enregistrez le fichier en CSV UTF-8, puis déposez-le.",
                            "Save the file as CSV UTF-8, then hand it in.",
                        ),
                        line=lines,
                    )
                ) from None
            lines += block.count(b"\n")
    shown = excerpt.decode("cp1252", "replace").replace("\n", " ").replace("\r", " ").strip()
    findings.add(
        warning(
            "windows-1252",
            Text(
                "Le fichier n’est pas en UTF-8 : il a été lu comme Windows-1252.",
                "The file is not in UTF-8: it was read as Windows-1252.",
            ),
            Text(
                f"Vérifiez que ses accents se lisent bien, par exemple : {shown}",
                f"Check that its accents read well, for example: {shown}",
            ),
            value=shown,
        )
    )
    return "cp1252"


def delimiter_of(first: str, names: Collection[str]) -> str:
    """The separator under which the first line gives the most names of columns, then the most cells."""

    def score(delimiter: str) -> tuple[int, int]:
        try:
            cells = next(csv.reader([first], delimiter=delimiter), [])
        except csv.Error:  # a cell longer than any: this separator is not the one
            return 0, 0
        return sum(cell.strip().casefold() in names for cell in cells), len(cells)

    return max(DELIMITERS, key=score)


def quotes(line: int) -> Unreadable:
    """A quote is opened and never closed."""
    return Unreadable(
        error(
            "unclosed-quotes",
            Text(
                f"À partir de la ligne {line}, un guillemet droit n’est pas refermé : "
                "le fichier est coupé, ou une cellule en contient un seul.",
                f"From line {line} on, a double quote is not closed: "
                "the file is cut, or a cell holds a single one.",
            ),
            Text(
                "Exportez le fichier de nouveau en entier ; dans une cellule, doublez les guillemets.",
                "Export the file again in full; inside a cell, double the quotes.",
            ),
            line=line,
        )
    )


def too_long(line: int) -> Unreadable:
    """A line that no table has."""
    return Unreadable(
        error(
            "row-too-long",
            Text(
                f"La ligne {line} est démesurée : ce n’est pas un tableau.",
                f"Line {line} is far too long: this is not a table.",
            ),
            Text(
                "Vérifiez les retours à la ligne et les guillemets, ou exportez le fichier de nouveau.",
                "Check line breaks and double quotes, or export the file again.",
            ),
            line=line,
        )
    )


class _Lines:
    """The lines of a file, one row's worth at a time: a row that would fill the memory is refused."""

    def __init__(self, file: TextIO) -> None:
        self.file = file
        self.number = 1
        self.size = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.file.readline(LONGEST_ROW)
        if not line:
            raise StopIteration
        self.size += len(line)
        if self.size >= LONGEST_ROW:
            raise too_long(self.number)
        return line

    def next_row(self) -> None:
        """The row is whole: the next one begins."""
        self.number += 1
        self.size = 0


def read(path: Path, names: Collection[str], findings: Findings) -> Iterator[tuple[int, list[str]]]:
    """Each line of the file as (number, cells); the header is number 1, blank lines are counted.

    `names` are the column names (folded), to find the separator. Raises `Unreadable`.
    """
    encoding = detect(path, findings)
    with path.open(encoding=encoding.name, newline="") as file:
        delimiter = _separator(file, names)
        source = _Lines(file)
        lines = csv.reader(source, delimiter=delimiter, strict=True)
        number, width, cells = 0, 0, list[str]()
        pending = False
        while True:
            try:
                following = next(lines)
            except StopIteration:
                break
            except csv.Error:
                raise quotes(number + 1) from None
            except UnicodeError:
                raise cut(number + 1) from None
            source.next_row()
            if pending:
                yield number, cells
            number, cells, pending = number + 1, following, True
            width = width or len(cells)
        if pending:
            if not encoding.ends_with_newline and len(cells) < width:
                raise cut(number)
            yield number, cells
    if number > 1 and not encoding.ends_with_newline:
        findings.add(no_final_newline(number, delimiter.join(cells)))


def _separator(file: TextIO, names: Collection[str]) -> str:
    """The separator of a file just opened, which is left at the beginning of its header."""
    try:
        first = next(_Lines(file), "")
    except UnicodeError:
        raise cut(1) from None
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[4]
    file.seek(0)
    return delimiter_of(first, names)


@dataclass(frozen=True, slots=True)
class Opening:
    """How a file begins: its separator, its header, and how many lines that takes."""

    delimiter: str
    header: list[str]
    lines: int


def opening(file: TextIO, names: Collection[str]) -> Opening:
    """How a file just opened begins; blank lines before the header are counted. Raises `Unreadable`."""
    delimiter = _separator(file, names)
    lines = int(file.tell() > 0)
    for text in _Lines(file):
        lines += 1
        if text.strip():
            header = next(csv.reader([text], delimiter=delimiter), [])
            return Opening(delimiter, header, lines)
    return Opening(delimiter, [], lines)


def no_final_newline(line: int, text: str) -> Finding:
    """The file may be cut after its last line, which is whole."""
    return warning(
        "no-final-newline",
        Text(
            "La dernière ligne ne se termine pas par un retour à la ligne.",
            "The last line does not end with a line break.",
        ),
        Text(
            "Vérifiez qu’elle est complète et que rien ne manque après elle.",
            "Check that it is complete and that nothing is missing after it.",
        ),
        line=line,
        value=text,
    )
