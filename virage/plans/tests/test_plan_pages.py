"""The pages of plans: the wall, a body, a version, two side by side; drafts, spreadsheets, reviews."""

import io
from datetime import date, datetime, timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.people import SignIn
from virage.identity.models import Person
from virage.plans import actions, queries, workbook
from virage.plans.rules import form, states
from virage.plans.rules.checking import check
from virage.plans.tests.invented import AT, FOREST, WATER, changed, deposit, document
from virage.plans.tests.test_plan_rules import WORLD

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 3)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages are read on the day of the story."""
    for name in ("public", "writing", "reviewing"):
        monkeypatch.setattr(f"virage.plans.views.{name}.now", lambda: AT)


def read(client: Client, name: str, *args: Any, query: str = "") -> str:
    page = client.get(reverse(f"plans:{name}", args=args) + query)
    assert page.status_code == 200, page.status_code
    return page.content.decode()


def test_the_wall_tells_each_body_by_name_and_by_state(officer: Person, bodies: object) -> None:
    deposit(officer)
    page = read(Client(), "wall")
    assert "Ministère de l’Eau" in page
    assert "Régie des forêts" in page
    assert "Régie des forêts" not in read(Client(), "wall", query="?etat=deposited")
    assert "Ministère de l’Eau" not in read(Client(), "wall", query="?q=forêts&tri=nom")
    rows = Client().get(reverse("plans:wall-file", args=["json"])).json()["rows"]
    assert {(one["organisation"], one["standing"]) for one in rows} == {
        (WATER, "deposited"),
        (FOREST, "not-due"),
    }


def test_the_page_of_a_body_counts_what_moved_against_the_first_version(officer: Person) -> None:
    deposit(officer)
    deposit(officer, changed("measures", ends_on="2027-06-30"))
    deposit(officer, changed("measures", ends_on="2027-09-30"))
    page = read(Client(), "body", WATER)
    assert "2 engagements ont changé" in page
    assert "+183 jours" in page
    beside = read(Client(), "version", WATER, "2026-3", query="?avec=2026-1")
    assert "30 septembre 2027" in beside.replace("\u00a0", " ")
    assert "Engagements que la version 2026-3 change" in beside
    assert "n’est pas montré" in beside
    version = read(Client(), "version", WATER, "2026-2")
    assert "Loi inventée, art. 3" in version
    assert "120\u202f000,50\u00a0$" in version
    assert Client().get(reverse("plans:version", args=[WATER, "2031-1"])).status_code == 404


def test_an_officer_writes_part_by_part_and_is_told_what_is_wrong(
    sign_in: SignIn, officer: Person
) -> None:
    client = sign_in(officer)
    client.post(reverse("plans:draft", args=[WATER]), {"act": "open"})
    assert "points sont à revoir" in read(client, "draft", WATER)
    one = reverse("plans:section", args=[WATER, "plan"])
    client.post(one, {"lu": "1", "period_from": "le printemps", "act": "keep"})
    page = read(client, "section", WATER, "plan")
    assert 'value="le printemps"' in page
    assert "Écrivez-le ainsi" in page
    made = client.post(reverse("plans:section", args=[WATER, "measures"]), {"code": "m1"})
    assert made.headers["Location"] == reverse("plans:row", args=[WATER, "measures", 1])
    row = reverse("plans:row", args=[WATER, "measures", 1])
    assert "n’est pas rempli" in client.get(row).content.decode()
    client.post(row, {"lu": "1", "act": "remove"})
    assert "Aucune ligne encore" in read(client, "section", WATER, "measures")


def test_who_types_second_is_told_keeps_their_words_and_may_replace(
    sign_in: SignIn, officer: Person, hire: Any
) -> None:
    second = hire("collegue", "planning_officer", WATER)
    actions.replace(body=WATER, document=document(), by=officer, at=AT)
    client, row = sign_in(officer), reverse("plans:row", args=[WATER, "measures", 1])
    actions.keep(
        body=WATER, section="measures", number=1, cells={"owner": "Greffe"}, seen=1, by=second, at=AT
    )  # fmt: skip
    typed = {"lu": "1", "owner": "Archives", "act": "keep"}
    quiet = client.post(row, typed, headers={"HX-Request": "true"})
    assert quiet.status_code == 200
    assert 'name="lu" value="1"' in quiet.content.decode()
    answer = client.post(row, typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert second.name in page
    assert "Greffe" in page
    assert 'value="Archives"' in page
    client.post(row, {**typed, "lu": "2"})
    written = queries.draft_of(WATER)
    assert written is not None
    assert written.document["measures"][0]["owner"] == "Archives"


def test_a_complete_draft_is_deposited_from_its_page(sign_in: SignIn, officer: Person) -> None:
    actions.replace(body=WATER, document=document(), by=officer, at=AT)
    client = sign_in(officer)
    written = queries.draft_of(WATER)
    assert written is not None
    assert "Rien ne manque" in read(client, "draft", WATER)
    stale = client.post(
        reverse("plans:draft", args=[WATER]), {"act": "deposit", "lu": "x"}, follow=True
    )
    assert "Le brouillon a changé" in stale.content.decode()
    done = client.post(
        reverse("plans:draft", args=[WATER]),
        {"act": "deposit", "lu": written.digest},
        follow=True,
    )
    assert "La version 2026-1 est déposée" in done.content.decode()


def test_the_secretariat_reviews_on_the_page_of_the_version(
    sign_in: SignIn, officer: Person, secretariat: Person
) -> None:
    label = deposit(officer)
    client, act = sign_in(secretariat), reverse("plans:review", args=[WATER, label])
    (one,) = queries.plan_of(WATER, TODAY).versions
    assert "Ouvrir l’examen" in read(client, "version", WATER, label)
    wrong = client.post(act, {"act": "amend", "lu": one.seen, "jour": "2026-12-01", "raison": ""})
    assert wrong.status_code == 422
    assert "Donnez la raison" in wrong.content.decode()
    late = client.post(act, {"act": "amend", "lu": one.seen, "jour": "2026-11-01", "raison": "Un."})
    assert "un jour qui vient" in late.content.decode()
    asked = {"act": "amend", "lu": one.seen, "jour": "2026-12-01", "raison": "Datez les jalons."}
    told = client.post(act, asked, follow=True).content.decode()
    assert "« Datez les jalons. »" in told
    again = client.post(act, {"act": "accept", "lu": one.seen}, follow=True).content.decode()
    assert "Quelqu’un d’autre a agi" in again
    assert queries.plan_of(WATER, TODAY).versions[0].state.name == states.AMENDMENT_REQUESTED


def test_a_milestone_is_said_reached_with_its_evidence(sign_in: SignIn, officer: Person) -> None:
    deposit(officer)
    client, act = sign_in(officer), reverse("plans:reach", args=[WATER])
    said = {"jalon": "trois", "atteint": "2026-11-02", "preuve": "vu"}
    assert client.post(act, said).status_code == 422
    page = client.post(act, {**said, "preuve": "https://example.org/3"}, follow=True)
    assert "https://example.org/3" in page.content.decode()


# The spreadsheet


def upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("plan.xlsx", content)


HOSTILE = ("=1+1", "'=1+1", "''-2", "+33", "@nom", "-", "l’été\nà l’eau", " espaces ", "0012", "_x0041_", "2026-02-30")  # fmt: skip


def test_a_plan_goes_out_and_comes_back_the_same_in_both_languages() -> None:
    plan = check(document(), WORLD).content
    assert plan is not None
    for language in ("fr", "en"):
        found = workbook.read(io.BytesIO(workbook.written(plan, language)))
        assert found.faults == []
        assert check(found.document, WORLD).content == plan


def test_a_draft_however_wrong_goes_out_and_comes_back_the_same() -> None:
    said: dict[str, Any] = {one.code: {} if one.single else [] for one in form.SECTIONS}
    for at, text in enumerate(HOSTILE):
        for one in form.SECTIONS:
            row = {each.name: text for each in one.fields}
            if one.single:
                said[one.code] = row
            else:
                said[one.code].append({"id": str(at + 1), **row})
    found = workbook.read(io.BytesIO(workbook.written_document(said, "fr")))
    assert found.faults == []
    assert found.document == said


def filled(change: Any) -> bytes:
    plan = check(document(), WORLD).content
    book = openpyxl.load_workbook(io.BytesIO(workbook.written(plan, "fr")))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_days_and_numbers_typed_in_a_spreadsheet_are_read() -> None:
    def typed(book: Any) -> None:
        book["measures"]["G3"] = datetime(2027, 9, 30)  # noqa: DTZ001 - as a spreadsheet
        book["budgets"]["C3"] = 1250.5

    plan = check(workbook.read(io.BytesIO(filled(typed))).document, WORLD).content
    assert plan is not None
    assert plan.measures[0].ends_on == date(2027, 9, 30)
    assert plan.measures[0].budget[0] == ("2026-2027", 125_050)


def test_a_wrong_value_names_its_sheet_line_and_column_and_nothing_is_taken(
    sign_in: SignIn, officer: Person
) -> None:
    client = sign_in(officer)
    actions.open_draft(body=WATER, by=officer, at=AT)
    act = reverse("plans:take-file", args=[WATER])

    def typed(book: Any) -> None:
        book["measures"]["G3"] = "bientôt"
        book["milestones"]["F3"] = "=TODAY()"

    for change, expected in (
        (typed, ("milestones", "due_on", "=TODAY()")),
        (lambda book: book.remove(book["ties"]), ("ties", "n’est pas dans ce classeur")),
        (lambda book: book["budgets"].delete_cols(2), ("budgets", "year")),
    ):
        answer = client.post(act, {"classeur": upload(filled(change))})
        assert answer.status_code == 422
        for words in expected:
            assert words in answer.content.decode()
    answer = client.post(act, {"classeur": upload(filled(lambda book: book["measures"].__setitem__("G3", "bientôt")))})  # fmt: skip
    page = answer.content.decode()
    assert all(words in page for words in ("measures", "ends_on", "bientôt", "Écrivez-le ainsi"))
    for hostile in (b"rien", b"PK\x03\x04rien"):
        assert client.post(act, {"classeur": upload(hostile)}).status_code == 422
    written = queries.draft_of(WATER)
    assert written is not None
    assert written.document["measures"] == []
    lacking = filled(lambda book: book["promises"].delete_rows(3))
    done = client.post(act, {"classeur": upload(lacking)}, follow=True)
    assert "Le classeur est dans le brouillon" in done.content.decode()


def test_the_spreadsheets_of_a_version_and_of_a_draft_are_given(
    sign_in: SignIn, officer: Person
) -> None:
    label = deposit(officer)
    for client, name, args in (
        (Client(), "version-file", (WATER, label)),
        (Client(), "empty-file", ()),
    ):
        page = client.get(reverse(f"plans:{name}", args=args))
        assert page["Content-Type"] == workbook.XLSX_TYPE
        assert "promises" in openpyxl.load_workbook(io.BytesIO(page.content)).sheetnames
    actions.open_draft(body=WATER, by=officer, at=AT + timedelta(days=1))
    assert sign_in(officer).get(reverse("plans:draft-file", args=[WATER])).status_code == 200
