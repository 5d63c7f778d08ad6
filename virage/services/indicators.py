"""What the barometer may ask of services: is take-up above 75 %, and can all be done on line?

The texts, dates, judgements and golden tables are in `rules.definitions`, locked; here are the
populations and the facts, each a few queries whatever the number of services and bodies.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from virage.contracts.indicators import Facts, Indicator, Period, Unit, indicators
from virage.contracts.text import Text
from virage.services import queries
from virage.services.queries.facts import ServiceFacts
from virage.services.rules import definitions, findings
from virage.services.rules.statements import Statement, nearest

REGISTER = "services"
A_DAY = timedelta(days=1)


def listed(period: Period, known_at: int) -> Iterator[Unit]:
    """Every service listed before the period ends and not closed before it starts.

    Its name and owner are those of the last day of the period.
    """
    said = queries.statements(known_at=known_at)
    lives = queries.lives(known_at=known_at)
    before = queries.successions(known_at=known_at, before=period.end)
    last_day = period.end - A_DAY
    for code in sorted(said):
        statements = said[code]
        since = statements[0].valid_from
        if code in lives:
            opened, closed, _, _ = lives[code]
            if closed is not None and closed <= period.start:
                continue
            since = min(since, opened) if opened is not None else since
        if since < period.end:
            yield _unit(code, statements, last_day, before.get(code, ()))


def requestable(period: Period, known_at: int) -> Iterator[Unit]:
    """The listed services but those of which it is said that one cannot file a request on line."""
    closed_on_line = {
        code
        for code, offer in queries.offers(known_at=known_at, before=period.end).items()
        if offer.request_online == "no"
    }
    return (unit for unit in listed(period, known_at) if unit.code not in closed_on_line)


def in_file(period: Period, known_at: int) -> Iterator[Unit]:
    """The services of which a volume was handed in for days of the period."""
    said = queries.statements(known_at=known_at)
    last_day = period.end - A_DAY
    facts = queries.volume_facts(period.start, period.end, known_at)
    for code in sorted(facts):
        if facts[code].values and code in said:
            yield _unit(code, said[code], last_day, ())


def _unit(code: str, said: Sequence[Statement], day: date, before: tuple[str, ...]) -> Unit:
    stands = nearest(said, day) or said[0]
    return Unit(code, Text(stands.name_fr, stands.name_en), stands.organisation, before)


def _is_listed(period: Period, known_at: int) -> str:
    return "listed"


def _is_in_file(period: Period, known_at: int) -> str:
    return "in-file"


def _is_requestable(period: Period, known_at: int) -> str:
    """ "listed" while nobody said of any service whether one can file on line: all then count."""
    stated = queries.offers(known_at=known_at, before=period.end).values()
    return "requestable" if any(offer.request_online for offer in stated) else "listed"


def _filled(period: Period, known_at: int) -> dict[str, Facts]:
    return _facts(queries.volume_facts(period.start, period.end, known_at))


def _volumes(period: Period, known_at: int) -> dict[str, Facts]:
    offered = queries.offered_channels(period.end, known_at)
    return _facts(queries.volume_facts(period.start, period.end, known_at, offered))


def _points(period: Period, known_at: int) -> dict[str, Facts]:
    return _facts(queries.point_facts(period.start, period.end, known_at))


def _facts(found: Mapping[str, ServiceFacts]) -> dict[str, Facts]:
    return {
        code: Facts(one.values, "declared", one.evidence, one.flags) for code, one in found.items()
    }


_FILLED, _IN_FORCE = definitions.LOCKABLE[definitions.TAKE_UP]
(_END_TO_END,) = definitions.LOCKABLE[definitions.END_TO_END]

TAKE_UP = indicators.declare(
    Indicator(
        code=definitions.TAKE_UP,
        title=Text(
            "Services dont le taux d’utilisation en ligne dépasse 75 %",
            "Services whose take-up on line is above 75%",
        ),
        question=Text(
            "Plus de 75 % des demandes de ce service arrivent-elles en ligne ?",
            "Do more than 75% of the requests for this service come on line?",
        ),
        unit_one=Text("service", "service"),
        unit_many=Text("services", "services"),
        register=REGISTER,
        target="5.1",
        part=Text("demandes en ligne", "requests on line"),
        whole=Text("demandes", "requests"),
        weight=Text("demandes", "requests"),
        populations={
            "requestable": Text(
                "les services dont la demande peut se faire en ligne",
                "the services whose request can be filed on line",
            ),
            "listed": Text(
                "tous les services recensés, qu’on puisse ou non les demander en ligne",
                "all the services listed, whether or not they can be asked for on line",
            ),
            "in-file": Text(
                "les services dont un volume de la période a été déposé",
                "the services of which a volume of the period was handed in",
            ),
        },
        definitions=(
            _FILLED.put(population=in_file, facts=_filled, switch=_is_in_file),
            _IN_FORCE.put(population=requestable, facts=_volumes, switch=_is_requestable),
        ),
        reasons={
            **definitions.REASONS[definitions.TAKE_UP],
            **definitions.FLAGS,
            **findings.FLAGS,
        },
    )
)

END_TO_END = indicators.declare(
    Indicator(
        code=definitions.END_TO_END,
        title=Text(
            "Services qui se font en ligne de bout en bout",
            "Services that can be done on line from end to end",
        ),
        question=Text(
            "Tous les points d’interaction de ce service sont-ils en ligne ?",
            "Are all the interaction points of this service on line?",
        ),
        unit_one=Text("service", "service"),
        unit_many=Text("services", "services"),
        register=REGISTER,
        populations={
            "listed": Text(
                "tous les services recensés, offerts en ligne ou non",
                "all the services listed, offered on line or not",
            )
        },
        definitions=(_END_TO_END.put(population=listed, facts=_points, switch=_is_listed),),
        reasons={
            **definitions.REASONS[definitions.END_TO_END],
            **definitions.FLAGS,
            **findings.FLAGS,
        },
    )
)
