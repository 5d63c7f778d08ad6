"""Shows a reference to a body by its last name."""

from uuid import UUID

from virage.contracts.references import Reference, Resolved, declare_resolver
from virage.contracts.text import Text
from virage.organisations import queries
from virage.organisations.models import PublicBody


def _body(reference: Reference) -> Resolved | None:
    try:
        found = PublicBody.objects.filter(public_id=UUID(reference.id))
    except ValueError:
        return None
    code = found.values_list("code", flat=True).first()
    if code is None:
        return None
    return Resolved(queries.names(codes=[code]).get(code, Text(code, code)), "")


declare_resolver("organisations.body", _body)
