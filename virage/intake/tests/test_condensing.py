"""Counting files of millions of lines, shown on small ones taken in many parts, against a naive recount."""

import codecs
import csv
import gzip
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from virage.contracts.intakes import Condense, Intake, Tally
from virage.intake.condensing import pieces, problems, sources
from virage.intake.condensing.counting import count
from virage.intake.condensing.engine import engine
from virage.intake.condensing.rows import Condensed
from virage.intake.condensing.typed import offsets
from virage.intake.tests.sample import KIND as LINE_BY_LINE
from virage.intake.tests.sample import column
from virage.lib.clock import LEGAL_ZONE, day_of

pytestmark = pytest.mark.once

CHANNELS = ("online", "phone", "counter")
KIND = Intake(
    code="sample.transactions",
    title=LINE_BY_LINE.title,
    description=LINE_BY_LINE.description,
    columns=(
        column("service", required=True, max_length=20, pattern="[a-z0-9-]+", example="permis"),
        column("at", "datetime", required=True),
        column("channel", required=True, choices=CHANNELS),
        column("completed", "boolean", required=True),
        column("asked", "integer", minimum=0, maximum=100),
        column("prefilled", "integer", minimum=0, maximum=100),
    ),
    check=LINE_BY_LINE.check,
    begin=LINE_BY_LINE.begin,
    stage=LINE_BY_LINE.stage,
    finish=LINE_BY_LINE.finish,
    abandon=LINE_BY_LINE.abandon,
    prefill=LINE_BY_LINE.prefill,
    condense=Condense(
        by=("service", "channel"),
        moment="at",
        day="day",
        tallies=(
            Tally("requests"),
            Tally("completed", of="completed"),
            Tally("asked", of="asked"),
            Tally("prefilled", of="prefilled"),
        ),
        never_above=(("prefilled", "asked"),),
    ),
)
HEADER = "service,at,channel,completed,asked,prefilled"
Line = tuple[str, datetime, str, bool, int | None, int | None]


def silent(percent: int) -> None:
    """Nobody watches."""


def as_csv(folder: Path, lines: Iterable[str], header: str = HEADER, end: str = "\n") -> Path:
    path = folder / "lines.csv"
    path.write_text(end.join([header, *lines, ""]), encoding="utf-8", newline="")
    return path


def as_parquet(folder: Path, select: str, *, rows_of_a_group: int = 2_048) -> Path:
    path = folder / "lines.parquet"
    duckdb.sql(f"COPY ({select}) TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE {rows_of_a_group})")
    return path


def counted(path: Path, folder: Path, kind: Intake = KIND) -> Condensed:
    return count(path, kind, folder / "work", silent)


def codes(found: Condensed, level: str = "error") -> list[tuple[str, int | None, str, str]]:
    return [
        (one.code, one.line, one.column, one.value) for one in found.findings if one.level == level
    ]


def told(found: Condensed) -> dict[tuple[str, str, date], tuple[Any, ...]]:
    """(requests, completed, asked, prefilled) by service, channel and day."""
    return {
        (row.values["service"], row.values["channel"], row.values["day"]): (
            row.values["requests"],
            row.values["completed"],
            row.values["asked"],
            row.values["prefilled"],
        )
        for row in found.rows()
    }


def recounted(lines: Sequence[Line]) -> dict[tuple[str, str, date], tuple[Any, ...]]:
    """The same by the plainest Python: every pair of the file, every day from its first to its last."""
    of: dict[tuple[str, str, date], list[Line]] = {}
    for line in lines:
        day = day_of(line[1]) if line[1].tzinfo else line[1].date()
        of.setdefault((line[0], line[2], day), []).append(line)
    first, last = min(key[2] for key in of), max(key[2] for key in of)
    made = {}
    for service, channel in {key[:2] for key in of}:
        for at in range((last - first).days + 1):
            key = service, channel, first + timedelta(at)
            held = of.get(key, [])
            sums: list[int | None] = []
            for place in (4, 5):
                said = [one[place] for one in held]
                sums.append(None if None in said else sum(one or 0 for one in said))
            made[key] = (len(held), sum(one[3] for one in held), *sums)
    return made


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


def written(line: Line) -> str:
    out = io.StringIO()
    cells = ["" if one is None else one for one in line[4:]]
    csv.writer(out, lineterminator="").writerow(
        [line[0], line[1].isoformat(), line[2], str(line[3]).lower(), *cells]
    )
    return out.getvalue()


@settings(max_examples=30, deadline=None)
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


def numbered(start: str, rows: int, at: str) -> str:
    """Rows of two services, one each quarter of an hour; `at` is an expression of the moment `t`."""
    return (
        f"SELECT ['permis', 'carte'][1 + i % 2] AS service, {at} AS \"at\", "
        "['online', 'phone', 'counter'][1 + i % 3] AS channel, i % 4 > 0 AS completed, "
        "CAST(10 + i % 5 AS UTINYINT) AS asked, CAST(i % 7 AS UTINYINT) AS prefilled "
        f"FROM (SELECT i, TIMESTAMP '{start}' + to_minutes(15 * i) AS t FROM range({rows}) r(i))"
    )


def rows_of(start: datetime, number: int) -> list[Line]:
    return [
        (
            ["permis", "carte"][i % 2],
            start + timedelta(minutes=15 * i),
            CHANNELS[i % 3],
            i % 4 > 0,
            10 + i % 5,
            i % 7,
        )
        for i in range(number)
    ]


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
        (gzip.compress(HEADER.encode()), "not-csv-nor-parquet", None),
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
