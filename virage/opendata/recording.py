"""The registers of datasets: what hand-ins and runs of probes are recorded in."""

from virage.opendata.models import (
    BatchWarning,
    InventoriedDataset,
    ProbeResult,
    Publication,
    RecordBatch,
)
from virage.registers.actions import Recording
from virage.registers.queries import Table

RECORDING = Recording(
    "opendata", RecordBatch, BatchWarning, (InventoriedDataset, Publication, ProbeResult)
)
PROBES = Table(ProbeResult, key=("url", "probed_on"), values=("reachable", "status", "modified_on"))
