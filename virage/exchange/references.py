"""Shows the references that answers on forms carry, as the hand-in that brought them."""

from virage.contracts.text import Text
from virage.exchange.models import RecordBatch
from virage.registers.evidence import declare_batches

declare_batches(
    RecordBatch, Text("Inscription au registre des formulaires", "Entry in the register of forms")
)
