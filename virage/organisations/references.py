"""Shows a reference to a body by its last name."""

from collections.abc import Sequence

from virage.contracts.references import Reference, Resolved, declare_grouped_resolver
from virage.contracts.text import Text
from virage.organisations import queries
from virage.organisations.models import PublicBody


def _bodies(references: Sequence[Reference]) -> dict[Reference, Resolved]:
    ids = {one: one.uuid for one in references}
    rows = PublicBody.objects.filter(public_id__in={one for one in ids.values() if one})
    codes = dict(rows.values_list("public_id", "code"))
    names = queries.names(codes=codes.values())
    return {
        one: Resolved(names.get(codes[public_id], Text(codes[public_id], codes[public_id])), "")
        for one, public_id in ids.items()
        if public_id in codes
    }


declare_grouped_resolver("organisations.body", _bodies)
