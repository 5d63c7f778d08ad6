"""What the register says of consultations: the population of a period, and the facts of each."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q

from virage.consultations.models import ListedConsultation, MeansUse, RecordBatch
from virage.contracts.text import Text
from virage.lib.records import known
from virage.registers import queries as registers
from virage.registers.rules.dated import Stood


class Listed(NamedTuple):
    """A consultation as known: its body (code), window (half-open days, None: not recorded), evidence."""

    code: str
    organisation: str
    name: Text
    window: tuple[date | None, date | None]
    participants: int | None
    page: str
    evidence: str


def _listed(rows: Any) -> Iterator[Listed]:
    for code, body, fr, en, start, end, took_part, page, batch, line in rows.order_by(
        "consultation"
    ).values_list(
        "consultation",
        "organisation__code",
        "name_fr",
        "name_en",
        "window_from",
        "window_to",
        "participants",
        "page",
        "batch__public_id",
        "line",
    ):
        evidence = RecordBatch.proof(batch, line)
        yield Listed(code, body, Text(fr, en), (start, end), took_part, page, evidence)


def closed_within(start: date, end: date, known_at: int) -> list[Listed]:
    """Those that closed on the half-open days, and those that had begun and whose end is not recorded.

    A consultation whose last day is 31 March has the window that ends, excluded, on 1 April.
    """
    closed = Q(window_to__gt=start, window_to__lte=end)
    unending = Q(window_to=None) & (Q(window_from=None) | Q(window_from__lt=end))
    return list(_listed(known(ListedConsultation, known_at).filter(closed | unending)))


def stood(day: date, known_at: int) -> dict[str, Stood]:
    """Whose each consultation of which something else was once said was on a day, and its names."""
    return registers.stood(ListedConsultation, "consultation", day, known_at)


def uses(known_at: int) -> dict[str, dict[str, list[tuple[date, str]]]]:
    """By consultation and means, what it lets people do, from which day on, in order of days."""
    found: dict[str, dict[str, list[tuple[date, str]]]] = {}
    rows = known(MeansUse, known_at).order_by("consultation", "means", "since")
    for code, means, since, use in rows.values_list("consultation", "means", "since", "use"):
        found.setdefault(code, {}).setdefault(means, []).append((since, use))
    return found


def owners() -> dict[str, str]:
    """The body (code) that holds each consultation listed now, by the consultation's code."""
    return dict(known(ListedConsultation, None).values_list("consultation", "organisation__code"))


def listed(bodies: Sequence[str]) -> dict[str, str]:
    """The French name of each consultation of some bodies, by its code."""
    rows = known(ListedConsultation, None).filter(organisation__code__in=list(bodies))
    return dict(rows.values_list("consultation", "name_fr"))


def last_listed(body: str) -> list[Listed]:
    """What a body has listed, by code."""
    return list(_listed(known(ListedConsultation, None).filter(organisation__code=body)))


def last_uses(codes: Iterable[str]) -> list[tuple[str, str, date, str]]:
    """(consultation, means, since, use) as stated now, in that order."""
    rows = known(MeansUse, None).filter(consultation__in=list(codes))
    return list(
        rows.order_by("consultation", "means", "since").values_list(
            "consultation", "means", "since", "use"
        )
    )
