"""Cells: from text to values, and each thing that can be wrong with them, with what to do."""

from datetime import date

import pytest

from virage.intake.reading.cells import ADVICE, MESSAGES, converter, problem
from virage.intake.tests.sample import KIND, column

NUMBER = converter(column("volume", "integer", minimum=0, maximum=1_000_000))
DAY = converter(column("day", "date"))
WORD = converter(column("channel", choices=("online", "phone")))
TEXT = converter(column("note", max_length=10))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        (" 12 ", 12),
        ("+12", 12),
        ("1 234", 1234),
        ("1\u202f234\u00a0567", None),
        ("123\u00a0456", 123456),
        ("12.0", 12),
        ("0", 0),
        ("", None),
    ],
)
def test_whole_numbers_are_read_as_people_write_them(text: str, value: int | None) -> None:
    assert NUMBER(text)[0] == value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("-1", "out-of-range"),
        ("1000001", "out-of-range"),
        ("9" * 30, "too-large"),
        ("1,5", "decimal"),
        # Never read as 1: in English it says a thousand.
        ("1,000", "decimal"),
        ("1.000", "decimal"),
        ("45 %", "percentage"),
        ("ND", "sentinel"),
        ("n/a", "sentinel"),
        ("-", "sentinel"),
        ("12 permis", "not-an-integer"),
        ("1 23", "not-an-integer"),
        ("#REF!", "spreadsheet-error"),
        ("#VALEUR!", "spreadsheet-error"),
        ("########", "spreadsheet-error"),
        ("=A1+B1", "formula"),
    ],
)
def test_what_is_not_a_whole_number_says_why(text: str, code: str) -> None:
    assert NUMBER(text) == (None, code)


@pytest.mark.parametrize("text", ["2026-04-01", "2026-04-01T00:00:00", "2026-04-01 00:00"])
def test_days_are_read_in_the_international_order(text: str) -> None:
    assert DAY(text) == (date(2026, 4, 1), "")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("01/04/2026", "date-order"),
        ("1.4.26", "date-order"),
        ("46113", "date-serial"),
        ("2026-02-30", "no-such-day"),
        ("0201-04-01", "date-out-of-range"),
        ("avril", "not-a-date"),
        ("2026-04-01 13:30", "not-a-date"),
    ],
)
def test_other_days_are_refused_rather_than_guessed(text: str, code: str) -> None:
    assert DAY(text) == (None, code)


def test_a_word_outside_the_list_gets_the_nearest_one() -> None:
    assert WORD("on-line") == (None, "not-a-choice")
    told = problem(
        column("channel", choices=("online", "phone")), "not-a-choice", 4, "channel", "on-line"
    )
    assert "online" in told.advice.en.split("?")[0]


def test_texts_have_a_longest_length_and_no_invisible_commands() -> None:
    assert TEXT("a" * 10) == ("a" * 10, "")
    assert TEXT("a" * 11) == (None, "too-long")
    assert TEXT("a\x07") == (None, "control-character")


def test_accents_typed_in_two_ways_are_the_same_text() -> None:
    assert TEXT("e\u0301te\u0301") == ("été", "")


@pytest.mark.parametrize("text", ["=a", "+a", "-a", "@a"])
def test_what_an_export_defused_comes_back_as_it_was(text: str) -> None:
    assert TEXT(f"'{text}") == (text, "")


def test_a_required_cell_cannot_be_blank() -> None:
    assert converter(column("service", required=True))("  ") == (None, "missing-value")


def test_every_problem_has_its_words_in_both_languages() -> None:
    wanted = column("volume", "integer", minimum=0, maximum=9)
    for code in MESSAGES:
        told = problem(wanted, code, 2, "volume", "x")
        assert told.message.fr
        assert told.message.en
        assert told.advice.fr
        assert told.advice.en
    assert set(ADVICE) <= set(MESSAGES)


def test_columns_of_the_sample_are_all_convertible() -> None:
    assert all(converter(one)("") is not None for one in KIND.columns)
