"""Shows the references of this package: to a batch of duties or headcounts, to a declaration."""

from collections.abc import Sequence

from django.urls import reverse

from virage.contracts.references import Reference, Resolved, declare_grouped_resolver
from virage.contracts.text import Text
from virage.registers import queries
from virage.registers.evidence import declare_batches
from virage.registers.models import RecordBatch


def _declarations(references: Sequence[Reference]) -> dict[Reference, Resolved]:
    ids = {one: one.uuid for one in references}
    named = queries.names_of_exemptions([one for one in ids.values() if one])
    return {
        one: Resolved(
            Text(f"Sans objet : {named[public_id].fr}", f"Not applicable: {named[public_id].en}"),
            reverse("registers:exemption", args=[public_id]),
        )
        for one, public_id in ids.items()
        if public_id in named
    }


declare_batches(
    RecordBatch, Text("Acte sur ce que doivent les organismes", "Act on what bodies owe")
)
declare_grouped_resolver("registers.not-applicable", _declarations)
