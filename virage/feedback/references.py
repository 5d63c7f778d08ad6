"""Shows the references that answers on opinions carry, as the hand-in that brought them."""

from virage.contracts.text import Text
from virage.feedback.models import RecordBatch
from virage.registers.evidence import declare_batches

declare_batches(
    RecordBatch,
    Text("Inscription au registre des opinions", "Entry in the register of opinions"),
)
