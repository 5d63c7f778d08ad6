"""Pages of open data: what the platform publishes, each table with its schema, to take away whole."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from virage.contracts.datasets import Dataset
from virage.opendata import queries
from virage.ui import files
from virage.ui.access import public
from virage.ui.context import active_language


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every table that is published, and when each last changed."""
    language = active_language()
    rows = [
        {
            "code": one.dataset.code,
            "title": one.title.in_language(language),
            "changed_at": one.changed_at,
        }
        for one in queries.all_published()
    ]
    return render(request, "opendata/index.html", {"rows": rows})


@public
@require_safe
def dataset(request: HttpRequest, code: str) -> HttpResponse:
    """One table: what it says, column by column, its licence, and where to take it."""
    found, language = _found(code), active_language()
    told = found.dataset
    return render(
        request,
        "opendata/dataset.html",
        {
            "code": told.code,
            "title": found.title.in_language(language),
            "description": found.description.in_language(language),
            "licence": told.licence,
            "changed_at": found.changed_at,
            "columns": [
                {
                    "name": one.name,
                    "kind": one.kind,
                    "title": one.title.in_language(language),
                    "help": one.help.in_language(language),
                }
                for one in found.columns
            ],
            "csv_url": reverse("opendata:rows", args=[told.code]),
            "schema_url": reverse("opendata:schema", args=[told.code]),
        },
    )


@public
@require_safe
def rows(request: HttpRequest, code: str) -> HttpResponseBase:
    """The rows as CSV, written as they are read: as known now, or at a line of the journal (`?ligne=`)."""
    told: Dataset = _found(code).dataset
    try:
        known_at = queries.line_of(request.GET.get("ligne", ""))
    except ValueError:
        raise Http404(_("Le journal n’a pas de ligne de ce numéro.")) from None
    return files.streamed(told.code, told.fields, told.rows(known_at))


@public
@require_safe
def schema(request: HttpRequest, code: str) -> HttpResponse:
    """The Table Schema of the rows (Frictionless)."""
    told = _found(code).schema(active_language())
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _found(code: str) -> queries.Published:
    found = queries.published(code)
    if found is None:
        raise Http404(_("Aucun jeu de données n’a ce code."))
    return found
