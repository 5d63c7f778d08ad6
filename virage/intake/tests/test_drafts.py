"""The editor of a register: a draft kept between pages, handed in as a file, and nothing ever lost."""

import csv
import io
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.people import SignIn
from virage.identity.models import Person
from virage.intake import actions, files, queries, rules
from virage.intake.models import Draft, DraftRow, HandIn
from virage.intake.tests.handing_in import (
    AT,
    FOREST,
    KIND,
    PUITS,
    WATER,
    line,
    record,
    volumes,
    volumes_known,
)

pytestmark = pytest.mark.django_db

HERE = f"/depots/registres/{KIND}/"
DRAFT = f"{HERE}brouillon/"
COLUMNS = [one.name for one in queries.kind(KIND).columns if one.name != "organisation"]
VOLUME, CHANNEL, SERVICE = (COLUMNS.index(name) for name in ("volume", "channel", "service"))


def opened(officer: Person, content: bytes = PUITS) -> Draft:
    """A draft of the volumes that were recorded."""
    record(content, officer)
    return actions.open_draft(kind=KIND, body=WATER, by=officer, at=AT)


def rows(draft: Draft) -> list[DraftRow]:
    """Its rows, read again."""
    return list(draft.rows.all())


def typed(
    draft: Draft, changes: Mapping[str, str], act: str = "keep", page: int = 1
) -> dict[str, Any]:
    """What the form of a page posts: its rows as they are, with some inputs changed."""
    shown = rows(draft)[50 * (page - 1) : 50 * page]
    posted = {
        f"c{row.position}-{index}": row.cells[name]
        for row in shown
        for index, name in enumerate(COLUMNS)
    }
    left_out = {f"out{row.position}": "on" for row in shown if row.left_out}
    return {
        **posted,
        **left_out,
        "row": [str(row.position) for row in shown],
        "page": str(page),
        "act": act,
        **changes,
    }


def test_a_draft_begins_with_the_last_values_and_is_found_again(officer: Person) -> None:
    draft = opened(officer)
    assert [row.cells["volume"] for row in rows(draft)] == ["120", "30"]
    again = actions.open_draft(kind=KIND, body=WATER, by=officer, at=AT + timedelta(days=1))
    assert again == draft
    assert Draft.objects.count() == 1


def test_a_register_with_no_values_begins_with_one_empty_row(officer: Person) -> None:
    draft = actions.open_draft(kind=KIND, body=WATER, by=officer, at=AT)
    (row,) = rows(draft)
    assert {name: text for name, text in row.cells.items() if text} == {"organisation": WATER}
    assert row.before is None


def test_what_was_typed_is_kept_and_nothing_is_recorded(officer: Person, sign_in: SignIn) -> None:
    draft = opened(officer)
    before = (volumes_known(), HandIn.objects.count())
    mine = sign_in(officer)
    answer = mine.post(DRAFT, typed(draft, {f"c1-{VOLUME}": "125"}))
    assert answer.status_code == 302
    assert [row.cells["volume"] for row in rows(draft)] == ["125", "30"]
    page = mine.get(answer["Location"]).content.decode()
    assert 'value="125"' in page
    assert "modifiée" in page
    assert (volumes_known(), HandIn.objects.count()) == before


def test_going_to_another_page_keeps_what_was_typed(officer: Person, sign_in: SignIn) -> None:
    draft = opened(officer, volumes(*(line(f"s{one:03}", "online", one) for one in range(120))))
    mine = sign_in(officer)
    page = mine.get(f"{DRAFT}?page=2").content.decode()
    assert page.count('class="edit-row"') == 50
    answer = mine.post(DRAFT, typed(draft, {f"c60-{VOLUME}": "7"}, act="page-3", page=2))
    assert answer["Location"].endswith("page=3")
    mine.post(DRAFT, typed(draft, {f"c110-{VOLUME}": "8"}, act="page-1", page=3))
    kept = {row.position: row.cells["volume"] for row in rows(draft)}
    assert (kept[60], kept[110], kept[61]) == ("7", "8", "60")


def test_a_draft_is_handed_in_as_a_file_and_accepted_like_any_other(
    officer: Person, sign_in: SignIn
) -> None:
    draft = opened(officer)
    mine = sign_in(officer)
    answer = mine.post(DRAFT, typed(draft, {f"c1-{VOLUME}": "125"}, act="hand-in"))
    hand_in = HandIn.objects.get(origin="draft")
    assert answer["Location"] == f"/depots/{hand_in.public_id}/"
    assert (hand_in.state, hand_in.preview["changed"], hand_in.preview["unchanged"]) == (
        "checked",
        1,
        1,
    )
    assert files.is_intact(hand_in.sha256)
    page = mine.get(answer["Location"]).content.decode()
    assert "Revenir au brouillon" in page
    actions.accept(hand_in=hand_in, by=officer, at=AT)
    assert actions.carry_out(hand_in=hand_in, at=AT).state == "accepted"
    assert [one["volume"] for one in queries.kind(KIND).prefill(WATER)] == ["125", "30"]
    # The draft is done: the next one begins with what was accepted.
    assert mine.get(DRAFT)["Location"].startswith(HERE)
    again = actions.open_draft(kind=KIND, body=WATER, by=officer, at=AT)
    assert [(row.cells["volume"], row.before == row.cells) for row in rows(again)] == [
        ("125", True),
        ("30", True),
    ]


def test_errors_show_beside_their_cells_and_nothing_is_lost(
    officer: Person, sign_in: SignIn
) -> None:
    draft = opened(officer, volumes(*(line(f"s{one:03}", "online", one) for one in range(60))))
    mine = sign_in(officer)
    changes = {f"c55-{VOLUME}": "beaucoup", f"c56-{CHANNEL}": "fusée", f"c57-{VOLUME}": "9"}
    answer = mine.post(DRAFT, typed(draft, changes, act="hand-in", page=2), follow=True)
    page = answer.content.decode()
    # Straight to the page with the first error, which names the rest.
    assert "page=2" in answer.redirect_chain[-1][0]
    assert "2 erreurs" in page
    assert f'id="c55-{VOLUME}-f"' in page
    assert f'aria-describedby="c55-{VOLUME}-f" aria-invalid="true"' in page
    assert 'value="beaucoup"' in page
    assert "<option selected>fusée</option>" in page
    assert f'href="?organisme={WATER}&amp;page=2#c55-{VOLUME}"' in page
    assert [row.cells["volume"] for row in rows(draft)[54:57]] == ["beaucoup", "55", "9"]

    right = {f"c55-{VOLUME}": "54", f"c56-{CHANNEL}": "online"}
    mine.post(DRAFT, typed(draft, right, act="hand-in", page=2))
    states = list(HandIn.objects.filter(origin="draft").order_by("pk").values_list("state"))
    # The refused file gave way to the one that replaces it.
    assert states == [("withdrawn",), ("checked",)]


def test_the_same_draft_twice_is_one_hand_in(officer: Person) -> None:
    draft = opened(officer)
    actions.keep(draft=draft, rows={1: actions.Edited({"volume": "121"}, left_out=False)}, at=AT)
    first = actions.hand_in_draft(draft=draft, by=officer, at=AT)
    assert actions.hand_in_draft(draft=draft, by=officer, at=AT) == first
    first.refresh_from_db()
    assert first.state == "checked"


def test_a_row_left_out_is_not_handed_in(officer: Person, sign_in: SignIn) -> None:
    draft = opened(officer)
    mine = sign_in(officer)
    mine.post(DRAFT, typed(draft, {"out2": "on"}, act="hand-in"))
    hand_in = HandIn.objects.get(origin="draft")
    text = files.path_of(hand_in.sha256).read_text(encoding="utf-8-sig")
    assert [one["channel"] for one in csv.DictReader(io.StringIO(text))] == ["online"]
    # Brought back in by clearing its box.
    posted = typed(draft, {})
    del posted["out2"]
    mine.post(DRAFT, posted)
    assert [row.left_out for row in rows(draft)] == [False, False]


def test_a_row_is_added_at_the_end_with_or_without_script(officer: Person, sign_in: SignIn) -> None:
    draft = opened(officer)
    mine = sign_in(officer)
    answer = mine.post(DRAFT, typed(draft, {f"c1-{VOLUME}": "121"}, act="add"))
    assert answer["Location"].endswith("page=1&nouvelle=3#r3")
    page = mine.get(answer["Location"].partition("#")[0]).content.decode()
    assert page.count("autofocus") == 1
    fragment = mine.post(
        DRAFT, typed(draft, {f"c1-{VOLUME}": "122"}, act="add"), headers={"HX-Request": "true"}
    )
    assert fragment.status_code == 200
    text = fragment.content.decode()
    assert 'id="r4"' in text
    assert "<html" not in text
    assert [row.cells["volume"] for row in rows(draft)] == ["122", "30", "", ""]
    assert {row.cells["organisation"] for row in rows(draft)} == {WATER}
    # Rows that stay blank are not handed in.
    assert actions.hand_in_draft(draft=draft, by=officer, at=AT).rows == 2


def test_a_value_that_its_column_cannot_hold_stays_as_it_was_typed(
    officer: Person, sign_in: SignIn
) -> None:
    draft = opened(officer)
    start = COLUMNS.index("period_from")
    mine = sign_in(officer)
    mine.post(DRAFT, typed(draft, {f"c1-{start}": "1er janvier", f"c2-{SERVICE}": '<b>"'}))
    page = mine.get(DRAFT).content.decode()
    assert 'value="1er janvier"' in page
    assert "&lt;b&gt;&quot;" in page
    assert "<b>" not in page


def test_rows_and_columns_that_are_not_there_are_ignored(officer: Person, sign_in: SignIn) -> None:
    draft = opened(officer)
    kept = [row.cells for row in rows(draft)]
    posted = typed(draft, {"c999-0": "x", "c1-99": "x", "c1-organisation": FOREST})
    posted["row"] = ["1", "2", "999", "-1", "²", "x"]
    assert sign_in(officer).post(DRAFT, posted).status_code == 302
    assert [row.cells for row in rows(draft)] == kept


def test_the_editor_warns_when_something_else_was_accepted_meanwhile(
    officer: Person, sign_in: SignIn
) -> None:
    opened(officer)
    mine = sign_in(officer)
    assert "Un autre dépôt a été accepté" not in mine.get(DRAFT).content.decode()
    later = actions.receive(
        kind=KIND,
        filename="v.csv",
        stream=[volumes(line("puits", "online", 500))],
        body=WATER,
        by=officer,
        at=AT,
        via="page",
    )
    actions.accept(hand_in=later, by=officer, at=AT)
    actions.carry_out(hand_in=later, at=AT + timedelta(hours=1))
    assert "Un autre dépôt a été accepté" in mine.get(DRAFT).content.decode()


def test_a_draft_is_its_owners_alone(
    officer: Person, other_officer: Person, secretariat: Person, sign_in: SignIn
) -> None:
    draft = opened(officer)
    theirs = sign_in(other_officer)
    for address in (DRAFT, f"{DRAFT}ouverture/", f"{DRAFT}abandon/"):
        assert theirs.post(f"{address}?organisme={WATER}", {}).status_code == 404
    assert theirs.get(f"{DRAFT}?organisme={WATER}").status_code == 404
    # The Secretariat acts for the body, in a draft of its own.
    secretary = sign_in(secretariat)
    assert secretary.get(f"{DRAFT}?organisme={WATER}").status_code == 302
    secretary.post(f"{DRAFT}ouverture/?organisme={WATER}")
    assert Draft.objects.exclude(pk=draft.pk).get().owner == secretariat


def test_without_a_draft_nothing_is_kept(officer: Person, sign_in: SignIn) -> None:
    record(PUITS, officer)
    mine = sign_in(officer)
    for answer in (mine.get(DRAFT), mine.post(DRAFT, {"row": "1", "c1-0": "x"})):
        assert answer["Location"] == f"{HERE}?organisme={WATER}"
    assert Draft.objects.count() == 0


def test_a_draft_can_be_abandoned_and_is_forgotten_in_time(
    officer: Person, sign_in: SignIn
) -> None:
    opened(officer)
    mine = sign_in(officer)
    assert "abandonné" in mine.post(f"{DRAFT}abandon/", follow=True).content.decode()
    assert DraftRow.objects.count() == 0
    actions.open_draft(kind=KIND, body=WATER, by=officer, at=AT)
    assert actions.forget_drafts(before=AT - timedelta(days=1)) == 0
    assert Draft.objects.count() == 1
    assert actions.forget_drafts(before=AT + timedelta(days=1)) == 1
    assert Draft.objects.count() == 0


def test_a_register_too_long_for_a_page_is_edited_elsewhere(
    officer: Person, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(PUITS, officer)
    monkeypatch.setattr(rules, "MOST_EDITED", 1)
    answer = sign_in(officer).post(f"{DRAFT}ouverture/", follow=True)
    assert "dans un tableur" in answer.content.decode()
    assert Draft.objects.count() == 0


def test_a_formula_typed_in_a_cell_is_text_in_the_file(officer: Person) -> None:
    draft = opened(officer)
    actions.keep(draft=draft, rows={1: actions.Edited({"name_fr": "=1+1"}, left_out=False)}, at=AT)
    hand_in = actions.hand_in_draft(draft=draft, by=officer, at=AT)
    assert "'=1+1" in files.path_of(hand_in.sha256).read_text(encoding="utf-8-sig")


def test_nobody_edits_without_signing_in(client: Client, officer: Person) -> None:
    opened(officer)
    assert client.get(DRAFT).status_code == 302
    assert "/compte/connexion/" in client.post(DRAFT, {})["Location"]


def test_a_row_of_the_template_that_waits_for_a_value_is_handed_in_once_it_has_one(
    officer: Person, sign_in: SignIn
) -> None:
    """A service that had no volumes in the last period stands in the template with nothing said."""
    record(volumes(line("pompe", "online", 5, start="2024-10-01", end="2025-01-01")), officer)
    draft = opened(officer)
    (waiting,) = [row for row in rows(draft) if not row.cells["volume"]]
    assert waiting.cells["service"] == "pompe"
    assert "à remplir" in sign_in(officer).get(DRAFT).content.decode()
    assert actions.hand_in_draft(draft=draft, by=officer, at=AT).rows == 2
    begun = actions.Edited({"channel": "online"}, left_out=False)
    actions.keep(draft=draft, rows={waiting.position: begun}, at=AT)
    assert actions.hand_in_draft(draft=draft, by=officer, at=AT).state == "refused"
