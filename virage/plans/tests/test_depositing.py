"""Drafts written together, versions that never change, and reviews of which one wins."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from tests.handing_in import codes, hand_in, judged
from virage.audit import queries as audit
from virage.contracts.indicators import Period
from virage.contracts.intakes import intakes
from virage.contracts.promises import promise_sources
from virage.identity.models import Person
from virage.organisations.rules import Refused
from virage.plans import actions, queries
from virage.plans.models import Milestone, PlanDocument, PlanDraft, PlanReview, PlanVersion
from virage.plans.rules import form, refusals, states, wall
from virage.plans.rules.definitions import DEPLOYED
from virage.plans.tests.invented import AT, TAKE_UP, WATER, changed, deposit, document

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 3)


def later(days: int) -> date:
    return TODAY + timedelta(days=days)


def label_and_state(on: date = TODAY) -> list[tuple[str, str]]:
    return [(one.label, one.state.name) for one in queries.plan_of(WATER, on).versions]


# Drafts


def test_a_draft_keeps_what_was_typed_however_wrong(officer: Person) -> None:
    actions.open_draft(body=WATER, by=officer, at=AT)
    said = {"period_from": "  le printemps", "summary_fr": "Été\r\nd’abord", "unknown": "x"}
    actions.keep(body=WATER, section="plan", number=0, cells=said, seen=1, by=officer, at=AT)
    written = queries.draft_of(WATER)
    assert written is not None
    kept = written.document["plan"]
    assert kept["period_from"] == "  le printemps"
    assert kept["summary_fr"] == "Été\nd’abord"
    assert "unknown" not in kept


def test_of_two_officers_who_type_at_once_the_second_is_told_who(
    officer: Person, hire: "object"
) -> None:
    second = hire("collegue", "planning_officer", WATER)  # type: ignore[operator]
    actions.replace(body=WATER, document=document(), by=officer, at=AT)
    one = {"body": WATER, "section": "measures", "number": 1, "seen": 1, "at": AT}
    actions.keep(cells={"owner": "Greffe"}, by=second, **one)  # type: ignore[arg-type]
    with pytest.raises(refusals.ChangedMeanwhile) as refused:
        actions.keep(cells={"owner": "Archives"}, by=officer, **one)  # type: ignore[arg-type]
    assert refused.value.who == second.name
    assert refused.value.cells["owner"] == "Greffe"
    # The same words change nothing, and are no quarrel; another row is nobody's business.
    actions.keep(cells={"owner": "Greffe"}, by=officer, **one)  # type: ignore[arg-type]
    actions.keep(
        body=WATER, section="plan", number=0, cells={"page": ""}, seen=1, by=officer, at=AT
    )
    with pytest.raises(refusals.ChangedMeanwhile):
        actions.remove_row(body=WATER, section="measures", number=1, seen=1, by=officer, at=AT)


def test_rows_are_added_removed_and_bounded(
    officer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.open_draft(body=WATER, by=officer, at=AT)
    row = actions.add_row(body=WATER, section="measures", cells={"code": "m"}, by=officer, at=AT)
    monkeypatch.setattr(form, "MOST_ROWS", 1)
    with pytest.raises(refusals.TooManyRows):
        actions.add_row(body=WATER, section="measures", cells={}, by=officer, at=AT)
    actions.remove_row(body=WATER, section="measures", number=row.number, seen=1, by=officer, at=AT)
    with pytest.raises(refusals.NoRow):
        actions.remove_row(
            body=WATER, section="measures", number=row.number, seen=1, by=officer, at=AT
        )


def test_only_the_officer_of_a_body_writes_its_plan(
    officer: Person, other_officer: Person, secretariat: Person, agent: Person
) -> None:
    for person in (other_officer, secretariat, agent):
        with pytest.raises(Refused):
            actions.open_draft(body=WATER, by=person, at=AT)
    actions.open_draft(body=WATER, by=officer, at=AT)
    with pytest.raises(Refused):
        actions.deposit(body=WATER, by=secretariat, at=AT)
    actions.discard_draft(body=WATER, by=officer, at=AT)
    assert queries.draft_of(WATER) is None


# Deposit


def test_a_deposit_records_what_target_4_1_reads_in_one_act(officer: Person) -> None:
    lines = audit.sequence()
    assert deposit(officer) == "2026-1"
    assert audit.sequence() == lines + 1
    assert audit.entry_at(lines + 1) == "plans:plan:deposited"
    version = PlanVersion.objects.get()
    assert (version.deposited_on, version.strategic_plan) == (TODAY, "Plan 2024-2028")
    assert Milestone.objects.get().due_on == date(2026, 12, 31)
    assert not PlanDraft.objects.exists()
    (read,) = queries.plan_of(WATER, TODAY).versions
    assert read.content is not None
    assert read.content.measures[0].cents == 12_000_050
    assert len(read.sha256) == 64


def test_what_is_deposited_never_changes_and_the_database_says_so(officer: Person) -> None:
    deposit(officer)
    for change in (
        lambda: PlanDocument.objects.update(role="x"),
        lambda: PlanDocument.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()
    plan = {
        "organisation": WATER,
        "version": "2026-1",
        "deposited_on": TODAY,
        "period_from": date(2026, 4, 1),
        "period_to": date(2030, 4, 1),
        "strategic_plan": "",
        "page": "",
    }
    assert codes(intakes.get("plans.plans"), [plan]) == ["version-deposited"]


def test_an_incomplete_draft_is_not_deposited_and_is_kept(officer: Person) -> None:
    actions.replace(body=WATER, document=document(measures=[]), by=officer, at=AT)
    with pytest.raises(refusals.NotComplete):
        actions.deposit(body=WATER, by=officer, at=AT)
    assert queries.draft_of(WATER) is not None
    assert not PlanVersion.objects.exists()


def test_a_draft_that_moved_since_it_was_read_is_not_deposited(officer: Person) -> None:
    actions.replace(body=WATER, document=document(), by=officer, at=AT)
    written = queries.draft_of(WATER)
    assert written is not None
    actions.keep(
        body=WATER, section="plan", number=0, cells={"page": ""}, seen=1, by=officer, at=AT
    )
    with pytest.raises(refusals.DraftMoved):
        actions.deposit(body=WATER, seen=written.digest, by=officer, at=AT)


def test_the_next_draft_begins_with_the_last_version_and_must_differ(officer: Person) -> None:
    deposit(officer)
    draft = actions.open_draft(body=WATER, by=officer, at=AT)
    assert draft.follows == "2026-1"
    with pytest.raises(refusals.SamePlan):
        actions.deposit(body=WATER, by=officer, at=AT)
    assert deposit(officer, changed("measures", ends_on="2027-06-30")) == "2026-2"
    (found,) = queries.plan_of(WATER, TODAY).rebaselinings
    assert (found.field, found.version, found.against_first) == ("ends_on", "2026-2", 91)


# Review


def test_a_version_is_opened_amended_answered_and_accepted_in_public(
    officer: Person, secretariat: Person
) -> None:
    label = deposit(officer)
    review = {"body": WATER, "by": secretariat, "at": AT}
    actions.open_review(version=label, **review)  # type: ignore[arg-type]
    assert label_and_state() == [("2026-1", states.UNDER_REVIEW)]
    with pytest.raises(refusals.CannotReview):
        actions.open_review(version=label, **review)  # type: ignore[arg-type]
    with pytest.raises(refusals.NoReason):
        actions.request_amendment(version=label, reason=" ", due_on=later(30), **review)  # type: ignore[arg-type]
    with pytest.raises(refusals.DueBeforeAsked):
        actions.request_amendment(version=label, reason="Rien.", due_on=TODAY, **review)  # type: ignore[arg-type]
    actions.request_amendment(version=label, reason="Datez.", due_on=later(30), **review)  # type: ignore[arg-type]
    assert label_and_state() == [("2026-1", states.AMENDMENT_REQUESTED)]
    deposit(officer, changed("milestones", due_on="2026-11-30"), at=AT + timedelta(days=9))
    assert label_and_state(later(9)) == [
        ("2026-1", states.SUPERSEDED),
        ("2026-2", states.DEPOSITED),
    ]
    actions.accept(body=WATER, version="2026-2", by=secretariat, at=AT + timedelta(days=20))
    told = queries.plan_of(WATER, later(20))
    assert told.current is not None
    assert (told.current.label, told.current.state.by) == ("2026-2", states.DECISION)
    assert told.standing.name == "accepted"
    with pytest.raises(refusals.CannotReview):
        actions.accept(body=WATER, version="2026-2", by=secretariat, at=AT + timedelta(days=21))


def test_of_two_reviewers_one_wins_and_the_other_is_told(
    officer: Person, secretariat: Person, other_secretariat: Person
) -> None:
    label = deposit(officer)
    (read,) = queries.plan_of(WATER, TODAY).versions
    actions.accept(body=WATER, version=label, seen=read.seen, by=secretariat, at=AT)
    with pytest.raises(refusals.ReviewedMeanwhile):
        actions.request_amendment(
            body=WATER,
            version=label,
            reason="Datez.",
            due_on=later(30),
            seen=read.seen,
            by=other_secretariat,
            at=AT,
        )
    assert PlanReview.objects.get().decision == "accepted"


def test_after_sixty_days_of_silence_nothing_is_left_to_decide(
    officer: Person, secretariat: Person
) -> None:
    label = deposit(officer)
    with pytest.raises(refusals.CannotReview):
        actions.accept(body=WATER, version=label, by=secretariat, at=AT + timedelta(days=61))
    with pytest.raises(refusals.NoVersion):
        actions.accept(body=WATER, version="2031-9", by=secretariat, at=AT)
    with pytest.raises(Refused):
        actions.accept(body=WATER, version=label, by=officer, at=AT)


# One truth


def test_a_milestone_reached_on_the_page_is_what_target_4_1_counts(
    officer: Person, secretariat: Person
) -> None:
    actions.accept(body=WATER, version=deposit(officer), by=secretariat, at=AT)
    reached = {"body": WATER, "milestone": "trois", "by": officer, "at": AT}
    for wrong in ({"reached_on": later(1), "evidence": "https://example.org"}, {"reached_on": TODAY, "evidence": "vu"}):  # fmt: skip
        with pytest.raises(refusals.NotReachedYet):
            actions.reach_milestone(**reached, **wrong)  # type: ignore[arg-type]
    question, year = DEPLOYED, Period(date(2026, 1, 1), date(2027, 1, 1))
    assert judged(question, year)[WATER].value == "no"
    actions.reach_milestone(reached_on=TODAY, evidence="https://example.org/3", **reached)  # type: ignore[arg-type]
    assert judged(question, year)[WATER].value == "yes"
    # A later version moves its own date, and does not undo what was reached.
    deposit(officer, changed("milestones", due_on="2027-02-28"))
    (milestone,) = queries.milestones_of(WATER)
    assert (milestone.first_due_on, milestone.due_on) == (date(2026, 12, 31), date(2027, 2, 28))
    assert (milestone.changes, milestone.reached_on) == (1, TODAY)


def test_a_version_by_file_and_one_deposited_here_stand_in_one_list(
    officer: Person, secretariat: Person
) -> None:
    hand_in(
        intakes.get("plans.plans"),
        [
            {
                "organisation": WATER,
                "version": "2022",
                "deposited_on": date(2022, 5, 1),
                "period_from": date(2022, 4, 1),
                "period_to": date(2025, 4, 1),
                "strategic_plan": "2020-2024",
                "page": "",
            }
        ],
    )
    deposit(officer)
    assert label_and_state() == [("2022", states.EXPIRED), ("2026-1", states.DEPOSITED)]
    told = queries.plan_of(WATER, TODAY)
    assert told.versions[0].content is None
    (row,) = [one for one in queries.the_wall([], TODAY) if one.body == WATER]
    assert row.standing.name == wall.DEPOSITED


def test_promises_are_those_of_accepted_versions_and_outlive_being_dropped(
    officer: Person, secretariat: Person
) -> None:
    label = deposit(officer)
    assert queries.promised() == []
    actions.accept(body=WATER, version=label, by=secretariat, at=AT)
    known = audit.sequence()
    (promise,) = promise_sources.get(queries.PROMISE).promises(None)
    assert (promise.reference, promise.indicator) == (f"plans.promise:{WATER}/p1", TAKE_UP)
    assert (promise.share, promise.units, promise.made_on) == ((75, 100), (), TODAY)
    after = AT + timedelta(days=90)
    second = deposit(officer, document(promises=[]), at=after)
    actions.accept(body=WATER, version=second, by=secretariat, at=after)
    third = deposit(officer, changed("promises", due_on="2029-03-31"), at=after)
    (dropped,) = queries.promised()
    assert (dropped.version, dropped.terms.due_on) == (label, date(2028, 3, 31))
    actions.accept(body=WATER, version=third, by=secretariat, at=after)
    (now,) = queries.promised()
    assert (now.made_on, now.terms.due_on) == (TODAY, date(2029, 3, 31))
    (then,) = queries.promised(known)
    assert then.terms.due_on == date(2028, 3, 31)
