"""What the pages read: the right edition, everything on it, and no more queries when there is more."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from virage.barometer import actions, queries
from virage.barometer.rules.errors import UnknownEdition
from virage.barometer.tests.ledger import AT, CODE, Ledger, measured_by_the_ledger
from virage.identity.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ledger(system: Person) -> Ledger:
    measured_by_the_ledger(system)
    return Ledger()


def asked(read: Callable[[], Any]) -> int:
    """How many queries a read takes."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        read()
    return len(captured)


def test_before_the_first_publication_there_is_nothing_but_the_targets(db: None) -> None:
    assert queries.overview() is None
    assert len(queries.current_strategy(0, date(2026, 1, 1))["targets"]) == 10


def test_the_overview_shows_the_last_edition_and_its_change(ledger: Ledger, system: Person) -> None:
    ledger.state("ynn", 2020)
    ledger.state("yyn", 2021)
    first, second = ledger.publish(2020, system), ledger.publish(2021, system)
    actions.add_erratum(edition=second, fr="Un mot.", by=system, at=AT)
    shown = queries.overview()
    assert shown is not None
    assert (shown.edition, shown.latest, shown.earlier) == (second, second, first)
    assert shown.indicators[CODE].headline["yes"] == 2
    assert shown.comparisons[CODE]["direction"]["code"] == "up"
    assert len(shown.errata) == 1
    assert [one["state"] for one in shown.targets()].count("measured") == 1
    older = queries.overview(first)
    assert older is not None
    assert (older.edition, older.latest, older.earlier) == (first, second, None)


def test_a_revised_edition_knows_its_last_revision(ledger: Ledger, system: Person) -> None:
    ledger.state("ynn", 2021)
    first = ledger.publish(2021, system)
    ledger.state("yyn", 2021)
    revised = actions.revise(
        edition=first, by=system, at=AT, secret=bytes(32), registry=ledger.registry
    )
    shown = queries.overview(first)
    assert shown is not None
    assert (shown.last_revision, shown.latest) == (revised, revised)
    listed = queries.edition_list()
    assert [(one, last) for one, last, _ in listed] == [(revised, revised), (first, revised)]


def test_reads_cost_the_same_when_there_is_more_to_read(ledger: Ledger, system: Person) -> None:
    def publish(start: int, letters: str) -> None:
        ledger.state(letters, start)
        ledger.publish(start, system)

    publish(2017, "yn")
    publish(2018, "yn")
    reads: dict[str, Callable[[], Any]] = {
        "overview": queries.overview,
        "trend": lambda: queries.trend(CODE),
        "editions": queries.edition_list,
        "unit": lambda: queries.unit_history("tests.counters", "c0"),
        "body": lambda: queries.body(queries.quotable()[-1], "b0"),
        "body over time": lambda: queries.body_history("b0"),
    }
    before = {name: asked(read) for name, read in reads.items()}
    for start in range(2019, 2025):
        publish(start, "yn" * 30)
    assert {name: asked(read) for name, read in reads.items()} == before
    assert before["overview"] <= 6
    assert max(before.values()) <= 6


def test_the_overview_does_not_read_the_figures_of_each_body(
    ledger: Ledger, system: Person
) -> None:
    ledger.state("yn", 2021)
    ledger.publish(2021, system)
    with CaptureQueriesContext(connection) as captured:
        shown = queries.overview()
        assert shown is not None
        assert shown.targets()[0]["state"] == "measured"
    assert not [one for one in captured.captured_queries if "by_organisation" in one["sql"]]


def test_a_trend_joins_periods_of_the_same_length(ledger: Ledger, system: Person) -> None:
    for start, letters in ((2019, "yn"), (2020, "yy"), (2021, "nn")):
        ledger.state(letters, start)
        ledger.publish(start, system)
    points = queries.trend(CODE)
    assert [one.indicator.headline["yes"] for one in points] == [1, 2, 0]
    assert [one.comparison is None for one in points] == [True, False, False]
    until = queries.trend(CODE, until=queries.edition("2020-21"))
    assert [one.edition.slug for one in until] == ["2019-20", "2020-21"]


def test_answers_are_searched_without_accents_filtered_and_ordered(
    ledger: Ledger, system: Person
) -> None:
    ledger.state("ynua", 2021)
    row = queries.figure(ledger.publish(2021, system), CODE)

    def units(**asked: Any) -> list[str]:
        return [one.unit for one in queries.answers(row, **asked)]

    assert units() == ["c0", "c1", "c2", "c3"]
    assert units(search="  GUICHÉT c2 ") == ["c2"]
    assert units(search="counter b1") == ["c1"]
    assert units(search="nothing") == []
    assert units(value="unknown") == ["c2"]
    assert units(organisation="b0") == ["c0", "c3"]
    # What is not known comes last, up or down.
    assert units(order="part") == ["c0", "c1", "c2", "c3"]
    assert units(order="-whole") == ["c1", "c0", "c2", "c3"]
    assert units(order="anything; DROP TABLE") == units()
    assert units(reason="as_stated", value="no") == ["c1"]


def test_a_figure_is_found_by_its_target_or_its_code(ledger: Ledger, system: Person) -> None:
    ledger.state("yn", 2021)
    edition = ledger.publish(2021, system)
    assert queries.figure(edition, "1.1") == queries.figure(edition, CODE)
    with pytest.raises(UnknownEdition, match="did not measure"):
        queries.figure(edition, "")
    with pytest.raises(UnknownEdition, match="did not measure"):
        queries.figure(edition, "6.1")


def test_a_body_sees_its_counts_and_what_is_missing(ledger: Ledger, system: Person) -> None:
    ledger.state("yuuuyn", 2021)
    edition = ledger.publish(2021, system)
    body = queries.body(edition, "b0")
    assert body is not None
    assert (body.figures[CODE]["yes"], body.figures[CODE]["unknown"]) == (1, 1)
    assert [one.unit for one in body.missing] == ["c3"]
    assert queries.body(edition, "nobody") is None
    assert [(one.slug, counts[CODE]["yes"]) for one, counts in queries.body_history("b0")] == [
        ("2021-22", 1)
    ]
    for code in ("nobody", "0", "contains", "b0__yes"):
        assert queries.body_history(code) == []


def test_a_body_whose_code_is_a_number_has_its_history_too(ledger: Ledger, system: Person) -> None:
    ledger.state("yy", 2021, organisation="12")
    ledger.publish(2021, system)
    assert [counts[CODE]["yes"] for _, counts in queries.body_history("12")] == [2]


def test_a_unit_has_its_answers_over_the_editions(ledger: Ledger, system: Person) -> None:
    ledger.state("y", 2020)
    ledger.state("n", 2021)
    for start in (2020, 2021):
        ledger.publish(start, system)
    history = queries.unit_history("tests.counters", "c0")
    assert [(edition.slug, answer.value) for edition, _, answer in history] == [
        ("2021-22", "no"),
        ("2020-21", "yes"),
    ]
    assert queries.unit_history("other.register", "c0") == []
