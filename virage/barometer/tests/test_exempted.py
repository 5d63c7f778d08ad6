"""Declared not applicable, then accepted or refused: in the figures, on the answers, at the cut."""

from typing import Any

import pytest
from django.test import Client

from virage.audit import queries as journal
from virage.barometer import queries
from virage.barometer.models import EditionAnswer
from virage.barometer.rules.exact import share
from virage.barometer.tests.ledger import AT, CODE, Ledger, measured_by_the_ledger, year
from virage.contracts.indicators import Answer
from virage.contracts.text import Text
from virage.identity.models import Person
from virage.registers import actions as registers
from virage.registers.queries import PublicExemption

pytestmark = pytest.mark.django_db
WATER = "ministere-eau"
WHY = "Le guichet est fermé par la loi : le texte a été lu."


@pytest.fixture
def ledger(system: Person) -> Ledger:
    """Four counters of one body: c0 open, c1 closed, c2 and c3 unknown."""
    measured_by_the_ledger(system)
    ledger = Ledger(
        besides={"exemptions": {"closed_by_law": Text("fermé par la loi", "closed by law")}}
    )
    ledger.state("ynuu", 2020, organisation=WATER)
    return ledger


def declare(ledger: Ledger, by: Person, unit: str) -> PublicExemption:
    period = year(2020)
    return registers.declare_not_applicable(
        body=WATER,
        indicator=CODE,
        unit=unit,
        reason="closed_by_law",
        valid_from=period.start,
        valid_to=period.end,
        by=by,
        at=AT,
        registry=ledger.registry,
    )


def measured(ledger: Ledger) -> tuple[dict[str, Answer], dict[str, Any]]:
    (one,) = queries.measure(
        year(2020), known_at=journal.sequence(), versions={CODE: 1}, registry=ledger.registry
    ).indicators
    return {answer.unit: answer for answer in one.answers}, one.figure


def test_what_records_tell_stands_while_the_declaration_waits(
    ledger: Ledger, officer: Person
) -> None:
    before, _ = measured(ledger)
    for unit in before:
        declare(ledger, officer, unit)
    after, told = measured(ledger)
    assert {unit: one.value for unit, one in after.items()} == {
        unit: one.value for unit, one in before.items()
    }
    assert {one.flags for one in after.values()} == {("na_declared",)}
    assert told["share_na_as_no"] == share(1, 4)
    assert told["upper"] == share(3, 4)


def test_accepted_in_public_it_sets_the_unit_aside(
    ledger: Ledger, officer: Person, secretariat: Person
) -> None:
    held = declare(ledger, officer, "c1")
    registers.accept_not_applicable(public_id=held.public_id, why=WHY, by=secretariat, at=AT)
    answers, told = measured(ledger)
    one = answers["c1"]
    assert (one.value, one.reason, one.source) == ("not_applicable", "closed_by_law", "declared")
    assert one.evidence == f"registers.not-applicable:{held.public_id}"
    assert told["not_applicable"] == 1
    assert (told["share"], told["share_na_as_no"]) == (share(1, 1), share(1, 2))


def test_refused_it_is_as_if_it_had_not_been_said_and_is_seen(
    ledger: Ledger, officer: Person, secretariat: Person
) -> None:
    held = declare(ledger, officer, "c2")
    registers.refuse_not_applicable(public_id=held.public_id, why=WHY, by=secretariat, at=AT)
    answers, told = measured(ledger)
    assert (answers["c2"].value, answers["c2"].flags) == ("unknown", ("na_refused",))
    assert told["share_na_as_no"] == share(1, 2)


def test_an_edition_knows_what_was_decided_at_its_cut_and_no_more(
    ledger: Ledger, officer: Person, secretariat: Person
) -> None:
    held = declare(ledger, officer, "c2")
    edition = ledger.publish(2020, secretariat)
    registers.accept_not_applicable(public_id=held.public_id, why=WHY, by=secretariat, at=AT)
    kept = EditionAnswer.objects.get(indicator__edition=edition, unit="c2")
    assert (kept.value, kept.flags) == ("unknown", ["na_declared"])
    (verified,) = queries.verify(registry=ledger.registry)
    assert verified.holds
    answers, _ = measured(ledger)
    assert answers["c2"].value == "not_applicable"


def test_the_edition_keeps_the_words_of_the_reasons_and_of_the_flags(
    ledger: Ledger, secretariat: Person
) -> None:
    (row,) = queries.indicators_of(ledger.publish(2020, secretariat))
    assert {"as_stated", "closed_by_law", "na_declared", "na_refused"} == set(
        row.definition["reasons"]
    )


def test_a_unit_that_is_no_longer_listed_is_not_counted_for_having_been_declared(
    ledger: Ledger, officer: Person
) -> None:
    declare(ledger, officer, "c3")
    ledger.facts = [one for one in ledger.facts if one.unit != "c3"]
    answers, told = measured(ledger)
    assert "c3" not in answers
    assert told["share_na_as_no"] == share(1, 2)


def test_the_target_leads_to_the_public_list_of_what_is_declared(
    ledger: Ledger, secretariat: Person, client: Client
) -> None:
    ledger.publish(2020, secretariat)
    page = client.get("/barometre/cibles/1.1/").content.decode()
    assert 'href="/recensement/sans-objet/"' in page
    assert client.get("/recensement/sans-objet/").status_code == 200
