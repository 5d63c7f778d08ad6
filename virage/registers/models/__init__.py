"""The shapes of batches that every package’s own extend, and the tables of what bodies owe and attest."""

from virage.registers.models.obligations import (
    Attestation,
    BatchWarning,
    Headcount,
    NotApplicable,
    RecordBatch,
    ReportingDuty,
)

__all__ = [
    "Attestation",
    "BatchWarning",
    "Headcount",
    "NotApplicable",
    "RecordBatch",
    "ReportingDuty",
]
