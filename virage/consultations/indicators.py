"""What the barometer may ask of consultations: could people take part on line? (target 1.3)"""

from collections.abc import Iterator

from virage.consultations import queries
from virage.consultations.rules import definitions
from virage.contracts.indicators import ONCE, Facts, Indicator, Period, Unit, always, indicators
from virage.contracts.text import Text
from virage.registers import queries as registers

REGISTER = "consultations"


def _closed(period: Period, known_at: int) -> Iterator[Unit]:
    closed = queries.closed_within(period.start, period.end, known_at)
    units = (Unit(one.code, one.name, one.organisation) for one in closed)
    return registers.as_they_stood(units, queries.stood(period.last_day, known_at))


def _facts(period: Period, known_at: int) -> dict[str, Facts]:
    uses = queries.uses(known_at)
    return {
        one.code: Facts(
            {
                "window": one.window,
                "participants": one.participants,
                "uses": uses.get(one.code, {}),
            },
            "declared",
            one.evidence,
        )
        for one in queries.closed_within(period.start, period.end, known_at)
    }


(_RULE,) = definitions.LOCKABLE[definitions.DIGITAL_WAY]

indicators.declare(
    Indicator(
        code=definitions.DIGITAL_WAY,
        title=Text(
            "Consultations publiques où l’on peut contribuer en ligne",
            "Public consultations in which one can take part on line",
        ),
        question=Text(
            "Pouvait-on transmettre une contribution en ligne pendant toute la consultation ?",
            "Could a contribution be submitted on line all through the consultation?",
        ),
        unit_one=Text("consultation", "consultation"),
        unit_many=Text("consultations", "consultations"),
        unit_feminine=True,
        register=REGISTER,
        target="1.3",
        kinds=("consultations.register", "consultations.means"),
        exemptions=definitions.EXEMPTIONS,
        weight=Text("participants", "participants"),
        counts_people=ONCE,
        populations={
            "closed": Text(
                "les consultations fermées dans la période",
                "the consultations closed in the period",
            ),
        },
        definitions=(_RULE.put(population=_closed, facts=_facts, switch=always("closed")),),
        reasons={
            **definitions.REASONS[definitions.DIGITAL_WAY],
            **definitions.EXEMPTIONS,
        },
    )
)
