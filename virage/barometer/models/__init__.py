"""Tables of the barometer: the strategy and its targets as data, the editions sealed, their audits, the
calendar, the provisional series."""

from virage.barometer.models.audits import Audit, AuditFinding, AuditItem
from virage.barometer.models.calendar import (
    BodyComment,
    DraftDifference,
    EarlyLook,
    PlannedDates,
    PlannedEdition,
)
from virage.barometer.models.corrections import RevisionReason
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
from virage.barometer.models.provisional import ProvisionalFigure
from virage.barometer.models.strategies import Ambition, RecordBatch, Strategy, Target

__all__ = [
    "Ambition",
    "Audit",
    "AuditFinding",
    "AuditItem",
    "BodyComment",
    "DraftDifference",
    "EarlyLook",
    "Edition",
    "EditionAnswer",
    "EditionBody",
    "EditionComparison",
    "EditionIndicator",
    "Erratum",
    "PlannedDates",
    "PlannedEdition",
    "ProvisionalFigure",
    "Publication",
    "RecordBatch",
    "RevisionReason",
    "Strategy",
    "Target",
    "WithheldCount",
]
