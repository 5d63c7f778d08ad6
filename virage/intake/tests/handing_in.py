"""What the tests of hand-ins share: a file of volumes, and the few calls that take it all the way."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from django.apps import apps

from virage.identity.models import Person
from virage.intake import actions
from virage.intake.models import HandIn

AT = datetime(2026, 11, 3, 14, 0, tzinfo=UTC)
KIND = "services.volumes"
WATER, FOREST = "ministere-eau", "regie-forets"
HEADER = (
    "organisation,organisation_name_fr,organisation_name_en,service,name_fr,name_en,"
    "period_from,period_to,channel,volume,status"
)


def line(
    service: str,
    channel: str,
    volume: int | str,
    *,
    body: str = WATER,
    start: str = "2025-01-01",
    end: str = "2025-04-01",
    status: str = "",
) -> str:
    """One line of volumes."""
    name = f"Service {service} (inventé),Service {service} (invented)"
    return f"{body},Organisme {body},Body {body},{service},{name},{start},{end},{channel},{volume},{status}"


def volumes(*lines: str) -> bytes:
    """A file of volumes."""
    return "\n".join([HEADER, *lines, ""]).encode()


PUITS = volumes(line("puits", "online", 120), line("puits", "phone", 30))


def receive(
    content: bytes | Iterable[bytes],
    by: Person,
    body: str | None = WATER,
    kind: str = KIND,
    via: str = "page",
) -> HandIn:
    """Hand in and check."""
    stream: Iterable[bytes] = [content] if isinstance(content, bytes) else content
    return actions.receive(
        kind=kind, filename="volumes.csv", stream=stream, body=body, by=by, at=AT, via=via
    )


def record(content: bytes, by: Person, body: str | None = WATER) -> HandIn:
    """Hand in, check, accept with all that is new, and carry out."""
    hand_in = receive(content, by, body)
    actions.accept(hand_in=hand_in, by=by, at=AT, create_new=True)
    return actions.carry_out(hand_in=hand_in, at=AT)


def found(hand_in: HandIn, level: str = "error") -> Sequence[str]:
    """The codes of the findings of a level."""
    return [one["code"] for one in hand_in.report["findings"] if one["level"] == level]


def volumes_known() -> int:
    """How many rows of volumes there are; named from afar, since the collector knows no such table."""
    return int(apps.get_model("services", "Volume")._default_manager.count())
