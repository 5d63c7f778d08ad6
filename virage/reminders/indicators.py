"""What the barometer may ask of deadlines: were people reminded in time? (target 3.1)"""

from virage.contracts.indicators import OVER_TIME, Indicator, always, indicators
from virage.contracts.text import Text
from virage.reminders import queries
from virage.reminders.rules import definitions

REGISTER = "reminders.deadlines"


(_RULE,) = definitions.LOCKABLE[definitions.IN_TIME]

indicators.declare(
    Indicator(
        code=definitions.IN_TIME,
        title=Text(
            "Échéances rappelées à temps par un message numérique",
            "Deadlines that people are reminded of in time by a digital message",
        ),
        question=Text(
            "Au moins la moitié des personnes visées ont-elles reçu un rappel sept jours avant ?",
            "Did at least half of the people due get a reminder seven days before?",
        ),
        unit_one=Text("échéance", "deadline"),
        unit_many=Text("échéances", "deadlines"),
        unit_feminine=True,
        register=REGISTER,
        target="3.1",
        kinds=("reminders.deadlines", "reminders.due", "reminders.deliveries"),
        part=Text("personnes prévenues à temps", "people reminded in time"),
        whole=Text("personnes visées", "people due"),
        weight=Text("personnes visées", "people due"),
        counts_people=OVER_TIME,
        populations={
            "in-force": Text(
                "les échéances en vigueur dans la période", "the deadlines in force in the period"
            )
        },
        definitions=(
            _RULE.put(
                population=queries.in_force, facts=queries.delivery_facts, switch=always("in-force")
            ),
        ),
        reasons=definitions.REASONS[definitions.IN_TIME],
    )
)
