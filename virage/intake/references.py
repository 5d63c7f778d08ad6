"""Shows a reference to a hand-in as its public evidence."""

from uuid import UUID

from django.urls import reverse

from virage.contracts.references import Reference, Resolved, declare_resolver
from virage.contracts.text import Text
from virage.intake import queries


def _resolve(reference: Reference) -> Resolved | None:
    try:
        found = queries.evidence(UUID(reference.id))
    except ValueError:
        return None
    if found is None:
        return None
    line_fr = f", ligne {reference.fragment}" if reference.fragment else ""
    line_en = f", line {reference.fragment}" if reference.fragment else ""
    return Resolved(
        Text(
            f"Dépôt du {found.received_on.isoformat()}{line_fr}",
            f"Hand-in of {found.received_on.isoformat()}{line_en}",
        ),
        reverse("intake:evidence", args=[found.public_id]),
    )


declare_resolver("intake.hand-in", _resolve)
