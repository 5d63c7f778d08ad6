"""An edition that counts people through their units, from the records to the archive and the pages."""

from pathlib import Path

import pytest
from django.test import Client

from virage.barometer import queries
from virage.barometer.models import Edition
from virage.barometer.rules import archive
from virage.barometer.rules.exact import share
from virage.barometer.tests.ledger import Ledger, measured_by_the_ledger
from virage.contracts.indicators import Noun
from virage.contracts.text import Text
from virage.identity.models import Person

pytestmark = pytest.mark.django_db
PEOPLE = Noun(Text("personne", "person"), Text("personnes", "people"), feminine=True)
NUMBER = "4.2"


@pytest.fixture
def ledger(system: Person) -> Ledger:
    """Two units in 2020-21 and in 2021-22, of forty people and of ten."""
    measured_by_the_ledger(system, NUMBER)
    ledger = Ledger(besides={"people": PEOPLE})
    ledger.state("yn", 2020, people={"c0": (30, 5, 5), "c1": (2, 3, 5)})
    ledger.state("yn", 2021, people={"c0": (20, 15, 5), "c1": (4, 1, 5)})
    return ledger


@pytest.fixture
def editions(ledger: Ledger, system: Person) -> list[Edition]:
    return [ledger.publish(2020, system), ledger.publish(2021, system)]


def test_the_figures_are_sums_of_people(editions: list[Edition]) -> None:
    (row,) = queries.indicators_of(editions[0])
    assert (row.headline["yes"], row.headline["no"], row.headline["unknown"]) == (32, 8, 10)
    assert row.headline["basis"] == "people"
    assert row.headline["share"] == share(32, 40)
    assert row.headline["break_even"] is None
    assert row.headline["verdict"] is not None
    assert row.by_organisation["b1"]["yes"] == 2
    assert row.answers == 2


def test_it_verifies_here_and_where_nothing_is_installed(
    editions: list[Edition], ledger: Ledger, tmp_path: Path
) -> None:
    assert all(one.holds for one in queries.verify(registry=ledger.registry))
    path = tmp_path / "edition.zip"
    path.write_bytes(b"".join(queries.archive(editions[1])))
    read = archive.read(path)
    assert [leaf["people"] for leaf in read.leaves] == [[20, 15, 5], [4, 1, 5]]
    assert archive.check(read, seal=editions[1].seal).holds


def test_an_archive_where_one_person_changed_sides_does_not_verify(
    editions: list[Edition], tmp_path: Path
) -> None:
    path = tmp_path / "edition.zip"
    path.write_bytes(b"".join(queries.archive(editions[1])))
    read = archive.read(path)
    read.leaves[0]["people"] = [21, 14, 5]
    faults = archive.check(read).faults
    assert faults["chain"]
    assert faults["figures"]


def test_two_editions_compare_by_their_levels_only(editions: list[Edition], ledger: Ledger) -> None:
    (found,) = queries.compare(*editions, registry=ledger.registry)["indicators"]
    assert found["bridge"] == "people"
    assert (found["from"]["share"], found["to"]["share"]) == (share(32, 40), share(24, 40))
    assert (found["table"], found["direction"]) == (None, None)


def test_the_page_says_people_and_that_only_levels_compare(
    editions: list[Edition], client: Client
) -> None:
    french = client.get(f"/barometre/cibles/{NUMBER}/").content.decode()
    assert "des 40 personnes" in french.replace("<strong>", "").replace("</strong>", "")
    assert "ne sont pas suivies d’une édition à l’autre" in french
    assert "Trait épais" not in french
    english = client.get(f"/en/barometre/cibles/{NUMBER}/")
    assert "are not followed from one edition to the next" in english.content.decode()
    assert client.get("/barometre/").status_code == 200
    assert client.get("/barometre/organismes/b1/").status_code == 200
    assert client.get("/barometre/unites/tests.counters/c0/").status_code == 200
