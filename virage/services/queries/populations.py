"""The services to which a question is put over a period, as known at a sequence."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from virage.contracts.indicators import Period, Unit
from virage.contracts.text import Text
from virage.lib.reading import read_once
from virage.registers.rules.periods import a_year_before
from virage.services.queries.facts import filled, volumes
from virage.services.queries.register import Life, launches, lives, offers, statements, successions
from virage.services.rules.statements import Statement, nearest
from virage.services.rules.volumes import SUMMED, all_requests


@read_once
def listed(period: Period, known_at: int) -> tuple[Unit, ...]:
    """Every service listed before the period ends and not closed before it starts.

    Its name and owner are those of the last day of the period.
    """
    said, lived = _said(known_at), _lived(known_at)
    before = successions(known_at=known_at, before=period.end)
    units = []
    for code in sorted(said):
        stated = said[code]
        since = stated[0].valid_from
        if code in lived:
            opened, closed, _, _ = lived[code]
            if closed is not None and closed <= period.start:
                continue
            since = min(since, opened) if opened is not None else since
        if since < period.end:
            units.append(_unit(code, stated, period.last_day, before.get(code, ())))
    return tuple(units)


def requestable(period: Period, known_at: int) -> Iterator[Unit]:
    """The listed services but those of which it is said that one cannot file a request on line."""
    closed_on_line = {
        code
        for code, offer in offers(known_at=known_at, before=period.end).items()
        if offer.request_online == "no"
    }
    return (unit for unit in listed(period, known_at) if unit.code not in closed_on_line)


def open_for_a_year(period: Period, known_at: int) -> Iterator[Unit]:
    """The requestable services listed twelve months before the period ends, and open until it does."""
    year_before = a_year_before(period.end)
    said, lived = _said(known_at), _lived(known_at)
    launched = launches(known_at)
    for unit in requestable(period, known_at):
        opened, closed = lived[unit.code][:2] if unit.code in lived else (None, None)
        since = launched.get(unit.code) or opened or said[unit.code][0].valid_from
        if since <= year_before and (closed is None or closed >= period.end):
            yield unit


def in_file(period: Period, known_at: int) -> Iterator[Unit]:
    """The services of which a volume was handed in for days of the period."""
    said = _said(known_at)
    facts = filled(period, known_at)
    for code in sorted(facts):
        if facts[code].values and code in said:
            yield _unit(code, said[code], period.last_day, ())


@read_once
def _said(known_at: int) -> Mapping[str, Sequence[Statement]]:
    return statements(known_at=known_at)


@read_once
def _lived(known_at: int) -> Mapping[str, Life]:
    return lives(known_at=known_at)


def _unit(code: str, said: Sequence[Statement], day: date, before: tuple[str, ...]) -> Unit:
    stands = nearest(said, day) or said[0]
    return Unit(code, Text(stands.name_fr, stands.name_en), stands.organisation, before)


@read_once
def requests(period: Period, known_at: int) -> dict[str, int]:
    """All requests for each service over a period, by code; a service is absent while one is missing.

    The weight of a service where what is asked of it is not about its requests.
    """
    found: dict[str, int] = {}
    for code, facts in volumes(period, known_at).items():
        number = all_requests(
            facts.values[channel] for channel in SUMMED if channel in facts.values
        )
        if number is not None:
            found[code] = number
    return found
