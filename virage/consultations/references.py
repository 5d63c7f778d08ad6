"""Shows the references that answers on consultations carry, as the hand-in that brought them."""

from virage.consultations.models import RecordBatch
from virage.contracts.text import Text
from virage.registers.evidence import declare_batches

declare_batches(
    RecordBatch,
    Text("Inscription au registre des consultations", "Entry in the register of consultations"),
)
