"""Targets are data: ten of them from the origin, judged by the day they are due and as known then."""

from datetime import date

import pytest

from virage.audit import queries as journal
from virage.barometer import actions, queries
from virage.barometer.rules.errors import UnknownTarget
from virage.barometer.tests.ledger import AT, CODE, STRATEGY, Ledger, measured_by_the_ledger
from virage.identity.models import Person
from virage.organisations.rules import Refused

pytestmark = pytest.mark.django_db

# Number, threshold, basis: the ten promises, due at the end of 2023.
PROMISED = """
1.1 3/4 units, 1.2 3/4 units, 1.3 3/4 units, 2.1 1/2 units, 3.1 3/5 units,
4.1 1/1 units, 4.2 3/5 people, 5.1 3/4 units, 5.2 3/4 units, 6.1 3/5 units
"""


def test_the_ten_targets_stand_from_the_origin_in_both_languages(db: None) -> None:
    told = queries.strategy(date(2020, 1, 1), known_at=0)
    expected = [tuple(one.split()) for one in PROMISED.replace("\n", " ").split(",")]
    assert [(t["target"], t["threshold"], t["basis"]) for t in told["targets"]] == expected
    assert {t["on"] for t in told["targets"]} == {"2023-12-31"}
    assert {t["sense"] for t in told["targets"]} == {"at_least"}
    assert [one["number"] for one in told["ambitions"]] == list("123456")
    assert all(t["title"]["fr"] and t["title"]["en"] for t in told["targets"])
    assert all(t["indicator"] for t in told["targets"])


def test_a_period_before_the_strategy_is_judged_by_it_all_the_same(db: None) -> None:
    early = queries.strategy(date(2016, 4, 1), known_at=0)
    assert early == queries.strategy(date(2020, 1, 1), known_at=0)


def test_no_target_is_hidden(system: Person) -> None:
    measured_by_the_ledger(system)
    ledger = Ledger()
    ledger.state("yn", 2021)
    edition = ledger.publish(2021, system)
    shown = queries.show(edition)["targets"]
    assert len(shown) == 10
    states = {one["target"]: one["state"] for one in shown}
    assert states.pop("1.1") == "measured"
    assert set(states.values()) == {"no_records_yet"}


def test_a_target_whose_question_finds_no_unit_has_no_records_yet(system: Person) -> None:
    measured_by_the_ledger(system)
    ledger = Ledger()
    measured = queries.measure(
        ledger.publish(2020, system).period,
        known_at=journal.sequence(),
        versions={CODE: 1},
        registry=ledger.registry,
    )
    assert measured.indicators[0].figure["share"] is None
    assert {one["state"] for one in measured.targets()} == {"no_records_yet"}


def test_a_threshold_stated_again_is_known_from_its_line_on(
    system: Person, officer: Person
) -> None:
    before = journal.sequence()
    actions.state_target(
        strategy=STRATEGY, number="2.1", numerator=2, denominator=3, by=system, at=AT
    )

    def threshold(known_at: int) -> list[str]:
        told = queries.strategy(date(2021, 1, 1), known_at=known_at)["targets"]
        return [one["threshold"] for one in told if one["target"] == "2.1"]

    assert threshold(before) == ["1/2"]
    assert threshold(journal.sequence()) == ["2/3"]
    with pytest.raises(UnknownTarget):
        actions.state_target(strategy=STRATEGY, number="9.9", by=system, at=AT)
    with pytest.raises(Refused):
        actions.state_target(strategy=STRATEGY, number="2.1", by=officer, at=AT)


def verdicts(ledger: Ledger, system: Person, letters: dict[int, str]) -> dict[int, str]:
    """The verdict of each year published in turn."""
    found = {}
    for start, answers in letters.items():
        ledger.state(answers, start)
        row = queries.figure(ledger.publish(start, system), CODE)
        found[start] = row.headline["verdict"]
    return found


def test_a_target_reached_when_due_is_kept_or_lost_after(system: Person) -> None:
    measured_by_the_ledger(system)
    # The year 2023-24 is the first to end on or after 31 December 2023.
    told = verdicts(
        Ledger(), system, {2021: "yn", 2022: "yy", 2023: "yyyn", 2024: "yyyy", 2025: "ynnn"}
    )
    assert told == {
        2021: "not_yet",
        2022: "at_threshold",
        2023: "reached",
        2024: "kept",
        2025: "lost",
    }


def test_a_target_missed_when_due_is_reached_late_or_still_not(system: Person) -> None:
    measured_by_the_ledger(system)
    told = verdicts(Ledger(), system, {2023: "yynn", 2024: "ynnn", 2025: "yyyn"})
    assert told == {2023: "not_reached", 2024: "still_not_reached", 2025: "reached_late"}


def test_what_was_known_when_due_decides_until_it_is_revised(system: Person) -> None:
    measured_by_the_ledger(system)
    ledger = Ledger()
    verdicts(ledger, system, {2023: "yynn", 2024: "yyyy"})
    ledger.state("yyyy", 2023)
    due, after = queries.edition("2023-24"), queries.edition("2024-25")
    revised = actions.revise(
        edition=due, by=system, at=AT, secret=bytes(32), registry=ledger.registry
    )
    assert queries.figure(revised, CODE).headline["verdict"] == "reached"
    assert ledger.measure(2024, after.cut_sequence)["verdict"] == "reached_late"
    assert ledger.measure(2024, journal.sequence())["verdict"] == "kept"
    assert all(one.holds for one in queries.verify(registry=ledger.registry))
