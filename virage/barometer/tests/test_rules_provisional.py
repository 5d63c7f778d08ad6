"""Which period a day of the provisional series measures, and how its days are told."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from virage.barometer.rules.provisional import (
    Day,
    Tally,
    measured_period,
    runs,
    turning_points,
)
from virage.contracts.indicators import Period

AWAITED = Period(date(2025, 4, 1), date(2026, 4, 1))
RUNNING = Period(date(2026, 4, 1), date(2027, 4, 1))


def test_the_period_whose_edition_is_awaited_is_measured_until_it_comes_out() -> None:
    assert measured_period(date(2026, 5, 20), [RUNNING, AWAITED]) == AWAITED
    assert measured_period(date(2026, 6, 13), [RUNNING]) == Period(
        date(2026, 4, 1), date(2026, 6, 13)
    )


def test_a_period_that_has_not_begun_is_not_measured() -> None:
    assert measured_period(date(2026, 4, 1), [RUNNING]) == Period(
        date(2025, 4, 1), date(2026, 4, 1)
    )


def test_without_a_calendar_the_last_twelve_months_are_measured() -> None:
    assert measured_period(date(2026, 11, 22), []) == Period(date(2025, 11, 22), date(2026, 11, 22))
    assert measured_period(date(2028, 2, 29), []).start == date(2027, 2, 28)


@settings(max_examples=60, deadline=None)
@given(
    st.dates(date(2020, 1, 2), date(2030, 1, 1)),
    st.lists(
        st.tuples(st.dates(date(2019, 1, 1), date(2030, 1, 1)), st.integers(1, 400)), max_size=4
    ),
)
def test_nothing_to_come_is_measured(day: date, awaited: list[tuple[date, int]]) -> None:
    periods = [Period(start, start + timedelta(length)) for start, length in awaited]
    found = measured_period(day, periods)
    assert found.start < found.end <= day


def test_fewer_than_half_known_is_not_known_enough() -> None:
    assert Tally(1, 1, 2, 9).known_enough
    assert not Tally(1, 1, 3, 0).known_enough
    assert not Tally(0, 0, 0, 5).known_enough


def a_day(number: int, yes: int, *, version: int = 1, period: Period = AWAITED) -> Day:
    return Day(date(2026, 5, number), period, version, Tally(yes, 0, 0, 0))


def test_a_table_tells_the_days_on_which_something_changed_and_the_last() -> None:
    days = [a_day(1, 1), a_day(2, 1), a_day(3, 2), a_day(4, 2), a_day(5, 2)]
    assert [one.day.day for one in turning_points(days)] == [1, 3, 5]
    assert turning_points([]) == []


def test_a_line_is_not_drawn_across_a_missing_day_another_period_or_definition() -> None:
    days = [
        a_day(1, 1),
        a_day(2, 1),
        a_day(4, 1),
        a_day(5, 1, version=2),
        a_day(6, 1, version=2, period=RUNNING),
        a_day(7, 1, version=2, period=RUNNING),
    ]
    assert [[one.day.day for one in run] for run in runs(days)] == [[1, 2], [4], [5], [6, 7]]
