"""Shows the references that answers and journal lines carry: to a batch and line, to a service."""

from collections.abc import Sequence

from virage.contracts.references import Reference, Resolved, declare_grouped_resolver
from virage.contracts.text import Text
from virage.registers.evidence import declare_batches
from virage.services import queries
from virage.services.models import RecordBatch, Service


def _services(references: Sequence[Reference]) -> dict[Reference, Resolved]:
    """By their last names. Two queries."""
    ids = {one: one.uuid for one in references}
    rows = Service.objects.filter(public_id__in={one for one in ids.values() if one})
    codes = dict(rows.values_list("public_id", "code"))
    said = queries.statements(codes=codes.values())
    return {
        one: Resolved(said[codes[public_id]][-1].name, "")
        for one, public_id in ids.items()
        if public_id in codes and codes[public_id] in said
    }


declare_batches(
    RecordBatch, Text("Inscription au registre des services", "Entry in the register of services")
)
declare_grouped_resolver("services.service", _services)
