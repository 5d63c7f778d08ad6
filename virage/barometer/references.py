"""Shows a reference to an edition by its label and its permanent address."""

from collections.abc import Sequence

from virage.barometer.models import Edition
from virage.barometer.models.editions import SEALED
from virage.contracts.references import Reference, Resolved, declare_grouped_resolver
from virage.contracts.text import Text

KIND = "barometer.edition"


def _editions(references: Sequence[Reference]) -> dict[Reference, Resolved]:
    """Those that are sealed. One query."""
    ids = {one: one.uuid for one in references}
    rows = Edition.objects.filter(
        public_id__in={one for one in ids.values() if one}, state=SEALED
    ).only("public_id", "label", "revision", "slug")
    known = {edition.public_id: edition for edition in rows}
    return {one: _shown(known[public_id]) for one, public_id in ids.items() if public_id in known}


def _shown(edition: Edition) -> Resolved:
    revised = Text(f", révision {edition.revision}", f", revision {edition.revision}")
    tail = revised if edition.revision else Text("", "")
    title = Text(f"Baromètre, {edition.label}{tail.fr}", f"Barometer, {edition.label}{tail.en}")
    return Resolved(title, f"/barometre/editions/{edition.slug}/")


declare_grouped_resolver(KIND, _editions)
