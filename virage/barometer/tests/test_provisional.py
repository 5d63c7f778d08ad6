"""The provisional series: a row per question and day, made from the records and by nobody's hand."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from virage.audit import queries as journal
from virage.barometer import actions, queries
from virage.barometer.models import ProvisionalFigure
from virage.barometer.rules.calendar import Dates
from virage.barometer.tests.ledger import CODE, Ledger, measured_by_the_ledger, year
from virage.contracts.indicators import Noun
from virage.contracts.text import Text
from virage.identity.models import Person

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 2, 15, tzinfo=UTC)


@pytest.fixture
def ledger(system: Person, secretariat: Person) -> Ledger:
    """Counters of 2025-26, whose edition is awaited."""
    measured_by_the_ledger(system)
    ledger = Ledger()
    ledger.state("ynuu", 2025)
    actions.announce_edition(
        label="2025-26",
        period=year(2025),
        dates=Dates(date(2026, 11, 24), date(2026, 12, 15)),
        by=secretariat,
        at=AT,
    )
    return ledger


def note(ledger: Ledger, days: int = 0) -> list[ProvisionalFigure]:
    return actions.note_day(at=AT + timedelta(days), registry=ledger.registry)


def test_a_day_is_noted_once_and_leaves_no_line(ledger: Ledger) -> None:
    before = journal.sequence()
    (row,) = note(ledger)
    assert (row.day, row.code, row.target, row.period) == (AT.date(), CODE, "1.1", year(2025))
    assert tuple(row.tally) == (1, 1, 2, 0)
    assert note(ledger) == []
    assert journal.sequence() == before
    with pytest.raises(DatabaseError), transaction.atomic():
        ProvisionalFigure.objects.update(yes=4)


def test_the_bounds_move_as_bodies_hand_in_and_each_day_is_made_again_from_its_line(
    ledger: Ledger,
) -> None:
    note(ledger)
    ledger.state("ynyu", 2025)
    note(ledger, 1)
    (series,) = queries.series()
    assert [tuple(one.tally)[:3] for one in series.days] == [(1, 1, 2), (2, 1, 1)]
    for one in series.days:
        assert queries.recounted(one.day, ledger.registry) == []
    # Another program gives other answers: the recount says so, and the row stays.
    ledger.facts[0].values["answer"] = "no"  # type: ignore[index]
    ((code, held, now),) = queries.recounted(series.days[0].day, ledger.registry)
    assert (code, held.tally.yes, now.tally.yes) == (CODE, 1, 0)


def test_a_day_on_which_nothing_was_recorded_repeats_the_one_before(ledger: Ledger) -> None:
    note(ledger)
    ledger.facts.clear()  # would be measured otherwise
    (row,) = note(ledger, 1)
    assert tuple(row.tally) == (1, 1, 2, 0)
    assert row.day == AT.date() + timedelta(1)
    assert ProvisionalFigure.objects.count() == 2


def test_people_are_never_counted_in_it(ledger: Ledger) -> None:
    ledger.besides = {"people": Noun(Text("personne", "person"), Text("personnes", "people"))}
    assert note(ledger) == []


def test_it_is_no_part_of_editions(ledger: Ledger, system: Person) -> None:
    note(ledger)
    edition = ledger.publish(2025, system)
    levels = queries.trend(CODE)
    assert [one.edition for one in levels] == [edition]
