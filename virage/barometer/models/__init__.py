"""Tables of the barometer: the strategy and its targets as data, and the editions that were sealed."""

from virage.barometer.models.editions import (
    Edition,
    EditionAnswer,
    EditionBody,
    EditionComparison,
    EditionIndicator,
    Erratum,
    Publication,
)
from virage.barometer.models.strategies import Ambition, RecordBatch, Strategy, Target

__all__ = [
    "Ambition",
    "Edition",
    "EditionAnswer",
    "EditionBody",
    "EditionComparison",
    "EditionIndicator",
    "Erratum",
    "Publication",
    "RecordBatch",
    "Strategy",
    "Target",
]
