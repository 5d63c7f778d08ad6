"""The barometer for programs gives the sealed rows, page by page, and errors to act on."""

from typing import Any

import pytest
from django.test import Client

from virage.barometer import queries
from virage.barometer.models import Edition
from virage.barometer.tests.ledger import CODE, Ledger, measured_by_the_ledger
from virage.identity.models import Person

pytestmark = pytest.mark.django_db
API = "/api/v1/barometer"


@pytest.fixture
def edition(system: Person) -> Edition:
    measured_by_the_ledger(system)
    ledger = Ledger()
    ledger.state("yyynua", 2021)
    return ledger.publish(2021, system)


def read(client: Client, address: str, **query: str) -> Any:
    response = client.get(f"{API}{address}", query)
    assert response.status_code == 200, response.content
    return response.json()


def test_an_edition_is_what_the_command_prints(client: Client, edition: Edition) -> None:
    listed = read(client, "/editions")
    assert [(one["edition"], one["seal"]) for one in listed] == [("2021-22", edition.seal)]
    assert read(client, "/editions/2021-22") == queries.show(edition)
    figure = read(client, "/editions/2021-22/indicators/1.1")
    assert figure == queries.figure(edition, CODE).figure()


def test_answers_come_page_by_page_and_add_up(client: Client, edition: Edition) -> None:
    address = f"/editions/2021-22/indicators/{CODE}/answers"
    units, after = [], 0
    while True:
        page = read(client, address, after=str(after), first="4")
        units += [one["unit"] for one in page["answers"]]
        if page["next"] is None:
            break
        after = page["next"]
    assert units == [f"c{at}" for at in range(6)]
    assert page["count"] == 6
    assert [one["unit"] for one in read(client, address, value="no")["answers"]] == ["c3"]


def test_an_edition_compared_with_itself_has_not_moved(client: Client, edition: Edition) -> None:
    told = read(client, "/compare", a="2021-22", b="2021-22")["indicators"][0]
    assert told["total"]["fraction"] == "0/1"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/editions/1999", 404),
        ("/editions/2021-22/indicators/5.2", 404),
        ("/compare?a=1999&b=2021-22", 404),
        (f"/editions/2021-22/indicators/{CODE}/answers?value=maybe", 422),
    ],
)
def test_what_is_not_there_is_said_in_a_problem_document(
    client: Client, edition: Edition, address: str, status: int
) -> None:
    response = client.get(f"{API}{address}")
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["detail"]
