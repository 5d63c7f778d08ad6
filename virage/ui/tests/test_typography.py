"""Figures and days as each language writes them."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from virage.ui import typography

N, B, M = "\u202f", "\u00a0", "\u2212"


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        ("30.77", f"30,77{N}%", "30.77%"),
        ("75", f"75{N}%", "75%"),
        ("99.803", f"99,803{N}%", "99.803%"),
        (Fraction(212, 689), f"30,77{N}%", "30.77%"),
        (Fraction(0), f"0,00{N}%", "0.00%"),
        (Fraction(1), f"100,00{N}%", "100.00%"),
    ],
)
def test_a_percentage_has_its_comma_and_its_narrow_space(
    value: str | Fraction, french: str, english: str
) -> None:
    assert typography.percent(value, "fr") == french
    assert typography.percent(value, "en-ca") == english


def test_a_text_that_is_already_rounded_is_not_rounded_again() -> None:
    assert typography.decimal("2.675", "fr") == "2,675"
    assert typography.decimal("11.9", "fr") == "11,9"


def test_thousands_are_held_together_by_a_narrow_no_break_space() -> None:
    assert typography.integer(334994989, "fr") == f"334{N}994{N}989"
    assert typography.integer(334994989, "en") == "334,994,989"
    assert typography.integer(-1200, "fr") == f"{M}1{N}200"


@pytest.mark.parametrize(
    ("value", "french"),
    [
        ("4.82", "+4,82"),
        ("+4.82", "+4,82"),
        ("-0.95", f"{M}0,95"),
        ("0.00", "0,00"),
        (Fraction(-1, 10000), f"{M}0,01"),
        (Fraction(8, 166), "+4,82"),
    ],
)
def test_a_change_shows_its_sign_and_zero_has_none(value: str | Fraction, french: str) -> None:
    assert typography.points(value, "fr") == french


def test_halves_are_rounded_away_from_zero() -> None:
    assert typography.hundredths(Fraction(1, 200)) == "0.01"
    assert typography.hundredths(Fraction(-1, 200)) == "-0.01"
    assert typography.hundredths(Fraction(-1, 1000)) == "0.00"


@given(st.fractions(min_value=-1000, max_value=1000))
def test_rounding_never_moves_a_number_by_more_than_half_a_hundredth(value: Fraction) -> None:
    assert abs(Fraction(typography.hundredths(value)) - value) <= Fraction(1, 200)


@given(st.integers(min_value=-(10**12), max_value=10**12), st.sampled_from(["fr", "en"]))
def test_a_written_count_reads_back_as_the_same_count(count: int, language: str) -> None:
    written = typography.integer(count, language)
    assert int(written.replace(N, "").replace(",", "").replace(M, "-")) == count


@pytest.mark.parametrize("wrong", ["", "abc", "1e5", "nan", "1,5", "--1"])
def test_what_is_not_a_decimal_number_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="not a decimal number"):
        typography.decimal(wrong, "fr")


def test_days_are_written_out_and_the_first_of_a_month_is_premier() -> None:
    assert typography.day_in_words(date(2026, 11, 21), "fr") == f"21{B}novembre 2026"
    assert typography.day_in_words(date(2020, 4, 1), "fr") == f"1er{B}avril 2020"
    assert typography.day_in_words(date(2026, 11, 21), "en") == f"November{B}21, 2026"


def test_a_moment_is_told_at_the_legal_hour() -> None:
    moment = datetime(2026, 10, 16, 2, 5, tzinfo=UTC)
    assert typography.moment_in_words(moment, "fr") == f"15{B}octobre 2026 à 22{B}h{B}05"
    assert typography.moment_in_words(moment, "en") == f"October{B}15, 2026 at 22:05"


def test_a_half_open_period_is_told_by_its_first_and_last_days() -> None:
    told = typography.period_in_words(date(2019, 4, 1), date(2020, 4, 1), "fr")
    assert told == f"du 1er{B}avril 2019 au 31{B}mars 2020"
    told = typography.period_in_words(date(2019, 4, 1), date(2020, 4, 1), "en")
    assert told == f"April{B}1, 2019 to March{B}31, 2020"


def test_a_seal_is_shortened_to_three_groups_of_four() -> None:
    assert typography.short_seal("9f3c71abe204d7aa") == f"9f3c{B}71ab{B}e204"
    assert typography.short_seal("9f3c7") == f"9f3c{B}7"
