"""Shows the references that answers and journal lines carry: to a batch and line, to a service."""

from collections.abc import Mapping, Sequence

from django.urls import reverse

from virage.contracts.references import Reference, Resolved, declare_grouped_resolver
from virage.contracts.text import Text
from virage.registers.evidence import declare_batches
from virage.services import queries
from virage.services.models import RecordBatch, Service


def _services(references: Sequence[Reference]) -> dict[Reference, Resolved]:
    """By their last names, with their permanent pages. Two queries."""
    ids = {one: one.uuid for one in references}
    rows = Service.objects.filter(public_id__in={one for one in ids.values() if one})
    codes = dict(rows.values_list("public_id", "code"))
    return _pages({one: codes[public_id] for one, public_id in ids.items() if public_id in codes})


def _units(references: Sequence[Reference]) -> dict[Reference, Resolved]:
    """The same, of services named by their codes, as the barometer names what it counts. One query."""
    return _pages({one: one.id for one in references})


def _pages(codes: Mapping[Reference, str]) -> dict[Reference, Resolved]:
    said = queries.statements(codes=codes.values())
    return {
        one: Resolved(said[code][-1].name, reverse("services:service", args=[code]))
        for one, code in codes.items()
        if code in said
    }


declare_batches(
    RecordBatch, Text("Inscription au registre des services", "Entry in the register of services")
)
declare_grouped_resolver("services.service", _services)
declare_grouped_resolver("services.unit", _units)
