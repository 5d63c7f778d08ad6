"""Shows a reference to an edition by its label and its permanent address, and to a unit by its answers."""

from collections.abc import Sequence

from django.urls import reverse

from virage.barometer.models import Edition, EditionAnswer
from virage.barometer.models.editions import SEALED
from virage.barometer.queries import editions
from virage.contracts.references import (
    Reference,
    Resolved,
    declare_grouped_resolver,
    declare_resolver,
)
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


def _unit(reference: Reference) -> Resolved | None:
    """The answers of a unit named by "register/code", if an edition to quote counts it. Two queries."""
    register, _, code = reference.id.partition("/")
    quotable = {one.pk: one for one in editions.quotable()}
    answers = EditionAnswer.objects.filter(
        unit=code, indicator__edition__in=list(quotable), indicator__headline__unit=register
    )
    counted = answers.order_by().values_list("indicator__edition", flat=True).distinct()
    last = max((quotable[pk] for pk in counted), key=lambda one: one.number or 0, default=None)
    if last is None:
        return None
    return Resolved(
        Text(
            f"Ce que le baromètre en compte, jusqu’à l’édition {last.label}",
            f"What the barometer counts of it, up to the edition {last.label}",
        ),
        reverse("barometer:unit", args=[register, code]),
    )


declare_grouped_resolver(KIND, _editions)
declare_resolver("barometer.unit", _unit)
