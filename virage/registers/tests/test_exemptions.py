"""What is declared not to apply: a closed list of reasons, a public decision, and only one of it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from virage.audit import queries as audit
from virage.audit.models import JournalLine
from virage.contracts.indicators import Indicator, Period
from virage.contracts.references import Reference, resolve
from virage.identity.models import Person
from virage.organisations.rules import Refused
from virage.registers import actions, queries
from virage.registers.models import NotApplicable
from virage.registers.rules import refusals
from virage.registers.rules.exemptions import LONGEST_WHY
from virage.registers.tests.registry import (
    AT,
    CODE,
    FOREST,
    TODAY,
    WATER,
    YEAR,
    declare,
    question,
)

__all__ = ["question"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("question")]
WHY = "Le service ne change que de couleurs : vu sur place le 12 octobre."


def exempted(period: Period = YEAR, known_at: int | None = None) -> dict[str, queries.Exemption]:
    at = audit.sequence() if known_at is None else known_at
    return queries.exemptions(CODE, period, at)


def states(period: Period = YEAR, known_at: int | None = None) -> dict[str, str]:
    return {unit: one.state for unit, one in exempted(period, known_at).items()}


def test_a_declaration_waits_with_its_body_reason_and_day(officer: Person) -> None:
    made = declare(officer)
    one = exempted()["pont-1"]
    assert (one.body, one.reason, one.state) == (WATER, "looks-only", "declared")
    assert (one.declared_on, one.decided_on, one.role, one.why) == (TODAY, None, "", "")
    assert one.evidence == f"registers.not-applicable:{made.public_id}"
    assert made.unit_name.en == "Mill bridge (invented)"
    assert made.reason_words.en == "only the looks change"


def test_its_evidence_shows_a_page_with_words(officer: Person) -> None:
    evidence = Reference.parse((declare(officer), exempted()["pont-1"].evidence)[1])
    shown = resolve(evidence)
    assert shown is not None
    assert evidence.id in shown.url
    assert "Mill bridge" in shown.title.en
    assert resolve(Reference("registers.not-applicable", "none-such")) is None


def test_a_decision_keeps_its_role_day_and_public_reason(
    officer: Person, secretariat: Person
) -> None:
    made = declare(officer)
    before = audit.sequence()
    actions.accept_not_applicable(public_id=made.public_id, why=WHY, by=secretariat, at=AT)
    one = exempted()["pont-1"]
    assert (one.state, one.decided_on, one.role, one.why) == ("accepted", TODAY, "secretariat", WHY)
    assert states(known_at=before) == {"pont-1": "declared"}
    assert [state for state, _ in queries.history(made.public_id)] == ["declared", "accepted"]
    line = JournalLine.objects.get(number=before + 1)
    assert line.entry == "registers:not-applicable:accepted"
    assert line.subject == f"registers.not-applicable:{made.public_id}"
    assert WHY not in str(line.content())


def test_the_journal_holds_neither_the_unit_nor_the_reason_in_words(
    officer: Person, secretariat: Person
) -> None:
    made = declare(officer)
    actions.refuse_not_applicable(public_id=made.public_id, why=WHY, by=secretariat, at=AT)
    told = " ".join(str(line.content()) for line in JournalLine.objects.all())
    assert "pont-1" not in told
    assert "couleurs" not in told


def test_refused_or_withdrawn_it_may_be_declared_again(
    officer: Person, secretariat: Person
) -> None:
    made = declare(officer)
    actions.refuse_not_applicable(public_id=made.public_id, why=WHY, by=secretariat, at=AT)
    assert states() == {"pont-1": "refused"}
    again = declare(officer)
    assert states() == {"pont-1": "declared"}
    actions.withdraw_not_applicable(public_id=again.public_id, by=officer, at=AT)
    assert states() == {"pont-1": "refused"}
    declare(officer, reason="closed-by-law")
    assert exempted()["pont-1"].reason == "closed-by-law"


def test_withdrawn_it_says_nothing_more_and_stays_readable(
    officer: Person, secretariat: Person
) -> None:
    made = declare(officer)
    actions.accept_not_applicable(public_id=made.public_id, why=WHY, by=secretariat, at=AT)
    known = audit.sequence()
    actions.withdraw_not_applicable(public_id=made.public_id, by=officer, at=AT)
    assert states() == {}
    assert states(known_at=known) == {"pont-1": "accepted"}
    shown = queries.exemption(made.public_id)
    assert (shown.state, shown.why, shown.role) == ("withdrawn", WHY, "secretariat")


def test_what_was_accepted_can_be_refused_after_all(officer: Person, secretariat: Person) -> None:
    made = declare(officer)
    actions.accept_not_applicable(public_id=made.public_id, why=WHY, by=secretariat, at=AT)
    actions.refuse_not_applicable(public_id=made.public_id, why="Erreur.", by=secretariat, at=AT)
    assert exempted()["pont-1"].why == "Erreur."
    with pytest.raises(refusals.CannotDecide):
        actions.accept_not_applicable(public_id=made.public_id, why=WHY, by=secretariat, at=AT)


@pytest.mark.parametrize("final", ["refused", "withdrawn"])
def test_what_is_settled_stays_settled(officer: Person, secretariat: Person, final: str) -> None:
    made = declare(officer)
    if final == "refused":
        actions.refuse_not_applicable(public_id=made.public_id, why=WHY, by=secretariat, at=AT)
    else:
        actions.withdraw_not_applicable(public_id=made.public_id, by=officer, at=AT)
    before = audit.sequence()
    for decide in (actions.accept_not_applicable, actions.refuse_not_applicable):
        with pytest.raises(refusals.CannotDecide):
            decide(public_id=made.public_id, why=WHY, by=secretariat, at=AT)
    with pytest.raises(refusals.CannotDecide):
        actions.withdraw_not_applicable(public_id=made.public_id, by=officer, at=AT)
    assert audit.sequence() == before
    assert queries.exemption(made.public_id).state == final


def test_of_two_who_decide_on_what_they_read_the_second_is_told(
    officer: Person, secretariat: Person, other_secretariat: Person
) -> None:
    made = declare(officer)
    read = queries.exemption(made.public_id)
    actions.accept_not_applicable(
        public_id=read.public_id, why=WHY, seen=read.seen, by=secretariat, at=AT
    )
    with pytest.raises(refusals.DecidedMeanwhile):
        actions.refuse_not_applicable(
            public_id=read.public_id, why="Non.", seen=read.seen, by=other_secretariat, at=AT
        )
    assert exempted()["pont-1"].why == WHY


@pytest.mark.parametrize("why", ["", "  \n ", "x" * (LONGEST_WHY + 1)])
def test_a_decision_needs_a_public_reason_of_at_most_500_characters(
    officer: Person, secretariat: Person, why: str
) -> None:
    made = declare(officer)
    with pytest.raises(refusals.NotPublicEnough):
        actions.accept_not_applicable(public_id=made.public_id, why=why, by=secretariat, at=AT)
    assert states() == {"pont-1": "declared"}
    exact = "é" * LONGEST_WHY
    actions.accept_not_applicable(public_id=made.public_id, why=exact, by=secretariat, at=AT)
    assert exempted()["pont-1"].why == exact


def test_the_database_itself_refuses_a_decision_without_a_reason(officer: Person) -> None:
    declare(officer)
    row = NotApplicable.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        NotApplicable.objects.filter(pk=row.pk).update(state="accepted", decided_on=TODAY)


# Whose, which, when


def test_only_reasons_of_the_closed_list_count(officer: Person) -> None:
    with pytest.raises(refusals.NotExempted, match="closed list"):
        declare(officer, reason="because")
    with pytest.raises(refusals.NotExempted, match="closed list"):
        actions.declare_not_applicable(
            body=WATER,
            indicator="services.take-up-above-75",
            unit="x",
            reason="looks-only",
            valid_from=YEAR.start,
            by=officer,
            at=AT,
        )
    assert states() == {}


@pytest.mark.parametrize("unit", ["gué", "none-such", ""])
def test_a_body_declares_of_its_own_units_only(officer: Person, unit: str) -> None:
    with pytest.raises(refusals.NotExempted, match="not a unit of this body"):
        declare(officer, unit)


def test_its_own_officer_declares_and_withdraws_and_the_secretariat_decides(
    officer: Person, other_officer: Person, secretariat: Person, auditor: Person, agent: Person
) -> None:
    for person in (other_officer, secretariat, auditor, agent):
        with pytest.raises(Refused):
            declare(person)
    made = declare(officer)
    for person in (other_officer, secretariat, auditor, agent):
        with pytest.raises(Refused):
            actions.withdraw_not_applicable(public_id=made.public_id, by=person, at=AT)
    for person in (officer, other_officer, auditor, agent):
        for decide in (actions.accept_not_applicable, actions.refuse_not_applicable):
            with pytest.raises(Refused):
                decide(public_id=made.public_id, why=WHY, by=person, at=AT)
    assert states() == {"pont-1": "declared"}


def test_two_declarations_never_cover_the_same_day_of_a_unit(
    officer: Person, secretariat: Person
) -> None:
    first = declare(officer, valid_from=date(2025, 4, 1), valid_to=date(2025, 7, 1))
    for start, end in (
        (date(2025, 6, 30), None),
        (date(2025, 1, 1), date(2025, 4, 2)),
        (date(2025, 5, 1), date(2025, 5, 2)),
        (date(2025, 1, 1), None),
    ):
        with pytest.raises(refusals.AlreadyDeclared):
            declare(officer, valid_from=start, valid_to=end)
    declare(officer, valid_from=date(2025, 7, 1))
    declare(officer, valid_from=date(2025, 1, 1), valid_to=date(2025, 4, 1))
    declare(officer, "pont-2", valid_from=date(2025, 4, 1))
    actions.accept_not_applicable(public_id=first.public_id, why=WHY, by=secretariat, at=AT)
    with pytest.raises(refusals.AlreadyDeclared):
        declare(officer, valid_from=date(2025, 4, 1), valid_to=date(2025, 7, 1))


def test_a_declaration_of_no_day_is_refused(officer: Person) -> None:
    with pytest.raises(refusals.NoPeriod):
        declare(officer, valid_from=date(2025, 7, 1), valid_to=date(2025, 7, 1))


def test_it_counts_for_every_period_that_it_touches_and_no_other(officer: Person) -> None:
    declare(officer, valid_from=date(2025, 7, 1), valid_to=date(2025, 10, 1))
    day = timedelta(1)
    assert states(Period(date(2025, 1, 1), date(2025, 7, 1))) == {}
    assert states(Period(date(2025, 1, 1), date(2025, 7, 1) + day)) == {"pont-1": "declared"}
    assert states(Period(date(2025, 10, 1) - day, date(2026, 1, 1))) == {"pont-1": "declared"}
    assert states(Period(date(2025, 10, 1), date(2026, 1, 1))) == {}
    declare(officer, valid_from=date(2025, 10, 1))
    assert states(Period(date(2040, 1, 1), date(2041, 1, 1))) == {"pont-1": "declared"}


def test_of_several_in_a_period_the_accepted_one_speaks(
    officer: Person, secretariat: Person
) -> None:
    def declared(start: date, end: date | None) -> str:
        return declare(officer, valid_from=start, valid_to=end).public_id

    refused = declared(date(2025, 4, 1), date(2025, 6, 1))
    accepted = declared(date(2025, 6, 1), date(2025, 8, 1))
    declared(date(2025, 8, 1), None)
    actions.refuse_not_applicable(public_id=refused, why=WHY, by=secretariat, at=AT)
    assert states() == {"pont-1": "declared"}
    actions.accept_not_applicable(public_id=accepted, why=WHY, by=secretariat, at=AT)
    assert states() == {"pont-1": "accepted"}


# What everyone may read


def test_everything_ever_declared_is_public_with_what_became_of_it(
    officer: Person, other_officer: Person, secretariat: Person
) -> None:
    first, second = declare(officer), declare(officer, "pont-2")
    declare(other_officer, "gué", body=FOREST)
    actions.accept_not_applicable(public_id=first.public_id, why=WHY, by=secretariat, at=AT)
    actions.withdraw_not_applicable(public_id=second.public_id, by=officer, at=AT)
    assert [(one.unit, one.state) for one in queries.public_exemptions()] == [
        ("pont-2", "withdrawn"),
        ("pont-1", "accepted"),
        ("gué", "declared"),
    ]
    assert queries.counts_of_exemptions() == {"withdrawn": 1, "accepted": 1, "declared": 1}
    assert [one.unit for one in queries.public_exemptions(body=FOREST)] == ["gué"]
    assert [one.unit for one in queries.public_exemptions(state="accepted")] == ["pont-1"]
    assert queries.public_exemptions(indicator="other") == []


def test_the_written_rules_are_the_closed_lists_of_the_questions(question: Indicator) -> None:
    (rule,) = [one for one in queries.exemption_rules() if one.indicator == CODE]
    assert (rule.reasons, rule.question) == (question.exemptions, question.question)
    assert all(one.reasons for one in queries.exemption_rules())
