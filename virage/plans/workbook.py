"""A plan as one spreadsheet: out to be filled without the platform, and back in, all of it or nothing."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import IO, Any, NamedTuple

from virage.contracts.indicators import indicators
from virage.contracts.text import Text
from virage.lib.csv_out import RISKY
from virage.lib.workbooks import NotReadable, guard, rows, text, visible_sheets
from virage.plans.rules import form, money
from virage.plans.rules.cells import Problem
from virage.plans.rules.content import Content, Document, as_document
from virage.plans.rules.fields import Field, Section

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
README = Text("lisez-moi", "readme")
FIRST_LINE = 3
"""Line 1 has the codes of the columns, line 2 their titles; what is filled in begins below."""

VALUE = 3
"""The column of the values in the sheet of the plan itself, where each field has a line."""

LARGEST_FILE = 5 << 20
MOST_EXACT = 10**14
"""Cents up to which a number of a spreadsheet is exact."""

MOST_LINES = form.MOST_ROWS + FIRST_LINE
_README = (
    Text(
        "Ce classeur contient tout le plan de transformation d’un organisme, une feuille par partie.",
        "This workbook holds the whole transformation plan of a body, a sheet per part.",
    ),
    Text(
        "Remplissez à partir de la ligne 3 ; ne changez ni le nom des feuilles ni la ligne 1.",
        "Fill in from line 3 on; change neither the names of the sheets nor line 1.",
    ),
    Text(
        "Les codes déjà inscrits sont verrouillés : les versions d’un plan se comparent par eux.",
        "Codes that are there already are locked: the versions of a plan are compared by them.",
    ),
    Text(
        "Les jours s’écrivent 2026-03-31. « Fin prévue » et « Prévu le » sont les échéances de l’organisme ; la date "
        "légale est à part.",
        "Days are written 2026-03-31. “Planned end” and “Due on” are the body’s own dates; the legal date is "
        "apart.",
    ),
    Text(
        "Une valeur que l’on ne peut pas lire arrête tout le classeur, et vous dit la feuille, la ligne et la colonne. "
        "Ce qui manque encore n’arrête rien : le brouillon le dit avant le dépôt.",
        "A value that cannot be read stops the whole workbook, and tells you the sheet, line and column. What is still "
        "missing stops nothing: the draft says so before the deposit.",
    ),
)


def defused(typed: str) -> str:
    """Text that a spreadsheet would run as a formula, with an apostrophe in front."""
    return f"'{typed}" if typed.lstrip("'").startswith(RISKY) else typed


def as_typed(read: str) -> str:
    """The text behind that apostrophe."""
    return read[1:] if read.startswith("'") and read.lstrip("'").startswith(RISKY) else read


def written(content: Content | None, language: str) -> bytes:
    """A deposited version, or an empty plan, as a workbook."""
    return written_document(as_document(content) if content else {}, language)


def written_document(document: Document, language: str) -> bytes:
    """What a draft holds as a workbook, however wrong; read again, it is the same."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    _readme(book.create_sheet(README.in_language(language)), language)
    for section in form.SECTIONS:
        sheet = book.create_sheet(section.code)
        said = document.get(section.code, {} if section.single else [])
        if section.single:
            _as_lines(sheet, section, said, language)
        else:
            _as_table(sheet, section, said, language)
        sheet.protection.sheet = True
        for may in ("formatColumns", "formatRows", "sort"):
            setattr(sheet.protection, may, False)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _readme(sheet: Any, language: str) -> None:
    sheet.column_dimensions["A"].width = 110
    for line in _README:
        sheet.append([line.in_language(language)])
    sheet.append([f"plan {form.FORM_VERSION}"])
    sheet.append([])
    for one in indicators:
        sheet.append([f"{one.code} – {one.question.in_language(language)}"])


def _put(
    sheet: Any, line: int, column: int, one: Field | None, typed: str, *, locked: bool
) -> None:
    from openpyxl.styles import Alignment, Protection

    cell = sheet.cell(line, column)
    value: Any = defused(typed)
    if one is not None and one.kind == "day":
        value = _as_day(typed) or value
        cell.number_format = "yyyy-mm-dd"
    elif one is not None and one.kind == "money":
        cents = money.cents(typed)
        if cents is not None and cents < MOST_EXACT and money.dollars(cents) == typed:
            value = cents / 100
        cell.number_format = "0.00"
    else:
        cell.number_format = "@"
    cell.value = value or None if isinstance(value, str) else value
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.protection = Protection(locked=locked)


def _as_day(typed: str) -> date | None:
    """A day written as the form asks; anything else stays as typed."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day if day.isoformat() == typed else None


def _as_lines(sheet: Any, section: Section, said: Mapping[str, str], language: str) -> None:
    for letter, width in zip("ABCD", (18, 34, 60, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    for column, name in enumerate(("field", "title", "value", "help"), start=1):
        _put(sheet, 1, column, None, name, locked=True)
    for line, one in enumerate(section.fields, start=FIRST_LINE):
        _put(sheet, line, 1, None, one.name, locked=True)
        _put(sheet, line, 2, None, one.title.in_language(language), locked=True)
        _put(sheet, line, VALUE, one, said.get(one.name, ""), locked=False)
        _put(sheet, line, 4, None, one.help.in_language(language), locked=True)


def _as_table(
    sheet: Any, section: Section, said: Sequence[Mapping[str, str]], language: str
) -> None:
    from openpyxl.styles import Protection
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet.freeze_panes = f"A{FIRST_LINE}"
    for column, one in enumerate(section.fields, start=1):
        letter = get_column_letter(column)
        dimension = sheet.column_dimensions[letter]
        dimension.width = 42 if one.longest > 200 else 20
        dimension.protection = Protection(locked=False)
        dimension.number_format = {"day": "yyyy-mm-dd", "money": "0.00"}.get(one.kind, "@")
        _put(sheet, 1, column, None, one.name, locked=True)
        _put(sheet, 2, column, None, one.title.in_language(language), locked=True)
        for line, row in enumerate(said, start=FIRST_LINE):
            typed = row.get(one.name, "")
            _put(sheet, line, column, one, typed, locked=one.locked and bool(typed.strip()))
        listed = _list(one)
        if listed:
            rule = DataValidation(type="list", formula1=listed, allow_blank=True)
            rule.add(f"{letter}{FIRST_LINE}:{letter}{MOST_LINES}")
            sheet.add_data_validation(rule)


def _list(one: Field) -> str:
    """What a cell may be chosen from, as a spreadsheet says it; "" where anything may be typed."""
    if one.kind == "choice":
        return f'"{",".join(form.TIE_KINDS)}"'
    if one.kind == "target":
        return f'"{",".join(sorted({each.target for each in indicators if each.target}))}"'
    if one.kind == "measure":
        return f"={form.MEASURES}!$A${FIRST_LINE}:$A${MOST_LINES}"
    return ""


class Fault(NamedTuple):
    """What is wrong in a workbook: its sheet ("" for the file), line, column, value, and what to do."""

    sheet: str
    line: int | None
    column: str
    value: str
    message: Text
    advice: Text


@dataclass(slots=True)
class Read:
    """What a workbook says, or what is wrong with it; `lines` tell where each row and field stood."""

    document: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    lines: dict[tuple[str, str], int] = field(default_factory=dict)

    def fault_of(self, problem: Problem) -> Fault:
        """A problem of the plan, at the place of the workbook where it was typed."""
        section = form.BY_CODE[problem.section]
        key = problem.field if section.single else problem.row
        return Fault(
            problem.section,
            self.lines.get((problem.section, key)),
            problem.field,
            problem.value,
            problem.message,
            problem.advice,
        )


_UNREADABLE = {
    "zip-bomb": Text(
        "Ce classeur deviendrait démesuré une fois ouvert : il n’a pas été ouvert.",
        "This workbook would swell beyond reason once opened: it was not opened.",
    ),
    "not-a-spreadsheet": Text(
        "Ce fichier n’est pas un classeur XLSX.", "This file is not an XLSX workbook."
    ),
    "too-many-columns": Text("Une feuille a trop de colonnes.", "A sheet has too many columns."),
}
_DAMAGED = Text(
    "Ce fichier n’est pas un classeur XLSX, ou il est abîmé.",
    "This file is not an XLSX workbook, or it is damaged.",
)
_SAVE_AGAIN = Text(
    "Repartez du classeur que la page du plan vous donne, et enregistrez-le en XLSX.",
    "Begin again from the workbook that the page of the plan gives you, and save it as XLSX.",
)


def read(file: IO[bytes]) -> Read:
    """Read a workbook that may be hostile. Nothing is taken of one in which anything is wrong."""
    found = Read()
    try:
        guard(file)
        file.seek(0)
        with visible_sheets(file) as sheets:
            named = {one.title.strip().casefold(): one for one in sheets}
            for section in form.SECTIONS:
                sheet = named.get(section.code)
                if sheet is None:
                    _no_sheet(found, section)
                elif section.single:
                    _read_lines(found, section, sheet)
                else:
                    _read_table(found, section, sheet)
    except NotReadable as refusal:
        message = _UNREADABLE.get(refusal.code, _DAMAGED)
        found.faults = [Fault("", refusal.line, "", "", message, _SAVE_AGAIN)]
    return found


def _no_sheet(found: Read, section: Section) -> None:
    found.faults.append(
        Fault(
            section.code,
            None,
            "",
            "",
            Text(
                f"La feuille « {section.code} » n’est pas dans ce classeur.",
                f"The sheet “{section.code}” is not in this workbook.",
            ),
            _SAVE_AGAIN,
        )
    )


def _value(found: Read, section: Section, line: int, name: str, cell: Any) -> str:
    typed = text(cell)
    if section.field(name).kind == "money" and isinstance(cell, int | float) and cell >= 0:
        return money.dollars(round(cell * 100))
    if typed.startswith("=") or typed in ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!"):
        found.faults.append(
            Fault(
                section.code,
                line,
                name,
                typed[:120],
                Text(
                    "C’est une formule ou une erreur de calcul.", "This is a formula or an error."
                ),
                Text(
                    "Remplacez-la par sa valeur (copier, puis coller les valeurs).",
                    "Replace it by its value (copy, then paste values).",
                ),
            )
        )
        return ""
    return as_typed(typed)


def _read_lines(found: Read, section: Section, sheet: Any) -> None:
    names = {one.name for one in section.fields}
    said: dict[str, str] = {}
    for line, row in enumerate(_bounded(found, section, sheet), start=1):
        name = text(row[0]).strip() if row else ""
        if name in names:
            cell = row[VALUE - 1] if len(row) >= VALUE else None
            said[name] = _value(found, section, line, name, cell)
            found.lines[section.code, name] = line
    found.document[section.code] = said


def _read_table(found: Read, section: Section, sheet: Any) -> None:
    names = [one.name for one in section.fields]
    listed = list(_bounded(found, section, sheet))
    header = [text(cell).strip() for cell in listed[0]] if listed else []
    for at, missing in ((name, name not in header) for name in names):
        if missing:
            found.faults.append(
                Fault(
                    section.code,
                    1,
                    at,
                    "",
                    Text(f"La colonne « {at} » manque.", f"The column “{at}” is missing."),
                    _SAVE_AGAIN,
                )
            )
    titles = {
        one.title.in_language(language) for one in section.fields for language in ("fr", "en")
    }
    made: list[dict[str, str]] = []
    for line, row in enumerate(listed[1:], start=2):
        texts = [text(cell) for cell in row]
        if not any(texts) or (
            line == FIRST_LINE - 1 and all(one in titles for one in texts if one)
        ):
            continue
        number = str(len(made) + 1)
        cells = {
            name: _value(found, section, line, name, row[at] if at < len(row) else None)
            for at, name in enumerate(header)
            if name in names
        }
        made.append({"id": number, **cells})
        found.lines[section.code, number] = line
    found.document[section.code] = made


def _bounded(found: Read, section: Section, sheet: Any) -> list[tuple[Any, ...]]:
    """The lines of a sheet that is as long as a part may be; a fault of one that is longer."""
    listed: list[tuple[Any, ...]] = []
    filled = 0
    for row in rows(sheet):
        listed.append(row)
        filled += bool(row)
        if filled > MOST_LINES or len(listed) > 20 * MOST_LINES:
            found.faults.append(
                Fault(
                    section.code,
                    len(listed),
                    "",
                    "",
                    Text(
                        f"La feuille a plus de {form.MOST_ROWS} lignes.",
                        f"The sheet has more than {form.MOST_ROWS} lines.",
                    ),
                    Text("Gardez les lignes de ce plan seul.", "Keep the lines of this plan only."),
                )
            )
            return []
    return listed
