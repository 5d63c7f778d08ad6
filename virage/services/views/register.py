"""The register of a body, as its officer keeps it: what is missing, and what waits for an answer."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from virage.lib.clock import day_of, now
from virage.services import queries
from virage.services.views import shown
from virage.services.views.keepers import KEEPERS, bodies
from virage.ui.access import audience
from virage.ui.context import said

PER_PAGE = 50


@audience(*KEEPERS)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The services of a body that one keeps: of the first one, until another is chosen."""
    today, mine = day_of(now()), bodies(request)
    wanted = request.GET.get("organisme", "")
    organisation = wanted if wanted in dict(mine) else next((code for code, _name in mine), "")
    state = request.GET.get("etat", "")
    state = state if state in shown.STATES else ""
    found = queries.kept_by(organisation, today)
    lines = [one for one in found.services if shown.STATES[state](one, today)]
    lines.sort(key=lambda one: (not one.waits, said(one.name).casefold(), one.code))
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "services/register.html",
        {
            "bodies": mine,
            "organisation": organisation,
            "body": dict(mine).get(organisation, ""),
            "state": state,
            "facets": shown.register_facets(found, state, today, organisation),
            "page": page,
            "rows": [shown.kept_row(one) for one in page],
            "period": found.period,
        },
    )
