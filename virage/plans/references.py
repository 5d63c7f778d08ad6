"""Shows the references that answers on plans carry, as the hand-in that brought them."""

from virage.contracts.text import Text
from virage.plans.models import RecordBatch
from virage.registers.evidence import declare_batches

declare_batches(
    RecordBatch, Text("Inscription au registre des plans", "Entry in the register of plans")
)
