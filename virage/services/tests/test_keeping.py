"""What the officer of a body is told about its register: what is missing, and what waits for an answer."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people import AT, FOREST, WATER
from virage.contracts.text import Text
from virage.identity.models import Person
from virage.services import actions, queries
from virage.services.models import BatchWarning, ServiceDescription
from virage.services.queries import ABSENT, REUSED
from virage.services.tests.handing_in import (
    POINTS,
    QUARTERS,
    YEAR,
    hand_in,
    judged,
    point,
    volume,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def existing_bodies(bodies: object) -> None:
    """Two invented bodies exist."""


def kept(body: str = WATER) -> dict[str, queries.Kept]:
    return {one.code: one for one in queries.kept_by(body, TODAY).services}


def waiting(what: str, body: str = WATER) -> list[str]:
    return [code for code, one in kept(body).items() if what in one.waits]


def test_what_is_missing_goes_away_as_it_is_said(officer: Person) -> None:
    actions.open_service(
        code="puits",
        name=Text("Puits", "Well"),
        organisation=WATER,
        opened_on=YEAR.start,
        by=officer,
        at=AT,
    )
    assert kept()["puits"].missing == ("channels", "request", "volumes", "points")
    actions.state_offer(
        code="puits",
        valid_from=YEAR.start,
        channels=["online"],
        request_online="yes",
        by=officer,
        at=AT,
    )
    hand_in([volume("puits", "online", 3)])
    assert kept()["puits"].missing == ("points",)
    assert kept()["puits"].last_volume == YEAR.end
    hand_in([point("puits", "application", "yes", date(2025, 3, 31))], POINTS)
    assert kept()["puits"].missing == ()


def test_a_service_absent_from_the_last_hand_in_waits_until_it_is_closed_or_kept(
    officer: Person,
) -> None:
    hand_in([volume(code, "online", 3, QUARTERS[0]) for code in "abc"])
    assert waiting(ABSENT) == []
    hand_in([volume("a", "online", 3, QUARTERS[1])])
    assert waiting(ABSENT) == ["b", "c"]
    assert queries.kept_by(WATER, TODAY).period == (QUARTERS[1].start, QUARTERS[1].end)
    actions.keep_service(code="b", by=officer, at=AT)
    actions.close_service(code="c", on=date(2025, 4, 1), reason="ended", by=officer, at=AT)
    assert waiting(ABSENT) == []
    # The same days handed in again ask nothing again; later days do.
    hand_in([volume("a", "online", 4, QUARTERS[1])])
    assert waiting(ABSENT) == []
    hand_in([volume("a", "online", 3, QUARTERS[2])])
    assert waiting(ABSENT) == ["b"]


def test_one_body_does_not_wait_for_what_another_handed_in() -> None:
    hand_in([volume("a", "online", 3, QUARTERS[0]), volume("z", "online", 3, QUARTERS[0], FOREST)])
    hand_in([volume("a", "online", 3, QUARTERS[1])])
    assert waiting(ABSENT, FOREST) == []
    assert sorted(kept(FOREST)) == ["z"]


def flag(code: str) -> None:
    """As the inventory of another register does, that nobody is asked about."""
    row = ServiceDescription.objects.filter(service__code=code, line__isnull=False).latest("pk")
    BatchWarning.objects.create(batch_id=row.batch_id, line=row.line, code="reused-kept")


def test_reused_waits_and_marks_the_answers_until_somebody_says_that_it_is_the_same(
    officer: Person,
) -> None:
    hand_in([volume("a", "online", 3)])
    flag("a")
    assert waiting(REUSED) == ["a"]

    def flags() -> tuple[str, ...]:
        return queries.volume_facts(YEAR.start, YEAR.end, sequence)["a"].flags

    sequence = queries.service("a").events[0].sequence
    assert flags() == ("reused-kept",)
    confirmed = actions.confirm_service(code="a", by=officer, at=AT)
    assert waiting(REUSED) == []
    assert [one.kind for one in confirmed.events] == ["described", "confirmed"]
    assert not any(one.replaced for one in confirmed.events)
    assert flags() == ("reused-kept",)  # as it was known then
    sequence = confirmed.events[-1].sequence
    assert flags() == ()
    assert judged()["a"].value == "yes"


def test_a_service_that_is_closed_waits_for_nothing(officer: Person) -> None:
    hand_in([volume("a", "online", 3)])
    flag("a")
    actions.close_service(code="a", on=date(2026, 1, 1), reason="ended", by=officer, at=AT)
    assert (kept()["a"].waits, kept()["a"].missing) == ((), ())


def test_a_register_takes_as_many_queries_for_many_services_as_for_one() -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as taken:
            queries.kept_by(WATER, TODAY)
        return len(taken)

    hand_in([volume("a", "online", 3)])
    few = asked()
    hand_in([volume(f"s{at}", "online", 3) for at in range(60)], chunk=60)
    assert asked() == few <= 10
