"""What is watched of bodies on the pages of two editions, and in their files."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from virage.barometer import queries
from virage.barometer.models import Edition
from virage.barometer.queries import alerting
from virage.barometer.rules.exact import share
from virage.barometer.tests.ledger import CODE, Ledger, measured_by_the_ledger
from virage.contracts.indicators import Noun
from virage.contracts.text import Text
from virage.identity.models import Person

pytestmark = pytest.mark.django_db
TARGET = "/barometre/cibles/1.1/"


@pytest.fixture
def editions(system: Person) -> list[Edition]:
    """Ten counters, then thirteen of which two are not applicable, of one body."""
    measured_by_the_ledger(system)
    ledger = Ledger()
    ledger.state("yyyynnnnnn", 2020, organisation="b0")
    first = ledger.publish(2020, system)
    ledger.state("yyyynnnnaayyy", 2021, organisation="b0")
    return [first, ledger.publish(2021, system)]


def words(client: Client, address: str) -> str:
    page = client.get(address).content.decode()
    return page.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_target_and_the_body_tell_what_is_watched_and_by_which_thresholds(
    editions: list[Edition], client: Client
) -> None:
    target = words(client, TARGET)
    assert (
        "Sans objet : 2 sur 13, contre 0 sur 10 dans l’édition d’avant (+15,38 points)." in target
    )
    assert (
        "13 guichets recensés, contre 10 dans l’édition d’avant. Part : 63,64 % ; sur les 10 recensés "
        "les deux fois, 40,00 % puis 50,00 %."
    ) in target
    assert "d’au moins 5 points, 20 % d’unités de plus" in target
    body = words(client, "/barometre/organismes/b0/")
    assert "Sans objet : 2 sur 13" in body
    assert "Not applicable: 2 of 13, against 0 of 10" in words(client, f"/en{TARGET}")


def test_a_first_edition_has_no_alert_to_show(editions: list[Edition], client: Client) -> None:
    page = words(client, f"/barometre/editions/{editions[0].slug}/cibles/1.1/")
    assert "À surveiller" not in page


def test_the_file_holds_every_alert_and_the_thresholds(
    editions: list[Edition], client: Client
) -> None:
    address = f"/barometre/editions/{editions[1].slug}/mesures/{CODE}/alertes"
    told = client.get(f"{address}.json").json()
    assert (told["not_applicable_points"], told["units_percent"]) == (5, 20)
    assert [row["alert"] for row in told["rows"]] == ["not_applicable_up", "units_up"]
    assert told["rows"][0]["since"] == editions[0].slug
    assert told["rows"][1]["constant_to"] == "4/8"
    assert client.get(f"{address}.csv").content.decode().count("\n") == 3


def test_any_number_of_questions_on_a_body_costs_two_queries(editions: list[Edition]) -> None:
    put = queries.indicators_of(editions[1])
    with CaptureQueriesContext(connection) as asked:
        alerting.of_body(put, editions[0], "b0")
    assert len(asked) == 2


def test_a_question_and_a_body_tell_the_same(editions: list[Edition]) -> None:
    (before,), (after,) = (queries.indicators_of(one) for one in editions)
    told = alerting.of_question(after, before)
    assert [one["alert"] for one in told] == ["not_applicable_up", "units_up"]
    assert alerting.of_body([after], editions[0], "b0") == {CODE: told}
    assert alerting.of_question(before, None) == []


def test_where_people_are_counted_units_are_watched(system: Person) -> None:
    measured_by_the_ledger(system)
    one = Text("personne", "person")
    ledger = Ledger(besides={"people": Noun(one, Text("personnes", "people"), feminine=True)})
    ledger.state("yn", 2020, organisation="b0", people={"c0": (50, 0, 0), "c1": (0, 9, 1)})
    before = ledger.publish(2020, system)
    ledger.state("yna", 2021, organisation="b0", people={"c0": (50, 0, 0), "c1": (0, 9, 1)})
    (put,) = queries.indicators_of(ledger.publish(2021, system))
    told = alerting.of_question(put, queries.indicators_of(before)[0])
    assert [(one["alert"], one["units_from"], one["units_to"]) for one in told] == [
        ("not_applicable_up", 2, 3),
        ("units_up", 2, 3),
    ]
    assert told[1]["constant_to"] == share(50, 59)


def test_a_mark_of_the_facts_is_told_of_a_first_edition_too(system: Person) -> None:
    measured_by_the_ledger(system)
    ledger = Ledger()
    ledger.state("yn", 2020, organisation="b0", flags=("newly-filled",))
    (put,) = queries.indicators_of(ledger.publish(2020, system))
    (told,) = alerting.of_question(put, None)
    assert (told["alert"], told["units"], told["units_to"]) == ("column_newly_filled", 2, 2)
