"""Tables of the barometer: the strategy and its targets as data, the editions sealed, their audits."""

from virage.barometer.models.audits import Audit, AuditFinding, AuditItem
from virage.barometer.models.editions import (
    Edition,
    EditionAnswer,
    EditionBody,
    EditionComparison,
    EditionIndicator,
    Erratum,
    Publication,
    WithheldCount,
)
from virage.barometer.models.strategies import Ambition, RecordBatch, Strategy, Target

__all__ = [
    "Ambition",
    "Audit",
    "AuditFinding",
    "AuditItem",
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
    "WithheldCount",
]
