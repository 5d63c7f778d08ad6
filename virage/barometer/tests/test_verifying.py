"""Verification says three things apart, and names what was altered, wherever it was."""

from typing import Any

import pytest
from django.db import connection

from virage.audit.models import JournalLine
from virage.barometer import actions, queries
from virage.barometer.models import Edition, EditionAnswer, EditionComparison, EditionIndicator
from virage.barometer.queries import strategies, verifying
from virage.barometer.tests.ledger import AT, CODE, STRATEGY, Ledger, measured_by_the_ledger
from virage.barometer.wording import reports
from virage.identity.models import Person
from virage.lib.append_only import triggers

pytestmark = pytest.mark.django_db
TABLES = {
    "barometer_edition": "id",
    "barometer_editionindicator": "id",
    "barometer_editionanswer": "id",
    "barometer_editionbody": "id",
    "barometer_editioncomparison": "id",
    "audit_journalline": "number",
}


@pytest.fixture
def ledger(system: Person) -> Ledger:
    """Two editions, of 2020-21 and of 2021-22."""
    measured_by_the_ledger(system)
    ledger = Ledger()
    ledger.state("yynnu", 2020)
    ledger.publish(2020, system)
    ledger.state("yyynu", 2021)
    ledger.publish(2021, system)
    return ledger


@pytest.fixture
def owner(ledger: Ledger) -> None:
    """What someone who owns the database can do: drop the triggers."""
    with connection.cursor() as cursor:
        for table, key in TABLES.items():
            for name in triggers(connection.vendor, table, key):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER {name}{on}")


def faults(ledger: Ledger, slug: str = "") -> dict[str, dict[str, list[str]]]:
    """By edition, the parts that do not hold and what they say in English."""
    only = queries.edition(slug) if slug else None
    return {
        one.edition: {part: [text.en for text in told] for part, told in one.faults.items() if told}
        for one in queries.verify(only, registry=ledger.registry)
    }


def test_all_holds_after_publication(ledger: Ledger) -> None:
    assert faults(ledger) == {"2020-21": {}, "2021-22": {}}
    assert faults(ledger, "2021-22") == {"2021-22": {}}


def test_bytes_that_had_to_be_destroyed_are_told_and_nothing_differs(ledger: Ledger) -> None:
    batch = ledger.facts[0].known_at
    ledger.withheld.add(str(batch))
    first, second = queries.verify(registry=ledger.registry)
    assert first.holds
    assert second.holds
    (told,) = first.withheld
    assert told.en == (
        f"Hand-in of June 3, 2026 (/depots/preuves/{batch}/): file withheld, because it held personal data; "
        "its digest and its lines remain. 5 answers rest on it."
    )
    assert second.withheld == []
    assert first.as_json()["withheld"] == [{"fr": told.fr, "en": told.en}]
    (line,) = (one for one in reports.verification([first.as_json()]) if "détruit," in one)
    assert line.strip() == told.fr


def test_all_holds_after_everything_was_superseded(ledger: Ledger, system: Person) -> None:
    ledger.state("nnnnn", 2020)
    ledger.state("uuuuu", 2021)
    actions.state_target(
        strategy=STRATEGY, number="1.1", numerator=1, denominator=2, by=system, at=AT
    )
    assert ledger.measure(2021, 10**9)["target"]["threshold"] == "1/2"
    assert faults(ledger) == {"2020-21": {}, "2021-22": {}}
    revised = actions.revise(
        edition=queries.edition("2021-22"),
        by=system,
        at=AT,
        secret=bytes(32),
        registry=ledger.registry,
    )
    assert queries.figure(revised, CODE).headline["target"]["threshold"] == "1/2"
    assert set(faults(ledger)) == {"2020-21", "2021-22", "2021-22-r1"}
    assert all(not told for told in faults(ledger).values())


def _answer(**changes: Any) -> None:
    EditionAnswer.objects.filter(indicator__edition__slug="2021-22", unit="c3").update(**changes)


def test_an_altered_answer_is_named_by_all_three(ledger: Ledger, owner: None) -> None:
    _answer(value="yes")
    told = faults(ledger)
    assert told["2020-21"] == {}
    found = told["2021-22"]
    assert set(found) == {"chain", "figures", "answers"}
    assert "answers are not those that were sealed" in found["chain"][0]
    assert any("tests.open-counters, yes: 3 in the edition, 4" in one for one in found["figures"])
    assert found["answers"] == [
        "2021-22, tests.open-counters, c3, value: yes in the edition, no from the records."
    ]


def test_an_altered_detail_that_no_figure_shows_breaks_the_seal(
    ledger: Ledger, owner: None
) -> None:
    _answer(reason="forged")
    assert set(faults(ledger)["2021-22"]) == {"chain", "answers"}


def test_a_removed_answer_is_named(ledger: Ledger, owner: None) -> None:
    EditionAnswer.objects.filter(unit="c0", indicator__edition__slug="2021-22").delete()
    told = faults(ledger)["2021-22"]
    assert "c0: in the records, absent from the edition" in told["answers"][0]
    assert "chain" in told


def test_an_altered_figure_breaks_the_seal_and_the_recount(ledger: Ledger, owner: None) -> None:
    row = EditionIndicator.objects.get(edition__slug="2020-21")
    row.headline["no"] = 1
    row.save()
    told = faults(ledger)
    assert set(told["2020-21"]) == {"chain", "figures"}
    assert told["2020-21"]["figures"][0].startswith("2020-21, tests.open-counters, no: 1 in the")
    assert told["2021-22"] == {}
    # Asked for the later one alone, the chain that leads to it is told.
    assert "does not give its seal" in faults(ledger, "2021-22")["2021-22"]["chain"][0]


def test_an_altered_record_is_named(ledger: Ledger) -> None:
    fact = next(one for one in ledger.facts if one.start.year == 2021 and one.unit == "c1")
    fact.values["weight"] = 999  # type: ignore[index]
    told = faults(ledger)["2021-22"]
    assert set(told) == {"answers"}
    assert told["answers"] == [
        f"2021-22, tests.open-counters, c1, {key}: {was} in the edition, {now} from the records."
        for key, was, now in (("part", 5, 499), ("weight", 11, 999), ("whole", 11, 999))
    ]


def test_an_altered_target_is_named(ledger: Ledger) -> None:
    strategies.current_target(STRATEGY, "5.2").update(numerator=1)
    told = faults(ledger)
    assert [one.split(":")[0] for one in told["2020-21"]["answers"]] == [
        "2020-21, targets, targets.5.2.percent",
        "2020-21, targets, targets.5.2.threshold",
    ]


def test_a_rebuilt_seal_contradicts_the_next_one_and_the_journal(
    ledger: Ledger, owner: None
) -> None:
    row = EditionIndicator.objects.get(edition__slug="2020-21")
    row.headline["no"] = 1
    row.save()
    edition = Edition.objects.get(slug="2020-21")
    edition.seal = _sealed_again(edition)
    edition.save()
    told = faults(ledger)
    assert set(told["2020-21"]) == {"figures", "journal"}
    assert "previous seal" in told["2021-22"]["chain"][0]


def _sealed_again(edition: Edition) -> str:
    return verifying.sealed_of(edition).expected_seal()


def test_a_missing_edition_is_named(ledger: Ledger, owner: None) -> None:
    first = Edition.objects.get(slug="2020-21")
    EditionComparison.objects.all().delete()
    EditionAnswer.objects.filter(indicator__edition=first).delete()
    EditionIndicator.objects.filter(edition=first).delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM barometer_editionbody WHERE edition_id = %s", [first.pk])
        cursor.execute("DELETE FROM barometer_edition WHERE id = %s", [first.pk])
    assert any("an edition is missing" in one for one in faults(ledger)["2021-22"]["chain"])


def test_an_altered_journal_is_named(ledger: Ledger, owner: None) -> None:
    edition = queries.edition("2020-21")
    JournalLine.objects.filter(number=edition.cut_sequence).update(hash="0" * 64)
    told = faults(ledger)
    assert "no longer has the hash noted at the cut" in told["2020-21"]["journal"][0]
    assert "does not hold from line" in told["2021-22"]["journal"][0]


def test_an_altered_change_is_named(ledger: Ledger, owner: None) -> None:
    kept = EditionComparison.objects.get(edition__slug="2021-22")
    kept.comparison["panel"]["of"] = 99
    kept.save()
    (told,) = faults(ledger)["2021-22"]["figures"]
    assert "change since 2020-21, panel.of: 99 kept, 4 counted again" in told


def test_a_definition_that_is_gone_is_told(ledger: Ledger, system: Person) -> None:
    ledger.state("yn", 2019)
    ledger.publish(2019, system, versions={CODE: 2})
    ledger.versions = 1
    told = faults(ledger)["2019-20"]
    assert set(told) == {"answers"}
    assert "can no longer be measured" in told["answers"][0]


def test_many_differences_are_told_in_number(ledger: Ledger, system: Person) -> None:
    ledger.state("y" * 40, 2019)
    ledger.publish(2019, system)
    for fact in ledger.facts:
        fact.values["weight"] += 1  # type: ignore[index]
    told = faults(ledger)["2019-20"]["answers"]
    assert len(told) == 11
    assert told[-1].endswith("more differences.")
