"""An edition is measured at a cut, sealed in a chain, and then kept from any change by the database."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from virage.audit import queries as journal
from virage.barometer import actions, queries
from virage.barometer.models import Edition, EditionAnswer, EditionIndicator
from virage.barometer.rules.errors import (
    LabelTaken,
    NothingDiffers,
    NotYetKnown,
    UnknownEdition,
    UnknownVersion,
    WrongPeriod,
)
from virage.barometer.tests.ledger import AT, CODE, Ledger, measured_by_the_ledger, year
from virage.contracts.indicators import Period
from virage.contracts.references import Reference, resolve
from virage.identity.models import Person
from virage.lib.append_only import check_triggers
from virage.organisations.rules import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def ledger(system: Person) -> Ledger:
    measured_by_the_ledger(system)
    return Ledger()


def test_an_edition_holds_the_answers_and_the_figures_made_from_them(
    ledger: Ledger, system: Person
) -> None:
    cut = ledger.state("yyynua", 2021)
    edition = ledger.publish(2021, system)
    assert (edition.slug, edition.number, edition.cut_sequence) == ("2021-22", 1, cut)
    assert edition.cut_hash == journal.hash_at(cut)
    row = queries.figure(edition, "1.1")
    assert row.code == CODE
    assert (row.headline["yes"], row.headline["no"], row.headline["unknown"]) == (3, 1, 1)
    assert row.headline["verdict"] == "undetermined"
    assert [one.unit for one in queries.answers_of(row)] == [f"c{at}" for at in range(6)]
    assert sum(one["yes"] for one in row.by_organisation.values()) == 3
    line = journal.line_at(edition.sequence or 0)
    assert line is not None
    assert (line.entry, line.data["seal"]) == ("barometer:edition:published", edition.seal)


def test_each_seal_holds_the_one_before(ledger: Ledger, system: Person) -> None:
    ledger.state("yn", 2020)
    ledger.state("yy", 2021)
    first, second = ledger.publish(2020, system), ledger.publish(2021, system)
    assert first.previous_seal == ""
    assert second.previous_seal == first.seal != second.seal
    assert [one.number for one in queries.sealed()] == [1, 2]


def test_the_order_of_records_changes_nothing_but_the_moment(
    ledger: Ledger, system: Person
) -> None:
    ledger.state("ynua", 2021)
    one = ledger.publish(2021, system)
    ledger.shuffled = True
    with pytest.raises(NothingDiffers):
        actions.revise(edition=one, by=system, at=AT, secret=bytes(32), registry=ledger.registry)
    again = ledger.publish(2021, system, label="again")
    assert again.merkle_root == one.merkle_root


def test_what_is_measured_is_what_would_be_published(ledger: Ledger, system: Person) -> None:
    cut = ledger.state("yyn", 2021)
    before = ledger.measure(2021, cut)
    edition = ledger.publish(2021, system)
    assert queries.figure(edition, CODE).figure() == before
    ledger.state("nnn", 2021)
    assert ledger.measure(2021, queries.sequence_of("2021-22")) == before
    assert ledger.measure(2021, journal.sequence())["yes"] == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE barometer_edition SET label = 'forged'",
        "UPDATE barometer_edition SET seal = '00'",
        "DELETE FROM barometer_edition",
        "UPDATE barometer_editionanswer SET value = 'yes'",
        "DELETE FROM barometer_editionanswer",
        "UPDATE barometer_editionindicator SET headline = '{}'",
        "DELETE FROM barometer_editionbody",
        "UPDATE barometer_erratum SET fr = 'forged'",
    ],
)
def test_the_database_itself_refuses_a_change(
    ledger: Ledger, system: Person, statement: str
) -> None:
    ledger.state("yn", 2021)
    edition = ledger.publish(2021, system)
    actions.add_erratum(edition=edition, fr="Un mot.", by=system, at=AT)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_dropped_trigger_fails_the_system_check(db: None) -> None:
    assert check_triggers(["default"]) == []
    name = "barometer_edition_no_" + ("update" if connection.vendor == "sqlite" else "change")
    on = " ON barometer_edition" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{on}")
    assert [name in problem.msg for problem in check_triggers(["default"])] == [True]


def test_a_label_serves_once(ledger: Ledger, system: Person) -> None:
    ledger.state("yn", 2021)
    ledger.publish(2021, system)
    with pytest.raises(LabelTaken, match="published already"):
        ledger.publish(2021, system)
    with pytest.raises(LabelTaken, match="1 to 80"):
        ledger.publish(2021, system, label=" … ")


def test_a_period_that_is_not_over_is_not_published(ledger: Ledger, system: Person) -> None:
    ledger.state("yn", 2026)
    with pytest.raises(WrongPeriod, match="not over"):
        ledger.publish(2026, system)
    with pytest.raises(WrongPeriod, match="holds no day"):
        queries.period_of(date(2021, 4, 1), date(2021, 4, 1))


def test_only_the_secretariat_publishes(ledger: Ledger, officer: Person, auditor: Person) -> None:
    ledger.state("yn", 2021)
    for person in (officer, auditor):
        with pytest.raises(Refused):
            ledger.publish(2021, person)
    assert queries.latest() is None
    assert not Edition.objects.exists()


def test_the_version_in_force_that_day_is_put_unless_told_otherwise(
    ledger: Ledger, system: Person
) -> None:
    ledger.state("yu", 2021)
    registry = ledger.registry
    assert queries.versions(date(2026, 11, 30), registry=registry) == {CODE: 1}
    assert queries.versions(date(2026, 12, 1), registry=registry) == {CODE: 2}
    assert queries.versions(date(2019, 1, 1), registry=registry) == {}
    told = ledger.publish(2021, system, versions={CODE: 2})
    assert queries.figure(told, CODE).version == 2
    assert queries.figure(told, CODE).headline["no"] == 1
    for wrong in ({CODE: 9}, {"nobody.knows": 1}):
        with pytest.raises(UnknownVersion):
            ledger.publish(2021, system, label="other", versions=wrong)


def test_a_revision_is_another_edition_of_the_same_period(ledger: Ledger, system: Person) -> None:
    ledger.state("yn", 2021)
    first = ledger.publish(2021, system)
    with pytest.raises(NothingDiffers, match="Nothing differs"):
        actions.revise(edition=first, by=system, at=AT, secret=bytes(32), registry=ledger.registry)
    ledger.state("-y", 2021)
    second = actions.revise(
        edition=first, by=system, at=AT, secret=bytes(32), registry=ledger.registry
    )
    ledger.state("--n", 2021)
    third = actions.revise(
        edition=first, by=system, at=AT, secret=bytes(32), registry=ledger.registry
    )
    assert [one.slug for one in queries.revisions(first)] == ["2021-22", "2021-22-r1", "2021-22-r2"]
    assert second.revision_of == third.revision_of == first
    assert queries.last_revision(first) == queries.latest() == third
    assert queries.figure(first, CODE).headline["yes"] == 1
    assert queries.figure(second, CODE).headline["yes"] == 2


def test_an_edition_is_found_by_address_public_id_or_label(ledger: Ledger, system: Person) -> None:
    ledger.state("yn", 2021)
    first = ledger.publish(2021, system, label="Année 2021")
    ledger.state("yy", 2021)
    second = actions.revise(
        edition=first, by=system, at=AT, secret=bytes(32), registry=ledger.registry
    )
    assert queries.edition("annee-2021") == first
    assert queries.edition("annee-2021-r1") == second
    assert queries.edition("Année 2021") == second
    assert queries.edition(str(first.public_id)) == first
    assert queries.sequence_of("annee-2021") == first.cut_sequence
    assert queries.sequence_of("2") == 2
    with pytest.raises(NotYetKnown, match="line 9999 is not written yet"):
        queries.sequence_of("9999")
    with pytest.raises(UnknownEdition, match="annee-2021, annee-2021-r1"):
        queries.edition("2030")


def test_the_last_edition_is_that_of_the_last_period(ledger: Ledger, system: Person) -> None:
    ledger.state("yn", 2021)
    ledger.state("yn", 2020)
    later = ledger.publish(2021, system)
    ledger.publish(2020, system)
    assert queries.latest() == later


def test_a_reference_to_an_edition_shows_its_label_and_address(
    ledger: Ledger, system: Person
) -> None:
    ledger.state("yn", 2021)
    edition = ledger.publish(2021, system)
    shown = resolve(Reference.parse(edition.reference))
    assert shown is not None
    assert (shown.title.fr, shown.url) == ("Baromètre, 2021-22", "/barometre/editions/2021-22/")
    assert resolve(Reference("barometer.edition", "nothing")) is None


def test_nothing_shows_of_an_edition_that_is_being_prepared(ledger: Ledger, system: Person) -> None:
    ledger.state("yn", 2021)
    prepared = actions.prepare(
        label="2021-22", period=year(2021), by=system, at=AT, registry=ledger.registry
    )
    assert queries.latest() is None
    assert queries.overview() is None
    with pytest.raises(UnknownEdition):
        queries.edition("2021-22")
    ledger.state("nn", 2021)
    sealed = ledger.publish(2021, system)
    assert sealed == prepared
    assert sealed.cut_sequence == prepared.cut_sequence < journal.sequence()
    assert queries.figure(sealed, CODE).headline["yes"] == 1


def test_a_preparation_of_something_else_is_not_taken_up(ledger: Ledger, system: Person) -> None:
    ledger.state("yn", 2021)
    actions.prepare(label="one", period=year(2020), by=system, at=AT, registry=ledger.registry)
    with pytest.raises(LabelTaken, match="being prepared"):
        ledger.publish(2021, system, label="one")
    edition = ledger.publish(2021, system, label="one", restart=True)
    assert edition.slug == "one"
    assert Edition.objects.filter(state="abandoned").count() == 1


def test_what_was_written_before_an_interruption_must_still_be_true(
    ledger: Ledger, system: Person
) -> None:
    ledger.state("yn", 2021)
    prepared = actions.prepare(
        label="2021-22", period=year(2021), by=system, at=AT, registry=ledger.registry
    )
    with (
        pytest.raises(RuntimeError, match="stop"),
        connection.execute_wrapper(_stop_at_answers),
    ):
        ledger.publish(2021, system)
    assert EditionIndicator.objects.filter(edition=prepared).count() == 1
    assert EditionAnswer.objects.count() == 0
    ledger.facts[0].values["answer"] = "no"  # type: ignore[index]
    with pytest.raises(Exception, match="not what the records give"):
        ledger.publish(2021, system)


def _stop_at_answers(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
    if sql.startswith('INSERT INTO "barometer_editionanswer"'):
        raise RuntimeError("stop")
    return execute(sql, params, many, context)


def test_an_erratum_stands_beside_an_edition(ledger: Ledger, system: Person) -> None:
    ledger.state("yn", 2021)
    edition = ledger.publish(2021, system)
    actions.add_erratum(edition=edition, fr="Lire « guichet ».", by=system, at=AT)
    actions.add_erratum(edition=edition, fr="Deux.", en="Two.", by=system, at=AT + timedelta(1))
    assert [one.text.en for one in queries.edition_list()[0][2]] == ["Lire « guichet ».", "Two."]
    with pytest.raises(Exception, match="1 to 2000"):
        actions.add_erratum(edition=edition, fr=" ", by=system, at=AT)


def test_two_editions_cannot_take_the_same_place(ledger: Ledger, system: Person) -> None:
    ledger.state("yn", 2021)
    ledger.publish(2021, system)
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(
            label="x",
            slug="x",
            period_from=date(2021, 4, 1),
            period_to=date(2022, 4, 1),
            cut_sequence=0,
            cut_hash="",
            state="sealed",
            prepared_at=datetime(2026, 1, 1, tzinfo=UTC),
            prepared_by=system,
            number=1,
        )


def test_a_unit_without_facts_is_counted_as_unknown_by_the_platform(
    ledger: Ledger, system: Person
) -> None:
    ledger.state("yy", 2021)
    registry = ledger.registry
    definition = registry.get(CODE).definition(1)
    silent = Period(date(2021, 4, 1), date(2022, 4, 1))
    kept = ledger.facts_of

    def without_c1(period: Period, known_at: int):  # type: ignore[no-untyped-def]
        return {unit: fact for unit, fact in kept(period, known_at).items() if unit != "c1"}

    object.__setattr__(definition, "facts", without_c1)
    measured = queries.measure(
        silent, known_at=journal.sequence(), versions={CODE: 1}, registry=registry
    )
    (one,) = measured.indicators
    assert [(a.value, a.source, a.evidence != "") for a in one.answers] == [
        ("yes", "declared", True),
        ("unknown", "counted", False),
    ]
