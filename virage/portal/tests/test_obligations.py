"""What each body owes, and whether it was handed in: for everyone, in numbers, by body, and as files."""

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.people import SignIn
from virage.contracts.indicators import Period
from virage.identity.models import Person
from virage.intake import actions as intake
from virage.intake.tests.handing_in import FOREST, WATER, line, volumes
from virage.portal import queries
from virage.registers import actions
from virage.registers.queries import Owed

pytestmark = pytest.mark.django_db
AT = datetime(2025, 4, 20, 14, 0, tzinfo=UTC)
QUARTER = Period(date(2025, 1, 1), date(2025, 4, 1))
NEXT = Period(date(2025, 4, 1), date(2025, 7, 1))
VOLUMES, POINTS = "services.volumes", "services.interaction-points"
DUE = date(2025, 5, 15)


@pytest.fixture(autouse=True)
def french() -> None:
    """Addresses are the French ones, whatever a test before asked for."""
    translation.activate("fr")


@pytest.fixture
def owed(secretariat: Person) -> None:
    """Both bodies owe two things for the first quarter, and Water one for the second."""
    for kinds, bodies, period, due_on in (
        ([VOLUMES, POINTS], [WATER, FOREST], QUARTER, DUE),
        ([VOLUMES], [WATER], NEXT, date(2999, 1, 1)),
    ):
        actions.require(
            kinds=kinds, bodies=bodies, period=period, due_on=due_on, by=secretariat, at=AT
        )


def hand_in(by: Person, *, at: datetime = AT, body: str = WATER) -> None:
    """Volumes of the first quarter, received and accepted at a moment."""
    received = intake.receive(
        kind=VOLUMES,
        filename="volumes.csv",
        stream=[volumes(line("puits", "online", 12, body=body))],
        body=body,
        by=by,
        at=at,
        via="page",
    )
    intake.accept(hand_in=received, by=by, at=at, create_new=True)
    assert intake.carry_out(hand_in=received, at=at).state == "accepted"


def states(today: date = date(2025, 6, 1), **narrow: Any) -> dict[tuple[str, str, date], str]:
    return {
        (one.duty.body, one.duty.kind, one.duty.period.start): one.state
        for one in queries.obligations(today, **narrow)
    }


def read(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return page.content.decode()


@pytest.mark.usefixtures("owed")
def test_a_duty_is_awaited_until_its_day_and_overdue_after(officer: Person) -> None:
    duty = (WATER, VOLUMES, QUARTER.start)
    assert states(DUE)[duty] == "awaited"
    assert states(date(2025, 5, 16))[duty] == "overdue"
    hand_in(officer)
    assert states()[duty] == "in-time"
    assert states()[(FOREST, VOLUMES, QUARTER.start)] == "overdue"
    assert states()[(WATER, VOLUMES, NEXT.start)] == "awaited"
    assert states()[(WATER, POINTS, QUARTER.start)] == "overdue"


@pytest.mark.usefixtures("owed")
def test_what_came_after_its_day_is_late_and_what_is_released_is_owed_no_more(
    officer: Person, secretariat: Person
) -> None:
    hand_in(officer, at=datetime(2025, 5, 17, 14, 0, tzinfo=UTC))
    assert states()[(WATER, VOLUMES, QUARTER.start)] == "late"
    actions.release(owed=[Owed(FOREST, VOLUMES, QUARTER.start, QUARTER.end)], by=secretariat, at=AT)
    assert states()[(FOREST, VOLUMES, QUARTER.start)] == "released"


@pytest.mark.usefixtures("owed")
def test_the_page_counts_by_body_and_shows_one_kind_line_by_line(
    client: Client, officer: Person
) -> None:
    hand_in(officer)
    period = f"{QUARTER.start}~{QUARTER.end}"
    page = read(client, reverse("portal:obligations") + f"?periode={period}")
    assert page.index("Ministère de l’Eau") < page.index("Régie des forêts")
    row = page[page.index("Ministère de l’Eau") :].split("</tr>")[0]
    assert [int(cell.split("</td>")[0]) for cell in row.split('class="number">')[1:]] == [
        1,
        0,
        1,
        0,
    ]
    lines = read(client, reverse("portal:obligations") + f"?periode={period}&genre={VOLUMES}")
    assert "Déposé à temps" in lines
    assert "20\u00a0avril 2025" in lines
    english = read(client, "/en" + reverse("portal:obligations"))
    assert "Who owes what" in english


@pytest.mark.usefixtures("owed")
def test_the_page_opens_on_the_last_period_that_is_over(client: Client) -> None:
    page = read(client, reverse("portal:obligations"))
    chosen = page.split(" selected>")[1].split("<")[0]
    assert chosen == "du 1er\u00a0avril 2025 au 30\u00a0juin 2025"


def test_without_any_duty_the_page_says_that_nobody_knows_who_was_expected(client: Client) -> None:
    assert "Personne ne sait encore qui était attendu" in read(
        client, reverse("portal:obligations")
    )


@pytest.mark.usefixtures("owed")
def test_a_body_has_a_page_with_what_it_owes_attests_and_declares(
    client: Client, sign_in: SignIn, officer: Person
) -> None:
    hand_in(officer)
    actions.attest(body=WATER, states={"services": "complete"}, by=officer, at=AT)
    address = reverse("portal:body-obligations", args=[WATER])
    page = read(client, address)
    assert "Volumes des services" in page
    assert "Déposé à temps" in page
    assert "20\u00a0avril 2026" in page  # until when the attestation holds
    attest = reverse("registers:attest", args=[WATER])
    assert attest not in page
    assert attest in read(sign_in(officer), address)
    assert client.get(reverse("portal:body-obligations", args=["nobody"])).status_code == 404


@pytest.mark.usefixtures("owed")
def test_the_file_says_who_owes_what_and_when_it_came(client: Client, officer: Person) -> None:
    hand_in(officer)
    answer = client.get(reverse("portal:obligations-file", args=["csv"]), {"organisme": WATER})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 3
    first = next(row for row in rows if row["kind"] == VOLUMES)
    assert (first["state"], first["handed_in_on"], first["due_on"]) == (
        "in-time",
        "2025-04-20",
        "2025-05-15",
    )
    told = client.get(
        reverse("portal:obligations-file", args=["json"]),
        {"periode": f"{NEXT.start}~{NEXT.end}"},
    ).json()
    assert [row["organisation"] for row in told["rows"]] == [WATER]


@pytest.mark.usefixtures("owed")
def test_an_officer_finds_their_own_body_at_the_top(sign_in: SignIn, officer: Person) -> None:
    own = reverse("portal:body-obligations", args=[WATER])
    page = read(sign_in(officer), reverse("portal:obligations"))
    assert f'class="button" href="{own}"' in page


def test_a_headcount_of_a_few_people_is_not_told_on_the_page_of_the_body(
    client: Client, secretariat: Person
) -> None:
    for staff, said in ((7, "De 1 à 9 personnes"), (1240, "1\u202f240 personnes")):
        actions.count_staff(body=WATER, on=date(2025, 3, 31), staff=staff, by=secretariat, at=AT)
        page = read(client, reverse("portal:body-obligations", args=[WATER]))
        assert said in page
