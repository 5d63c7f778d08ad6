"""Reading delimited text: encodings, separators, quotes, and files that were cut."""

from pathlib import Path

import pytest

from virage.intake.tests.sample import HEADER, codes, csv_file, read_all

pytestmark = pytest.mark.once


LINE = "permis,2026-01-01,online,12,,"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_the_separator_and_the_mark_do_not_matter(
    tmp_path: Path, delimiter: str, mark: str, ending: str
) -> None:
    text = mark + ending.join([HEADER, LINE, ""]).replace(",", delimiter)
    rows, findings = read_all(csv_file(tmp_path, text))
    assert [row.values["volume"] for row in rows] == [12]
    assert rows[0].line == 2
    assert not findings.errors
    assert not findings.warnings


def test_an_older_encoding_is_read_with_a_notice(tmp_path: Path) -> None:
    text = f"{HEADER}\n{LINE}déjà reçu – café\n".encode("cp1252")
    rows, findings = read_all(csv_file(tmp_path, text))
    assert rows[0].values["note"] == "déjà reçu – café"
    assert codes(findings, "warning") == [("windows-1252", None, "")]
    assert "reçu" in findings.warnings[0].value


def test_the_text_of_a_spreadsheet_in_two_byte_characters_is_read(tmp_path: Path) -> None:
    text = f"{HEADER}\n{LINE}été\n".replace(",", "\t").encode("utf-16")
    rows, findings = read_all(csv_file(tmp_path, text))
    assert rows[0].values["note"] == "été"
    assert not findings.errors


def test_quoted_cells_may_hold_separators_quotes_and_line_breaks(tmp_path: Path) -> None:
    text = f'{HEADER}\npermis,2026-01-01,online,1,,"a ""b"", c\nd"\n{LINE}\n'
    rows, findings = read_all(csv_file(tmp_path, text))
    assert rows[0].values["note"] == 'a "b", c\nd'
    # As a spreadsheet numbers it: the second row of the table, not the third line of the text.
    assert [row.line for row in rows] == [2, 3]
    assert not findings.errors


def test_a_file_cut_inside_a_line_names_the_line(tmp_path: Path) -> None:
    rows, findings = read_all(csv_file(tmp_path, f"{HEADER}\n{LINE}\n{LINE}\npermis,2026-0"))
    assert codes(findings) == [("cut-file", 4, "")]
    assert len(rows) == 2
    assert findings.stopped


def test_a_file_cut_inside_quotes_names_where_they_open(tmp_path: Path) -> None:
    text = f'{HEADER}\n{LINE}\npermis,2026-01-01,online,1,,"début'
    _, findings = read_all(csv_file(tmp_path, text))
    assert codes(findings) == [("unclosed-quotes", 3, "")]


def test_a_file_cut_inside_a_character_names_the_line(tmp_path: Path) -> None:
    text = f"{HEADER}\n{LINE}\n{LINE}é".encode()[:-1]
    _, findings = read_all(csv_file(tmp_path, text))
    assert codes(findings) == [("cut-file", 3, "")]


def test_a_file_without_a_last_line_break_is_read_with_a_warning(tmp_path: Path) -> None:
    rows, findings = read_all(csv_file(tmp_path, f"{HEADER}\n{LINE}"))
    assert len(rows) == 1
    assert codes(findings, "warning") == [("no-final-newline", 2, "")]


def test_null_bytes_are_refused_with_their_line(tmp_path: Path) -> None:
    _, findings = read_all(csv_file(tmp_path, f"{HEADER}\n{LINE}\n\0\0\n"))
    assert codes(findings) == [("nul-bytes", 3, "")]


def test_null_characters_of_a_two_byte_file_are_refused_with_their_line(tmp_path: Path) -> None:
    text = f"{HEADER}\n{LINE}\n{LINE}\0\n".encode("utf-16")
    _, findings = read_all(csv_file(tmp_path, text))
    assert codes(findings) == [("nul-bytes", 3, "")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("x" * 300_000, 1),
        ("x," * 2_000_000, 1),
        (f"{HEADER}\n{LINE}\n" + "ab," * 1_000_000, 3),
        # Quoted line breaks make one row of many short lines.
        (f"{HEADER}\n" + '"\n",' * 1_000_000, 2),
    ],
)
def test_a_row_that_would_fill_the_memory_is_refused(tmp_path: Path, text: str, line: int) -> None:
    _, findings = read_all(csv_file(tmp_path, text))
    (found,) = codes(findings)
    assert found[0] in {"row-too-long", "unclosed-quotes"}
    assert found[1] == line


def test_a_two_byte_file_cut_inside_its_first_line_is_refused(tmp_path: Path) -> None:
    _, findings = read_all(csv_file(tmp_path, HEADER.encode("utf-16")[:-1]))
    assert [code for code, *_ in codes(findings)] == ["cut-file"]


def test_bytes_of_no_known_encoding_are_refused_with_their_line(tmp_path: Path) -> None:
    _, findings = read_all(csv_file(tmp_path, f"{HEADER}\n{LINE}".encode() + b"\x81\x8d\xe9\n"))
    assert codes(findings) == [("unknown-encoding", 2, "")]


@pytest.mark.parametrize("text", ["", "\n\n", f"{HEADER}\n", f"{HEADER}\n,,,,,\n"])
def test_a_file_without_data_is_refused(tmp_path: Path, text: str) -> None:
    _, findings = read_all(csv_file(tmp_path, text))
    assert [one.code for one in findings.errors] == ["empty-file"]


def test_the_same_file_gives_the_same_rows_again(tmp_path: Path) -> None:
    lines = [f"s{number},2026-01-01,online,{number}," for number in range(50)]
    path = csv_file(tmp_path, "\n".join([HEADER.removesuffix(",note"), *lines, ""]))
    assert read_all(path)[0] == read_all(path)[0]
