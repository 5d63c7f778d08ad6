"""What the tests of pages of services share: reading a page, and a service with a history."""

from datetime import date

import pytest
from django.test import Client

from tests.people import AT, WATER
from virage.contracts.text import Text
from virage.identity.models import Person
from virage.services import actions
from virage.services.tests.handing_in import POINTS, QUARTERS, hand_in, point, volume


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.fixture
def well(officer: Person, other_officer: Person) -> str:
    """A service of Water with a life: handed in, offered, renamed."""
    hand_in(
        [
            volume("puits", "online", 1200, QUARTERS[0], name="Permis de puits"),
            volume("puits", "phone", "not_collected", QUARTERS[0], name="Permis de puits"),
        ]
    )
    hand_in([point("puits", "application", "yes", date(2025, 3, 31))], POINTS)
    actions.state_offer(
        code="puits",
        valid_from=date(2025, 2, 1),
        channels=["online", "phone"],
        request_online="yes",
        by=officer,
        at=AT,
    )
    actions.describe_service(
        code="puits",
        name=Text("Permis de forage", "Drilling permit"),
        organisation=WATER,
        valid_from=date(2026, 1, 1),
        by=officer,
        at=AT,
    )
    return "/services/puits/"
