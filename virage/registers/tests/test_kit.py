"""What every register does alike, shown on duties and headcounts: staged unseen, known at once, replaced.

A crash between chunks, the same chunk twice, two lines on one thing, what is abandoned: whatever happens,
nothing is known twice and nothing is half known.
"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from virage.audit import queries as audit
from virage.audit.models import JournalLine
from virage.contracts.indicators import Period
from virage.contracts.intakes import CannotRecord
from virage.contracts.references import Reference, resolve
from virage.registers import actions, queries
from virage.registers.models import BatchWarning, Headcount, RecordBatch, ReportingDuty
from virage.registers.tests.handing_in import (
    ANYBODY,
    DUTIES,
    HEADCOUNTS,
    begin,
    check,
    counted,
    finish,
    hand_in,
    owed,
    rows,
    stage,
)
from virage.registers.tests.registry import FOREST, POINTS, TODAY, VOLUMES, WATER, YEAR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bodies")]
MARCH = [date(year, 3, 31) for year in (2023, 2024, 2025, 2026)]


def staff(known_at: int | None = None) -> dict[str, int]:
    return queries.staff(TODAY, audit.sequence() if known_at is None else known_at)


def codes(
    values: list[dict[str, Any]], kind: Any = HEADCOUNTS, body: str | None = None
) -> list[str]:
    return [one.code for one in check(values, kind, body).findings]


# Staged, then known at once


def test_what_is_staged_is_known_to_nobody_until_it_is_finished() -> None:
    batch, acceptance = begin()
    assert stage(batch, [counted(120)]) == 1
    assert staff() == {}
    assert queries.headcounts() == []
    sequence = finish(batch, acceptance)
    assert staff(sequence) == {WATER: 120}
    assert staff(sequence - 1) == {}
    line = JournalLine.objects.get(number=sequence)
    assert (line.entry, line.data["rows"]) == ("registers:hand-in:accepted", 1)


def test_what_a_later_hand_in_states_replaces_and_stays_readable() -> None:
    first = hand_in([counted(120), counted(40, FOREST)])
    second = hand_in([counted(125)])
    assert staff(first) == {WATER: 120, FOREST: 40}
    assert staff(second) == {WATER: 125, FOREST: 40}
    assert Headcount.objects.count() == 3


def test_while_it_is_staged_what_it_will_replace_still_stands() -> None:
    first = hand_in([counted(120)])
    batch, acceptance = begin()
    stage(batch, [counted(125)])
    assert staff() == {WATER: 120}
    sequence = finish(batch, acceptance)
    assert (staff(first), staff(sequence)) == ({WATER: 120}, {WATER: 125})


def test_stated_alike_it_adds_no_row_and_is_accepted_all_the_same() -> None:
    first = hand_in([counted(120)])
    second = hand_in([counted(120)])
    assert second == first + 1
    assert Headcount.objects.count() == 1
    assert RecordBatch.objects.get(sequence=second).rows == 0


# Crashes


def test_the_same_chunk_twice_changes_nothing() -> None:
    hand_in([counted(120)])
    batch, acceptance = begin()
    chunk = [counted(125), counted(40, FOREST)]
    assert stage(batch, chunk) == 2
    assert stage(batch, chunk) == 0
    finish(batch, acceptance)
    assert staff() == {WATER: 125, FOREST: 40}
    assert Headcount.objects.filter(superseded_by=None).count() == 2
    assert RecordBatch.objects.get(public_id=batch).rows == 2


def test_after_a_crash_between_chunks_the_acceptance_goes_on_where_it_was() -> None:
    source = "intake.hand-in:the-same"
    batch, _ = begin(source=source)
    stage(batch, [counted(125)])
    again, acceptance = begin(source=source)
    assert again == batch
    stage(again, [counted(125)])
    stage(again, [counted(40, FOREST)], first=3)
    sequence = finish(again, acceptance)
    assert staff() == {WATER: 125, FOREST: 40}
    # The process dies once more, between the commit and its answer.
    last, acceptance = begin(source=source)
    assert (last, finish(last, acceptance)) == (batch, sequence)
    assert audit.sequence() == sequence
    assert BatchWarning.objects.filter(batch__public_id=batch).count() == 1


def test_a_chunk_that_fails_leaves_nothing_of_itself() -> None:
    batch, acceptance = begin()
    stage(batch, [counted(125)])
    with transaction.atomic():
        HEADCOUNTS.stage(batch, rows([counted(40, FOREST)]), ANYBODY)
        transaction.set_rollback(True)
    finish(batch, acceptance)
    assert staff() == {WATER: 125}
    assert RecordBatch.objects.get(public_id=batch).rows == 1


def test_of_two_lines_on_one_thing_the_later_stands_in_whatever_order_chunks_come_again() -> None:
    batch, acceptance = begin()
    stage(batch, [counted(1)], first=2)
    stage(batch, [counted(2)], first=3)
    stage(batch, [counted(1)], first=2)
    finish(batch, acceptance)
    assert staff() == {WATER: 2}
    batch, acceptance = begin()
    stage(batch, [counted(3), counted(2)])
    finish(batch, acceptance)
    assert staff() == {WATER: 2}


def test_two_lines_on_one_thing_are_refused_by_the_check() -> None:
    found = check([counted(1), counted(1, FOREST), counted(2)])
    (duplicate,) = found.findings
    assert (duplicate.code, duplicate.level, duplicate.line) == ("duplicate", "error", 4)
    assert "2" in duplicate.message.fr


# Abandoned, or in the way


def test_what_is_abandoned_leaves_all_as_it_was() -> None:
    hand_in([counted(120)])
    before = audit.sequence()
    batch, _ = begin()
    stage(batch, [counted(125), counted(40, FOREST)])
    with transaction.atomic():
        HEADCOUNTS.abandon(batch)
    assert (staff(), audit.sequence()) == ({WATER: 120}, before)
    assert Headcount.objects.get().superseded_by is None
    assert not RecordBatch.objects.filter(public_id=batch).exists()
    assert not BatchWarning.objects.filter(batch__public_id=batch).exists()
    HEADCOUNTS.abandon(batch)
    assert hand_in([counted(126)]) == before + 1


def test_what_was_abandoned_cannot_be_staged_or_finished() -> None:
    batch, acceptance = begin()
    HEADCOUNTS.abandon(batch)
    with pytest.raises(CannotRecord) as refused:
        stage(batch, [counted(1)])
    assert refused.value.finding.code == "records-moved"
    with pytest.raises(CannotRecord):
        finish(batch, acceptance)


def test_what_is_finished_cannot_be_abandoned() -> None:
    batch, acceptance = begin()
    stage(batch, [counted(1)])
    finish(batch, acceptance)
    with pytest.raises(actions.AlreadyFinished):
        HEADCOUNTS.abandon(batch)
    assert staff() == {WATER: 1}


def test_a_second_acceptance_on_the_same_tables_waits_for_the_first() -> None:
    batch, acceptance = begin(HEADCOUNTS)
    with pytest.raises(CannotRecord) as refused:
        begin(DUTIES)
    assert refused.value.finding.code == "acceptance-under-way"
    finish(batch, acceptance)
    begin(DUTIES)


# What the check says


def test_the_preview_counts_what_is_new_changed_and_the_same() -> None:
    hand_in([counted(120), counted(40, FOREST)])
    later = MARCH[-1].replace(year=2025)
    found = check([counted(125), counted(40, FOREST), counted(7, FOREST, on=later)])
    assert not found.has_errors
    preview = found.preview
    assert (preview.added, preview.changed, preview.unchanged) == (1, 1, 1)
    assert found.bodies == (WATER, FOREST)
    assert found.days == (later, MARCH[-1] + timedelta(1))


def test_a_line_of_another_body_or_of_none_is_an_error() -> None:
    assert codes([counted(1, FOREST)], body=WATER) == ["other-body"]
    assert codes([counted(1, "nobody")]) == ["body-unknown"]


def test_a_line_that_lacks_what_is_required_is_left_to_the_collector() -> None:
    assert check([{**counted(1), "staff": None}]).preview.added == 0
    assert check([{**counted(0)}]).preview.added == 1


def test_staff_are_counted_on_31_march_and_a_jump_is_odd() -> None:
    assert codes([counted(1, on=date(2026, 4, 1))]) == ["not-counted-then"]
    hand_in([counted(120, on=MARCH[2])])
    assert codes([counted(1_300)]) == ["staff-jump"]
    assert codes([counted(12)]) == ["staff-jump"]
    assert codes([counted(1_199), counted(13, FOREST)]) == []
    assert not check([counted(1_300)]).has_errors


@pytest.mark.parametrize("kind", ["services.none-such", "registers.duties"])
def test_only_what_bodies_hand_in_themselves_can_be_owed(kind: str) -> None:
    assert codes([owed(kind=kind)], DUTIES) == ["unknown-kind"]


def test_a_period_of_no_day_is_an_error() -> None:
    assert codes([owed(period=Period(YEAR.start, YEAR.start))], DUTIES) == ["no-period"]


# Duties by file


def test_a_file_of_duties_requires_and_releases() -> None:
    first = hand_in([owed(), owed(kind=POINTS), owed(FOREST)], DUTIES)
    assert queries.expected_bodies((VOLUMES,), YEAR, first) == [WATER, FOREST]
    second = hand_in([owed(status="released")], DUTIES)
    assert queries.expected_bodies((VOLUMES,), YEAR, second) == [FOREST]
    assert queries.expected_bodies((VOLUMES,), YEAR, first) == [WATER, FOREST]
    assert ReportingDuty.objects.filter(superseded_by=None).count() == 3


def test_the_template_of_a_body_holds_its_own_last_lines() -> None:
    hand_in([counted(120), counted(40, FOREST)])
    hand_in([owed(), owed(FOREST)], DUTIES)
    assert list(HEADCOUNTS.prefill(FOREST)) == [
        {"organisation": FOREST, "on": "2026-03-31", "staff": "40"}
    ]
    (duty,) = DUTIES.prefill(WATER)
    assert (duty["kind"], duty["period_to"], duty["status"]) == (VOLUMES, "2026-04-01", "owed")


def test_the_evidence_of_a_line_is_the_act_or_the_hand_in_behind_it() -> None:
    hand_in([owed(FOREST), owed()], DUTIES)
    (duty,) = queries.duties_of(WATER)
    evidence = Reference.parse(duty.evidence)
    assert (evidence.kind, evidence.fragment) == ("registers.batch", "3")
    shown = resolve(evidence)
    assert shown is not None
    assert shown.title.en


# Against a naive recount


Said = tuple[str, int, int]


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.lists(
            st.tuples(st.sampled_from([WATER, FOREST]), st.integers(0, 3), st.integers(0, 3)),
            min_size=1,
            max_size=6,
        ),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_is_handed_in_what_was_known_at_each_moment_is_what_had_been_said(
    hand_ins: list[list[Said]],
) -> None:
    with transaction.atomic():
        told: dict[tuple[str, date], int] = {}
        known: list[tuple[int, dict[tuple[str, date], int]]] = []
        for said in hand_ins:
            sequence = hand_in([counted(number, body, MARCH[year]) for body, year, number in said])
            told |= {(body, MARCH[year]): number for body, year, number in said}
            known.append((sequence, dict(told)))
        for sequence, expected in known:
            for day in MARCH:
                assert queries.staff(day, sequence) == {
                    body: expected[(body, max(days))]
                    for body in (WATER, FOREST)
                    if (days := [on for of, on in expected if of == body and on <= day])
                }
        transaction.set_rollback(True)
