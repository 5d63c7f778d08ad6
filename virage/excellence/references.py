"""Shows the references that the journal's lines carry, as the request that they name."""

from django.urls import reverse

from virage.contracts.references import Reference, Resolved, declare_resolver
from virage.contracts.text import Text


def _shown(reference: Reference) -> Resolved | None:
    if reference.uuid is None:
        return None
    return Resolved(
        Text("Demande d’aide", "Request for support"),
        reverse("excellence:request", args=[reference.uuid]),
    )


declare_resolver("excellence.support-request", _shown)
