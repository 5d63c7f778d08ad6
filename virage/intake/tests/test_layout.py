"""Headers: what is missing, misspelt or there twice; the wide layout; columns that slid."""

from pathlib import Path

from virage.intake.tests.sample import HEADER, codes, csv_file, read_all

LINE = "permis,2026-01-01,online,12,,"


def test_the_order_and_the_case_of_columns_do_not_matter(tmp_path: Path) -> None:
    rows, findings = read_all(
        csv_file(tmp_path, "VOLUME, Channel ,day,service\n3,phone,2026-01-01,permis\n")
    )
    assert rows[0].values == {
        "service": "permis",
        "day": rows[0].values["day"],
        "channel": "phone",
        "volume": 3,
        "status": None,
        "note": None,
    }
    assert not findings.errors


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    rows, findings = read_all(csv_file(tmp_path, "service,day,volume\npermis,2026-01-01,3\n"))
    assert codes(findings) == [("missing-column", 1, "channel")]
    assert not rows


def test_a_misspelt_column_gets_a_suggestion_even_when_it_is_optional(tmp_path: Path) -> None:
    header = HEADER.replace("status", "statuts")
    _, findings = read_all(csv_file(tmp_path, f"{header}\n{LINE}\n"))
    assert codes(findings) == [("unknown-column", 1, "statuts")]
    assert "status" in findings.errors[0].advice.fr


def test_a_column_there_twice_is_refused(tmp_path: Path) -> None:
    _, findings = read_all(csv_file(tmp_path, f"{HEADER},volume\n{LINE},3\n"))
    assert codes(findings) == [("duplicate-column", 1, "volume")]


def test_a_column_for_ones_own_use_is_left_alone_with_a_warning(tmp_path: Path) -> None:
    rows, findings = read_all(csv_file(tmp_path, f"{HEADER},mémoire\n{LINE},à revoir\n"))
    assert len(rows) == 1
    assert codes(findings, "warning") == [("ignored-column", 1, "mémoire")]


def test_a_file_without_a_header_says_what_to_put_there(tmp_path: Path) -> None:
    _, findings = read_all(csv_file(tmp_path, f"{LINE}\n{LINE}\n"))
    assert codes(findings) == [("no-header", 1, "")]
    assert "channel" in findings.errors[0].advice.en


def test_a_line_with_more_cells_than_the_header_is_refused(tmp_path: Path) -> None:
    rows, findings = read_all(csv_file(tmp_path, f"{HEADER}\n{LINE}a,b\n{LINE}\n"))
    assert codes(findings) == [("too-many-cells", 2, "")]
    assert len(rows) == 1


def test_the_wide_layout_gives_the_rows_of_the_long_one(tmp_path: Path) -> None:
    wide = "service,day,online,phone,counter\npermis,2026-01-01,12,not_provided,\n"
    long = f"{HEADER}\npermis,2026-01-01,online,12,,\npermis,2026-01-01,phone,,not_provided,\n"
    rows, findings = read_all(csv_file(tmp_path, wide))
    expected, _ = read_all(csv_file(tmp_path, long, "long.csv"))
    assert not findings.errors
    assert [row.values for row in rows] == [row.values for row in expected]
    assert [row.line for row in rows] == [2, 2]


def test_a_bad_cell_of_the_wide_layout_is_named_by_its_header(tmp_path: Path) -> None:
    wide = "service,day,online,phone\npermis,2026-01-01,12,beaucoup\n"
    rows, findings = read_all(csv_file(tmp_path, wide))
    assert codes(findings) == [("not-an-integer", 2, "phone")]
    assert not rows


def test_values_that_slid_under_the_next_header_are_called_a_shift(tmp_path: Path) -> None:
    lines = ["permis,online,12,2026-01-01,,"] * 5
    _, findings = read_all(csv_file(tmp_path, "\n".join([HEADER, *lines, ""])))
    found = {one.code for one in findings.errors}
    assert "shifted-columns" in found
    shift = next(one for one in findings.errors if one.code == "shifted-columns")
    assert shift.column == "day"
    assert "channel" in shift.message.fr


def test_one_wrong_value_is_not_called_a_shift(tmp_path: Path) -> None:
    lines = ["permis,online,phone,1,,", *[LINE] * 9]
    _, findings = read_all(csv_file(tmp_path, "\n".join([HEADER, *lines, ""])))
    assert codes(findings) == [("not-a-date", 2, "day")]


def test_a_column_that_slid_down_by_a_row_is_called_a_shift(tmp_path: Path) -> None:
    volumes = ["", "10", "20", "30"]
    lines = [f"s{number},2026-01-01,online,{volumes[number]},," for number in range(3)]
    _, findings = read_all(csv_file(tmp_path, "\n".join([HEADER, *lines, ",,,30,,", ""])))
    assert ("shifted-down", 5, "volume") in codes(findings)


def test_a_short_last_row_alone_is_not_called_a_shift(tmp_path: Path) -> None:
    lines = [LINE, LINE, LINE, "permis,,,,,"]
    _, findings = read_all(csv_file(tmp_path, "\n".join([HEADER, *lines, ""])))
    assert "shifted-down" not in {one.code for one in findings.errors}
