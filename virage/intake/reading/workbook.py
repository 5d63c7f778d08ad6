"""Reads a spreadsheet (XLSX): refuses what would fill the memory before opening it, then streams it."""

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from virage.contracts.text import Text
from virage.intake.reading.findings import Findings, Unreadable, error, warning
from virage.intake.reading.swelling import swells

MOST_MEMBERS = 2_000
MOST_BYTES = 1 << 30
HIGHEST_RATIO = 150
RATIO_MATTERS_FROM = 10 << 20
MOST_COLUMNS = 500
HELP_SHEETS = frozenset({"aide", "help"})

# The library warns on the console of each decoration that it does not keep; only cells matter here.
warnings.filterwarnings("ignore", category=UserWarning, module=r"openpyxl\..*")


def _refused(code: str, message: Text, advice: Text) -> Unreadable:
    return Unreadable(error(code, message, advice))


def _damaged(line: int | None) -> Unreadable:
    where_fr = f" à partir de la ligne {line}" if line else ""
    where_en = f" from line {line} on" if line else ""
    return Unreadable(
        error(
            "damaged-spreadsheet",
            Text(
                f"Ce classeur est abîmé ou coupé{where_fr}.",
                f"This workbook is damaged or cut{where_en}.",
            ),
            Text(
                "Ouvrez-le dans votre tableur, enregistrez-le de nouveau en XLSX, puis déposez-le.",
                "Open it in your spreadsheet, save it again as XLSX, then hand it in.",
            ),
            line=line,
        )
    )


def guard(path: Path) -> None:
    """Raise `Unreadable` for what is not a workbook, or would swell beyond reason when opened.

    The list of contents is read first: number of members, announced sizes, ratio to the compressed
    size; then, of large members only, whether they hold a piece that would be parsed whole.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            too_much = _announce_too_much(members) or swells(archive)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError):
        raise _damaged(None) from None
    if too_much:
        raise _refused(
            "zip-bomb",
            Text(
                "Ce classeur deviendrait démesuré une fois ouvert : il n’a pas été ouvert.",
                "This workbook would swell beyond reason once opened: it was not opened.",
            ),
            Text(
                "Ne gardez que la feuille à déposer, ou enregistrez-la en CSV (UTF-8).",
                "Keep only the sheet to hand in, or save it as CSV (UTF-8).",
            ),
        )
    if "xl/workbook.xml" not in {one.filename for one in members}:
        raise _refused(
            "not-a-spreadsheet",
            Text(
                "Ce fichier compressé n’est pas un classeur XLSX.",
                "This compressed file is not an XLSX workbook.",
            ),
            Text(
                "Enregistrez le tableau en XLSX ou en CSV (UTF-8), puis déposez-le.",
                "Save the table as XLSX or CSV (UTF-8), then hand it in.",
            ),
        )


def _announce_too_much(members: list[zipfile.ZipInfo]) -> bool:
    total = sum(one.file_size for one in members)
    swollen = any(
        one.file_size > RATIO_MATTERS_FROM
        and one.file_size > HIGHEST_RATIO * max(one.compress_size, 1)
        for one in members
    )
    return len(members) > MOST_MEMBERS or total > MOST_BYTES or swollen


def old_format() -> Unreadable:
    """The refusal of the older binary format, and of workbooks locked by a password."""
    return _refused(
        "old-spreadsheet",
        Text(
            "Ce classeur est d’un ancien format, ou verrouillé par un mot de passe.",
            "This workbook is in an older format, or locked by a password.",
        ),
        Text(
            "Enregistrez-le en XLSX sans mot de passe, ou en CSV (UTF-8).",
            "Save it as XLSX with no password, or as CSV (UTF-8).",
        ),
    )


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    # What is left is an array formula or a data table, objects of the library, or a duration.
    return f"={getattr(value, 'text', '') or ''}" if hasattr(value, "ref") else str(value)


def read(path: Path, findings: Findings) -> Iterator[tuple[int, list[str]]]:
    """Each row of the first sheet as (number, cells as text); dates come as 2026-04-01.

    A formula comes as its own text, beginning with "=". Raises `Unreadable`.
    """
    guard(path)
    import openpyxl

    number = 0
    # An open file: a kept file is named by its digest, and the library judges names by their ending.
    with path.open("rb") as file:
        try:
            book = openpyxl.load_workbook(file, read_only=True, data_only=False, keep_links=False)
        except Exception:  # noqa: BLE001 - a hostile file makes the library raise anything
            raise _damaged(None) from None
        try:
            sheets = [one for one in book.worksheets if one.sheet_state == "visible"]
            if not sheets:
                raise _damaged(None)
            for row in _rows(sheets[0]):
                number += 1
                yield number, [_text(value) for value in row]
            _say_other_sheets(sheets, findings)
        except (Unreadable, GeneratorExit):
            raise
        except Exception:  # noqa: BLE001 - as above, in the middle of the sheet
            raise _damaged(number + 1) from None
        finally:
            book.close()


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    # The announced dimensions may be wrong; a far away cell fills its row with blanks.
    sheet.reset_dimensions()
    rows: Iterator[tuple[Any, ...]] = sheet.iter_rows(values_only=True)
    for row in rows:
        if len(row) > MOST_COLUMNS:
            raise _refused(
                "too-many-columns",
                Text(
                    f"La feuille a plus de {MOST_COLUMNS} colonnes.",
                    f"The sheet has more than {MOST_COLUMNS} columns.",
                ),
                Text(
                    "Effacez ce qui se trouve à droite du tableau, puis déposez le classeur.",
                    "Clear what is to the right of the table, then hand in the workbook.",
                ),
            )
        end = len(row)
        while end and row[end - 1] is None:
            end -= 1
        yield row[:end]


def _say_other_sheets(sheets: list[Any], findings: Findings) -> None:
    others = [
        sheet.title
        for sheet in sheets[1:]
        if sheet.title.strip().casefold() not in HELP_SHEETS and any(next(_rows(sheet), ()))
    ]
    if others:
        findings.add(
            warning(
                "other-sheets",
                Text(
                    f"Seule la feuille « {sheets[0].title} » a été lue.",
                    f"Only the sheet “{sheets[0].title}” was read.",
                ),
                Text(
                    "Déposez les autres feuilles chacune dans son fichier si elles comptent.",
                    "Hand in the other sheets, each in a file of its own, if they count.",
                ),
                value=", ".join(others),
            )
        )
