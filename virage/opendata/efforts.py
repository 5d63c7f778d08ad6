"""What stands in the way of a body's data: the series of high potential to publish to have most of them."""

from virage.contracts.efforts import EffortSource, effort_sources
from virage.contracts.indicators import Period
from virage.contracts.text import Text
from virage.opendata import queries
from virage.opendata.rules import definitions
from virage.opendata.rules.remaining import series_to_publish


def _series(period: Period, known_at: int) -> dict[str, int]:
    return {
        body: series_to_publish(one.values["high"], one.values["published"])
        for body, one in queries.majority_facts(period, known_at).items()
        if one.values["high"]
    }


effort_sources.declare(
    EffortSource(
        code="opendata.series-to-publish",
        indicator=definitions.MAJORITY,
        what=Text("séries à publier", "series to publish"),
        efforts=_series,
    )
)
