"""The journal as its readers see it: in words, narrowed, with what to note elsewhere."""

import csv
import io
import json
import re
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.people import FOREST, WATER, SignIn
from virage.audit import actions, queries
from virage.audit.models import JournalLine
from virage.audit.rules import line_hash
from virage.identity.models import Person
from virage.organisations import rules
from virage.portal import journal
from virage.ui import access

pytestmark = pytest.mark.django_db

# The evening of 2 November in the legal zone, already 3 November in UTC.
EVENING = datetime(2026, 11, 3, 1, 30, tzinfo=UTC)
NEXT_DAY = datetime(2026, 11, 3, 15, 0, tzinfo=UTC)


@pytest.fixture
def reader(sign_in: SignIn, auditor: Person) -> Client:
    return sign_in(auditor)


def record(entry: str, subject: str, *, body: str = "", at: datetime = EVENING) -> JournalLine:
    with transaction.atomic():
        return actions.record(
            by="tests.person:1", at=at, entry=entry, subject=subject, body=body, data={"x": "y-1"}
        )


def read(client: Client, **query: str | int) -> str:
    """The page, with ordinary spaces so that a test can be read."""
    response = client.get("/journal/", query)
    assert response.status_code == 200
    return response.content.decode().replace("\u202f", " ").replace("\u00a0", " ")


def numbers(page: str) -> list[int]:
    """The lines listed, as they come."""
    rows = re.findall(r'<th scope="row" class="number"><a href="\?ligne=(\d+)', page)
    return [int(one) for one in rows]


def test_the_page_is_for_the_roles_that_may_read_the_journal() -> None:
    assert set(access.declared(journal.journal) or ()) == set(rules.OPERATIONS[rules.READ_JOURNAL])


def test_it_gives_the_number_and_the_hash_to_note_elsewhere(reader: Client) -> None:
    page = read(reader)
    head = queries.head()
    assert head is not None
    assert f"<dd>{head.number}</dd>" in page
    assert head.hash in page
    assert "Un journal dont on a coupé la fin est encore une chaîne entière" in page


def test_lines_come_last_first_and_in_words(reader: Client, secretariat: Person) -> None:
    page = read(reader)
    listed = numbers(page)
    assert listed == sorted(listed, reverse=True)
    assert listed[0] == queries.sequence()
    assert "Organisme inscrit" in page
    assert "organisations:body:created" in page
    assert "Ministère de l’Eau" in page
    assert "Secretariat" in page, "a person is named to who may read the journal"
    assert "Body entered" in reader.get("/en/journal/").content.decode()


def test_an_act_that_no_package_explains_shows_its_code(reader: Client) -> None:
    record("tests:ledger:stated", "not-a-reference")
    assert "tests:ledger:stated" in read(reader)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"acte": "services:service:opened"}, {0, 1}),
        ({"organisme": FOREST}, {1, 3}),
        ({"sujet": "tests.thing:2"}, {1}),
        ({"acte": "services:service:opened", "organisme": WATER}, {0}),
        ({"du": "2026-11-03"}, {2, 3}),
        ({"du": "2026-11-03", "au": "2026-11-03", "organisme": FOREST}, {3}),
    ],
)
def test_lines_are_narrowed_by_act_subject_body_and_legal_days(
    reader: Client, asked: dict[str, str], found: set[int]
) -> None:
    before = queries.sequence()
    recorded = [
        record("services:service:opened", "tests.thing:1", body=WATER),
        record("services:service:opened", "tests.thing:2", body=FOREST),
        record("services:service:closed", "tests.thing:3", body=WATER, at=NEXT_DAY),
        record("services:service:closed", "tests.thing:4", body=FOREST, at=NEXT_DAY),
    ]
    listed = {one for one in numbers(read(reader, **asked)) if one > before}
    assert listed == {recorded[place].number for place in found}


def test_one_line_is_shown_whole_with_the_hash_that_was_noted(reader: Client) -> None:
    line = record("services:service:opened", "tests.thing:1")
    record("services:service:closed", "tests.thing:1")
    page = read(reader, ligne=line.number)
    assert numbers(page) == [line.number]
    assert line.hash in page
    assert line.previous in page
    assert "y-1" in page
    assert "Aucune ligne ne répond" in read(reader, ligne=10**9)


def test_a_subject_leads_to_its_page_and_to_all_its_lines(
    reader: Client, secretariat: Person
) -> None:
    line = record("services:service:opened", secretariat.reference)
    page = read(reader, ligne=line.number)
    address = re.search(r'href="(\?sujet=[^"#]+)', page)
    assert address is not None
    about = reader.get(f"/journal/{address[1]}").content.decode()
    subjects = JournalLine.objects.filter(subject=secretariat.reference)
    assert set(numbers(about)) == set(subjects.values_list("number", flat=True))
    assert len(numbers(about)) > 1


def test_what_cannot_be_searched_is_said_beside_its_field(reader: Client) -> None:
    page = read(reader, du="2026-11-03", au="2026-11-02")
    assert "Le dernier jour vient avant le premier." in page
    assert numbers(page) == []
    assert "field-error" in read(reader, ligne="moins un")
    assert "field-error" in read(reader, acte="rien:de:tel")


def test_a_page_of_lines_costs_the_same_whatever_they_are_about(
    reader: Client, officer: Person
) -> None:
    with CaptureQueriesContext(connection) as few:
        read(reader)
    for place in range(120):
        record("services:service:opened", f"tests.thing:{place}", body=WATER)
    with CaptureQueriesContext(connection) as many:
        page = read(reader, acte="services:service:opened", page=2)
    assert len(numbers(page)) == journal.PER_PAGE
    assert "acte=services%3Aservice%3Aopened&amp;page=3" in page
    assert len(many) <= len(few) <= 16


def test_the_file_gives_the_lines_asked_for_with_all_that_their_hashes_cover(
    reader: Client,
) -> None:
    mine = record("tests:thing:done", "tests.thing:1", body=WATER)
    record("tests:thing:done", "tests.thing:2", body=FOREST)
    response = reader.get("/journal.csv", {"organisme": WATER, "acte": ""})
    assert response["Content-Disposition"] == 'attachment; filename="journal.csv"'
    text = response.getvalue().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["organisation"] for row in rows} == {WATER}
    row = rows[0]
    content = {
        "number": int(row["number"]),
        "at": row["at"],
        "actor": row["actor"],
        "entry": row["entry"],
        "subject": row["subject"],
        "body": row["organisation"],
        "data": json.loads(row["data"]),
    }
    assert line_hash(row["previous_hash"], content) == row["hash"] == mine.hash


def test_the_file_of_a_wrong_search_is_empty(reader: Client) -> None:
    wrong = reader.get("/journal.csv", {"du": "n’importe quand"})
    assert len(wrong.getvalue().splitlines()) == 1
