"""One question in one edition: its level, its verdict, its change, its bodies and every unit counted."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from virage.audit import queries as audit
from virage.barometer import queries
from virage.barometer.models import Edition, EditionAnswer, EditionIndicator
from virage.barometer.queries import pages as reads
from virage.barometer.rules.errors import UnknownEdition
from virage.barometer.views import (
    alerting,
    calendar,
    census,
    change,
    definitions,
    drawing,
    estimates,
    exports,
    listing,
    shown,
    units,
)
from virage.barometer.views.naming import Names, names_of
from virage.barometer.views.reading import Reading, needs_edition, published, reading
from virage.barometer.wording import figures, notes
from virage.barometer.wording.nouns import said
from virage.contracts.text import Text
from virage.lib.clock import day_of, now
from virage.ui import files
from virage.ui.access import public
from virage.ui.context import active_language

Json = Mapping[str, Any]
Answers = QuerySet[EditionAnswer]


@require_safe
@public
@published
def target(request: HttpRequest, number: str, slug: str = "") -> HttpResponse:
    """A target, measured or not; 404 when the strategy has none of that number."""
    found = reading(slug)
    told = _target(number, found.edition)
    put = _put(found.edition, number)
    if put is not None and not put.answers:
        put = None
    here = _("Cible %(number)s") % {"number": number}
    if put is None:
        return _without_records(request, found, told, here)
    return _page(request, found, put, here=here, title=said(told["title"]), number=number)


@require_safe
@public
@published
def measure(request: HttpRequest, code: str, slug: str = "") -> HttpResponse:
    """A question that has no target."""
    found = reading(slug)
    put = _put(needs_edition(found), code)
    if put is None:
        raise Http404(_("Aucun indicateur n’a ce code dans cette édition."))
    return _page(request, found, put, here=_("Mesure"), title=names_of(put).title, number="")


@require_safe
@public
@published
def file(request: HttpRequest, slug: str, code: str, table: str, kind: str) -> HttpResponse:
    """A table of the page as CSV or JSON, with the filters of its address."""
    edition = needs_edition(reading(slug))
    put = _put(edition, code)
    if put is None:
        raise Http404(_("Aucun indicateur n’a ce code dans cette édition."))
    about = {
        "edition": edition.slug,
        "seal": edition.seal,
        "indicator": code,
        "version": put.version,
    }
    name = f"{code}-{edition.slug}-{table}"
    if table == "unites":
        asked = units.Asked.of(request.GET)
        rows = _answers(put, asked, queries.body_names(edition))
        return files.table(
            kind,
            name,
            exports.ANSWER_COLUMNS,
            units.exported(rows, edition=edition.slug, code=code, version=put.version),
            **about,
        )
    if table == "organismes":
        lines = listing.exported(put, edition.slug, queries.body_names(edition))
        return files.table(kind, name, exports.BODY_COLUMNS, lines, **about)
    levels = queries.trend(code, until=edition)
    if table == "alertes":
        lines = alerting.exported(put, levels)
        return files.table(kind, name, alerting.COLUMNS, lines, **about, **alerting.limits())
    if table == "evolution":
        rows_ = [exports.figure_row(one.edition.slug, one.indicator.headline) for one in levels]
        return files.table(kind, name, exports.FIGURE_COLUMNS, rows_, **about)
    if levels[-1].comparison is None:
        raise Http404(_("Cette édition n’a pas d’édition avant elle à laquelle se comparer."))
    return files.table(
        kind,
        name,
        change.COLUMNS,
        change.exported(levels[-1].comparison),
        **about,
        comparison=levels[-1].comparison,
    )


def _put(edition: Edition | None, code: str) -> EditionIndicator | None:
    """The question of that code or target number, if the edition put it."""
    if edition is None:
        return None
    try:
        return queries.figure(edition, code)
    except UnknownEdition:
        return None


def _target(number: str, edition: Edition | None) -> Json:
    """The target of that number, as the edition sealed it (as known now before the first edition)."""
    if edition is None:
        strategy = queries.strategy(day_of(now()), known_at=audit.sequence())
    else:
        strategy = edition.strategy
    for told in strategy["targets"]:
        if told["target"] == number:
            return dict(told)
    raise Http404(_("La stratégie n’a pas de cible de ce numéro."))


def _without_records(request: HttpRequest, found: Reading, told: Json, here: str) -> HttpResponse:
    title = said(told["title"])
    return render(
        request,
        "barometer/indicator.html",
        {
            **found.context(),
            "overview_url": reverse("barometer:overview"),
            "here": here,
            "heading": title,
            "lead": "",
            "figure": None,
            "definition": None,
            "drawing": shown.svg(drawing.empty_track(told, key="track", title=here)),
            "no_records": _("Aucun dossier encore"),
            "target_line": figures.target_line(dict(told)),
        },
    )


def _page(
    request: HttpRequest,
    found: Reading,
    put: EditionIndicator,
    *,
    here: str,
    title: str,
    number: str,
) -> HttpResponse:
    edition = needs_edition(found)
    names, figure = names_of(put), dict(put.headline)
    bodies = queries.body_names(edition)
    addresses: dict[str, dict[str, str]] = {
        table: {
            kind: reverse("barometer:table", args=[edition.slug, put.code, table, kind])
            for kind in files.FORMATS
        }
        for table in ("unites", "organismes", "evolution", "changement", "alertes")
    }
    levels = queries.trend(put.code, until=edition)
    context: dict[str, Any] = {
        **found.context(),
        "overview_url": reverse("barometer:overview"),
        "here": here,
        "heading": names.question,
        "lead": title,
        "names": names,
        "figure": figure,
        "drawing": shown.svg(drawing.track(figure, names.noun, key="track", title=here)),
        "sentence": figures.sentence_html(figure, names.noun),
        "caption": figures.among_listed(figure, names.noun),
        "weight": notes.weight_sentence(figure, names.words),
        "coverage": notes.coverage(figure),
        "attestation": notes.census(figure),
        "census": census.shown(put, bodies),
        "estimates": estimates.shown(figure),
        "alerts": alerting.shown(put, levels, names, bodies, addresses["alertes"]),
        "quotation": shown.quotation(figure, names, edition=edition, number=number, title=title),
        "target_line": "",
        "trend": change.trend(levels, names, figure, files=addresses["evolution"]),
        "change": change.change(levels, names, files=addresses["changement"]),
        "bodies": listing.shown_bodies(
            put,
            bodies,
            names,
            everything="organismes" in request.GET,
            files=addresses["organismes"],
        ),
        "units": _units(request, put, names, bodies, addresses["unites"]),
        "notes": definitions.notes(figure, names),
        "exempted_url": definitions.exempted_url(put),
        "comments": calendar.comments_of_edition(edition, put.code),
        "audit_url": reverse("barometer:edition-audit", args=[edition.slug]),
        "csv_url": addresses["unites"]["csv"],
        "json_url": addresses["unites"]["json"],
        **definitions.context(put, day_of(now())),
    }
    if figure["target"] is not None:
        context |= {
            "target_line": figures.target_line(figure["target"]),
            "state": drawing.verdict_state(figure),
            "verdict": drawing.verdict_words(figure),
            "verdict_reason": figures.verdict_reason(figure, names.noun),
            "break_even": figures.break_even_sentence(figure, names.noun),
        }
    return render(request, "barometer/indicator.html", context)


def _answers(put: EditionIndicator, asked: units.Asked, bodies: Mapping[str, Text]) -> Answers:
    return queries.answers(
        put,
        value=asked.value,
        reason=asked.reason,
        organisation=asked.body,
        search=asked.q,
        bodies=bodies,
        order=asked.by,
        language=active_language(),
    )


def _units(
    request: HttpRequest,
    put: EditionIndicator,
    names: Names,
    bodies: Mapping[str, Text],
    files: Mapping[str, str],
) -> units.Units:
    asked = units.Asked.of(request.GET)
    rows = _answers(put, asked, bodies)
    counts = reads.counts(_answers(put, asked.everything(), bodies))
    return units.shown(
        request,
        asked=asked,
        rows=rows,
        counts=counts,
        names=names,
        bodies=bodies,
        files=files,
        total=put.answers,
        has_parts=put.headline["ratio"] is not None,
    )
