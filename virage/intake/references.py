"""Shows a reference to a hand-in as its public evidence."""

from collections.abc import Sequence

from django.urls import reverse

from virage.contracts.references import Reference, Resolved, declare_grouped_resolver
from virage.contracts.text import Text
from virage.intake.models import ACCEPTED, HandIn
from virage.lib.clock import day_of
from virage.ui.typography import day_in_words


def _resolve(references: Sequence[Reference]) -> dict[Reference, Resolved]:
    """Only what was accepted proves something. One query."""
    ids = {one: one.uuid for one in references}
    accepted = HandIn.objects.filter(
        public_id__in={one for one in ids.values() if one}, state=ACCEPTED
    )
    known = {
        public_id: (day_of(received_at), withheld)
        for public_id, received_at, withheld in accepted.order_by().values_list(
            "public_id", "received_at", "withheld"
        )
    }
    found = {}
    for one, public_id in ids.items():
        if public_id not in known:
            continue
        day, withheld = known[public_id]
        fr = f", ligne {one.fragment}" if one.fragment else ""
        en = f", line {one.fragment}" if one.fragment else ""
        found[one] = Resolved(
            Text(
                f"Dépôt du {day_in_words(day, 'fr')}{fr}",
                f"Hand-in of {day_in_words(day, 'en')}{en}",
            ),
            reverse("intake:evidence", args=[public_id]),
            withheld,
        )
    return found


declare_grouped_resolver("intake.hand-in", _resolve)
