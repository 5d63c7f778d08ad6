"""Reads the first sheet of a spreadsheet (XLSX), and says in words why one cannot be read."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from virage.contracts.text import Text
from virage.intake.reading.findings import Findings, Unreadable, error, warning
from virage.lib.workbooks import MOST_COLUMNS, NotReadable, guard, rows, text, visible_sheets

HELP_SHEETS = frozenset({"aide", "help"})

WORDS = {
    "zip-bomb": (
        Text(
            "Ce classeur deviendrait démesuré une fois ouvert : il n’a pas été ouvert.",
            "This workbook would swell beyond reason once opened: it was not opened.",
        ),
        Text(
            "Ne gardez que la feuille à déposer, ou enregistrez-la en CSV (UTF-8).",
            "Keep only the sheet to hand in, or save it as CSV (UTF-8).",
        ),
    ),
    "not-a-spreadsheet": (
        Text(
            "Ce fichier compressé n’est pas un classeur XLSX.",
            "This compressed file is not an XLSX workbook.",
        ),
        Text(
            "Enregistrez le tableau en XLSX ou en CSV (UTF-8), puis déposez-le.",
            "Save the table as XLSX or CSV (UTF-8), then hand it in.",
        ),
    ),
    "too-many-columns": (
        Text(
            f"La feuille a plus de {MOST_COLUMNS} colonnes.",
            f"The sheet has more than {MOST_COLUMNS} columns.",
        ),
        Text(
            "Effacez ce qui se trouve à droite du tableau, puis déposez le classeur.",
            "Clear what is to the right of the table, then hand in the workbook.",
        ),
    ),
}


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


def _told(refusal: NotReadable) -> Unreadable:
    """A workbook that cannot be read, in words."""
    if refusal.code in WORDS:
        return _refused(refusal.code, *WORDS[refusal.code])
    return _damaged(refusal.line)


def read(path: Path, findings: Findings) -> Iterator[tuple[int, list[str]]]:
    """Each row of the first sheet as (number, cells as text); dates come as 2026-04-01.

    A formula comes as its own text, beginning with "=". Raises `Unreadable`.
    """
    try:
        guard(path)
        with path.open("rb") as file, visible_sheets(file) as sheets:
            for number, row in enumerate(rows(sheets[0]), start=1):
                yield number, [text(value) for value in row]
            _say_other_sheets(sheets, findings)
    except NotReadable as refusal:
        raise _told(refusal) from None


def _say_other_sheets(sheets: list[Any], findings: Findings) -> None:
    others = [
        sheet.title
        for sheet in sheets[1:]
        if sheet.title.strip().casefold() not in HELP_SHEETS and any(next(rows(sheet), ()))
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
