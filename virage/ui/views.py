"""The gallery: every component on one page, with awkward examples, to look at and to test."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from virage.ui import charts, examples
from virage.ui.access import public
from virage.ui.context import active_language
from virage.ui.icons import SHAPES
from virage.ui.typography import percent

COLOURS = (
    "paper", "paper-sunk", "ink", "ink-soft", "line", "line-strong", "action", "accent",
    "good", "warn", "bad", "info", "chart-dot", "chart-hatch", "chart-weight", "chart-flow",
)  # fmt: skip


@require_safe
@public
def gallery(request: HttpRequest) -> HttpResponse:
    """All components. The data are invented, whatever the installation."""
    language = active_language()
    targets = [
        {
            **one,
            "drawing": mark_safe(
                charts.target_track(
                    key=f"track-{place}",
                    title=f"{one['number']} {one['title']}",
                    description=one["verdict"],
                    **one["track"],
                )
            ),
            "sentence": mark_safe(one["sentence"]),
        }
        for place, one in enumerate(examples.tracks(language))
    ]
    return render(
        request,
        "ui/gallery.html",
        {
            "states": examples.STATES,
            "shapes": SHAPES,
            "colours": COLOURS,
            "form": examples.form(),
            "targets": targets,
            "editions": examples.editions(),
            "terms": examples.terms(language),
            "bodies": examples.bodies(),
            "facets": examples.facets(),
            "steps": examples.steps(),
            "happenings": examples.happenings(),
            "differences": examples.differences(language),
            "page": Paginator(range(1240), 50).get_page(request.GET.get("page", "4")),
            "target_words": _("cible %(share)s") % {"share": percent("75", language)},
            "first": percent("27.31", language),
            "last": percent("30.77", language),
        },
    )
