"""All that was corrected, revised, put off or withdrawn, in the order of time; a page, files and a feed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from virage.barometer import queries
from virage.barometer.queries.corrections import Change, Correction
from virage.barometer.views import shown
from virage.barometer.views.naming import text
from virage.barometer.wording import calendar as wording
from virage.contracts.indicators import VALUES
from virage.ui import files, typography
from virage.ui.access import public
from virage.ui.components import Facet
from virage.ui.context import active_language

COLUMNS = (
    "at",
    "kind",
    "edition",
    "label",
    "revision",
    "text_fr",
    "text_en",
    "publication_was",
    "publication_is",
    "days_late",
    "indicator",
    "target",
    *(f"{value}_{side}" for value in VALUES for side in ("before", "after")),
)


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """A question whose counts changed; cells are "–" where it was not put."""

    title: str
    url: str
    cells: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class CorrectionShown:
    """One line of the page."""

    key: str
    kind: str
    title: str
    url: str
    at: datetime
    text: str
    changes: list[ChangeShown]
    caption: str


def _title(one: Correction) -> str:
    words = {"label": one.label, "revision": one.revision}
    if one.kind == "revision":
        return _("%(label)s, révision %(revision)s") % words
    if one.kind == "erratum" and one.revision:
        return _("%(label)s, révision %(revision)s") % words
    return one.label


def _said(one: Correction) -> str:
    """The words of a correction: what is known of it when nobody gave any."""
    given = text(one.text)
    if one.kind == "put-off" and one.was and one.now:
        moved = wording.put_off(one.was.publish_on, one.now.publish_on)
        return f"{moved} {given}"
    if one.kind == "late":
        return wording.late(one.days)
    if one.kind == "revision" and not given:
        return _("La raison n’a pas été donnée.")
    return given


def _url(one: Correction) -> str:
    if one.slug:
        return reverse("barometer:edition", args=[one.slug])
    return reverse("barometer:planned", args=[one.planned])


def _change(one: Change, slug: str) -> ChangeShown:
    def cell(side: dict[str, Any] | None, value: str) -> str:
        return "–" if side is None else typography.integer(side[value], active_language())

    return ChangeShown(
        title=f"{one.target} {text(one.title)}".strip(),
        url=shown.indicator_url(one.code, one.target, slug) if one.after is not None else "",
        cells=[(cell(one.before, value), cell(one.after, value)) for value in VALUES],
    )


def correction_shown(one: Correction) -> CorrectionShown:
    """A correction in words."""
    number = len(one.changes)
    return CorrectionShown(
        key=one.key,
        kind=str(wording.KINDS[one.kind]),
        title=_title(one),
        url=_url(one),
        at=one.at,
        text=_said(one),
        changes=[_change(each, one.slug) for each in one.changes],
        caption=ngettext(
            "Le compte que la révision a changé",
            "Les %(number)s comptes que la révision a changés",
            number,
        )
        % {"number": typography.integer(number, active_language())},
    )


@require_safe
@public
def index(request: HttpRequest) -> HttpResponse:
    """Everything, the latest first, of one edition (`?edition=`) or of all."""
    every = queries.all_corrections()
    labels = {one.about: one.label for one in every}
    asked = request.GET.get("edition", "")
    asked = asked if asked in labels else ""
    tail = f"?{urlencode({'edition': asked})}" if asked else ""
    facets = [Facet(_("Toutes les éditions"), len(every), "?", not asked)] + [
        Facet(
            label,
            sum(one.about == about for one in every),
            f"?{urlencode({'edition': about})}",
            about == asked,
        )
        for about, label in sorted(labels.items(), reverse=True)
    ]
    return render(
        request,
        "barometer/corrections.html",
        {
            "corrections": [
                correction_shown(one) for one in every if not asked or one.about == asked
            ],
            "facets": facets,
            "csv_url": reverse("barometer:corrections-file", args=["csv"]) + tail,
            "json_url": reverse("barometer:corrections-file", args=["json"]) + tail,
            "feed_url": reverse("barometer:corrections-feed"),
        },
    )


def rows(one: Correction) -> list[dict[str, Any]]:
    """A correction as lines of a file: a revision has one for each count it changed."""
    told: dict[str, Any] = {
        "at": one.at.isoformat(),
        "kind": one.kind,
        "edition": one.slug or one.planned,
        "label": one.label,
        "revision": one.revision,
        "text_fr": one.text.fr or None,
        "text_en": one.text.en or None,
        "publication_was": one.was and one.was.publish_on.isoformat(),
        "publication_is": one.now and one.now.publish_on.isoformat(),
        "days_late": one.days or None,
    }
    if not one.changes:
        return [told]
    return [
        {
            **told,
            "indicator": each.code,
            "target": each.target or None,
            **{
                f"{value}_{side}": counts and counts[value]
                for value in VALUES
                for side, counts in (("before", each.before), ("after", each.after))
            },
        }
        for each in one.changes
    ]


@require_safe
@public
def file(request: HttpRequest, kind: str) -> HttpResponse:
    """The same as CSV or JSON, with the filter of the address."""
    found = queries.all_corrections(request.GET.get("edition", ""))
    lines = [line for one in found for line in rows(one)]
    return files.table(kind, "corrections-barometre", COLUMNS, lines)


@require_safe
@public
def feed(request: HttpRequest) -> HttpResponse:
    """The same as an Atom feed, for whoever wants to be told."""
    made = Atom1Feed(
        title=_("Corrections du baromètre"),
        link=request.build_absolute_uri(reverse("barometer:corrections")),
        description="",
        language=active_language(),
        feed_url=request.build_absolute_uri(),
    )
    for one in queries.all_corrections()[:100]:
        told = correction_shown(one)
        address = request.build_absolute_uri(reverse("barometer:corrections"))
        made.add_item(
            title=f"{told.kind} – {told.title}",
            link=request.build_absolute_uri(told.url),
            description=told.text,
            unique_id=f"{address}#{one.key}",
            updateddate=one.at,
            pubdate=one.at,
        )
    return HttpResponse(
        made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )
