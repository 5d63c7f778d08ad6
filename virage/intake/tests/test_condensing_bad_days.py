"""Bad days of files that are counted: wrong cells, headers, encodings, ends, types, days and codes."""

import codecs
import gzip
from pathlib import Path

import pytest

from virage.intake.condensing import pieces, problems
from virage.intake.tests.transactions import (
    HEADER,
    as_csv,
    as_parquet,
    codes,
    counted,
    numbered,
    told,
)

pytestmark = pytest.mark.once

BAD = [
    "permis,2025-01-01T10:00,online,true,3,1",  # line 2
    "permis,hier,online,true,3,1",
    "permis,hier,online,true,3,1",
    "permis,2025-02-30T10:00,online,true,3,1",
    "permis,2025-01-01T10:00,on line,true,3,1",  # line 6
    "permis,2025-01-01T10:00,on line,true,3,1",
    "permis,2025-01-01T10:00,online,peut-être,3,1",
    "permis,2025-01-01T10:00,online,,3,1",
    "permis,2025-01-01T10:00,online,true,12%,1",  # line 10
    "permis,2025-01-01T10:00,online,true,3,101",
    "permis,2025-01-01T10:00,online,true,3,4",
    ",2025-01-01T10:00,online,true,3,1",
    "PERMIS,2025-01-01T10:00,online,true,3,1",
]
FOUND = {
    ("not-a-moment", 3, "at", "hier"),
    ("no-such-moment", 5, "at", "2025-02-30T10:00"),
    ("not-a-choice", 6, "channel", "on line"),
    ("not-a-boolean", 8, "completed", "peut-être"),
    ("missing-value", 9, "completed", ""),
    ("percentage", 10, "asked", "12%"),
    ("out-of-range", 11, "prefilled", "101"),
    ("above-another", 11, "prefilled", "101 > 3"),
    ("above-another", 12, "prefilled", "4 > 3"),
    ("missing-value", 13, "service", ""),
    ("bad-pattern", 14, "service", "PERMIS"),
}


@pytest.mark.parametrize("piece", [100, 1 << 20])
def test_what_is_wrong_is_told_once_with_its_value_its_lines_and_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    monkeypatch.setattr(pieces, "PIECE", piece)
    found = counted(as_csv(tmp_path, BAD), tmp_path)
    assert set(codes(found)) == FOUND
    assert len(codes(found)) == len(FOUND)
    said = {(one.code, one.column): one.message.en for one in found.findings}
    assert "2 lines are so" in said["not-a-moment", "at"]
    assert "2 lines are so" in said["not-a-choice", "channel"]
    assert "lines" not in said["not-a-boolean", "completed"]


def test_too_many_wrong_values_are_told_by_the_first_and_the_number_of_lines_left(
    tmp_path: Path,
) -> None:
    lines = [f"permis,le {at} mai,online,true,1,0" for at in range(50)]
    found = counted(as_csv(tmp_path, [*lines, *lines[-10:]]), tmp_path)
    assert len(codes(found)) == 21
    assert codes(found)[-1] == ("and-more", None, "at", "")
    assert "40 more lines" in found.findings[-1].message.en


def test_text_columns_of_parquet_are_read_and_checked_like_csv(tmp_path: Path) -> None:
    cells = [one.split(",") for one in BAD]
    rows = ", ".join(
        "(" + ", ".join("NULL" if cell == "" else f"'{cell}'" for cell in line) + ")"
        for line in cells
    )
    names = HEADER.replace(",at,", ',"at",')
    path = as_parquet(tmp_path, f"SELECT * FROM (VALUES {rows}) lines({names})")
    # The first row of Parquet is line 1: there is no header above it.
    expected = {(code, (line or 0) - 1, name, value) for code, line, name, value in FOUND}
    assert set(codes(counted(path, tmp_path))) == expected


@pytest.mark.parametrize(
    ("header", "code", "name"),
    [
        ("service,at,chanel,completed", "unknown-column", "chanel"),
        ("service,at,channel", "missing-column", "completed"),
        ("service,at,at,channel,completed", "duplicate-column", "at"),
        ("a,b,c,d", "no-header", ""),
    ],
)
def test_a_header_that_does_not_fit_is_told_as_for_other_files(
    tmp_path: Path, header: str, code: str, name: str
) -> None:
    found = counted(as_csv(tmp_path, ["permis,2025-01-01,online,true"], header), tmp_path)
    assert (code, 1, name) in [one[:3] for one in codes(found)]
    assert found.stopped
    assert not list(found.rows())


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (f"{HEADER}\npermis,2025-01-01,online,true,1,0\npermis,2025-01-0", "cut-file", 3),
        (f"{HEADER}\npermis,2025-01-01,online,true,1,0,9\n", "too-many-cells", 2),
        (f'{HEADER}\n"permis,2025-01-01,online,true,1,0\n', "unclosed-quotes", 2),
        (f'{HEADER}\n"per\nmis",2025-01-01,online,true,1,0\n', "line-break-in-cell", 2),
        (f"{HEADER}\npermis,2025-01-01,\0online,true,1,0\n", "nul-bytes", 2),
        (f"{HEADER}\n", "empty-file", 2),
        ("\n\n", "empty-file", 1),
        (b"PK\x03\x04 a workbook", "not-csv-nor-parquet", None),
        (gzip.compress(HEADER.encode(), mtime=0), "not-csv-nor-parquet", None),
        (b"PAR1 a Parquet file that lost its end", "cut-file", None),
        (b"PAR1" + bytes(40) + b"PAR1", "unreadable", None),
    ],
)
def test_a_file_that_cannot_be_read_to_its_end_says_where_and_gives_no_row(
    tmp_path: Path, content: str | bytes, code: str, line: int | None
) -> None:
    path = tmp_path / "file"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    found = counted(path, tmp_path)
    assert [one[:2] for one in codes(found)] == [(code, line)]
    assert found.stopped
    assert not list(found.rows())
    # Told again without reading again.
    path.unlink()
    assert codes(counted(path, tmp_path)) == codes(found)


def test_a_parquet_file_damaged_in_the_middle_is_told(tmp_path: Path) -> None:
    path = as_parquet(tmp_path, numbered("2025-01-01", 9_000, "t"))
    with path.open("r+b") as file:
        file.seek(500)
        file.write(b"\xff" * 9_000)
    assert [one[0] for one in codes(counted(path, tmp_path))] == ["unreadable"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_other_encodings_and_ends_of_line_give_the_same_rows(
    tmp_path: Path, encoding: str, end: str
) -> None:
    text = end.join([f"{HEADER};é".replace(",", ";"), "permis;2025-01-01;online;true;1;0;à", ""])
    path = tmp_path / "file.csv"
    path.write_bytes(text.encode(encoding))
    found = counted(path, tmp_path)
    assert list(told(found).values()) == [(1, 1, 1, 0)]
    warned = [one[0] for one in codes(found, "warning")]
    assert ("windows-1252" in warned) == (encoding == "cp1252")
    assert "ignored-column" in warned


def test_bytes_of_no_known_encoding_are_told_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(HEADER.encode() + b"\npermis,2025-01-01,onl\x81ne,true,1,0\n")
    assert [one[:2] for one in codes(counted(path, tmp_path))] == [("unknown-encoding", 2)]
    assert codecs.BOM_UTF8 not in path.read_bytes()


def test_a_column_of_a_type_that_says_something_else_is_told(tmp_path: Path) -> None:
    select = (
        "SELECT 'permis' AS service, 1735689600 AS \"at\", 'online' AS channel, true AS completed"
    )
    found = counted(as_parquet(tmp_path, select), tmp_path)
    assert codes(found) == [("column-type", None, "at", "INTEGER")]


def test_a_day_left_empty_by_some_system_is_told_instead_of_a_century_of_zeros(
    tmp_path: Path,
) -> None:
    lines = ["permis,1970-01-01,online,true,1,0", "permis,2025-01-01,online,true,1,0"]
    found = counted(as_csv(tmp_path, lines), tmp_path)
    assert [one[0] for one in codes(found)] == ["days-too-far-apart"]
    assert "1970-01-01 (line 2) to 2025-01-01 (line 3)" in found.findings[0].message.en


def test_numbers_of_requests_in_place_of_services_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(problems, "MOST_APART", 10)
    lines = [f"r{number},2025-01-01,online,true,1,0" for number in range(11)]
    found = counted(as_csv(tmp_path, lines), tmp_path)
    assert [one[0] for one in codes(found)] == ["too-many-values"]
