"""When what is owed is handed in, what is confirmed, how values are sorted: plain values in and out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from virage.contracts.intakes import Column
from virage.contracts.text import Text
from virage.intake.rules import HandedIn, confirmed, covers, in_order, met_on

pytestmark = pytest.mark.once

WORDS = Text("…", "…")
YEAR = (date(2025, 1, 1), date(2026, 1, 1))
WINTER, SPRING = (date(2025, 1, 1), date(2025, 4, 1)), (date(2025, 4, 1), date(2025, 7, 1))
SUMMER, AUTUMN = (date(2025, 7, 1), date(2025, 10, 1)), (date(2025, 10, 1), date(2026, 1, 1))
FIRST = date(2025, 1, 1)


def met(*handed_in: HandedIn, by_period: bool) -> date | None:
    """When the year was there."""
    return met_on(handed_in, start=YEAR[0], end=YEAR[1], by_period=by_period)


def test_a_year_counted_by_period_is_there_once_its_last_quarter_is() -> None:
    came = [date(2025, 4, 20), date(2025, 7, 20), date(2026, 2, 1), date(2025, 10, 20)]
    quarters = [
        HandedIn(day, days)
        for day, days in zip(came, (WINTER, SPRING, SUMMER, AUTUMN), strict=True)
    ]
    assert met(*quarters[:2], quarters[3], by_period=True) is None
    # Summer came last: the year was there that day.
    assert met(*quarters, by_period=True) == date(2026, 2, 1)


def test_of_things_seen_on_a_day_one_day_of_the_year_is_enough() -> None:
    seen = (date(2025, 6, 3), date(2025, 6, 4))
    assert met(HandedIn(date(2025, 6, 5), seen), by_period=False) == date(2025, 6, 5)
    assert met(HandedIn(date(2025, 6, 5), seen), by_period=True) is None


@pytest.mark.parametrize("by_period", [True, False])
def test_days_outside_those_owed_count_for_nothing(by_period: bool) -> None:
    before = (date(2024, 1, 1), date(2025, 1, 1))
    after = (date(2026, 1, 1), date(2027, 1, 1))
    handed_in = [HandedIn(date(2026, 3, 1), days) for days in (before, after)]
    assert met(*handed_in, by_period=by_period) is None


def test_a_kind_whose_lines_have_no_day_is_there_once_it_came_after_the_first_day_owed() -> None:
    assert met(HandedIn(date(2024, 12, 31), None), by_period=False) is None
    assert met(HandedIn(date(2025, 1, 1), None), by_period=False) == date(2025, 1, 1)


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 15)), max_size=8)


@given(SPANS, st.integers(0, 30), st.integers(1, 20))
def test_days_are_covered_when_each_of_them_is(
    spans: list[tuple[int, int]], start: int, length: int
) -> None:
    def day(number: int) -> date:
        return FIRST + timedelta(days=number)

    held = {number for first, long in spans for number in range(first, first + long)}
    each = all(number in held for number in range(start, start + length))
    given_days = [(day(first), day(first + long)) for first, long in spans]
    assert covers(given_days, day(start), day(start + length)) == each


COLUMNS = (
    Column("organisation", "string", WORDS, WORDS, required=True),
    Column("service", "string", WORDS, WORDS, required=True),
    Column("seen_on", "date", WORDS, WORDS, required=True),
    Column("answer", "string", WORDS, WORDS, required=True),
    Column("note", "string", WORDS, WORDS),
)


def row(service: str, day: str, answer: str, note: str = "") -> dict[str, str]:
    """A line of the template."""
    cells = ("eau", service, day, answer, note)
    return {one.name: cell for one, cell in zip(COLUMNS, cells, strict=True)}


def test_confirmed_rows_take_the_day_and_are_said_once() -> None:
    rows = [row("a", "2025-01-01", "yes"), row("a", "2025-02-01", "yes"), row("b", "", "no", "x")]
    found = confirmed(COLUMNS, rows, "seen_on", date(2026, 1, 5))
    assert found.rows == [row("a", "2026-01-05", "yes"), row("b", "2026-01-05", "no", "x")]
    assert found.waiting == 0


def test_a_row_that_waits_for_a_value_is_not_confirmed() -> None:
    rows = [row("a", "2025-01-01", "yes"), row("b", "", "")]
    found = confirmed(COLUMNS, rows, "seen_on", date(2026, 1, 5))
    assert ([one["service"] for one in found.rows], found.waiting) == (["a"], 1)


def test_without_such_a_column_nothing_of_the_rows_changes() -> None:
    rows = [row("a", "2025-01-01", "yes"), row("b", "", "yes")]
    found = confirmed(COLUMNS, rows, "", date(2026, 1, 5))
    assert (found.rows, found.waiting) == ([rows[0]], 1)


def test_numbers_sort_as_numbers_and_blank_comes_last_either_way() -> None:
    column = Column("volume", "integer", WORDS, WORDS)
    rows = [{"volume": text} for text in ("10", "", "9", "200")]
    up = [one["volume"] for one in in_order(rows, column, down=False)]
    down = [one["volume"] for one in in_order(rows, column, down=True)]
    assert (up, down) == (["9", "10", "200", ""], ["200", "10", "9", ""])
