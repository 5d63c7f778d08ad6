"""Services, how they came to be, how much they are used, and the processes behind them."""

from virage.services.models.durations import MeasuredDuration
from virage.services.models.openings import (
    Activity,
    Opening,
)
from virage.services.models.processes import (
    Process,
    ProcessCases,
    ProcessStep,
)
from virage.services.models.register import (
    BatchWarning,
    RecordBatch,
    Service,
    ServiceDescription,
    ServiceLife,
    ServiceOffer,
    ServiceSuccession,
)
from virage.services.models.volumes import (
    DailyUse,
    DaysBetween,
    PointObservation,
    Volume,
)

__all__ = [
    "Activity",
    "BatchWarning",
    "DailyUse",
    "DaysBetween",
    "MeasuredDuration",
    "Opening",
    "PointObservation",
    "Process",
    "ProcessCases",
    "ProcessStep",
    "RecordBatch",
    "Service",
    "ServiceDescription",
    "ServiceLife",
    "ServiceOffer",
    "ServiceSuccession",
    "Volume",
]
