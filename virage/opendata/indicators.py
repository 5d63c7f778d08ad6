"""What the barometer may ask of bodies: do they publish most of what is worth it? (target 6.1)"""

from virage.contracts.indicators import Indicator, always, indicators
from virage.contracts.text import Text
from virage.opendata import queries
from virage.opendata.rules import definitions
from virage.organisations import queries as organisations

REGISTER = "opendata.inventory"


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
            _RULE.put(
                population=organisations.units,
                facts=queries.majority_facts,
                switch=always("existing"),
            ),
        ),
        reasons={
            **definitions.REASONS[definitions.MAJORITY],
            **definitions.EXEMPTIONS,
            **definitions.FLAGS,
        },
    )
)
