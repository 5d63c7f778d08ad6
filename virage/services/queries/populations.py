"""The services to which a question is put over a period, as known at a sequence."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from virage.contracts.indicators import Period, Unit
from virage.contracts.text import Text
from virage.services.queries.facts import offered_channels, volume_facts
from virage.services.queries.register import lives, offers, statements, successions
from virage.services.rules.statements import Statement, nearest
from virage.services.rules.volumes import SUMMED, UNDISCLOSED

A_DAY = timedelta(days=1)


def listed(period: Period, known_at: int) -> Iterator[Unit]:
    """Every service listed before the period ends and not closed before it starts.

    Its name and owner are those of the last day of the period.
    """
    said = statements(known_at=known_at)
    lived = lives(known_at=known_at)
    before = successions(known_at=known_at, before=period.end)
    last_day = period.end - A_DAY
    for code in sorted(said):
        stated = said[code]
        since = stated[0].valid_from
        if code in lived:
            opened, closed, _, _ = lived[code]
            if closed is not None and closed <= period.start:
                continue
            since = min(since, opened) if opened is not None else since
        if since < period.end:
            yield _unit(code, stated, last_day, before.get(code, ()))


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
    said, lived = statements(known_at=known_at), lives(known_at=known_at)
    for unit in requestable(period, known_at):
        opened, closed = lived[unit.code][:2] if unit.code in lived else (None, None)
        since = opened or said[unit.code][0].valid_from
        if since <= year_before and (closed is None or closed >= period.end):
            yield unit


def a_year_before(day: date) -> date:
    """The same day of the year before; 28 February for a 29 February."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return date(day.year - 1, 2, 28)


def in_file(period: Period, known_at: int) -> Iterator[Unit]:
    """The services of which a volume was handed in for days of the period."""
    said = statements(known_at=known_at)
    last_day = period.end - A_DAY
    facts = volume_facts(period.start, period.end, known_at)
    for code in sorted(facts):
        if facts[code].values and code in said:
            yield _unit(code, said[code], last_day, ())


def _unit(code: str, said: Sequence[Statement], day: date, before: tuple[str, ...]) -> Unit:
    stands = nearest(said, day) or said[0]
    return Unit(code, Text(stands.name_fr, stands.name_en), stands.organisation, before)


def requests(period: Period, known_at: int) -> dict[str, int]:
    """All requests for each service over a period, by code; a service is absent while one is missing.

    The weight of a service where what is asked of it is not about its requests.
    """
    offered = offered_channels(period.end, known_at)
    found: dict[str, int] = {}
    for code, facts in volume_facts(period.start, period.end, known_at, offered).items():
        said = [facts.values[channel] for channel in SUMMED if channel in facts.values]
        if said and not any(status in UNDISCLOSED for status, _ in said):
            found[code] = sum(count or 0 for _, count in said)
    return found
