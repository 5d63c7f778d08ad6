"""Bodies keep their names by day, and what was known of them by journal line."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from virage.audit import queries as audit
from virage.contracts.text import Text
from virage.identity.models import Person
from virage.organisations import actions, queries, rules
from virage.organisations.models import BodyExistence, BodyName, PublicBody

AT = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
WATER, FOREST = "ministere-eau", "regie-forets"
OLD = Text("Ministère de l’Eau", "Ministry of Water")
NEW = Text("Ministère de l’Eau et du Climat", "Ministry of Water and Climate")
pytestmark = pytest.mark.usefixtures("bodies")


def rename(system: Person, name: Text = NEW, valid_from: date = date(2022, 1, 1)) -> None:
    actions.rename_body(code=WATER, name=name, valid_from=valid_from, by=system, at=AT)


def test_a_new_name_holds_from_its_day_and_the_old_one_before(system: Person) -> None:
    rename(system)
    assert queries.names(on=date(2021, 12, 31))[WATER] == OLD
    assert queries.names(on=date(2022, 1, 1))[WATER] == NEW
    assert queries.names()[WATER] == NEW


def test_a_renaming_is_known_only_from_its_line(system: Person) -> None:
    before = audit.sequence()
    rename(system)
    assert audit.entry_at(before + 1) == "organisations:body:renamed"
    assert queries.names(on=date(2023, 1, 1), known_at=before)[WATER] == OLD
    assert queries.names(on=date(2023, 1, 1), known_at=before + 1)[WATER] == NEW


def test_a_corrected_name_replaces_the_one_of_the_same_day_and_is_not_forgotten(
    system: Person,
) -> None:
    rename(system, Text("Faute", "Mistake"))
    wrong = audit.sequence()
    rename(system)
    assert queries.names()[WATER] == NEW
    assert queries.names(known_at=wrong)[WATER] == Text("Faute", "Mistake")
    assert [name for _, name in queries.name_history(WATER)] == [OLD, NEW]


def test_a_day_before_the_first_name_takes_the_earliest(system: Person) -> None:
    rename(system)
    assert queries.names(on=date(1999, 1, 1))[WATER] == OLD


def test_stating_the_same_name_again_adds_no_row(system: Person) -> None:
    rename(system)
    rows = BodyName.objects.count()
    rename(system, valid_from=date(2023, 5, 1))
    assert BodyName.objects.count() == rows


def test_one_query_gives_all_names_and_two_all_bodies(
    system: Person, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for number in range(12):
        actions.create_body(
            code=f"organisme-{number}",
            name=Text(f"Organisme {number}", f"Body {number}"),
            valid_from=date(2020, 1, 1),
            by=system,
            at=AT,
        )
    now = audit.sequence()
    with django_assert_num_queries(1):
        assert len(queries.names(on=date(2021, 1, 1), known_at=now)) == 14
    with django_assert_num_queries(2):
        assert len(queries.bodies(on=date(2021, 1, 1))) == 14
    assert len(queries.bodies(on=date(2019, 1, 1))) == 2


def test_a_merger_ends_the_predecessor_and_says_who_took_over(system: Person) -> None:
    before = audit.sequence()
    actions.merge_bodies(into=WATER, predecessors=[FOREST], on=date(2023, 4, 1), by=system, at=AT)
    assert [one.code for one in queries.bodies(on=date(2023, 3, 31))] == [WATER, FOREST]
    assert [one.code for one in queries.bodies(on=date(2023, 4, 1))] == [WATER]
    assert queries.body(FOREST).valid_to == date(2023, 4, 1)
    assert queries.body(FOREST, known_at=before).valid_to is None
    assert queries.successions() == [queries.Succession(WATER, FOREST, date(2023, 4, 1))]
    assert queries.successions(known_at=before) == []


def test_a_body_cannot_end_before_it_begins(system: Person) -> None:
    with pytest.raises(actions.BodyHasNotThatLife):
        actions.end_body(code=WATER, on=date(2015, 4, 1), by=system, at=AT)
    assert queries.body(WATER).valid_to is None


def test_a_change_of_parent_keeps_the_day_on_which_the_body_ends(system: Person) -> None:
    actions.end_body(code=FOREST, on=date(2025, 1, 1), by=system, at=AT)
    changed = actions.change_body(
        code=FOREST, parent=WATER, valid_from=date(2020, 1, 1), by=system, at=AT
    )
    assert (changed.kind, changed.parent, changed.valid_to) == ("agency", WATER, date(2025, 1, 1))
    assert queries.body(FOREST, on=date(2019, 1, 1)).parent is None
    with pytest.raises(actions.BodyHasNotThatLife):
        actions.change_body(code=FOREST, kind="fund", valid_from=date(2025, 1, 1), by=system, at=AT)


def test_a_code_is_taken_once(system: Person) -> None:
    line = audit.sequence()
    with pytest.raises(actions.BodyExists):
        actions.create_body(code=WATER, name=NEW, valid_from=date(2020, 1, 1), by=system, at=AT)
    with pytest.raises(rules.NotABodyCode):
        actions.create_body(code="é eau", name=NEW, valid_from=date(2020, 1, 1), by=system, at=AT)
    with pytest.raises(ValueError, match="not a kind"):
        actions.create_body(
            code="eau-2", name=NEW, kind="club", valid_from=date(2020, 1, 1), by=system, at=AT
        )
    assert audit.sequence() == line
    assert not PublicBody.objects.filter(code="eau-2").exists()


def test_only_the_secretariat_keeps_bodies(officer: Person, auditor: Person) -> None:
    for person in (officer, auditor):
        with pytest.raises(rules.Refused):
            actions.rename_body(code=WATER, name=NEW, valid_from=date(2022, 1, 1), by=person, at=AT)
    assert queries.names()[WATER] == OLD


def stage(batch: Any, name: Text = NEW, **more: Any) -> None:
    actions.stage_body(batch=batch, code=WATER, name=name, valid_from=date(2022, 1, 1), **more)
    actions.stage_body(
        batch=batch,
        code="office-neige",
        name=Text("Office de la neige", "Snow Office"),
        valid_from=date(2022, 1, 1),
        parent=WATER,
        line=7,
    )


def test_what_is_staged_is_seen_only_when_finished_and_repeating_it_changes_nothing() -> None:
    batch = actions.begin_recording(source="intake.hand-in:1", sha256="0" * 64)
    stage(batch)
    stage(actions.begin_recording(source="intake.hand-in:1"))
    assert BodyName.objects.filter(batch=batch).count() == 2
    assert BodyExistence.objects.filter(batch=batch).count() == 1
    assert queries.names() == {WATER: OLD, FOREST: Text("Régie des forêts", "Forest Board")}
    with pytest.raises(queries.UnknownBody):
        queries.record("office-neige")
    actions.finish_recording(batch=batch, sequence=900)
    assert queries.names()[WATER] == NEW
    assert queries.body("office-neige").parent == WATER
    assert queries.names(known_at=899)[WATER] == OLD
    with pytest.raises(actions.AlreadyFinished):
        actions.finish_recording(batch=batch, sequence=901)


def test_an_abandoned_batch_leaves_everything_as_it_was(system: Person) -> None:
    rename(system)
    batch = actions.begin_recording(source="intake.hand-in:2")
    stage(batch, name=Text("Autre", "Other"))
    actions.abandon_recording(batch=batch)
    assert queries.names()[WATER] == NEW
    assert not BodyName.objects.filter(superseded_by__isnull=False).exists()


def test_a_file_that_does_not_say_the_kind_does_not_change_it() -> None:
    batch = actions.begin_recording(source="intake.hand-in:3")
    stage(batch)
    actions.finish_recording(batch=batch, sequence=900)
    assert queries.body(WATER).kind == "ministry"


def test_a_file_of_an_earlier_year_says_that_the_body_existed_then() -> None:
    batch = actions.begin_recording(source="intake.hand-in:4")
    actions.stage_body(batch=batch, code=WATER, name=OLD, valid_from=date(2010, 4, 1))
    actions.finish_recording(batch=batch, sequence=900)
    assert queries.body(WATER).valid_from == date(2010, 4, 1)
    assert queries.body(WATER, on=date(2011, 1, 1)).kind == "ministry"
    assert [one.code for one in queries.bodies(on=date(2011, 1, 1))] == [WATER]
