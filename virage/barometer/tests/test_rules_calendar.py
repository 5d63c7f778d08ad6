"""Working days and their holidays, what dates the calendar takes, and characters as people count them."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from virage.barometer.rules import working_days
from virage.barometer.rules.calendar import (
    LEAST_WORKING_DAYS,
    Dates,
    NoReason,
    TooLate,
    WrongDates,
    changed_units,
    check_announced,
    check_put_off,
    check_reason,
    days_late,
    earliest_publication,
)
from virage.barometer.rules.characters import counted, plain
from virage.contracts.indicators import Period
from virage.contracts.text import Text

YEAR = Period(date(2025, 4, 1), date(2026, 4, 1))
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
IN_2026 = {
    "Jour de l’An": (1, 1),
    "Vendredi saint": (4, 3),
    "Lundi de Pâques": (4, 6),
    "Journée nationale des patriotes": (5, 18),
    "Fête nationale": (6, 24),
    "Fête du Canada": (7, 1),
    "Fête du Travail": (9, 7),
    "Action de grâces": (10, 12),
    "Noël": (12, 25),
}


def test_the_holidays_of_2026_are_those_of_the_almanac() -> None:
    found = {one.name.fr: (day.month, day.day) for day, one in working_days.holidays(2026).items()}
    assert found == IN_2026
    assert all(one.why.fr and one.why.en and one.name.en for one in working_days.HOLIDAYS)


@pytest.mark.parametrize(
    "sunday",
    [(1961, 4, 2), (2000, 4, 23), (2008, 3, 23), (2011, 4, 24), (2024, 3, 31), (2038, 4, 25)],
)
def test_easter_is_on_its_sunday(sunday: tuple[int, int, int]) -> None:
    assert working_days.easter(sunday[0]) == date(*sunday)


def test_a_national_day_on_a_sunday_is_kept_on_the_monday() -> None:
    assert not working_days.is_working(date(2029, 6, 25))
    assert not working_days.is_working(date(2029, 7, 2))
    assert working_days.is_working(date(2026, 6, 25))


@settings(max_examples=60, deadline=None)
@given(st.integers(1900, 2200))
def test_every_year_has_its_nine_holidays(year: int) -> None:
    days = working_days.holidays(year)
    assert len(days) == len(working_days.HOLIDAYS)
    assert {day.year for day in days} == {year}
    assert list(days) == sorted(days)


@settings(max_examples=80, deadline=None)
@given(DAYS, st.integers(0, 40))
def test_the_first_day_after_so_many_working_days_is_the_first(start: date, number: int) -> None:
    found = working_days.after(start, number)
    assert working_days.is_working(found)
    assert working_days.working_days(start, found) == number
    assert all(
        not working_days.is_working(start + n * working_days.DAY)
        or working_days.working_days(start, start + n * working_days.DAY) < number
        for n in range((found - start).days)
    )


@settings(max_examples=80, deadline=None)
@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_working_days_add_up(start: date, first: int, then: int) -> None:
    middle, end = start + timedelta(first), start + timedelta(first + then)
    count = working_days.working_days
    assert count(start, middle) + count(middle, end) == count(start, end)


def test_a_draft_opens_fifteen_working_days_before_and_the_earliest_date_is_said() -> None:
    opens = date(2026, 5, 15)  # a Friday; the Monday after is a holiday
    earliest = earliest_publication(opens)
    assert earliest == date(2026, 6, 8)
    check_announced(Dates(opens, earliest), YEAR, today=opens)
    with pytest.raises(WrongDates) as refused:
        check_announced(Dates(opens, date(2026, 6, 5)), YEAR, today=opens)
    assert refused.value.field == "publication"
    assert f"{LEAST_WORKING_DAYS} jours ouvrables" in refused.value.sentence.fr
    assert "il y en a 14" in refused.value.sentence.fr
    assert "earliest possible date is 2026-06-08" in refused.value.sentence.en


@pytest.mark.parametrize("opens", [date(2026, 3, 31), date(2026, 4, 9)])
def test_a_draft_does_not_open_before_its_period_is_over_nor_in_the_past(opens: date) -> None:
    with pytest.raises(WrongDates) as refused:
        check_announced(Dates(opens, date(2026, 9, 1)), YEAR, today=date(2026, 4, 10))
    assert refused.value.field == "draft"


WAS = Dates(date(2026, 5, 19), date(2026, 6, 12))


@pytest.mark.parametrize(
    ("dates", "opened", "field"),
    [
        (Dates(date(2026, 5, 19), date(2026, 6, 12)), False, "publication"),
        (Dates(date(2026, 5, 19), date(2026, 6, 11)), False, "publication"),
        (Dates(date(2026, 5, 18), date(2026, 7, 3)), False, "draft"),
        (Dates(date(2026, 6, 12), date(2026, 6, 15)), False, "publication"),
        (Dates(date(2026, 5, 20), date(2026, 7, 3)), True, "draft"),
    ],
)
def test_dates_are_put_off_and_never_brought_forward(
    dates: Dates, opened: bool, field: str
) -> None:
    with pytest.raises(WrongDates) as refused:
        check_put_off(WAS, dates, opened=opened, today=date(2026, 5, 1))
    assert refused.value.field == field


def test_a_date_that_has_come_is_not_put_off() -> None:
    later = Dates(WAS.draft_on, date(2026, 7, 3))
    check_put_off(WAS, later, opened=True, today=date(2026, 6, 11))
    with pytest.raises(TooLate):
        check_put_off(WAS, later, opened=True, today=date(2026, 6, 12))


def test_a_reason_is_asked_in_french_and_not_too_long() -> None:
    assert check_reason(Text("  Une raison. ", "")) == Text("Une raison.", "")
    for reason in (Text("", "A reason."), Text("x" * 1001, ""), Text("x", "y" * 1001)):
        with pytest.raises(NoReason):
            check_reason(reason)


def test_lateness_is_told_in_days_and_early_is_not_late() -> None:
    assert days_late(date(2026, 6, 12), date(2026, 6, 14)) == 2
    assert days_late(date(2026, 6, 12), date(2026, 6, 12)) == 0
    assert days_late(date(2026, 6, 12), date(2026, 6, 10)) == 0


def test_units_changed_are_counted_both_ways() -> None:
    before = [("a", "yes"), ("b", "no"), ("c", "unknown")]
    after = [("a", "yes"), ("b", "yes"), ("d", "no")]
    assert changed_units(before, after) == 3
    assert changed_units(before, before) == 0


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("été", 3),
        ("e\u0301te\u0301", 3),
        ("👩‍👩‍👧‍👦", 1),
        ("👍🏽!", 2),
        ("🇨🇦🇫🇷", 2),
        ("a\u00a0b\nc", 5),
        ("n\u0303o", 2),
        ("❤️", 1),
    ],
)
def test_characters_are_counted_as_people_count_them(text: str, number: int) -> None:
    assert counted(text) == number


def test_text_is_kept_with_one_kind_of_line_end_and_no_control_sign() -> None:
    assert plain("  e\u0301\r\nb\r\r\n\n\nc\x07 \t\n ") == "é\nb\n\nc"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_text_made_plain_stays_as_it_is_and_is_no_longer(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert counted(once) <= max(counted(text), len(text))
