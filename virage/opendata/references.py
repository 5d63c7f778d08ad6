"""Shows the references that answers on datasets carry: the hand-in, or the run of probes."""

from virage.contracts.text import Text
from virage.opendata.models import RecordBatch
from virage.registers.evidence import declare_batches

declare_batches(RecordBatch, Text("Sonde des données ouvertes", "Probe of open data"))
