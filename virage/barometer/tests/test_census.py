"""Duties, attestations and headcounts in an edition: read at the cut, sealed, and made again without them."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from virage.audit import queries as journal
from virage.barometer import queries
from virage.barometer.actions import publishing, revising
from virage.barometer.actions.writing import write
from virage.barometer.models import Edition
from virage.barometer.queries import measuring, verifying
from virage.barometer.queries.measuring import Measured
from virage.barometer.rules import archive
from virage.barometer.rules.exact import share
from virage.barometer.rules.seal import merkle_root
from virage.barometer.rules.sealed import LATER, leaves_of
from virage.barometer.tests.ledger import AT, CODE, Ledger, measured_by_the_ledger, year
from virage.identity.models import Person
from virage.registers import actions as registers
from virage.registers.queries import Owed

pytestmark = pytest.mark.django_db
WATER, FOREST = "ministere-eau", "regie-forets"
KIND, REGISTER = "services.volumes", "tests.counters"


@pytest.fixture
def ledger(system: Person) -> Ledger:
    """Four counters of one body in 2020-21: one is open, and its target is of 75 %."""
    measured_by_the_ledger(system)
    ledger = Ledger(besides={"kinds": (KIND,)})
    ledger.state("ynnn", 2020, organisation=WATER)
    return ledger


def figure(ledger: Ledger, start: int = 2020) -> dict[str, Any]:
    return ledger.measure(start, journal.sequence())


def require(by: Person, *bodies: str) -> None:
    registers.require(
        kinds=[KIND], bodies=bodies, period=year(2020), due_on=date(2021, 5, 15), by=by, at=AT
    )


def attest(
    ledger: Ledger, by: Person, body: str, state: str = "complete", at: datetime = AT
) -> None:
    registers.attest(body=body, states={REGISTER: state}, by=by, at=at, registry=ledger.registry)


def count_staff(by: Person, **bodies: int) -> None:
    for body, staff in bodies.items():
        registers.count_staff(
            body=body.replace("_", "-"), on=date(2021, 3, 31), staff=staff, by=by, at=AT
        )


def holds(ledger: Ledger) -> bool:
    return all(one.holds for one in queries.verify(registry=ledger.registry))


def written(edition: Edition, folder: Path) -> Path:
    path = folder / queries.file_name(edition)
    path.write_bytes(b"".join(queries.archive(edition)))
    return path


def test_without_duties_nobody_knows_who_was_expected(ledger: Ledger) -> None:
    told = figure(ledger)
    assert told["bodies_expected"] is None
    assert told["subject_to_census"]
    assert told["census"] == {
        "of": 1,
        "complete": 0,
        "partial": 0,
        "never": 1,
        "answered": None,
        "staff": None,
        "few": 0,
    }
    assert (told["verdict"], told["break_even"]) == ("not_yet", 8)


def test_a_body_that_owes_and_lists_nothing_is_expected_by_name(
    ledger: Ledger, secretariat: Person
) -> None:
    require(secretariat, WATER, FOREST)
    count_staff(secretariat, ministere_eau=30, regie_forets=70)
    measured = queries.measure(
        year(2020), known_at=journal.sequence(), versions={CODE: 1}, registry=ledger.registry
    )
    (one,) = measured.indicators
    assert one.definition["terms"]["census"]["expected"] == [WATER, FOREST]
    assert one.figure["bodies_expected"] == 2
    assert one.figure["census"]["answered"] == 1
    assert one.figure["census"]["staff"] == share(30, 100)
    assert set(measured.bodies) == {WATER, FOREST}


def test_the_number_of_a_few_people_is_neither_sealed_nor_counted(
    ledger: Ledger, secretariat: Person
) -> None:
    require(secretariat, WATER, FOREST)
    count_staff(secretariat, ministere_eau=30, regie_forets=9)
    measured = queries.measure(
        year(2020), known_at=journal.sequence(), versions={CODE: 1}, registry=ledger.registry
    )
    (one,) = measured.indicators
    assert one.definition["terms"]["census"]["staff"] == {WATER: 30, FOREST: None}
    assert (one.figure["census"]["staff"], one.figure["census"]["few"]) == (share(30, 30), 1)


def test_a_duty_that_was_released_makes_nobody_expected(
    ledger: Ledger, secretariat: Person
) -> None:
    require(secretariat, WATER, FOREST)
    period = year(2020)
    owed = Owed(FOREST, KIND, period.start, period.end)
    registers.release(owed=[owed], by=secretariat, at=AT)
    assert figure(ledger)["bodies_expected"] == 1


def test_the_register_is_attested_once_every_body_expected_says_so(
    ledger: Ledger, secretariat: Person
) -> None:
    require(secretariat, WATER, FOREST)
    attest(ledger, secretariat, WATER)
    assert figure(ledger)["subject_to_census"]
    attest(ledger, secretariat, FOREST, "partial")
    told = figure(ledger)
    assert told["subject_to_census"]
    assert (told["census"]["complete"], told["census"]["partial"]) == (1, 1)
    attest(ledger, secretariat, FOREST, at=AT + timedelta(days=1))
    assert not figure(ledger)["subject_to_census"]


def test_an_attestation_speaks_for_a_year_from_its_day_and_for_all_that_came_before(
    ledger: Ledger, secretariat: Person
) -> None:
    ledger.state("ynnn", 2022, organisation=WATER)
    ledger.state("ynnn", 2023, organisation=WATER)
    attest(ledger, secretariat, WATER, at=datetime(2022, 4, 1, 12, tzinfo=UTC))
    assert not figure(ledger, 2020)["subject_to_census"]
    assert not figure(ledger, 2022)["subject_to_census"]
    assert figure(ledger, 2023)["subject_to_census"]


def test_an_edition_keeps_the_census_of_its_cut(
    ledger: Ledger, secretariat: Person, tmp_path: Path
) -> None:
    require(secretariat, WATER, FOREST)
    attest(ledger, secretariat, WATER)
    count_staff(secretariat, ministere_eau=30, regie_forets=70)
    edition = ledger.publish(2020, secretariat)
    before = queries.show(edition)
    attest(ledger, secretariat, WATER, "partial", at=AT + timedelta(days=1))
    attest(ledger, secretariat, FOREST, at=AT + timedelta(days=1))
    count_staff(secretariat, ministere_eau=1)
    assert queries.show(edition) == before
    assert holds(ledger)
    assert archive.check(archive.read(written(edition, tmp_path)), seal=edition.seal).holds


def test_who_alters_the_census_of_an_archive_is_found_out(
    ledger: Ledger, secretariat: Person, tmp_path: Path
) -> None:
    require(secretariat, WATER)
    edition = ledger.publish(2020, secretariat)
    read = archive.read(written(edition, tmp_path))
    (definition,) = read.sealed.definitions
    definition["terms"]["census"]["attestations"][WATER] = "complete"
    checked = archive.check(read)
    assert any("subject_to_census" in one.en for one in checked.faults["figures"])
    assert checked.faults["chain"]


def _as_before(measured: Measured) -> Measured:
    """What a version of the software that kept no census would have sealed."""
    terms = {key: value for key, value in measured.definition["terms"].items() if key not in LATER}
    figure = {key: value for key, value in measured.figure.items() if key not in LATER}
    return replace(measured, definition={**measured.definition, "terms": terms}, figure=figure)


def test_an_edition_sealed_before_the_census_was_kept_verifies_for_ever(
    ledger: Ledger, secretariat: Person, tmp_path: Path
) -> None:
    edition = publishing.prepare(
        label="2020-21", period=year(2020), by=secretariat, at=AT, registry=ledger.registry
    )
    measured = measuring.measure(
        edition.period,
        known_at=edition.cut_sequence,
        versions=edition.versions,
        registry=ledger.registry,
    )
    old = replace(measured, indicators=[_as_before(one) for one in measured.indicators])
    write(edition, old, bytes(32))
    (one,) = old.indicators
    root = merkle_root(leaves_of(one.definition, one.answers))
    publishing._seal(edition, root, [], secretariat, AT, after=0, measured=measured)
    edition = queries.edition("2020-21")
    assert "census" not in json.dumps(verifying.sealed_of(edition).definitions)
    assert holds(ledger)
    assert archive.check(archive.read(written(edition, tmp_path)), seal=edition.seal).holds
    # What the newer version merely tells besides is no reason for a revision.
    now = measuring.measure(
        edition.period,
        known_at=journal.sequence(),
        versions=edition.versions,
        registry=ledger.registry,
    )
    assert not revising.changed(edition, now)
    attest(ledger, secretariat, WATER)
    revision = revising.revise(
        edition=edition, by=secretariat, at=AT, secret=bytes(32), registry=ledger.registry
    )
    (row,) = queries.indicators_of(revision)
    assert not row.headline["subject_to_census"]
    assert row.headline["census"]["complete"] == 1
    assert holds(ledger)


def test_the_pages_say_who_was_expected_who_attests_and_who_is_silent(
    ledger: Ledger, secretariat: Person, client: Client
) -> None:
    require(secretariat, WATER, FOREST)
    attest(ledger, secretariat, WATER)
    count_staff(secretariat, ministere_eau=30, regie_forets=70)
    ledger.publish(2020, secretariat)

    def words(address: str) -> str:
        page = client.get(address).content.decode()
        return page.replace("\u00a0", " ").replace("\u202f", " ")

    target = words("/barometre/cibles/1.1/")
    for said in (
        "Parmi les guichets recensés.",
        "1 organisme a répondu, sur 2 attendus.",
        "emploient 30,00 % du personnel des organismes attendus (30 personnes sur 100).",
        "Registre attesté complet par 1 des 2 organismes attendus, partiel par 0 ; sans attestation de 1.",
        "Verdict sous réserve du recensement.",
        "Organismes attendus, et ce que chacun atteste de son registre",
    ):
        assert said in target
    assert "L’organisme atteste que ce registre est complet." in words(
        f"/barometre/organismes/{WATER}/"
    )
    assert "Attendu, et rien n’est déposé" in words(f"/barometre/organismes/{FOREST}/")
    assert "1 body answered, of 2 expected." in words("/en/barometre/")


def test_once_all_attest_the_band_is_closed_and_nothing_is_under_reserve(
    ledger: Ledger, secretariat: Person, client: Client
) -> None:
    attest(ledger, secretariat, WATER)
    ledger.publish(2020, secretariat)
    page = client.get("/barometre/cibles/1.1/").content.decode()
    assert "Chaque organisme recensé atteste que son registre est complet." in page
    assert "recensement" not in page.replace("/recensement/", "")
    assert "Parmi les" not in page
