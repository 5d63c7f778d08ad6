"""Shows a reference to an edition by its label and its permanent address."""

from django.core.exceptions import ValidationError

from virage.barometer.models import Edition
from virage.contracts.references import Reference, Resolved, declare_resolver
from virage.contracts.text import Text

KIND = "barometer.edition"


def _edition(reference: Reference) -> Resolved | None:
    try:
        edition = Edition.objects.filter(public_id=reference.id, state="sealed").first()
    except ValidationError:
        return None
    if edition is None:
        return None
    revised = Text(f", révision {edition.revision}", f", revision {edition.revision}")
    tail = revised if edition.revision else Text("", "")
    title = Text(f"Baromètre, {edition.label}{tail.fr}", f"Barometer, {edition.label}{tail.en}")
    return Resolved(title, f"/barometre/editions/{edition.slug}/")


declare_resolver(KIND, _edition)
