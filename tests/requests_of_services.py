"""What tests of transactions share: a service, files of its requests, and the calls that take them in."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from virage.identity.models import Person
from virage.intake import actions, tasks
from virage.intake.models import HandIn
from virage.intake.tests.handing_in import AT, WATER, line, record, volumes
from virage.services.models import Volume

KIND, COUNTED_ELSEWHERE = "services.transactions", "services.daily-use"
HEADER = "service,at,channel,completed,asked,prefilled"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def puits(officer: Person) -> None:
    """A service of the ministry of Water, with its volumes of the first quarter."""
    record(volumes(line("puits", "online", 120), line("puits", "phone", 30)), officer)


def transactions(*lines: str) -> bytes:
    return "\n".join([HEADER, *lines, ""]).encode()


def quarter(online: int = 120, service: str = "puits", minute: int = 0) -> bytes:
    """A file of the first quarter: that many requests on line, spread over its days."""
    days = [date(2025, 1, 1) + at * DAY for at in range(90)]
    return transactions(
        *(
            f"{service},{days[at % 90]}T10:{minute:02d}:00,online,{int(at % 3 > 0)},10,{at % 5}"
            for at in range(online)
        )
    )


def check(content: bytes, by: Person, body: str | None = WATER, kind: str = KIND) -> HandIn:
    """Hand in, and check as the worker does."""
    hand_in = actions.receive(
        kind=kind, filename="t.csv", stream=[content], body=body, by=by, at=AT, via="page"
    )
    assert hand_in.state in ("received", "accepted")
    tasks.check.call(str(hand_in.public_id))
    hand_in.refresh_from_db()
    return hand_in


def accept(hand_in: HandIn, by: Person) -> HandIn:
    assert hand_in.state == "checked", hand_in.report
    actions.accept(hand_in=hand_in, by=by, at=AT, in_background=False)
    return actions.carry_out(hand_in=hand_in, at=AT)


def standing() -> dict[tuple[str, date, date], int | None]:
    """The volumes that stand, by channel and period."""
    rows = Volume.objects.current().values_list("channel", "period_from", "period_to", "volume")
    return {(channel, start, end): volume for channel, start, end, volume in rows}


def counts() -> Path:
    return Path(settings.VIRAGE_DATA) / "condensed"


def notes(hand_in: HandIn) -> str:
    return " ".join(one["en"] for one in hand_in.preview["notes"])
