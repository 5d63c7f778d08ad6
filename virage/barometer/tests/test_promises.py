"""Promises are held against sealed answers, whoever declares them, in as many queries for many as for one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from virage.barometer import actions, queries
from virage.barometer.queries.promises import PromiseHeld, tally
from virage.barometer.rules.promises import Counted
from virage.barometer.tests.ledger import AT, CODE, Ledger, measured_by_the_ledger
from virage.contracts.indicators import Noun
from virage.contracts.promises import Promise, PromiseSource
from virage.contracts.text import Text
from virage.identity.models import Person

pytestmark = pytest.mark.django_db

PERSON = Noun(Text("personne", "person"), Text("personnes", "people"), feminine=True)
TWO = Promise(
    reference="tests.promise:1",
    organisation="b0",
    indicator=CODE,
    units=("c0", "c1", "c2"),
    at_least=2,
    share=None,
    baseline="2019-20",
    made_on=date(2020, 6, 1),
    due_on=date(2022, 3, 31),
)


@pytest.fixture
def ledger(system: Person) -> Ledger:
    measured_by_the_ledger(system)
    return Ledger()


def held(*made: Promise, known_at: int | None = None) -> Sequence[PromiseHeld]:
    asked: list[int | None] = []

    def in_force(at: int | None) -> list[Promise]:
        asked.append(at)
        return list(made)

    source = PromiseSource("tests.promise", Text("Promesses", "Promises"), in_force)
    found = queries.promises(sources=[source], known_at=known_at)
    assert asked == [known_at]
    return found


def outcomes(one: PromiseHeld) -> list[str]:
    return [each.outcome for each in one.history]


def test_a_promise_is_kept_by_the_answers_and_not_by_a_declaration(
    ledger: Ledger, system: Person
) -> None:
    for start, letters in ((2019, "nnn"), (2020, "ynn"), (2021, "yyn"), (2022, "nnn")):
        ledger.state(letters, start)
        ledger.publish(start, system)
    [one] = held(TWO)
    assert outcomes(one) == ["not_due", "kept", "kept"]
    assert one.baseline == Counted(no=3)
    assert one.target == "1.1"
    assert one.now is not None
    assert (one.now.seen.edition, one.now.holds) == ("2022-23", "not")
    assert held(replace(TWO, baseline="2017-18"))[0].baseline is None


def test_a_revision_of_the_edition_that_counts_decides_anew(ledger: Ledger, system: Person) -> None:
    ledger.state("yun", 2021)
    edition = ledger.publish(2021, system)
    assert outcomes(held(TWO)[0]) == ["untold"]
    ledger.state("yyn", 2021)
    actions.revise(edition=edition, by=system, at=AT, registry=ledger.registry)
    assert outcomes(held(TWO)[0]) == ["kept"]
    [then] = queries.promises(
        sources=[PromiseSource("tests.promise", Text("", ""), lambda at: [TWO])], until=edition
    )
    assert outcomes(then) == ["untold"]


def test_units_that_merge_or_are_closed_are_followed(ledger: Ledger, system: Person) -> None:
    ledger.state("yyn", 2020)
    ledger.publish(2020, system)
    # c0 and c1 became c3; c2 was closed.
    ledger.state("---y", 2021, succeeds={"c3": ("c0", "c1")})
    ledger.publish(2021, system)
    [one] = held(TWO)
    assert one.now is not None
    assert one.now.seen.counted == Counted(yes=2, gone=1)
    assert one.outcome == "kept"


def test_all_the_units_of_a_body_are_those_of_each_edition(ledger: Ledger, system: Person) -> None:
    ledger.state("ynyun", 2021, organisation="b7")
    ledger.publish(2021, system)
    [one] = held(replace(TWO, units=(), organisation="b7", at_least=None, share=(3, 5)))
    assert one.now is not None
    assert one.now.seen.counted == Counted(yes=2, no=2, unknown=1)
    assert one.outcome == "untold"
    [other] = held(replace(TWO, units=(), organisation="nobody"))
    assert other.now is not None
    assert (other.outcome, other.now.reason) == ("untold", "nothing_applies")


def test_people_are_summed_through_the_units_and_for_a_whole_body(system: Person) -> None:
    measured_by_the_ledger(system)
    counting = Ledger(besides={"people": PERSON})
    counting.state("yn", 2021, organisation="b7", people={"c0": (60, 20, 20), "c1": (10, 80, 10)})
    counting.publish(2021, system)
    half = replace(TWO, at_least=None, share=(1, 2), units=("c0",))
    named, whole = held(half, replace(half, share=(3, 5), units=(), organisation="b7"))
    assert (named.outcome, whole.outcome) == ("kept", "broken")
    assert whole.now is not None
    assert whole.now.seen.counted == Counted(yes=70, no=100, unknown=30)


def test_without_an_edition_nothing_is_due(db: None) -> None:
    [one] = held(TWO)
    assert (one.outcome, one.now, one.baseline) == ("not_due", None, None)
    assert tally([one]) == {"kept": 0, "late": 0, "broken": 0, "not_due": 1, "untold": 0}


def test_many_promises_cost_no_more_queries_than_one(ledger: Ledger, system: Person) -> None:
    for start, letters in ((2020, "yynn"), (2021, "yy--y")):
        ledger.state(letters, start, succeeds={"c4": ("c2",)})
        ledger.publish(start, system)

    def cost(*made: Promise) -> int:
        with CaptureQueriesContext(connection) as captured:
            held(*made)
        return len(captured)

    many = [replace(TWO, units=(f"c{at % 4}",), at_least=1) for at in range(48)]
    some = (TWO, replace(TWO, units=()))
    assert cost(*some, *many) == cost(*some) <= 7
