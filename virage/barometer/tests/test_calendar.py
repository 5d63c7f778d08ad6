"""Editions announced ahead: their drafts open on their day, and they come out on their date."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from virage.audit import queries as journal
from virage.barometer import actions, queries
from virage.barometer.actions.drafting import CommentRefused
from virage.barometer.models import EarlyLook, Edition, PlannedDates, PlannedEdition
from virage.barometer.queries import drafts
from virage.barometer.rules.calendar import Dates, NoReason, TooLate, WrongDates
from virage.barometer.rules.errors import LabelTaken
from virage.barometer.tests.ledger import CODE, Ledger, measured_by_the_ledger, year
from virage.contracts.indicators import Noun
from virage.contracts.text import Text
from virage.identity.models import Person
from virage.organisations.rules import Refused

pytestmark = pytest.mark.django_db

OPENS, COMES_OUT = date(2026, 11, 24), date(2026, 12, 15)
DATES = Dates(OPENS, COMES_OUT)
WHY = Text("Des dépôts arrivent en retard.", "Hand-ins come late.")
WATER, FOREST = "ministere-eau", "regie-forets"


def on(day: int, month: int = 11) -> datetime:
    """Ten in the morning, legal time, of a day of 2026."""
    return datetime(2026, month, day, 15, tzinfo=UTC)


@pytest.fixture
def ledger(system: Person) -> Ledger:
    measured_by_the_ledger(system)
    ledger = Ledger()
    ledger.state("ynnu", 2025)
    ledger.state("--yu", 2025, organisation=WATER)
    return ledger


@pytest.fixture
def planned(ledger: Ledger, secretariat: Person) -> PlannedEdition:
    return announce(secretariat)


def announce(by: Person, label: str = "2025-26", dates: Dates = DATES) -> PlannedEdition:
    return actions.announce_edition(label=label, period=year(2025), dates=dates, by=by, at=on(20))


Keep = Callable[[datetime], list[PlannedEdition]]


@pytest.fixture
def keep(ledger: Ledger, system: Person) -> Keep:
    """What the hourly task does, at a moment."""
    return lambda at: actions.keep_calendar(
        by=system, at=at, secret=bytes(32), registry=ledger.registry
    )


@pytest.fixture
def opened(planned: PlannedEdition, keep: Keep) -> PlannedEdition:
    (one,) = keep(on(24))
    return one


def state(planned: PlannedEdition) -> str:
    planned.refresh_from_db()
    return planned.state


def test_an_edition_comes_out_on_its_date_whoever_is_silent(
    planned: PlannedEdition, ledger: Ledger, keep: Keep
) -> None:
    assert keep(on(23)) == []
    assert keep(on(24)) == [planned]
    assert state(planned) == "open"
    assert queries.quotable() == []
    assert keep(on(14, 12)) == []
    ledger.state("--yy", 2025, organisation=WATER)
    assert keep(on(15, 12)) == [planned]
    assert state(planned) == "published"
    edition = queries.edition("2025-26")
    assert planned.edition == edition
    # Measured afresh: what came after the draft is counted.
    assert queries.figure(edition, CODE).headline["yes"] == 3
    assert queries.planned("2025-26").days_late == 0
    assert journal.entry_at(journal.sequence()) == "barometer:calendar:kept"
    assert keep(on(16, 12)) == []


def test_what_changed_since_the_draft_is_kept_question_by_question(
    opened: PlannedEdition, ledger: Ledger, keep: Keep
) -> None:
    ledger.state("--yy", 2025, organisation=WATER)
    keep(on(15, 12))
    (one,) = drafts.kept_differences(opened)
    assert one.draft == {"version": 1, "yes": 2, "no": 1, "unknown": 1, "not_applicable": 0}
    # Another definition has come into force meanwhile: it is the one used, and it is said.
    assert one.published == {"version": 2, "yes": 3, "no": 1, "unknown": 0, "not_applicable": 0}
    assert one.changed == 1
    opened.refresh_from_db()
    assert opened.edition is not None
    (again,) = drafts.differences(opened.draft, opened.edition)
    assert (again.draft, again.published, again.changed) == (one.draft, one.published, one.changed)


def test_sums_of_people_are_not_compared_with_the_draft(
    ledger: Ledger, keep: Keep, secretariat: Person
) -> None:
    ledger.besides = {"people": Noun(Text("personne", "person"), Text("personnes", "people"))}
    ledger.state("yn", 2025, people={"c0": (20, 0, 0), "c1": (0, 30, 0)})
    planned = announce(secretariat)
    keep(on(24))
    ledger.state("y", 2025, people={"c0": (25, 0, 0)})
    ledger.state("-y", 2025, people={"c1": (30, 0, 0)})
    keep(on(15, 12))
    (one,) = drafts.kept_differences(planned)
    assert (one.draft, one.published, one.changed) == ({"version": 1}, {"version": 2}, 2)


def test_an_edition_whose_day_passed_while_nothing_ran_comes_out_late_and_says_so(
    planned: PlannedEdition, keep: Keep
) -> None:
    assert keep(on(18, 12)) == [planned]
    told = queries.planned("2025-26")
    assert told.days_late == 3
    assert told.planned.draft is None
    assert drafts.kept_differences(planned) == []
    (late,) = [one for one in queries.all_corrections() if one.kind == "late"]
    assert late.days == 3


def test_a_draft_that_opened_late_says_so(planned: PlannedEdition, keep: Keep) -> None:
    keep(on(27))
    assert queries.planned("2025-26").draft_days_late == 3


def test_only_the_secretariat_announces_puts_off_and_withdraws(
    planned: PlannedEdition, officer: Person, auditor: Person
) -> None:
    for person in (officer, auditor):
        with pytest.raises(Refused):
            announce(person, "autre")
        with pytest.raises(Refused):
            actions.put_off_edition(planned=planned, dates=DATES, reason=WHY, by=person, at=on(21))
        with pytest.raises(Refused):
            actions.withdraw_edition(planned=planned, reason=WHY, by=person, at=on(21))


def test_too_short_a_time_for_bodies_is_refused(ledger: Ledger, secretariat: Person) -> None:
    with pytest.raises(WrongDates):
        announce(secretariat, dates=replace(DATES, publish_on=date(2026, 12, 14)))
    assert not PlannedEdition.objects.exists()


def test_a_label_stands_once_on_the_calendar_and_is_free_again_once_withdrawn(
    planned: PlannedEdition, ledger: Ledger, secretariat: Person
) -> None:
    with pytest.raises(LabelTaken):
        announce(secretariat)
    with pytest.raises(LabelTaken):
        actions.request_publication(
            label="2025-26", period=year(2025), by=secretariat, at=on(21), registry=ledger.registry
        )
    actions.withdraw_edition(planned=planned, reason=WHY, by=secretariat, at=on(21))
    again = announce(secretariat)
    assert again.slug == "2025-26-2"
    ledger.publish(2024, secretariat)
    with pytest.raises(LabelTaken):
        announce(secretariat, "2024-25")


def test_a_date_put_off_keeps_the_one_before_with_the_reason(
    opened: PlannedEdition, keep: Keep, secretariat: Person
) -> None:
    later = replace(DATES, publish_on=date(2027, 1, 12))
    with pytest.raises(NoReason):
        actions.put_off_edition(
            planned=opened, dates=later, reason=Text("", ""), by=secretariat, at=on(25)
        )
    actions.put_off_edition(planned=opened, dates=later, reason=WHY, by=secretariat, at=on(25))
    told = queries.planned("2025-26")
    assert [one.dates for one in told.statements] == [DATES, later]
    assert told.statements[1].reason == WHY
    assert keep(on(15, 12)) == []
    (put_off,) = queries.all_corrections("2025-26")
    assert (put_off.kind, put_off.was, put_off.now) == ("put-off", DATES, later)


def test_dates_once_stated_never_change(planned: PlannedEdition) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        PlannedDates.objects.update(publish_on=date(2027, 1, 12))


def test_what_is_withdrawn_does_not_come_out_and_says_why(
    opened: PlannedEdition, keep: Keep, secretariat: Person
) -> None:
    actions.withdraw_edition(planned=opened, reason=WHY, by=secretariat, at=on(25))
    assert keep(on(15, 12)) == []
    assert queries.quotable() == []
    (withdrawn,) = queries.all_corrections()
    assert (withdrawn.kind, withdrawn.text) == ("withdrawn", WHY)
    with pytest.raises(TooLate):
        actions.withdraw_edition(planned=opened, reason=WHY, by=secretariat, at=on(26))


class Killed(BaseException):
    """The process ends here."""


@contextmanager
def killed_at(start: str, times: int = 1) -> Iterator[None]:
    """The process is killed as the `times`-th statement that begins so passes."""
    left = [times]

    def watch(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith(start):
            left[0] -= 1
            if not left[0]:
                raise Killed
        return execute(sql, *rest)

    with connection.execute_wrapper(watch), pytest.raises(Killed):
        yield
    assert left[0] <= 0


@pytest.mark.parametrize(
    "where",
    [
        'INSERT INTO "barometer_editionanswer"',
        'UPDATE "barometer_edition" SET "number"',
        'INSERT INTO "barometer_draftdifference"',
    ],
)
def test_a_publication_killed_on_the_way_is_taken_up_with_its_cut_and_published_once(
    opened: PlannedEdition, ledger: Ledger, keep: Keep, where: str
) -> None:
    with killed_at(where):
        keep(on(15, 12))
    opened.refresh_from_db()
    assert opened.state == "open"
    assert opened.edition is not None
    cut = opened.edition.cut_sequence
    ledger.state("yyyy", 2025)
    assert keep(on(16, 12)) == [opened]
    assert state(opened) == "published"
    assert queries.edition("2025-26").cut_sequence == cut
    assert Edition.objects.filter(state="sealed").count() == 1
    assert len(drafts.kept_differences(opened)) == 1


def test_a_draft_killed_on_the_way_is_taken_up_and_opens_once(
    planned: PlannedEdition, keep: Keep
) -> None:
    with killed_at('UPDATE "barometer_edition" SET "state"'):
        keep(on(24))
    assert state(planned) == "announced"
    kept = planned.draft
    assert kept is not None
    assert keep(on(24)) == [planned]
    assert (state(planned), planned.draft) == ("open", kept)
    assert Edition.objects.count() == 1


def test_what_cannot_come_out_is_said_to_the_secretariat_and_the_others_come_out(
    planned: PlannedEdition, ledger: Ledger, keep: Keep, secretariat: Person
) -> None:
    other = announce(secretariat, "Autre")
    ledger.publish(2024, secretariat, label="2025-26")  # by hand, of another period
    assert keep(on(15, 12)) == [other]
    planned.refresh_from_db()
    assert "donnez une autre étiquette" in planned.problem
    assert state(planned) == "announced"


def test_an_edition_published_by_hand_is_that_of_the_calendar(
    planned: PlannedEdition, ledger: Ledger, keep: Keep, system: Person
) -> None:
    edition = ledger.publish(2025, system)
    assert keep(on(15, 12)) == [planned]
    planned.refresh_from_db()
    assert planned.edition == edition


# Who sees a draft, and what bodies say of it


def test_first_looks_are_noted_once_and_told_without_a_name(
    opened: PlannedEdition, officer: Person, secretariat: Person, auditor: Person
) -> None:
    for day, person in ((24, officer), (25, officer), (25, secretariat), (26, auditor)):
        actions.look_early(planned=opened, by=person, at=on(day))
    told = [(one.body, one.role, one.on.day, one.people) for one in drafts.seen_early(opened)]
    assert told == [
        (WATER, "planning_officer", 24, 1),
        ("", "secretariat", 25, 1),
        ("", "auditor", 26, 1),
    ]
    with pytest.raises(DatabaseError), transaction.atomic():
        EarlyLook.objects.all().delete()


def test_nobody_else_looks_and_nobody_before_it_opens(
    planned: PlannedEdition, citizen: Person, agent: Person, officer: Person
) -> None:
    with pytest.raises(TooLate):
        actions.look_early(planned=planned, by=officer, at=on(23))
    for person in (citizen, agent):
        with pytest.raises(Refused):
            actions.look_early(planned=planned, by=person, at=on(24))


def say(planned: PlannedEdition, by: Person, text: str, about: str = "", body: str = WATER) -> Any:
    return actions.comment(planned=planned, body=body, about=about, text=text, by=by, at=on(25))


def test_a_body_comments_until_the_publication_and_then_its_words_stand(
    opened: PlannedEdition, keep: Keep, officer: Person
) -> None:
    assert say(opened, officer, "Premier jet.") is not None
    assert say(opened, officer, "Nos dépôts de mars manquent.") is not None
    assert say(opened, officer, " Nos dépôts de mars manquent. ") is None
    assert say(opened, officer, "À propos des guichets.", CODE) is not None
    keep(on(15, 12))
    edition = queries.edition("2025-26")
    said = [(one.body, one.about, one.text) for one in queries.comments_on(edition)]
    assert said == [
        (WATER, "", "Nos dépôts de mars manquent."),
        (WATER, CODE, "À propos des guichets."),
    ]
    with pytest.raises(TooLate):
        say(opened, officer, "Trop tard.")


def test_a_comment_taken_back_is_not_shown(
    opened: PlannedEdition, keep: Keep, officer: Person
) -> None:
    say(opened, officer, "Oups.")
    say(opened, officer, "")
    keep(on(15, 12))
    assert queries.comments_on(queries.edition("2025-26")) == []


def test_a_comment_is_of_ones_own_body_of_500_characters_and_on_a_question_put(
    opened: PlannedEdition, officer: Person, secretariat: Person
) -> None:
    with pytest.raises(Refused):
        say(opened, officer, "Pas le mien.", body=FOREST)
    with pytest.raises(Refused):
        say(opened, secretariat, "Le Secrétariat ne signe pas pour un organisme.")
    assert say(opened, officer, "é" * 500) is not None
    with pytest.raises(CommentRefused) as refused:
        say(opened, officer, "e\u0301" * 501)
    assert "501 caractères" in refused.value.sentence.fr
    with pytest.raises(CommentRefused):
        say(opened, officer, "Un mot.", "none.such")


def test_a_body_reads_what_moved_since_the_draft(opened: PlannedEdition, ledger: Ledger) -> None:
    assert opened.draft is not None
    assert drafts.moved_since(opened.draft, WATER, ledger.registry) == []
    ledger.state("---y", 2025, organisation=WATER)
    (one,) = drafts.moved_since(opened.draft, WATER, ledger.registry)
    assert one.unit == "c3"
    assert one.before is not None
    assert one.now is not None
    assert (one.before.value, one.now.value) == ("unknown", "yes")
