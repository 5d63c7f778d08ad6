"""Shows the references that answers and journal lines carry: to a batch and line, to a service."""

from dataclasses import replace
from uuid import UUID

from virage.contracts.references import Reference, Resolved, declare_resolver, resolve
from virage.contracts.registry import NotDeclared
from virage.contracts.text import Text
from virage.services import queries
from virage.services.models import Service


def _batch(reference: Reference) -> Resolved | None:
    """The public evidence of the hand-in that brought the batch; an act of a person has no page."""
    batch = queries.batch(reference.id)
    if batch is None:
        return None
    try:
        source = replace(Reference.parse(batch.source), fragment=reference.fragment)
        shown = resolve(source) if source.kind.startswith("intake.") else None
    except (ValueError, NotDeclared):
        shown = None
    return shown or Resolved(
        Text("Inscription au registre des services", "Entry in the register of services"), ""
    )


def _service(reference: Reference) -> Resolved | None:
    try:
        found = Service.objects.filter(public_id=UUID(reference.id))
    except ValueError:
        return None
    code = found.values_list("code", flat=True).first()
    said = queries.statements(codes=[code]).get(code) if code else None
    return Resolved(said[-1].name, "") if said else None


declare_resolver("services.batch", _batch)
declare_resolver("services.service", _service)
