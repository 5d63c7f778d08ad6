"""What the barometer may ask of forms: does a service ask again for what is known? (target 2.1)"""

from virage.contracts.indicators import Indicator, always, indicators
from virage.contracts.text import Text
from virage.exchange import queries
from virage.exchange.rules import definitions
from virage.services import queries as services

REGISTER = "exchange.forms"


(_RULE,) = definitions.LOCKABLE[definitions.ASKS_ONCE]

indicators.declare(
    Indicator(
        code=definitions.ASKS_ONCE,
        title=Text(
            "Services qui ne redemandent pas ce qui est déjà connu",
            "Services that do not ask again for what is already known",
        ),
        question=Text(
            "Ce service s’abstient-il de redemander ce qu’une source officielle détient ?",
            "Does this service refrain from asking again for what an authoritative source holds?",
        ),
        unit_one=Text("service", "service"),
        unit_many=Text("services", "services"),
        register=REGISTER,
        target="2.1",
        kinds=("exchange.forms", "exchange.all-forms", "exchange.items"),
        drawn=("exchange.items",),
        part=Text("éléments examinés", "items examined"),
        whole=Text("éléments demandés", "items asked"),
        weight=Text("demandes", "requests"),
        populations={"listed": Text("tous les services inscrits", "all the services listed")},
        definitions=(
            _RULE.put(
                population=services.listed, facts=queries.form_facts, switch=always("listed")
            ),
        ),
        reasons=definitions.REASONS[definitions.ASKS_ONCE],
    )
)
