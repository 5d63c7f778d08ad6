"""Reading workbooks: typed cells, formulas, errors, and files made to do harm."""

import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula

from virage.intake.tests.sample import HEADER, codes, csv_file, read_all, xlsx_file
from virage.lib import workbooks

pytestmark = pytest.mark.once


NAMES = HEADER.split(",")


def test_numbers_and_days_of_a_workbook_are_typed(tmp_path: Path) -> None:
    path = xlsx_file(
        tmp_path,
        [
            NAMES,
            ["permis", date(2026, 1, 1), "online", 12, None, None],
            ["permis", datetime(2026, 1, 2), "phone", 13.0, "", "reçu"],  # noqa: DTZ001 - as a spreadsheet
            ["permis", "2026-01-03", "phone", "14", None, None],
        ],
    )
    rows, findings = read_all(path)
    assert [row.values["day"].day for row in rows] == [1, 2, 3]
    assert [row.values["volume"] for row in rows] == [12, 13, 14]
    assert [row.line for row in rows] == [2, 3, 4]
    assert not findings.errors


def test_a_workbook_is_known_by_its_content_not_by_its_name(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, [NAMES, ["permis", "2026-01-01", "online", 1]], "file.csv")
    assert len(read_all(path)[0]) == 1


def test_a_formula_is_an_error_at_its_cell_with_what_to_do(tmp_path: Path) -> None:
    path = xlsx_file(
        tmp_path,
        [NAMES, ["permis", "2026-01-01", "online", "=1+1"], ["permis", "2026-01-01", "phone", 2]],
    )
    rows, findings = read_all(path)
    assert codes(findings) == [("formula", 2, "volume")]
    assert findings.errors[0].value == "=1+1"
    assert "valeurs" in findings.errors[0].advice.fr
    assert len(rows) == 1


def test_an_array_formula_is_an_error_too(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(NAMES)
    sheet.append(["permis", "2026-01-01", "online", None])
    sheet["D2"] = ArrayFormula("D2:D2", "=SUM(A1:A2)")
    path = tmp_path / "array.xlsx"
    book.save(path)
    assert codes(read_all(path)[1]) == [("formula", 2, "volume")]


def test_error_values_of_spreadsheets_are_errors(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, [NAMES, ["permis", "2026-01-01", "online", "#DIV/0!"]])
    assert codes(read_all(path)[1]) == [("spreadsheet-error", 2, "volume")]


def test_another_filled_sheet_is_mentioned(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name, title in (("first", "un"), ("second", "deux"), ("help", "aide")):
        sheet = book.active if name == "first" else book.create_sheet()
        assert sheet is not None
        sheet.title = title
        sheet.append(NAMES)
        sheet.append(["permis", "2026-01-01", "online", 1])
    path = tmp_path / "sheets.xlsx"
    book.save(path)
    _, findings = read_all(path)
    assert codes(findings, "warning") == [("other-sheets", None, "")]
    assert findings.warnings[0].value == "deux"


def _swollen(folder: Path, name: str, member: str, size: int) -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open(member, "w", force_zip64=True) as out:
            for _ in range(size >> 20):
                out.write(bytes(1 << 20))
    return path


def test_a_zip_bomb_is_refused_before_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _swollen(tmp_path, "bomb.xlsx", "xl/worksheets/sheet1.xml", 400 << 20)
    assert path.stat().st_size < 1 << 20

    def opened(*_: object, **__: object) -> None:
        raise AssertionError("the workbook was opened")

    monkeypatch.setattr(openpyxl, "load_workbook", opened)
    assert codes(read_all(path)[1]) == [("zip-bomb", None, "")]


def test_a_table_of_texts_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    path = _swollen(tmp_path, "texts.xlsx", "xl/sharedStrings.xml", 65 << 20)
    assert codes(read_all(path)[1]) == [("zip-bomb", None, "")]


def _with_members(folder: Path, **members: bytes) -> Path:
    """A sound workbook in which some members are other ones (slashes are written __)."""
    plain, path = folder / "plain.xlsx", folder / "changed.xlsx"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(NAMES)
    sheet.append(["permis", "2026-01-01", "online", 1])
    book.save(plain)
    other = {name.replace("__", "/"): content for name, content in members.items()}
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name in (*source.namelist(), *(set(other) - set(source.namelist()))):
            out.writestr(name, other[name] if name in other else source.read(name))
    return path


MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET = b"<worksheet " + MAIN + b"><sheetData>%s</sheetData></worksheet>"
DIGITS = [b"%06d" % (number * 7919 % 1_000_003) for number in range(420_000)]
ONE_ROW = b'<row r="1">' + b"".join(b'<c r="A1"><v>%s</v></c>' % n for n in DIGITS) + b"</row>"
ONE_STRING = b"<si>" + b"".join(b"<r><t>%s</t></r>" % n for n in DIGITS) + b"</si>"
STYLES = b"<styleSheet>" + b"".join(b'<xf numFmtId="%s"/>' % n for n in DIGITS) + b"</styleSheet>"


@pytest.mark.parametrize(
    "members",
    [
        {"xl__worksheets__sheet1.xml": SHEET % ONE_ROW},
        # False beginnings of rows, where no spreadsheet program writes anything.
        {"xl__worksheets__sheet1.xml": SHEET % ONE_ROW.replace(b"</c>", b"</c><!--<row -->", 9)},
        {"xl__worksheets__sheet1.xml": (SHEET % ONE_ROW).decode().encode("utf-16")},
        {"xl__sharedStrings.xml": b"<sst " + MAIN + b">" + ONE_STRING + b"</sst>"},
        {"xl__styles.xml": STYLES},
        {"xl__media__image1.png": SHEET % ONE_ROW},
    ],
    ids=["a row", "a row with comments", "another encoding", "a string", "styles", "disguised"],
)
def test_a_piece_that_would_be_parsed_whole_and_fill_the_memory_is_refused(
    tmp_path: Path, members: dict[str, bytes]
) -> None:
    path = _with_members(tmp_path, **members)
    assert codes(read_all(path)[1]) == [("zip-bomb", None, "")]


def test_a_large_table_of_ordinary_rows_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(NAMES)
    for number in range(40_000):
        sheet.append([f"s{number}", "2026-01-01", "online", number])
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        assert archive.getinfo("xl/worksheets/sheet1.xml").file_size > 8 << 20
    rows, findings = read_all(path)
    assert not findings.errors
    assert len(rows) == 40_000


def test_a_large_picture_in_a_workbook_does_no_harm(tmp_path: Path) -> None:
    picture = b"\x89PNG" + b"".join(DIGITS) * 4
    rows, findings = read_all(_with_members(tmp_path, xl__media__image1_png=picture))
    assert not findings.errors
    assert len(rows) == 1


def test_thousands_of_members_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "members.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        for number in range(workbooks.MOST_MEMBERS):
            archive.writestr(f"xl/worksheets/{number}.xml", "")
    assert codes(read_all(path)[1]) == [("zip-bomb", None, "")]


def test_entities_that_multiply_are_refused(tmp_path: Path) -> None:
    whole = xlsx_file(tmp_path, [NAMES, ["permis", "2026-01-01", "online", 1]])
    path = tmp_path / "entities.xlsx"
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData>'
        "</worksheet>"
    )
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for member in source.namelist():
            is_sheet = member == "xl/worksheets/sheet1.xml"
            target.writestr(member, bomb if is_sheet else source.read(member))
    assert [one.code for one in read_all(path)[1].errors] == ["damaged-spreadsheet"]


def test_a_workbook_cut_in_the_middle_is_refused(tmp_path: Path) -> None:
    rows: list[list[object]] = [list(NAMES)]
    rows += [["permis", "2026-01-01", "online", number] for number in range(500)]
    whole = xlsx_file(tmp_path, rows).read_bytes()
    path = csv_file(tmp_path, whole[: len(whole) // 2], "cut.xlsx")
    assert codes(read_all(path)[1]) == [("damaged-spreadsheet", None, "")]


def test_an_archive_that_is_no_workbook_says_so(tmp_path: Path) -> None:
    path = tmp_path / "archive.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert codes(read_all(path)[1]) == [("not-a-spreadsheet", None, "")]


def test_an_old_or_locked_workbook_says_what_to_do(tmp_path: Path) -> None:
    path = csv_file(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old.xls")
    assert codes(read_all(path)[1]) == [("old-spreadsheet", None, "")]


def test_a_cell_far_to_the_right_does_not_fill_the_memory(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(NAMES)
    sheet["XFD2"] = "x"
    path = tmp_path / "far.xlsx"
    book.save(path)
    assert codes(read_all(path)[1]) == [("too-many-columns", None, "")]
