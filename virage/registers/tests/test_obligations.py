"""What bodies owe, attest and count: what is known when, and who may say so."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from virage.audit import queries as audit
from virage.audit.models import JournalLine
from virage.contracts.indicators import Indicator, Period
from virage.identity.models import Person
from virage.organisations import actions as organisations
from virage.organisations.rules import Refused
from virage.registers import actions, queries
from virage.registers.models import RecordBatch, ReportingDuty
from virage.registers.queries import Owed
from virage.registers.rules import refusals
from virage.registers.tests.registry import (
    AT,
    FOREST,
    POINTS,
    TODAY,
    VOLUMES,
    WATER,
    YEAR,
    question,
)

__all__ = ["question"]
pytestmark = pytest.mark.django_db
BEFORE = Period(date(2024, 4, 1), date(2025, 4, 1))
DUE = date(2026, 5, 15)


def require(
    by: Person,
    *bodies: str,
    kinds: tuple[str, ...] = (VOLUMES,),
    period: Period = YEAR,
    due_on: date = DUE,
) -> int:
    actions.require(
        kinds=kinds, bodies=bodies or (WATER,), period=period, due_on=due_on, by=by, at=AT
    )
    return audit.sequence()


def expected(*kinds: str, period: Period = YEAR, known_at: int | None = None) -> list[str] | None:
    return queries.expected_bodies(
        kinds or (VOLUMES,), period, audit.sequence() if known_at is None else known_at
    )


def attested(register: str, on: date, known_at: int | None = None) -> dict[str, str]:
    return queries.attestations(register, on, audit.sequence() if known_at is None else known_at)


# Duties


def test_without_any_duty_it_is_not_known_who_was_expected(secretariat: Person) -> None:
    assert expected() is None
    require(secretariat, kinds=(POINTS,))
    assert expected(VOLUMES) is None
    assert expected(VOLUMES, POINTS) == [WATER]


def test_one_act_makes_many_bodies_owe_many_kinds(secretariat: Person) -> None:
    before = audit.sequence()
    require(secretariat, WATER, FOREST, kinds=(VOLUMES, POINTS))
    assert audit.sequence() == before + 1
    assert len(queries.duties()) == 4
    line = JournalLine.objects.get(number=before + 1)
    assert line.entry == "registers:duty:required"
    assert line.data["bodies"] == [WATER, FOREST]
    assert line.data["rows"] == 4
    assert expected() == [WATER, FOREST]


def test_a_duty_is_known_from_its_act_and_not_before(secretariat: Person) -> None:
    before = audit.sequence()
    first = require(secretariat)
    assert expected(known_at=before) is None
    assert expected(known_at=first) == [WATER]


def test_a_duty_counts_for_every_period_that_it_touches(secretariat: Person) -> None:
    require(secretariat)
    edge = YEAR.end
    assert expected(period=Period(edge - timedelta(1), edge + timedelta(90))) == [WATER]
    assert expected(period=Period(edge, edge + timedelta(90))) is None
    assert expected(period=BEFORE) is None


def test_required_again_by_another_day_it_is_owed_once(secretariat: Person) -> None:
    first = require(secretariat)
    require(secretariat, due_on=date(2026, 6, 30))
    assert [one.due_on for one in queries.duties_of(WATER)] == [date(2026, 6, 30)]
    assert [one.due_on for one in queries.duties_of(WATER, known_at=first)] == [DUE]


def test_required_again_alike_nothing_is_added(secretariat: Person) -> None:
    require(secretariat)
    require(secretariat)
    assert ReportingDuty.objects.count() == 1


def test_a_released_duty_is_no_longer_expected_and_stays_readable(secretariat: Person) -> None:
    first = require(secretariat, WATER, FOREST)
    released = actions.release(
        owed=[Owed(WATER, VOLUMES, YEAR.start, YEAR.end)], by=secretariat, at=AT
    )
    assert released == 1
    assert expected() == [FOREST]
    assert expected(known_at=first) == [WATER, FOREST]
    assert queries.duties_of(WATER) == []
    assert [one.released for one in queries.duties(body=WATER)] == [True]
    require(secretariat)
    assert expected() == [WATER, FOREST]


def test_what_is_not_owed_cannot_be_released(secretariat: Person) -> None:
    require(secretariat)
    before = audit.sequence()
    owed = Owed(WATER, VOLUMES, YEAR.start, YEAR.end)
    with pytest.raises(refusals.NotOwed):
        actions.release(owed=[owed._replace(kind=POINTS)], by=secretariat, at=AT)
    actions.release(owed=[owed], by=secretariat, at=AT)
    with pytest.raises(refusals.NotOwed):
        actions.release(owed=[owed], by=secretariat, at=AT)
    assert audit.sequence() == before + 1


def test_a_body_that_ended_before_the_period_is_not_expected(secretariat: Person) -> None:
    require(secretariat, WATER, FOREST)
    known = audit.sequence()
    organisations.end_body(code=FOREST, on=YEAR.start, by=secretariat, at=AT)
    assert expected() == [WATER]
    assert expected(known_at=known) == [WATER, FOREST]


def test_a_body_that_ends_within_the_period_is_still_expected(secretariat: Person) -> None:
    require(secretariat, FOREST)
    organisations.end_body(code=FOREST, on=YEAR.start + timedelta(1), by=secretariat, at=AT)
    assert expected() == [FOREST]


def test_when_all_who_owed_are_gone_nobody_is_expected_but_that_is_known(
    secretariat: Person,
) -> None:
    require(secretariat, FOREST)
    organisations.end_body(code=FOREST, on=YEAR.start, by=secretariat, at=AT)
    assert expected() == []


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"kinds": ("services.none-such",)}, refusals.NotAKind),
        ({"kinds": ("services.canada-inventory",)}, refusals.NotAKind),
        ({"kinds": ()}, refusals.NotAKind),
        ({"period": Period(YEAR.start, YEAR.start)}, refusals.NoPeriod),
        ({"bodies": ()}, refusals.NobodyThere),
        ({"bodies": ("nobody",)}, refusals.NobodyThere),
        ({"period": Period(date(2001, 1, 1), date(2002, 1, 1))}, refusals.NobodyThere),
    ],
)
def test_a_duty_that_makes_no_sense_is_refused_and_leaves_nothing(
    secretariat: Person, wrong: dict[str, object], refusal: type[Exception]
) -> None:
    before = audit.sequence()
    asked = {"kinds": (VOLUMES,), "bodies": (WATER,), "period": YEAR, "due_on": DUE} | wrong
    with pytest.raises(refusal):
        actions.require(**asked, by=secretariat, at=AT)  # type: ignore[arg-type]
    assert (audit.sequence(), RecordBatch.objects.count()) == (before, 0)


def test_who_is_expected_is_asked_in_a_few_queries_whatever_the_number_of_bodies(
    secretariat: Person,
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            queries.expected_bodies((VOLUMES,), YEAR, known)
            queries.attestations("services", TODAY, known)
            queries.staff(TODAY, known)
            queries.exemptions("services.take-up-above-75", YEAR, known)
        return len(asked)

    require(secretariat)
    known = audit.sequence()
    first = cost()
    require(secretariat, WATER, FOREST)
    known = audit.sequence()
    assert cost() == first <= 6


# Attestations


def test_the_last_attestation_speaks_for_twelve_months(
    officer: Person, question: Indicator
) -> None:
    actions.attest(body=WATER, states={"services": "complete"}, by=officer, at=AT)
    assert attested("services", TODAY - timedelta(1)) == {}
    assert attested("services", TODAY) == {WATER: "complete"}
    assert attested("services", TODAY.replace(year=2027)) == {WATER: "complete"}
    assert attested("services", TODAY.replace(year=2027) + timedelta(1)) == {}
    assert attested("essai-ponts", TODAY) == {}


def test_what_is_attested_later_replaces_and_what_was_known_before_can_still_be_read(
    officer: Person,
) -> None:
    actions.attest(body=WATER, states={"services": "complete"}, by=officer, at=AT)
    first = audit.sequence()
    actions.attest(body=WATER, states={"services": "partial"}, by=officer, at=AT)
    assert attested("services", TODAY) == {WATER: "partial"}
    assert attested("services", TODAY, first) == {WATER: "complete"}
    assert attested("services", TODAY, first - 1) == {}


def test_a_partial_attestation_ends_an_earlier_complete_one(officer: Person) -> None:
    actions.attest(body=WATER, states={"services": "complete"}, by=officer, at=AT)
    later = AT + timedelta(days=30)
    actions.attest(body=WATER, states={"services": "partial"}, by=officer, at=later)
    assert attested("services", TODAY) == {WATER: "complete"}
    assert attested("services", TODAY + timedelta(30)) == {WATER: "partial"}
    # The later one has lapsed as well when the earlier one would have.
    assert attested("services", TODAY + timedelta(366 + 30)) == {}


def test_several_registers_are_attested_in_one_act_with_its_role(
    officer: Person, secretariat: Person, question: Indicator
) -> None:
    before = audit.sequence()
    states = {"services": "complete", "essai-ponts": "partial"}
    assert actions.attest(body=WATER, states=states, by=officer, at=AT) == 2
    assert audit.sequence() == before + 1
    line = JournalLine.objects.get(number=before + 1)
    assert (line.entry, line.body) == ("registers:register:attested", WATER)
    assert (line.data["complete"], line.data["partial"]) == (["services"], ["essai-ponts"])
    actions.attest(body=FOREST, states={"services": "complete"}, by=secretariat, at=AT)
    roles = {body: one.role for (body, _), one in queries.attested().items()}
    assert roles == {WATER: "planning_officer", FOREST: "secretariat"}


@pytest.mark.parametrize(
    "states", [{}, {"none-such": "complete"}, {"services": "finished"}, {"services": ""}]
)
def test_only_registers_are_attested_and_only_complete_or_partial(
    officer: Person, states: dict[str, str]
) -> None:
    before = audit.sequence()
    with pytest.raises(refusals.NotARegister):
        actions.attest(body=WATER, states=states, by=officer, at=AT)
    assert audit.sequence() == before


# Staff


def test_the_last_headcount_on_or_before_a_day_counts(secretariat: Person) -> None:
    for year, staff in ((2025, 120), (2026, 130)):
        on = date(year, 3, 31)
        actions.count_staff(body=WATER, on=on, staff=staff, by=secretariat, at=AT)
    known = audit.sequence()
    assert queries.staff(date(2025, 3, 30), known) == {}
    assert queries.staff(date(2025, 3, 31), known) == {WATER: 120}
    assert queries.staff(date(2026, 3, 30), known) == {WATER: 120}
    assert queries.staff(TODAY, known) == {WATER: 130}
    assert queries.staff(TODAY, known - 1) == {WATER: 120}


def test_nobody_is_a_number_of_staff_and_no_count_is_not(secretariat: Person) -> None:
    actions.count_staff(body=WATER, on=date(2026, 3, 31), staff=0, by=secretariat, at=AT)
    assert queries.staff(TODAY, audit.sequence()) == {WATER: 0}


@pytest.mark.parametrize(("on", "staff"), [(date(2026, 4, 1), 1), (date(2026, 3, 31), -1)])
def test_staff_are_counted_on_31_march_in_whole_people(
    secretariat: Person, on: date, staff: int
) -> None:
    with pytest.raises(refusals.NotCountedThen):
        actions.count_staff(body=WATER, on=on, staff=staff, by=secretariat, at=AT)


# Who may


def test_each_act_is_for_those_whose_roles_reach_it(
    officer: Person, other_officer: Person, secretariat: Person, auditor: Person, agent: Person
) -> None:
    def require_it(by: Person) -> None:
        require(by)

    def release_it(by: Person) -> None:
        actions.release(owed=[Owed(WATER, VOLUMES, YEAR.start, YEAR.end)], by=by, at=AT)

    def count_it(by: Person) -> None:
        actions.count_staff(body=WATER, on=date(2026, 3, 31), staff=1, by=by, at=AT)

    def attest_it(by: Person) -> None:
        actions.attest(body=WATER, states={"services": "complete"}, by=by, at=AT)

    everybody = (officer, other_officer, secretariat, auditor, agent)
    for act, allowed in (
        (require_it, {secretariat}),
        (release_it, {secretariat}),
        (count_it, {secretariat}),
        (attest_it, {secretariat, officer}),
    ):
        for person in everybody:
            before = audit.sequence()
            if person in allowed:
                act(person)
                assert audit.sequence() == before + 1
            else:
                with pytest.raises(Refused):
                    act(person)
                assert audit.sequence() == before


# While a hand-in is being recorded


def test_an_act_waits_for_a_hand_in_that_is_being_recorded(
    officer: Person, secretariat: Person
) -> None:
    batch = actions.RECORDING.begin(source="intake.hand-in:1")
    before = audit.sequence()
    with pytest.raises(refusals.HeldByAHandIn):
        require(secretariat)
    with pytest.raises(refusals.HeldByAHandIn):
        actions.attest(body=WATER, states={"services": "complete"}, by=officer, at=AT)
    assert audit.sequence() == before
    actions.RECORDING.abandon(batch=batch)
    require(secretariat)
    assert expected() == [WATER]


def test_the_database_itself_refuses_the_same_duty_twice(secretariat: Person) -> None:
    require(secretariat)
    one = ReportingDuty.objects.get()
    one.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save()


def test_the_evidence_of_a_duty_is_the_act_that_stated_it(secretariat: Person) -> None:
    require(secretariat)
    batch = RecordBatch.objects.get()
    assert queries.duties_of(WATER)[0].evidence == f"registers.batch:{batch.public_id}"
    assert batch.received_on == TODAY
