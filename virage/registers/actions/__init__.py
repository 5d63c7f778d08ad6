"""Writes that every register makes alike: a batch opened, filled with facts, finished or abandoned."""

from virage.registers.actions.batches import (
    AlreadyFinished,
    AnotherBatchUnfinished,
    Recording,
)
from virage.registers.actions.facts import Fact, stage

__all__ = ["AlreadyFinished", "AnotherBatchUnfinished", "Fact", "Recording", "stage"]
