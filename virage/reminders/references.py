"""Shows the references that answers on deadlines carry, as the hand-in that brought them."""

from virage.contracts.text import Text
from virage.registers.evidence import declare_batches
from virage.reminders.models import RecordBatch

declare_batches(
    RecordBatch, Text("Inscription au registre des échéances", "Entry in the register of deadlines")
)
