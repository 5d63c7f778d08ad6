"""Counting files of millions of lines, shown on small ones taken in many parts, against a naive recount."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from virage.contracts.intakes import Condense, Intake
from virage.intake.condensing import pieces, sources
from virage.intake.condensing.counting import count
from virage.intake.condensing.engine import engine
from virage.intake.condensing.typed import offsets
from virage.intake.tests.transactions import (
    CHANNELS,
    KIND,
    Line,
    as_csv,
    as_parquet,
    codes,
    counted,
    numbered,
    recounted,
    rows_of,
    told,
    written,
)
from virage.lib.clock import LEGAL_ZONE

pytestmark = pytest.mark.once

moments = some.one_of(
    some.datetimes(datetime.fromisoformat("2024-03-08"), datetime.fromisoformat("2024-03-12")),
    some.datetimes(
        datetime.fromisoformat("2024-11-02"),
        datetime.fromisoformat("2024-11-05"),
        timezones=some.sampled_from([UTC, LEGAL_ZONE]),
    ),
)
lines = some.lists(
    some.tuples(
        some.sampled_from(["permis", "carte", "b-12"]),
        moments,
        some.sampled_from(CHANNELS),
        some.booleans(),
        some.none() | some.integers(10, 20),
        some.none() | some.integers(0, 10),
    ),
    min_size=1,
    max_size=60,
)


@settings(max_examples=15, deadline=None)
@given(lines=lines, piece=some.sampled_from([90, 200, 1 << 20]))
def test_csv_gives_what_a_naive_recount_gives_whatever_the_pieces(
    tmp_path_factory: pytest.TempPathFactory, lines: list[Line], piece: int
) -> None:
    folder = tmp_path_factory.mktemp("counted")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pieces, "PIECE", piece)
        found = counted(as_csv(folder, map(written, lines)), folder)
    assert not codes(found)
    assert told(found) == recounted(lines)
    assert found.lines == len(lines)


@pytest.mark.parametrize("in_order", [True, False])
@pytest.mark.parametrize("lines_of_a_part", [2_048, 6_000, 10**6])
def test_parquet_gives_what_a_naive_recount_gives_whatever_the_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines_of_a_part: int, in_order: bool
) -> None:
    monkeypatch.setattr(sources, "LINES", lines_of_a_part)
    select = numbered("2025-01-01", 9_000, "t")
    path = as_parquet(tmp_path, select if in_order else f"{select} ORDER BY hash(i)")
    found = counted(path, tmp_path)
    assert not codes(found)
    assert told(found) == recounted(rows_of(datetime.fromisoformat("2025-01-01"), 9_000))
    parts = len(list((tmp_path / "work").glob("part-*.parquet")))
    assert parts == {2_048: 5, 6_000: 2, 10**6: 1}[lines_of_a_part]


def test_instants_count_for_the_legal_day_also_where_the_clocks_change(tmp_path: Path) -> None:
    start = datetime(2025, 3, 8, tzinfo=UTC)
    at = "CAST(strftime(t, '%Y-%m-%d %H:%M:%S') || '+00' AS TIMESTAMPTZ)"
    found = counted(as_parquet(tmp_path, numbered("2025-03-08", 400, at)), tmp_path)
    assert told(found) == recounted(rows_of(start, 400))
    assert min(day for _, _, day in told(found)) == date(2025, 3, 7)


def test_the_offsets_of_the_legal_zone_are_those_of_its_rules_at_every_hour() -> None:
    moment, until = datetime(2018, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
    shifts = list(offsets(LEGAL_ZONE))
    while moment < until:
        expected = moment.astimezone(LEGAL_ZONE).utcoffset()
        offset = next(seconds for end, seconds in shifts if moment < end)
        assert timedelta(seconds=offset) == expected, moment
        moment += timedelta(hours=1)
    assert [seconds for _, seconds in offsets(ZoneInfo("Etc/GMT+5"))] == [-5 * 3_600]


def test_each_row_leads_to_its_first_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "PIECE", 120)
    lines = [
        "permis,2025-01-02,online,true,1,0",
        "",
        "carte,2025-01-01,online,true,1,0",
        "permis,2025-01-01T08:00,online,true,1,0",
        "permis,2025-01-02,online,true,1,0",
    ]
    found = counted(as_csv(tmp_path, lines), tmp_path)
    at = {(row.values["service"], row.values["day"].day): row.line for row in found.rows()}
    # A day without a line leads to the first that names its service and channel.
    assert at == {("permis", 1): 5, ("permis", 2): 2, ("carte", 1): 4, ("carte", 2): 4}


def test_the_rows_are_the_same_from_any_place_on(tmp_path: Path) -> None:
    found = counted(as_parquet(tmp_path, numbered("2025-01-01", 3_000, "t")), tmp_path)
    every = list(found.rows())
    assert len(every) == found.number == 6 * 32
    for skip in (0, 1, 50, found.number - 1, found.number):
        assert list(found.rows(skip)) == every[skip:]


def test_a_sum_is_unknown_as_soon_as_one_line_says_nothing_and_zero_where_there_is_no_line(
    tmp_path: Path,
) -> None:
    lines = [
        "permis,2025-01-01,online,1,3,1",
        "permis,2025-01-01,online,0,,",
        "permis,2025-01-03,online,t,4,2",
    ]
    found = counted(as_csv(tmp_path, lines), tmp_path)
    assert list(told(found).values()) == [(2, 1, None, None), (0, 0, 0, 0), (1, 1, 4, 2)]
    assert codes(found, "warning") == [("days-without-lines", None, "", "2025-01-02")]


def test_optional_columns_may_be_left_out_and_their_order_is_free(tmp_path: Path) -> None:
    path = as_csv(tmp_path, ["online,1,permis,2025-01-01"], "channel,completed,service,AT")
    assert list(told(counted(path, tmp_path)).values()) == [(1, 1, None, None)]


class Interrupted(Exception):
    """Someone withdrew the file while it was counted."""


def interrupted_at(percent: int) -> Any:
    def progress(done: int) -> None:
        if done >= percent:
            raise Interrupted

    return progress


@pytest.mark.parametrize("as_a_file_of", ["csv", "parquet"])
def test_a_counting_that_was_interrupted_goes_on_where_it_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, as_a_file_of: str
) -> None:
    monkeypatch.setattr(sources, "LINES", 2_048)
    monkeypatch.setattr(pieces, "PIECE", 60_000)
    lines = rows_of(datetime.fromisoformat("2025-01-01"), 9_000)
    path = (
        as_parquet(tmp_path, numbered("2025-01-01", 9_000, "t"))
        if as_a_file_of == "parquet"
        else as_csv(tmp_path, map(written, lines))
    )
    with pytest.raises(Interrupted):
        count(path, KIND, tmp_path / "work", interrupted_at(40))
    kept = {one: one.stat().st_mtime_ns for one in (tmp_path / "work").glob("part-*")}
    assert 2 <= len(kept) < 10
    seen: list[int] = []
    found = count(path, KIND, tmp_path / "work", seen.append)
    assert {one: one.stat().st_mtime_ns for one in kept} == kept, "a part was counted again"
    assert seen[0] >= 20
    assert seen == sorted(seen)
    assert seen[-1] == 100
    assert told(found) == recounted(lines)


def test_a_file_may_be_allowed_one_line_only_for_each_row(tmp_path: Path) -> None:
    condense = KIND.condense
    assert condense is not None
    once = Condense(condense.by, condense.moment, condense.day, condense.tallies, once=True)
    kind = Intake(**{**{name: getattr(KIND, name) for name in KIND.__slots__}, "condense": once})
    line = "permis,2025-01-01,online,true,1,0"
    found = counted(as_csv(tmp_path, [line, line]), tmp_path, kind)
    assert codes(found) == [("duplicate", 2, "at", "permis, online, 2025-01-01")]


def test_the_engine_installs_and_fetches_nothing_and_is_bounded(tmp_path: Path) -> None:
    with engine(tmp_path) as database:

        def setting(name: str) -> Any:
            return database.execute(f"SELECT current_setting('{name}')").fetchall()[0][0]

        assert not setting("autoinstall_known_extensions")
        assert not setting("autoload_known_extensions")
        assert setting("temp_directory") == str(tmp_path / "spilled")
        assert Counter(setting("memory_limit"))["M"] == 1
        with pytest.raises(duckdb.Error):
            database.execute("SELECT * FROM 'https://nowhere.invalid/file.parquet'")
