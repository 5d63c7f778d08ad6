"""How the lines of a channel add up over a period: wholly inside, without a hole, never prorated."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from virage.services.rules.volumes import (
    CHANNELS,
    STATUSES,
    SUMMED,
    VolumeLine,
    channel_facts,
    over_period,
)

pytestmark = pytest.mark.once


START, END = date(2019, 4, 1), date(2020, 4, 1)
QUARTERS = [date(2019, 4, 1), date(2019, 7, 1), date(2019, 10, 1), date(2020, 1, 1), END]


def quarters(*told: tuple[str, int | None]) -> list[VolumeLine]:
    """One line per quarter, in order; None leaves a quarter out."""
    return [
        VolumeLine("online", QUARTERS[at], QUARTERS[at + 1], *one)
        for at, one in enumerate(told)
        if one[0]
    ]


GIVEN = ("provided", 10)


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (("provided", 5), ("provided", 35)),
        (("provided", 0), ("provided", 30)),
        (("not_applicable", None), ("provided", 30)),
        (("not_provided", None), ("not_provided", None)),
        (("not_yet_due", None), ("not_yet_due", None)),
        (("not_collected", None), ("not_provided", None)),
        (("", None), ("not_provided", None)),
    ],
    ids=lambda value: str(value[0] or "a hole"),
)
def test_a_year_is_the_sum_of_its_quarters_or_it_is_not_known(
    last: tuple[str, int | None], expected: tuple[str, int | None]
) -> None:
    assert over_period(START, END, quarters(GIVEN, GIVEN, GIVEN, last)) == expected


def test_a_line_that_straddles_the_edge_is_not_prorated() -> None:
    early = VolumeLine("online", date(2019, 3, 1), date(2019, 7, 1), "provided", 90)
    assert over_period(START, END, [early, *quarters(("", None), GIVEN, GIVEN, GIVEN)]) == (
        "not_provided",
        None,
    )
    wider = VolumeLine("online", date(2019, 1, 1), date(2021, 1, 1), "provided", 90)
    assert over_period(START, END, [wider]) == ("not_provided", None)


def test_lines_that_only_touch_the_period_say_nothing_of_it() -> None:
    before = VolumeLine("online", date(2018, 4, 1), START, "provided", 1)
    after = VolumeLine("online", END, date(2021, 4, 1), "provided", 1)
    assert over_period(START, END, [before, after]) is None


def test_without_any_number_the_year_says_why() -> None:
    applied, collected = ("not_applicable", None), ("not_collected", None)
    assert over_period(START, END, quarters(applied, applied, applied, applied)) == applied
    assert over_period(START, END, quarters(applied, collected, collected, collected)) == collected


def test_a_channel_without_a_line_is_missing_if_it_is_offered() -> None:
    lines = quarters(GIVEN, GIVEN, GIVEN, GIVEN)
    facts = channel_facts(START, END, lines, offered=("online", "phone"))
    assert facts["online"] == ("provided", 40)
    assert facts["phone"] == ("not_provided", None)
    assert facts["mail"] == ("not_applicable", None)
    assert channel_facts(START, END, lines)["phone"] == ("not_applicable", None)


def test_the_declared_total_is_never_summed() -> None:
    total = VolumeLine("total", START, END, "provided", 1000)
    assert "total" not in channel_facts(START, END, [total])
    assert set(CHANNELS) - set(SUMMED) == {"total"}


@given(
    st.lists(st.integers(-20, 40), min_size=2, unique=True).map(sorted),
    st.integers(-10, 20),
    st.integers(1, 20),
    st.data(),
)
def test_the_sum_is_the_one_of_a_walk_day_by_day(
    edges: list[int], first: int, days: int, data: st.DataObject
) -> None:
    day_zero = date(2020, 1, 1)
    lines = []
    for start, end in pairwise(edges):
        status = data.draw(st.sampled_from((*STATUSES, "no line")))
        volume = data.draw(st.integers(0, 100)) if status == "provided" else None
        if status != "no line":
            lines.append(
                VolumeLine(
                    "online",
                    day_zero + timedelta(start),
                    day_zero + timedelta(end),
                    status,
                    volume,
                )
            )
    begin, stop = day_zero + timedelta(first), day_zero + timedelta(first + days)
    walked = [
        next((line for line in lines if line.start <= day < line.end), None)
        for day in (begin + timedelta(at) for at in range(days))
    ]
    touched = [line for line in walked if line]
    told = over_period(begin, stop, lines)
    if not touched:
        assert told is None
        return
    assert told is not None
    status, count = told
    whole = all(line and begin <= line.start and line.end <= stop for line in walked)
    statuses = {line.status for line in touched}
    if whole and statuses <= {"provided", "not_applicable"} and "provided" in statuses:
        assert (status, count) == ("provided", sum(line.volume or 0 for line in set(touched)))
    elif whole and statuses <= {"not_applicable", "not_collected"}:
        assert status in statuses
    else:
        assert (status in ("not_provided", "not_yet_due"), count) == (True, None)
