"""Files of bad days, handed in on the page as an officer does: each is refused in words, nothing is recorded."""

import io
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.people import WATER, SignIn
from virage.audit.models import JournalLine
from virage.barometer import actions as barometer
from virage.barometer import queries
from virage.barometer.models import EditionAnswer
from virage.identity.models import Person
from virage.intake import actions
from virage.intake.models import HandIn
from virage.intake.tests.handing_in import AT, HEADER, KIND, found, line, record, volumes
from virage.services.models import RecordBatch, Service, Volume

pytestmark = pytest.mark.django_db

CHANNELS = ("online", "phone", "counter", "mail", "total")


WINTER, SPRING = ("2025-01-01", "2025-04-01"), ("2025-04-01", "2025-07-01")


def whole(period: tuple[str, str] = WINTER) -> bytes:
    """Twenty services, each with four channels and their total: nothing is wrong with it."""
    start, end = period
    lines = []
    for number in range(20):
        counts = (number * 10, 5, 3, 2)
        for channel, count in zip(CHANNELS, (*counts, sum(counts)), strict=True):
            lines.append(line(f"s{number}", channel, count, start=start, end=end))
    return volumes(*lines)


def workbook(*rows: list[Any]) -> bytes:
    """A workbook of volumes."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (HEADER.split(","), *rows):
        sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def cells(channel: str, volume: Any, service: str = "puits") -> list[Any]:
    """One row of a workbook."""
    return [*line(service, channel, 0).split(",")[:9], volume, ""]


def bomb() -> bytes:
    """Under a megabyte that unpacks to four hundred."""
    made = io.BytesIO(workbook(cells("online", 3)))
    with zipfile.ZipFile(made) as source:
        members = {name: source.read(name) for name in source.namelist()}
    swollen = io.BytesIO()
    with zipfile.ZipFile(swollen, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            with target.open(name, "w") as member:
                member.write(content)
                if name == "xl/worksheets/sheet1.xml":
                    for _ in range(400):
                        member.write(b" " * (1 << 20))
    return swollen.getvalue()


def cut_workbook() -> bytes:
    """The first half of a workbook."""
    content = workbook(*(cells("online", number, f"s{number}") for number in range(200)))
    return content[: len(content) // 2]


def shifted() -> bytes:
    """Someone deleted a cell of each row: what follows slid to the left."""
    lines = []
    for one in whole().decode().splitlines()[1:]:
        values = one.split(",")
        lines.append(",".join([*values[:6], *values[7:], ""]))
    return volumes(*lines)


BAD: dict[str, tuple[Callable[[], bytes], str, int | None, str]] = {
    "cut in the middle of a line": (lambda: whole()[:-9], "cut-file", 101, ""),
    "a workbook cut in the middle": (cut_workbook, "damaged-spreadsheet", None, ""),
    "a zip bomb": (bomb, "zip-bomb", None, ""),
    "a formula": (
        lambda: workbook(cells("online", 3), cells("phone", "=SUM(1,2)")),
        "formula",
        3,
        "volume",
    ),
    "a column shifted": (shifted, "shifted-columns", None, "period_to"),
    "overlapping periods": (
        lambda: volumes(
            line("puits", "online", 12),
            line("puits", "online", 4, start="2025-03-01", end="2025-06-01"),
        ),
        "overlap",
        3,
        "period_from",
    ),
}


def send(client: Client, content: bytes) -> HandIn:
    """Hand in on the page, as a browser does; the hand-in at which one arrives."""
    file = SimpleUploadedFile("volumes", content)
    answer = client.post("/depots/nouveau/", {"kind": KIND, "body": WATER, "file": file})
    assert answer.status_code == 302, answer.content.decode()
    return HandIn.objects.get(public_id=answer.headers["Location"].split("/")[-2])


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_is_refused_in_words_and_leaves_no_record(
    officer: Person, sign_in: SignIn, what: str
) -> None:
    make, code, number, column = BAD[what]
    client = sign_in(officer)
    hand_in = send(client, make())
    assert hand_in.state == "refused"
    told = next(one for one in hand_in.report["findings"] if one["code"] == code)
    assert (told["line"], told["column"]) == (number, column)
    for path, language in (("", "fr"), ("/en", "en")):
        page = client.get(f"{path}/depots/{hand_in.public_id}/")
        assert page.status_code == 200
        shown = page.context["findings"]
        assert told["message"][language] in [one.message for one in shown]
        assert told["advice"][language] in [one.advice for one in shown]
    # Whoever insists is told no, and nothing of the file is among the records.
    client.post(f"/depots/{hand_in.public_id}/acceptation/", {"create_new": "on"})
    hand_in.refresh_from_db()
    assert hand_in.state == "refused"
    assert not Volume.objects.exists()
    assert not Service.objects.exists()
    assert not RecordBatch.objects.filter(source=hand_in.reference).exists()
    acts = JournalLine.objects.filter(subject=hand_in.reference).values_list("entry", flat=True)
    assert list(acts) == ["intake:hand-in:received"]


def test_the_same_file_without_the_mistake_is_accepted(officer: Person, sign_in: SignIn) -> None:
    """What makes the tests above refuse is the mistake alone."""
    hand_in = send(sign_in(officer), whole())
    assert hand_in.state == "checked"
    assert not found(hand_in)
    assert record(whole(), officer).state == "accepted"
    assert Volume.objects.count() == 100


def test_a_cut_between_two_lines_shows_as_services_that_are_no_longer_listed(
    officer: Person, sign_in: SignIn
) -> None:
    """Nothing in the file itself tells such a cut; the quarter before does."""
    record(whole(WINTER), officer)
    content = whole(SPRING)
    cut = b"".join(content.splitlines(keepends=True)[:51])
    hand_in = send(sign_in(officer), cut)
    assert hand_in.state == "checked"
    absent = {code for code, _name in hand_in.preview["no_longer_listed"]}
    assert absent == {f"s{number}" for number in range(10, 20)}


def test_a_channel_above_the_declared_total_is_told_and_stays_beside_the_published_answer(
    officer: Person, secretariat: Person, sign_in: SignIn
) -> None:
    """Both numbers were declared, and one of them is wrong: nobody here can say which one."""
    client = sign_in(officer)
    hand_in = send(client, volumes(line("puits", "online", 12), line("puits", "total", 10)))
    assert hand_in.state == "checked"
    assert "channel-above-total" in found(hand_in, "warning")
    assert "10" in client.get(f"/depots/{hand_in.public_id}/").content.decode()
    actions.accept(hand_in=hand_in, by=officer, at=AT, create_new=True)
    actions.carry_out(hand_in=hand_in, at=AT)
    edition = barometer.publish(
        label="Hiver",
        period=queries.period_of(date(2025, 1, 1), date(2025, 4, 1)),
        by=secretariat,
        at=AT,
        secret=bytes(32),
    )
    answer = EditionAnswer.objects.filter(indicator__edition=edition, unit="puits").first()
    assert answer is not None
    assert "channel-above-total" in answer.flags
    page = client.get("/barometre/unites/services/puits/").content.decode()
    assert "un canal dépasse le total déclaré" in page


def test_what_is_said_of_the_whole_file_comes_before_hundreds_of_lines(
    officer: Person, sign_in: SignIn
) -> None:
    """A shift makes two errors a line: the reason stands first, beyond what a report keeps too."""
    one = shifted().decode().splitlines()[1]
    client = sign_in(officer)
    hand_in = send(client, volumes(*[one] * 400))
    assert hand_in.report["errors"] > 800
    assert "shifted-columns" in [told["code"] for told in hand_in.report["findings"][:2]]
    page = client.get(f"/depots/{hand_in.public_id}/")
    assert "les colonnes semblent décalées" in page.context["findings"][0].message


def test_a_period_that_overlaps_what_is_recorded_is_refused(
    officer: Person, sign_in: SignIn
) -> None:
    record(whole(), officer)
    across = line("s1", "online", 4, start="2025-03-01", end="2025-06-01")
    hand_in = send(sign_in(officer), volumes(across))
    assert hand_in.state == "refused"
    assert found(hand_in) == ["straddles"]


def test_a_zip_bomb_takes_no_memory(officer: Person, sign_in: SignIn) -> None:
    content, client = bomb(), sign_in(officer)
    tracemalloc.start()
    try:
        send(client, content)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 40 << 20
