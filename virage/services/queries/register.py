"""What the register says of services, as known at a sequence: names, owners, lives, offers."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from virage.lib.records import known
from virage.services.models import (
    Opening,
    Service,
    ServiceDescription,
    ServiceLife,
    ServiceOffer,
    ServiceSuccession,
)
from virage.services.rules.handed_in import KnownService
from virage.services.rules.statements import Statement

# Two acts may have stated the same day; the later known wins, and in one file the later line.
IN_ORDER = ("service__code", "valid_from", "batch__sequence", "line", "pk")


class Life(NamedTuple):
    """When a service opened and closed (None: not said, not closed), why, and in which role."""

    opened_on: date | None
    closed_on: date | None
    reason: str
    role: str


class Offer(NamedTuple):
    """From a day on: the channels offered (None: not said); "yes", "no" or "" to file on line."""

    valid_from: date
    channels: tuple[str, ...] | None
    request_online: str


def _of(rows: Any, codes: Iterable[str] | None) -> Any:
    return rows if codes is None else rows.filter(service__code__in=list(codes))


def statements(
    *, codes: Iterable[str] | None = None, known_at: int | None = None
) -> dict[str, list[Statement]]:
    """The statements of name and owner by service code, in order of their days. One query."""
    rows = _of(known(ServiceDescription, known_at), codes).order_by(*IN_ORDER)
    found: dict[str, list[Statement]] = {}
    for code, *said in rows.values_list(
        "service__code", "valid_from", "organisation__code", "name_fr", "name_en"
    ):
        found.setdefault(code, []).append(Statement(*said))
    return found


def lives(*, codes: Iterable[str] | None = None, known_at: int | None = None) -> dict[str, Life]:
    """The last thing said of the life of each service, by code. One query."""
    rows = _of(known(ServiceLife, known_at), codes).order_by("batch__sequence", "line", "pk")
    return {
        code: Life(*said)
        for code, *said in rows.values_list(
            "service__code", "opened_on", "closed_on", "reason", "role"
        )
    }


def launches(known_at: int) -> dict[str, date]:
    """The day on which each service was launched, by code, as its opening says."""
    rows = known(Opening, known_at)
    return dict(rows.values_list("service__code", "launched_on"))


def offers(
    *, codes: Iterable[str] | None = None, known_at: int | None = None, before: date | None = None
) -> dict[str, Offer]:
    """The last offer of each service stated for a day before `before` (None: ever), by code."""
    rows = _of(known(ServiceOffer, known_at), codes).order_by(*IN_ORDER)
    if before is not None:
        rows = rows.filter(valid_from__lt=before)
    return {
        code: Offer(day, None if channels is None else tuple(channels), online)
        for code, day, channels, online in rows.values_list(
            "service__code", "valid_from", "channels", "request_online"
        )
    }


def successions(
    *, known_at: int | None = None, before: date | None = None
) -> dict[str, tuple[str, ...]]:
    """The predecessors of each service that took over from others before a day (None: ever)."""
    rows = known(ServiceSuccession, known_at).order_by("service__code", "predecessor__code", "pk")
    if before is not None:
        rows = rows.filter(on__lt=before)
    found: dict[str, tuple[str, ...]] = {}
    for code, predecessor in rows.values_list("service__code", "predecessor__code"):
        if predecessor not in found.get(code, ()):
            found[code] = (*found.get(code, ()), predecessor)
    return found


def known_services(
    *, codes: Iterable[str] | None = None, known_at: int | None = None
) -> dict[str, KnownService]:
    """What the register knows of services, by code: statements and closing. Two queries."""
    closed = {code: life.closed_on for code, life in lives(codes=codes, known_at=known_at).items()}
    return {
        code: KnownService(tuple(said), closed.get(code))
        for code, said in statements(codes=codes, known_at=known_at).items()
    }


class ListedService(NamedTuple):
    """A service as the lines of a hand-in may refer to it: its row, its statements, its closing."""

    pk: int
    statements: tuple[Statement, ...]
    closed_on: date | None


def listed_services() -> dict[str, ListedService]:
    """Every service known today, by code. Three queries."""
    keys = dict(Service.objects.values_list("code", "pk"))
    return {
        code: ListedService(keys[code], one.statements, one.closed_on)
        for code, one in known_services().items()
    }
