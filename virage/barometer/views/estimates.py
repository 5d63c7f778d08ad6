"""What random draws say of a question, as its page shows it: each draw, apart from the share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from virage.barometer.wording import samples
from virage.contracts.references import Reference, resolve_all


@dataclass(frozen=True, slots=True)
class EstimateShown:
    """One draw: its estimate and interval, or why there is none; what it rests on; its public page."""

    level: str
    basis: str
    found: str
    again: str
    url: str


def shown(figure: Mapping[str, Any]) -> list[EstimateShown]:
    """Every draw made for the period, the first announced first; none hides another."""
    told = figure.get("draws", ())
    references = {one["draw"]: Reference.parse(one["draw"]) for one in told}
    resolved = resolve_all(references.values())
    return [
        EstimateShown(
            samples.level(one),
            samples.basis(one),
            samples.found(one),
            one["again"],
            resolved[reference].url if (reference := references[one["draw"]]) in resolved else "",
        )
        for one in told
    ]
