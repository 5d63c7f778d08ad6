"""Writes that every register makes alike, and the acts on what bodies owe, attest and declare."""

from virage.registers.actions.batches import (
    AlreadyFinished,
    AnotherBatchUnfinished,
    Recording,
)
from virage.registers.actions.exempting import (
    accept_not_applicable,
    declare_not_applicable,
    refuse_not_applicable,
    withdraw_not_applicable,
)
from virage.registers.actions.facts import Fact, stage
from virage.registers.actions.obligations import (
    RECORDING,
    attest,
    count_staff,
    release,
    require,
)

__all__ = [
    "RECORDING",
    "AlreadyFinished",
    "AnotherBatchUnfinished",
    "Fact",
    "Recording",
    "accept_not_applicable",
    "attest",
    "count_staff",
    "declare_not_applicable",
    "refuse_not_applicable",
    "release",
    "require",
    "stage",
    "withdraw_not_applicable",
]
