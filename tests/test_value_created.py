"""The value created stands on durations that bodies handed in, and says what it covers and what it does not."""

import pytest
from django.test import Client

from tests.people import WATER
from tests.small_government import AT, SmallGovernment, small_government
from virage.identity.models import Person
from virage.intake import actions

__all__ = ["small_government"]
pytestmark = pytest.mark.django_db
HEADER = "organisation,service,channel,observed_from,observed_to,median_minutes,steps,method,sample"


def page(client: Client) -> str:
    """The page with ordinary spaces."""
    response = client.get("/valeur/")
    assert response.status_code == 200
    return response.content.decode().replace("\u202f", " ").replace("\u00a0", " ")


def test_nothing_measured_is_said_to_be_so_and_is_never_zero(
    client: Client, small_government: SmallGovernment
) -> None:
    shown = page(client)
    assert "Aucun service n’a encore mesuré ce que prend une demande." in shown
    assert "0 h" not in shown
    assert shown.count("non mesuré") >= 3
    # One project reports what it spent; nobody would know without it.
    assert "1 projet sur 1 dit ce qu’il a dépensé depuis son début" in shown
    assert "non connu" not in shown


def test_spending_that_no_project_reports_is_not_known(client: Client, db: None) -> None:
    shown = page(client)
    assert "non connu" in shown
    assert "aucun projet n’est recensé" in shown


def test_measured_durations_make_a_range_that_leads_to_its_proof(
    client: Client, small_government: SmallGovernment, officer: Person
) -> None:
    lines = [
        f"{WATER},puits,online,2025-01-01,2025-02-01,10,4,log,200",
        f"{WATER},puits,phone,2025-01-01,2025-02-01,40,6,timed,40",
        f"{WATER},puits,counter,2025-01-01,2025-02-01,100,6,timed,31",
        f"{WATER},puits,mail,2025-01-01,2025-02-01,900,9,survey,4",
    ]
    taken = actions.receive(
        kind="services.durations",
        filename="durees.csv",
        stream=["\n".join([HEADER, *lines, ""]).encode()],
        body=WATER,
        by=officer,
        at=AT,
        via="page",
    )
    actions.accept(hand_in=taken, by=officer, at=AT, create_new=True)
    assert actions.carry_out(hand_in=taken, at=AT).state == "accepted"
    shown = page(client)
    # 120 requests on line, each 30 to 90 minutes shorter; the four letters count for nothing.
    assert "de 60 à 180 h" in shown
    assert "120 des 121 demandes en ligne connues" in shown
    assert "téléphone : 40 min" in shown
    assert "900" not in shown
    rows = client.get("/valeur.json").json()["rows"]
    (well,) = (row for row in rows if row["service"] == "puits")
    assert (well["minutes_low"], well["minutes_high"], well["steps_low"]) == (3600, 10800, 240)
    assert all(one.startswith("services.batch:") for one in well["evidence"])
