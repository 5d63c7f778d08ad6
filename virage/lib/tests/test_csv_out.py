"""A table that leaves as CSV opens in a spreadsheet, and nothing in it runs there."""

import csv
import io

import pytest

from virage.lib.csv_out import defused, rows


@pytest.mark.parametrize("risky", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_that_looks_like_a_formula_is_defused(risky: str) -> None:
    assert defused(risky) == f"'{risky}"


def test_numbers_stay_numbers_and_nothing_stays_empty() -> None:
    assert [defused(cell) for cell in (-5, 0, None, True, "ok")] == ["-5", "0", "", "true", "ok"]


def test_what_is_written_reads_back() -> None:
    text = "".join(rows(["a", "b"], [["l’œuvre; «x»", 'he said "no", twice'], [None, 3]]))
    assert text.startswith("\ufeffa,b\r\n")
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert read[1:] == [["l’œuvre; «x»", 'he said "no", twice'], ["", "3"]]
