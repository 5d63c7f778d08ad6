"""The acts by which facts on plans were recorded."""

from virage.registers.models import batches


class RecordBatch(batches.RecordBatch):
    """One act of recording facts on plans."""


class BatchWarning(batches.BatchWarning):
    """A warning that came in with a line on plans."""
