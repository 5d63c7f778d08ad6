"""What the barometer may ask of bodies: do they publish most of what is worth it? (target 6.1)"""

from virage.contracts.indicators import Indicator, Period, indicators
from virage.contracts.text import Text
from virage.opendata import queries
from virage.opendata.rules import definitions

REGISTER = "opendata.inventory"


def _switch(period: Period, known_at: int) -> str:
    return "existing"


(_RULE,) = definitions.LOCKABLE[definitions.MAJORITY]

indicators.declare(
    Indicator(
        code=definitions.MAJORITY,
        title=Text(
            "Organismes qui diffusent la majorité de leurs données à fort potentiel",
            "Bodies that publish most of their data of high potential",
        ),
        question=Text(
            "Cet organisme diffuse-t-il plus de la moitié de ses séries à fort potentiel ?",
            "Does this body publish more than half of its series of high potential?",
        ),
        unit_one=Text("organisme", "body"),
        unit_many=Text("organismes", "bodies"),
        register=REGISTER,
        target="6.1",
        kinds=("opendata.inventory", "opendata.publications"),
        exemptions=definitions.EXEMPTIONS,
        part=Text("séries diffusées", "series published"),
        whole=Text("séries à fort potentiel", "series of high potential"),
        weight=Text("séries de l’inventaire", "series in the inventory"),
        populations={
            "existing": Text(
                "les organismes en existence dans la période",
                "the bodies in existence in the period",
            )
        },
        definitions=(
            _RULE.put(population=queries.of_bodies, facts=queries.majority_facts, switch=_switch),
        ),
        reasons={
            **definitions.REASONS[definitions.MAJORITY],
            **definitions.EXEMPTIONS,
            **definitions.FLAGS,
        },
    )
)
