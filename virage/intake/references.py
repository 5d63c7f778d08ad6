"""Shows a reference to a hand-in as its public evidence, and to a random draw as its page."""

from collections.abc import Sequence

from django.urls import reverse

from virage.contracts.references import Reference, Resolved, declare_grouped_resolver
from virage.contracts.text import Text
from virage.intake.models import ACCEPTED, Draw, HandIn
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
            reverse("intake:evidence", args=[public_id])
            + (f"?ligne={one.fragment}" if one.fragment else ""),
            withheld,
        )
    return found


def _draws(references: Sequence[Reference]) -> dict[Reference, Resolved]:
    """One query."""
    ids = {one: one.uuid for one in references}
    rows = Draw.objects.filter(public_id__in={one for one in ids.values() if one})
    announced = dict(rows.order_by().values_list("public_id", "announced_at"))
    found = {}
    for one, public_id in ids.items():
        if public_id in announced:
            day = day_of(announced[public_id])
            found[one] = Resolved(
                Text(
                    f"Tirage au sort du {day_in_words(day, 'fr')}",
                    f"Random draw of {day_in_words(day, 'en')}",
                ),
                reverse("intake:draw", args=[public_id]),
            )
    return found


declare_grouped_resolver("intake.hand-in", _resolve)
declare_grouped_resolver("intake.draw", _draws)
