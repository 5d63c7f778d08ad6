"""The editions with their seals, revisions and errata; how to verify them; each as one archive."""

from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from virage.barometer import queries
from virage.barometer.queries import pages
from virage.barometer.views import printing
from virage.barometer.views.reading import needs_edition, published, reading
from virage.ui import files, pdf
from virage.ui.access import public
from virage.ui.context import active_language, holds_invented_data

COLUMNS = (
    "number",
    "edition",
    "label",
    "revision",
    "period_from",
    "period_to",
    "published_at",
    "cut",
    "previous_seal",
    "merkle_root",
    "seal",
    "quote",
    "errata",
)


@dataclass(frozen=True, slots=True)
class Example:
    """What the command lines of the page name: the latest edition, or words in its place."""

    slug: str
    archive: str
    seal: str


@require_safe
@public
@published
def index(request: HttpRequest) -> HttpResponse:
    """Every published edition, the last sealed first, and how anyone can verify it."""
    found = reading()
    edition = found.edition
    example = (
        Example(_("ÉDITION"), _("ARCHIVE.zip"), _("SCEAU"))
        if edition is None
        else Example(edition.slug, queries.file_name(edition), edition.seal)
    )
    return render(
        request,
        "barometer/editions.html",
        {
            "editions": [found.of(one) for one in reversed(found.editions)],
            "example": example,
            "csv_url": reverse("barometer:editions-file", args=["csv"]),
            "json_url": reverse("barometer:editions-file", args=["json"]),
        },
    )


@require_safe
@public
@published
def listed(request: HttpRequest, kind: str) -> HttpResponse:
    """The list of editions as CSV or JSON."""
    rows: list[dict[str, Any]] = [
        {
            "number": edition.number,
            "edition": edition.slug,
            "label": edition.label,
            "revision": edition.revision,
            "period_from": edition.period_from.isoformat(),
            "period_to": edition.period_to.isoformat(),
            "published_at": edition.published_at and edition.published_at.isoformat(),
            "cut": edition.cut_sequence,
            "previous_seal": edition.previous_seal,
            "merkle_root": edition.merkle_root,
            "seal": edition.seal,
            "quote": last.slug,
            "errata": len(errata),
        }
        for edition, last, errata in queries.edition_list()
    ]
    return files.table(kind, "editions", COLUMNS, rows)


@require_safe
@public
@published
def archive(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """The whole edition as one file that anyone can verify elsewhere."""
    edition = needs_edition(reading(slug))
    response = StreamingHttpResponse(queries.archive(edition), content_type="application/zip")
    name = queries.file_name(edition)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@public
@published
def document(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole edition as an accessible PDF, in the language of the page."""
    edition = needs_edition(reading(slug))
    language = active_language()
    with _one_at_a_time:
        made = _document(edition.slug, language, pages.state(), _is_invented())
    response = HttpResponse(made, content_type="application/pdf")
    name = f"barometre-{edition.slug}-{language}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response


_one_at_a_time = Lock()


@lru_cache(maxsize=8)
def _document(slug: str, language: str, state: pages.State, invented: bool) -> bytes:
    """The bytes of a document, kept until something is published or corrected (`state`).

    A second of work: those who ask together wait for the first of them.
    """
    found = reading(slug)
    edition = needs_edition(found)
    return pdf.printed(printing.edition_document(edition, found.of(edition), invented=invented))


def _is_invented() -> bool:
    return bool(settings.VIRAGE_DEMONSTRATION) or holds_invented_data()
