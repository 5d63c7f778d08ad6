"""What stands in the way of services that ask again: the items typed though a source holds them."""

from virage.contracts.efforts import EffortSource, effort_sources
from virage.contracts.indicators import Period
from virage.contracts.text import Text
from virage.exchange import queries
from virage.exchange.rules import definitions


def _again(period: Period, known_at: int) -> dict[str, int]:
    return {
        code: int(one.values["again"]) for code, one in queries.form_facts(period, known_at).items()
    }


def _not_examined(period: Period, known_at: int) -> dict[str, int]:
    return {
        code: one.values["items"] - one.values["examined"]
        for code, one in queries.form_facts(period, known_at).items()
    }


effort_sources.declare(
    EffortSource(
        code="exchange.items-asked-again",
        indicator=definitions.ASKS_ONCE,
        what=Text("éléments redemandés", "items asked again"),
        efforts=_again,
    )
)
effort_sources.declare(
    EffortSource(
        code="exchange.items-not-examined",
        indicator=definitions.ASKS_ONCE,
        what=Text("éléments à examiner", "items to examine"),
        efforts=_not_examined,
    )
)
