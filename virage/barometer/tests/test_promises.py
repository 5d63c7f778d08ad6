"""Promises are held against sealed answers, whoever declares them, in as many queries for many as for one."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from virage.barometer import actions, queries
from virage.barometer.queries.promising import PromiseHeld, tally
from virage.barometer.rules.promises import Counted
from virage.barometer.tests.ledger import AT, CODE, Ledger, measured_by_the_ledger
from virage.contracts.indicators import Noun
from virage.contracts.promises import Promise, PromiseSource, promise_sources
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
    actions.revise(edition=edition, by=system, at=AT, secret=bytes(32), registry=ledger.registry)
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


@pytest.fixture
def declared() -> Iterator[None]:
    """From here on, a capability of the tests keeps two promises."""
    other = replace(TWO, reference="tests.promise:2", units=("c2",), at_least=1, baseline="")
    source = PromiseSource("tests.promise", Text("Promesses", "Promises"), lambda at: [TWO, other])
    promise_sources.declare(source)
    yield
    del promise_sources._items["tests.promise"]


@pytest.fixture
def pages(declared: None, ledger: Ledger, system: Person) -> None:
    """Three editions: kept then lost, and one that was never told."""
    for start, letters in ((2019, "nnu"), (2021, "yyu"), (2022, "nnn")):
        ledger.state(letters, start)
        ledger.publish(start, system)


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    told = response.content.decode().replace("\u202f", " ").replace("\u00a0", " ")
    return " ".join(re.sub(r"<[^>]*>", " ", told).split())


def test_the_page_tells_outcomes_with_why_and_how_it_went(client: Client, pages: None) -> None:
    told = read(client, "/barometre/promesses/")
    assert "Au moins 2 des 3 guichets nommés répondront « oui » d’ici le 31 mars 2022." in told
    assert "Le guichet nommé répondra « oui » d’ici le 31 mars 2022." in told
    assert "Point de départ, édition 2019-20 : 0 oui, 2 non, 1 sans réponse." in told
    assert "Aucun point de départ mesuré." in told
    assert "Elle ne tient plus dans l’édition 2022-23." in told
    assert "Toutes 2 Tenue 1 Tenue en retard 0 Non tenue 0 Pas encore due 0 On ne peut" in told
    kept = read(client, "/en/barometre/promesses/?issue=kept")
    assert "At least 2 of the 3 counters named will answer “yes”" in kept
    assert "The counter named" not in kept
    assert "No promise matches" in read(client, "/en/barometre/promesses/?organisme=b9")


def test_the_page_of_a_body_tells_its_promises_as_the_edition_knew_them(
    client: Client, pages: None
) -> None:
    told = read(client, "/barometre/organismes/b0/")
    assert "Promesses en vigueur quand l’édition a été scellée" in told
    assert "Tenue Les réponses l’atteignaient à l’échéance." in told
    assert "Promesses en vigueur" not in read(client, "/barometre/organismes/b1/")


def test_files_and_programs_get_what_the_page_tells(client: Client, pages: None) -> None:
    lines = client.get("/barometre/promesses.csv?issue=kept").content.decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(lines))
    assert (row["outcome"], row["holds"], row["edition"], row["yes"]) == (
        "kept",
        "not",
        "2022-23",
        "0",
    )
    told = client.get("/api/v1/barometer/promises?outcome=untold").json()
    assert told["outcomes"] == {"kept": 1, "late": 0, "broken": 0, "not_due": 0, "untold": 1}
    assert [one["reference"] for one in told["promises"]] == ["tests.promise:2"]
    assert [each["outcome"] for each in told["promises"][0]["history"]] == ["untold", "untold"]


def test_without_promises_the_page_says_so(client: Client, db: None) -> None:
    assert "Aucune promesse n’est en vigueur" in read(client, "/barometre/promesses/")
