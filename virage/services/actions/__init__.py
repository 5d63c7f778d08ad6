"""Writes on the register of services: acts of one person, and the recording of whole hand-ins."""

from virage.services.actions.batches import (
    RECORDING,
    PartsMissing,
    abandon_batch,
    finish_batch,
)
from virage.services.actions.daily_use import UseRow, stage_daily_use
from virage.services.actions.points import PointRow, stage_points
from virage.services.actions.register import (
    close_service,
    confirm_service,
    describe_service,
    keep_service,
    open_service,
    record_succession,
    state_offer,
)
from virage.services.actions.services import NewRefused, SaidRow, keys_of, stage_services
from virage.services.actions.volumes import Straddles, VolumeRow, stage_volumes

__all__ = [
    "RECORDING",
    "NewRefused",
    "PartsMissing",
    "PointRow",
    "SaidRow",
    "Straddles",
    "UseRow",
    "VolumeRow",
    "abandon_batch",
    "close_service",
    "confirm_service",
    "describe_service",
    "finish_batch",
    "keep_service",
    "keys_of",
    "open_service",
    "record_succession",
    "stage_daily_use",
    "stage_points",
    "stage_services",
    "stage_volumes",
    "state_offer",
]
