"""What the barometer may ask of services: is take-up above 75 %, and can all be done on line?

The texts, dates, judgements and golden tables are in `rules.definitions`, locked; here are the
populations and the facts, each a few queries whatever the number of services and bodies.
"""

from virage.contracts.indicators import Facts, Indicator, Period, always, indicators
from virage.contracts.text import Text
from virage.services import queries
from virage.services.rules import definitions, findings

REGISTER = "services"


def _is_requestable(period: Period, known_at: int) -> str:
    """ "listed" while nobody said of any service whether one can file on line: all then count."""
    stated = queries.offers(known_at=known_at, before=period.end).values()
    return "requestable" if any(offer.request_online for offer in stated) else "listed"


def _points(period: Period, known_at: int) -> dict[str, Facts]:
    return queries.point_facts(period.start, period.end, known_at)


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
        kinds=("services.volumes",),
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
            _FILLED.put(population=queries.in_file, facts=queries.filled, switch=always("in-file")),
            _IN_FORCE.put(
                population=queries.requestable, facts=queries.volumes, switch=_is_requestable
            ),
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
        kinds=("services.interaction-points",),
        populations={
            "listed": Text(
                "tous les services recensés, offerts en ligne ou non",
                "all the services listed, offered on line or not",
            )
        },
        definitions=(
            _END_TO_END.put(population=queries.listed, facts=_points, switch=always("listed")),
        ),
        reasons={
            **definitions.REASONS[definitions.END_TO_END],
            **definitions.FLAGS,
            **findings.FLAGS,
        },
    )
)

(_DESIGNED,) = definitions.LOCKABLE[definitions.DESIGNED]
(_PAPERLESS,) = definitions.LOCKABLE[definitions.PAPERLESS]


DESIGNED = indicators.declare(
    Indicator(
        code=definitions.DESIGNED,
        title=Text(
            "Nouveaux services numériques conçus avec des citoyens",
            "New digital services designed with citizens",
        ),
        question=Text(
            "Des citoyens ont-ils été entendus avant de le construire, et l’ont-ils essayé avant sa mise "
            "en ligne ?",
            "Were citizens heard before it was built, and did they try it before its launch?",
        ),
        unit_one=Text("service", "service"),
        unit_many=Text("services", "services"),
        register="services.openings",
        target="1.1",
        kinds=("services.openings", "services.activities"),
        exemptions=definitions.EXEMPTIONS[definitions.DESIGNED],
        weight=Text("demandes de la première année", "requests of the first year"),
        populations={
            "new": Text(
                "les services ouverts depuis le 1er juin 2019, que l’on peut demander en ligne",
                "the services opened since 1 June 2019, that can be requested on line",
            )
        },
        definitions=(
            _DESIGNED.put(
                population=queries.opened_since_the_strategy,
                facts=queries.opening_facts,
                switch=always("new"),
            ),
        ),
        reasons={
            **definitions.REASONS[definitions.DESIGNED],
            **definitions.EXEMPTIONS[definitions.DESIGNED],
        },
    )
)

PAPERLESS = indicators.declare(
    Indicator(
        code=definitions.PAPERLESS,
        title=Text(
            "Processus administratifs sans papier", "Administrative processes without paper"
        ),
        question=Text(
            "Ce processus se fait-il sans papier, de la première étape à la dernière ?",
            "Does this process run without paper, from its first step to its last?",
        ),
        unit_one=Text("processus", "process"),
        unit_many=Text("processus", "processes"),
        register="services.processes",
        target="5.2",
        kinds=("services.processes", "services.process-steps", "services.cases"),
        drawn=("services.process-steps",),
        part=Text("dossiers sans papier", "cases without paper"),
        whole=Text("dossiers", "cases"),
        weight=Text("dossiers", "cases"),
        populations={
            "in-force": Text(
                "les processus en vigueur dans la période", "the processes in force in the period"
            )
        },
        definitions=(
            _PAPERLESS.put(
                population=queries.processes_in_force,
                facts=queries.process_facts,
                switch=always("in-force"),
            ),
        ),
        reasons=definitions.REASONS[definitions.PAPERLESS],
    )
)
