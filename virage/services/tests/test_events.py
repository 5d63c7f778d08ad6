"""What happened to a service: each thing with what brought it, and what no longer holds."""

from datetime import date

import pytest

from tests.people import AT, WATER
from virage.audit import queries as audit
from virage.audit.models import JournalLine
from virage.contracts.text import Text
from virage.identity.models import Person
from virage.services import actions, queries
from virage.services.tests.handing_in import QUARTERS, hand_in, volume
from virage.services.tests.test_acts import open_well, units

pytestmark = pytest.mark.django_db


def test_a_service_closed_by_mistake_is_kept_and_counts_again(officer: Person) -> None:
    open_well(officer)
    actions.close_service(code="puits", on=date(2025, 7, 1), reason="ended", by=officer, at=AT)
    closed_at = audit.sequence()
    assert units(QUARTERS[3]) == {}
    kept = actions.keep_service(code="puits", by=officer, at=AT)
    assert kept.life is not None
    assert kept.life.closed_on is None
    assert sorted(units(QUARTERS[3])) == ["puits"]
    assert units(QUARTERS[3], closed_at) == {}
    assert [(one.kind, one.replaced) for one in kept.events] == [
        ("described", False),
        ("opened", False),
        ("closed", True),
        ("reopened", False),
    ]
    (line,) = JournalLine.objects.filter(entry="services:service:kept")
    assert line.data["reopened"] is True


def test_each_thing_that_happened_says_what_brought_it(
    officer: Person, secretariat: Person
) -> None:
    hand_in([volume("a", "online", 3)])
    actions.state_offer(
        code="a",
        valid_from=date(2025, 3, 1),
        channels=["online"],
        request_online="yes",
        by=officer,
        at=AT,
    )
    open_well(officer)
    actions.record_succession(
        code="puits", predecessors=["a"], on=date(2025, 6, 1), by=officer, at=AT
    )
    handed, offered, followed = queries.service("a").events
    assert (handed.kind, handed.line, handed.batch.startswith("services.batch:")) == (
        "described",
        2,
        True,
    )
    assert (offered.kind, offered.line, offered.said_on) == ("offered", None, date(2026, 11, 2))
    assert (followed.kind, followed.other) == ("followed", "puits")
    assert handed.sequence < offered.sequence < followed.sequence


def test_what_is_said_again_of_the_same_day_replaces_what_was_said(officer: Person) -> None:
    open_well(officer)
    for name in (Text("Forage", "Drilling"), Text("Forages", "Drillings")):
        actions.describe_service(
            code="puits",
            name=name,
            organisation=WATER,
            valid_from=date(2025, 1, 1),
            by=officer,
            at=AT,
        )
    told = [
        (one.statement.name_fr, one.replaced)
        for one in queries.service("puits").events
        if one.statement
    ]
    assert told == [("Permis de puits", False), ("Forage", True), ("Forages", False)]
