"""The ten targets under six ambitions, in one edition: the first page of the barometer."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from virage.audit import queries as audit
from virage.barometer import queries
from virage.barometer.models import Edition, EditionIndicator
from virage.barometer.queries import pages as reads
from virage.barometer.views import calendar, exports, shown
from virage.barometer.views.naming import names_of
from virage.barometer.views.reading import Reading, needs_edition, published, reading
from virage.barometer.wording.nouns import said
from virage.lib.clock import day_of, now
from virage.ui import files
from virage.ui.access import public

Json = Mapping[str, Any]


@require_safe
@public
@published
def latest(request: HttpRequest) -> HttpResponse:
    """The edition to quote today."""
    return _page(request, reading())


@require_safe
@public
@published
def edition(request: HttpRequest, slug: str) -> HttpResponse:
    """Any edition at its permanent address, as it was published."""
    return _page(request, reading(slug))


def _page(request: HttpRequest, found: Reading) -> HttpResponse:
    context: dict[str, Any] = found.context()
    if found.edition is None:
        on = day_of(now())
        strategy = queries.strategy(on, known_at=audit.sequence())
        context |= {"ambitions": _ambitions(strategy, {}, found), "also": []}
        return render(request, "barometer/overview.html", context)
    _earlier, compared = queries.changes(found.edition)
    titles = {one["target"]: said(one["title"]) for one in found.edition.strategy["targets"]}
    lines = {
        one.code: _line(one, found.edition, titles, compared, latest=found.is_latest)
        for one in reads.headlines(found.edition)
        if one.answers
    }
    of_a_target = {one["indicator"] for one in found.edition.strategy["targets"]}
    context |= {
        "ambitions": _ambitions(found.edition.strategy, lines, found),
        "also": [line for code, line in lines.items() if code not in of_a_target],
        "comments": calendar.comments_of_edition(found.edition, ""),
        "csv_url": reverse("barometer:edition-figures", args=[found.edition.slug, "csv"]),
        "json_url": reverse("barometer:edition-figures", args=[found.edition.slug, "json"]),
    }
    return render(request, "barometer/overview.html", context)


def _line(
    put: EditionIndicator,
    edition: Edition,
    titles: Mapping[str, str],
    compared: Mapping[str, Json],
    *,
    latest: bool,
) -> shown.Line:
    target = put.headline["target"]
    number = target["code"] if target else ""
    return shown.measured_line(
        put,
        compared.get(put.code),
        edition=edition,
        number=number,
        title=titles.get(number) or names_of(put).title,
        url=shown.indicator_url(put.code, number, "" if latest else edition.slug),
    )


def _ambitions(
    strategy: Json, lines: Mapping[str, shown.Line], found: Reading
) -> list[shown.AmbitionShown]:
    """Every ambition with all its targets: those without records keep their place."""
    slug = "" if found.edition is None or found.is_latest else found.edition.slug

    def line(target: Json) -> shown.Line:
        measured = lines.get(target["indicator"])
        if measured is not None:
            return measured
        number = target["target"]
        return shown.empty_line(
            target,
            number=number,
            title=said(target["title"]),
            url=shown.indicator_url("", number, slug),
        )

    return [
        shown.AmbitionShown(
            number=ambition["number"],
            title=said(ambition["title"]),
            targets=tuple(
                line(one) for one in strategy["targets"] if one["ambition"] == ambition["number"]
            ),
        )
        for ambition in strategy["ambitions"]
    ]


@require_safe
@public
@published
def figures(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The figures of an edition as CSV or JSON; its targets without records are in neither."""
    edition = needs_edition(reading(slug))
    return files.table(
        kind,
        f"barometre-{edition.slug}",
        exports.FIGURE_COLUMNS,
        [exports.figure_row(edition.slug, one.headline) for one in reads.headlines(edition)],
        edition=edition.slug,
        seal=edition.seal,
        period={"from": str(edition.period_from), "to": str(edition.period_to)},
    )
