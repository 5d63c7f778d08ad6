"""Schemas and templates are made from the declared columns, and come back through the reader."""

import io
from pathlib import Path

import openpyxl
import pytest

from virage.contracts.intakes import Intake, intakes
from virage.intake import formats
from virage.intake.tests.sample import KIND, codes, csv_file, read_all

ALL = [KIND, *intakes]
TYPES = ("string", "integer", "date", "datetime", "boolean")


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.code)
def test_every_schema_names_every_column_in_both_languages(kind: Intake) -> None:
    for layout in formats.layouts(kind):
        french = formats.table_schema(kind, layout, "fr")
        english = formats.table_schema(kind, layout, "en")
        names = [field["name"] for field in french["fields"]]
        assert names == [one.name for one in formats.columns(kind, layout)]
        assert names == [field["name"] for field in english["fields"]]
        assert {field["type"] for field in french["fields"]} <= set(TYPES)
        assert all(field["title"] and field["description"] for field in english["fields"])


def test_the_constraints_of_a_column_are_in_its_schema() -> None:
    fields = {one["name"]: one for one in formats.table_schema(KIND, "long", "fr")["fields"]}
    assert fields["volume"]["constraints"] == {"minimum": 0, "maximum": 1_000_000}
    assert fields["channel"]["constraints"] == {
        "required": True,
        "enum": ["online", "phone", "counter"],
    }
    assert fields["service"]["constraints"]["pattern"] == "[a-z0-9-]+"
    assert fields["day"]["format"] == "%Y-%m-%d"


def test_a_template_holds_the_last_values_with_risky_text_defused() -> None:
    lines = "".join(formats.template_csv(KIND, "long", "eau")).splitlines()
    assert lines[0] == "\ufeffservice,day,channel,volume,status,note"
    assert lines[1] == "007,2026-01-01,online,12,,"
    assert lines[3].startswith("'=a,")


def test_an_empty_template_holds_the_header_alone() -> None:
    assert len(list(formats.template_csv(KIND, "wide", None))) == 1


@pytest.mark.parametrize("layout", ["long", "wide"])
def test_what_a_template_gives_can_be_handed_in(tmp_path: Path, layout: str) -> None:
    text = "".join(formats.template_csv(KIND, layout, "eau"))
    book = formats.template_xlsx(KIND, layout, "eau", "fr")
    (tmp_path / "template.xlsx").write_bytes(book)
    for path in (csv_file(tmp_path, text), tmp_path / "template.xlsx"):
        rows, findings = read_all(path)
        # The third row's code is not one: it shows that the apostrophe was taken off again.
        assert [(one.code, one.value) for one in findings.errors] == [("bad-pattern", "'=a")]
        assert not findings.warnings
        assert [
            (row.values["service"], row.values["channel"], row.values["volume"]) for row in rows
        ] == [("007", "online", 12), ("007", "phone", None)]
        assert rows[1].values["status"] == "not_provided"


def test_the_workbook_explains_its_columns_on_a_second_sheet() -> None:
    book = openpyxl.load_workbook(io.BytesIO(formats.template_xlsx(KIND, "long", "eau", "en")))
    assert book.sheetnames == ["sample.counts", "help"]
    assert [row[0].value for row in book["help"].rows] == [one.name for one in KIND.columns]
    assert book["sample.counts"]["A2"].value == "007"
    assert book["sample.counts"]["D2"].value == 12


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.code)
def test_every_empty_template_is_read_as_an_empty_file(tmp_path: Path, kind: Intake) -> None:
    for layout in formats.layouts(kind):
        text = "".join(formats.template_csv(kind, layout, None))
        assert codes(read_all(csv_file(tmp_path, text), kind)[1]) == [("empty-file", 2, "")]
