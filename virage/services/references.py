"""Shows the references that answers and journal lines carry: to a batch and line, to a service."""

from uuid import UUID

from virage.contracts.references import Reference, Resolved, declare_resolver
from virage.contracts.text import Text
from virage.registers.evidence import declare_batches
from virage.services import queries
from virage.services.models import RecordBatch, Service


def _service(reference: Reference) -> Resolved | None:
    try:
        found = Service.objects.filter(public_id=UUID(reference.id))
    except ValueError:
        return None
    code = found.values_list("code", flat=True).first()
    said = queries.statements(codes=[code]).get(code) if code else None
    return Resolved(said[-1].name, "") if said else None


declare_batches(
    RecordBatch, Text("Inscription au registre des services", "Entry in the register of services")
)
declare_resolver("services.service", _service)
