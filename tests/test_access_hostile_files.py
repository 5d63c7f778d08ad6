"""Someone means harm through a file: its name, its encoding, what it unpacks to. It comes to nothing."""

import gzip
import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from tests.people import WATER, SignIn
from tests.small_government import HEADER, a_file, a_line, hand_in
from virage.identity.models import Person
from virage.intake.models import HandIn
from virage.intake.tests.handing_in import KIND, found

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name",
    [
        "../../../../etc/passwd",
        "..\\..\\windows\\system.ini",
        "/etc/passwd",
        "a\x00b.csv",
        "\r\nX-Evil: 1.csv",
        "a" * 600 + ".csv",
        ".",
        "..",
    ],
)
def test_a_file_name_is_a_label_and_never_a_place(
    sign_in: SignIn, officer: Person, settings: Settings, name: str
) -> None:
    content = a_file(a_line("puits", "Puits", "online", 3))
    before = {path for path in Path(settings.VIRAGE_DATA).rglob("*") if path.is_file()}
    # Written by hand: neither browsers nor the test client send such names.
    parts = [("kind", "", KIND.encode()), ("body", "", WATER.encode()), ("file", name, content)]
    body = b"".join(
        f'--edge\r\nContent-Disposition: form-data; name="{field}"'.encode()
        + (f'; filename="{label}"\r\nContent-Type: text/csv'.encode() if label else b"")
        + b"\r\n\r\n"
        + value
        + b"\r\n"
        for field, label, value in parts
    )
    answer = sign_in(officer).post(
        "/depots/nouveau/",
        body + b"--edge--\r\n",
        "multipart/form-data; boundary=edge",
        follow=True,
    )
    made = HandIn.objects.filter(body__code=WATER).first()
    # A name that is nothing but dots is no file at all, and the form says so.
    assert answer.status_code == (200 if made else 422)
    if made is not None:
        assert not re.search(r"[/\\\x00\r\n]", made.filename)
        assert 0 < len(made.filename) <= 200
    after = {path for path in Path(settings.VIRAGE_DATA).rglob("*") if path.is_file()} - before
    assert all(re.fullmatch(r"[0-9a-f]{64}", path.name) for path in after)


NUL = "\x00"


@pytest.mark.parametrize(
    "text",
    [
        "\n".join([HEADER, a_line("puits", f"Pu{NUL}its", "online", 3), ""]),
        "\n".join([HEADER, a_line("puits", "Puits", "online", f"3{NUL}"), ""]),
        "\n".join([f"{HEADER};note{NUL}", a_line("puits", "Puits", "online", 3) + ";x", ""]),
        "\n".join([f"{HEADER}{NUL}", a_line("puits", "Puits", "online", 3), ""]),
    ],
)
def test_null_characters_of_a_two_byte_file_are_refused_with_a_report(
    officer: Person, text: str
) -> None:
    """In UTF-16 every other byte is null; the character U+0000 is what databases cannot hold."""
    made = hand_in(text.encode("utf-16"), officer)
    made.refresh_from_db()
    assert made.state == "refused"
    assert found(made) == ["nul-bytes"]


def _workbook(sheet: str, **members: str) -> bytes:
    """A workbook with that XML as its first sheet, made by hand."""
    book = openpyxl.Workbook()
    book.active.append(["x"])  # type: ignore[union-attr]
    plain, made = io.BytesIO(), io.BytesIO()
    book.save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(made, "w") as target:
        for one in source.namelist():
            content = source.read(one)
            if one == "xl/worksheets/sheet1.xml":
                content = sheet.encode()
            target.writestr(one, members.pop(one, content))
        for name, text in members.items():
            target.writestr(name, text)
    return made.getvalue()


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row></sheetData></worksheet>'
)


def test_a_workbook_reads_no_other_file_and_no_address(officer: Person, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("un secret bien garde")
    declared = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    made = hand_in(_workbook(declared + SHEET.format("&e;")), officer)
    assert made.state == "refused"
    assert "un secret bien garde" not in str(made.report)
    assert found(made) == ["damaged-spreadsheet"]


def test_a_workbook_writes_nowhere(officer: Person, settings: Settings) -> None:
    """Members whose names climb out of the folder are never unpacked."""
    outside = Path(settings.VIRAGE_DATA).parent / "climbed.txt"
    made = hand_in(
        _workbook(SHEET.format("organisation"), **{"../../../climbed.txt": "x", "/climbed": "y"}),
        officer,
    )
    assert made.state == "refused"
    assert not outside.exists()
    assert not list(Path(settings.VIRAGE_DATA).rglob("climbed*"))


def test_a_compressed_file_is_not_unpacked(officer: Person) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    made = hand_in(bomb, officer, filename="volumes.csv.gz")
    assert made.state == "refused"
    assert made.rows == 0


def test_a_program_cannot_hand_in_for_another_body_by_asking(
    other_officer: Person, sign_in: SignIn
) -> None:
    """The body is the one of the key or of the person: a field that names another changes nothing."""
    content = a_file(a_line("puits", "Puits", "online", 3))
    answer = sign_in(other_officer).post(
        "/depots/nouveau/", {"kind": KIND, "body": WATER, "file": SimpleUploadedFile("v", content)}
    )
    assert answer.status_code == 422
    assert not HandIn.objects.exists()
