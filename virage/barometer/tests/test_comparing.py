"""Two published editions are compared exactly, whatever changed between them."""

import pytest

from virage.barometer import actions, queries
from virage.barometer.models import EditionComparison
from virage.barometer.tests.ledger import AT, CODE, Ledger, measured_by_the_ledger
from virage.contracts.indicators import Indicator, Period
from virage.contracts.registry import Registry
from virage.identity.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ledger(system: Person) -> Ledger:
    measured_by_the_ledger(system)
    return Ledger()


def test_an_edition_compared_with_itself_has_a_bridge_of_zeros(
    ledger: Ledger, system: Person
) -> None:
    ledger.state("yynua", 2021)
    one = ledger.publish(2021, system)
    (told,) = queries.compare(one, one, registry=ledger.registry)["indicators"]
    terms = [
        told["real_effect"],
        told["definition"],
        *told["ways_in"].values(),
        *told["ways_out"].values(),
    ]
    assert told["bridge"] == "exact"
    assert {term["fraction"] for term in terms} == {"0/1"}
    assert told["direction"]["code"] in ("unchanged", "undetermined")


def test_the_change_since_the_edition_before_is_kept(ledger: Ledger, system: Person) -> None:
    ledger.state("ynn", 2020)
    ledger.state("yyn", 2021)
    first, second = ledger.publish(2020, system), ledger.publish(2021, system)
    assert queries.changes(first) == (None, {})
    earlier, changes = queries.changes(second)
    assert earlier == first
    assert changes == {
        CODE: queries.compare(first, second, registry=ledger.registry)["indicators"][0]
    }
    assert changes[CODE]["real_effect"] == {"fraction": "1/3", "points": "+33.34"}
    assert changes[CODE]["direction"]["code"] == "up"


def test_a_year_is_not_compared_with_a_quarter(ledger: Ledger, system: Person) -> None:
    ledger.state("ynn", 2020)
    ledger.state("yyn", 2021)
    ledger.publish(2020, system)
    year = ledger.publish(2021, system)
    quarter = actions.publish(
        label="first quarter",
        period=Period(year.period_from, year.period_from.replace(month=7)),
        by=system,
        at=AT,
        secret=bytes(32),
        registry=ledger.registry,
    )
    assert queries.changes(quarter) == (None, {})
    assert queries.changes(year)[0] is not None


def test_revising_an_old_edition_renews_the_change_of_the_one_after(
    ledger: Ledger, system: Person
) -> None:
    ledger.state("ynn", 2020)
    ledger.state("yyn", 2021)
    first, second = ledger.publish(2020, system), ledger.publish(2021, system)
    ledger.state("nnn", 2020)
    revised = actions.revise(
        edition=first, by=system, at=AT, secret=bytes(32), registry=ledger.registry
    )
    earlier, changes = queries.changes(second)
    assert earlier == revised
    assert changes[CODE]["panel"]["turned_to_yes"] == 2
    # The change as it was told on the day stays in the record.
    assert EditionComparison.objects.filter(edition=second, earlier=first).exists()
    assert all(one.holds for one in queries.verify(registry=ledger.registry))


def test_a_new_definition_is_measured_on_the_earlier_records_as_they_were_known(
    ledger: Ledger, system: Person
) -> None:
    ledger.state("yynu", 2020)
    first = ledger.publish(2020, system)
    ledger.state("nnnn", 2020)
    ledger.state("yynn", 2021)
    second = ledger.publish(2021, system, versions={CODE: 2})
    _, changes = queries.changes(second)
    told = changes[CODE]
    assert (told["version_from"], told["version_to"]) == (1, 2)
    # 2/3 under the old definition; 2/4 under the new one, on what the first edition knew.
    assert told["definition"]["fraction"] == "-1/6"
    assert told["real_effect"]["fraction"] == "0/1"
    assert told["bridge"] == "exact"
    assert first.cut_sequence < second.cut_sequence


def test_a_definition_step_that_depends_on_where_it_is_taken_is_told_twice(
    ledger: Ledger, system: Person
) -> None:
    ledger.state("yynu", 2020)
    ledger.publish(2020, system)
    ledger.state("yynn", 2021)
    second = ledger.publish(2021, system, versions={CODE: 2})
    told = queries.changes(second)[1][CODE]
    assert told["definition_on_later"] == {"fraction": "0/1", "points": "0.00"}


def test_a_bridge_is_broken_when_the_later_definition_is_gone(
    ledger: Ledger, system: Person
) -> None:
    ledger.state("yynu", 2020)
    ledger.state("yynn", 2021)
    first = ledger.publish(2020, system)
    second = ledger.publish(2021, system, versions={CODE: 2})
    ledger.versions = 1
    (told,) = queries.compare(first, second, registry=ledger.registry)["indicators"]
    assert (told["bridge"], told["table"], told["real_effect"]) == ("broken", None, None)
    assert told["total"]["points"] == "-16.67"


def test_units_that_split_have_a_row_of_their_own(ledger: Ledger, system: Person) -> None:
    ledger.state("yyn", 2020)
    ledger.state("-ynyn", 2021, succeeds={"c3": ("c0",), "c4": ("c0",)})
    ledger.publish(2020, system)
    second = ledger.publish(2021, system)
    told = queries.changes(second)[1][CODE]
    assert told["table"]["yes"]["split_or_merged"] == 1
    assert told["ways_in"]["split_or_merged"]["of"] == 2


def test_an_indicator_of_one_edition_only_is_named(ledger: Ledger, system: Person) -> None:
    ledger.state("yn", 2021)
    full = ledger.publish(2021, system)
    nothing_asked: Registry[Indicator] = Registry("indicator")
    empty = actions.publish(
        label="before the question",
        period=full.period,
        by=system,
        at=AT,
        secret=bytes(32),
        registry=nothing_asked,
    )
    told = queries.compare(empty, full, registry=ledger.registry)
    assert (told["indicators"], told["only_in_from"], told["only_in_to"]) == ([], [], [CODE])
