"""What the barometer may ask of services: do they evolve from opinions? (target 1.2)"""

from virage.contracts.indicators import Indicator, always, indicators
from virage.contracts.text import Text
from virage.feedback import queries
from virage.feedback.rules import definitions
from virage.services import queries as services

REGISTER = "feedback.changes"


(_RULE,) = definitions.LOCKABLE[definitions.EVOLVES]

indicators.declare(
    Indicator(
        code=definitions.EVOLVES,
        title=Text(
            "Services numériques qui évoluent grâce aux opinions",
            "Digital services that evolve from opinions",
        ),
        question=Text(
            "Pouvait-on donner son opinion, et le service a-t-il changé grâce à ce qui a été dit ?",
            "Could people say what they think, and did the service change for what they said?",
        ),
        unit_one=Text("service", "service"),
        unit_many=Text("services", "services"),
        register=REGISTER,
        target="1.2",
        kinds=("feedback.channel", "feedback.opinions", "feedback.changes"),
        weight=Text("demandes", "requests"),
        populations={
            "open-for-a-year": Text(
                "les services ouverts depuis douze mois, que l’on peut demander en ligne",
                "the services open for twelve months, that can be requested on line",
            )
        },
        definitions=(
            _RULE.put(
                population=services.open_for_a_year,
                facts=queries.evolution_facts,
                switch=always("open-for-a-year"),
            ),
        ),
        reasons=definitions.REASONS[definitions.EVOLVES],
    )
)
