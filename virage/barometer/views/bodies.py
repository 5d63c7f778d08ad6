"""Public bodies in the barometer: all of them, and one with its answers and what it owes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from virage.barometer import queries
from virage.barometer.models import Edition, EditionIndicator
from virage.barometer.queries.shown import BodyFigures
from virage.barometer.views import (
    alerting,
    calendar,
    census,
    drawing,
    exports,
    listing,
    promises,
    shown,
)
from virage.barometer.views.naming import Names, names_of, text
from virage.barometer.views.reading import needs_edition, published, reading
from virage.barometer.wording import figures, notes
from virage.barometer.wording.terms import count as written
from virage.contracts.text import Text
from virage.lib.text import folded
from virage.organisations import queries as organisations
from virage.ui import files, typography
from virage.ui.access import public
from virage.ui.context import active_language, page_of


@dataclass(frozen=True, slots=True)
class IndicatorBodies:
    """One question put to every body."""

    key: str
    title: str
    caption: str
    url: str
    names: Names
    rows: list[listing.BodyRow]
    files: dict[str, str]


@require_safe
@public
@published
def index(request: HttpRequest) -> HttpResponse:
    """Every body of the edition to quote, by name."""
    found = reading()
    indicators: list[IndicatorBodies] = []
    if found.edition is not None:
        names = queries.body_names(found.edition)
        for place, put in enumerate(queries.indicators_of(found.edition)):
            indicators.append(_of_indicator(put, found.edition, names, place))
    return render(request, "barometer/bodies.html", {**found.context(), "indicators": indicators})


def _of_indicator(
    put: EditionIndicator, edition: Edition, names: dict[str, Text], place: int
) -> IndicatorBodies:
    called = {code: text(names[code]) if code in names else code for code in put.by_organisation}
    words = names_of(put)
    rows = [
        listing.BodyRow(
            called[code],
            reverse("barometer:body", args=[code]),
            count,
            note=notes.withheld_of_body(count, words.words),
        )
        for code, count in sorted(
            put.by_organisation.items(), key=lambda pair: folded(called[pair[0]])
        )
    ]
    return IndicatorBodies(
        key=f"bodies-{place}",
        title=words.title,
        caption=_("%(title)s, réponses des organismes, édition %(edition)s")
        % {"title": words.title, "edition": shown.edition_label(edition)},
        url=shown.indicator_url(put.code, put.target, ""),
        names=words,
        rows=rows,
        files={
            kind: reverse("barometer:table", args=[edition.slug, put.code, "organismes", kind])
            for kind in files.FORMATS
        },
    )


@dataclass(frozen=True, slots=True)
class Missing:
    """Why some units of a body have no answer."""

    words: str


@dataclass(frozen=True, slots=True)
class OverTime:
    """The counts of a body in one edition."""

    label: str
    url: str
    count: dict[str, Any]


@dataclass(frozen=True, slots=True)
class IndicatorOfBody:
    """One question, as one body answers it."""

    title: str
    url: str
    units_url: str
    drawing: SafeString
    sentence: SafeString
    missing: list[Missing]
    nothing_missing: str
    time_key: str
    over_time: list[OverTime]
    names: Names
    all_units: str
    attestation: str
    withheld: str
    alerts: list[str]


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A dated fact of a body: a name, an end, who it took over from."""

    words: str
    name: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class BodyShown:
    """A body as the edition called it."""

    code: str
    name: str
    history: list[HistoryLine]


@require_safe
@public
@published
def body(request: HttpRequest, code: str) -> HttpResponse:
    """One body: its answers in the edition to quote, what is missing, and its answers before."""
    found = reading()
    told = organisations.bodies(codes=[code])
    here = None if found.edition is None else queries.body(found.edition, code)
    if here is None and not told:
        raise Http404(_("Aucun organisme public n’a ce code."))
    indicators: list[IndicatorOfBody] = []
    if here is not None:
        past = queries.body_history(code)
        put = [here.indicators[one] for one in here.figures]
        watched = alerting.of_body(
            put, needs_edition(found), code, {one.code: names_of(one) for one in put}
        )
        indicators = [
            _indicator(one, here, place, past, watched[one.code]) for place, one in enumerate(put)
        ]
    name = text(told[0].name if here is None else here.name)
    return render(
        request,
        "barometer/body.html",
        {
            **found.context(),
            "body": BodyShown(code, name, _history(code, told)),
            "indicators": indicators,
            "silent": [] if here is None else _silent(here),
            "rows": [] if here is None else promises.of_body(needs_edition(found), code, name),
            "report_url": "" if here is None else page_of("portal:report", code),
            "promises_url": f"{reverse('barometer:promises')}?organisme={code}",
            "comments": []
            if here is None
            else calendar.comments_of_edition(needs_edition(found), body=code),
            "csv_url": reverse("barometer:body-file", args=[code, "csv"]),
            "json_url": reverse("barometer:body-file", args=[code, "json"]),
        },
    )


def _indicator(
    put: EditionIndicator,
    here: BodyFigures,
    place: int,
    past: Sequence[tuple[Edition, dict[str, Any]]],
    alerts: list[str],
) -> IndicatorOfBody:
    count, names = here.figures[put.code], names_of(put)
    url = shown.indicator_url(put.code, put.target, "")
    levels = [
        OverTime(
            shown.edition_label(edition),
            reverse("barometer:edition", args=[edition.slug]),
            counted[put.code],
        )
        for edition, counted in reversed(past)
        if put.code in counted
    ]
    reasons = Counter(one.reason for one in here.missing if one.indicator_id == put.pk)
    return IndicatorOfBody(
        title=names.title,
        url=url,
        units_url=f"{url}?organisme={here.code}#units",
        drawing=shown.svg(
            drawing.body_track(count, put.headline, key=f"i{place}", title=names.title)
        ),
        sentence=figures.sentence_html({**put.headline, **count}, names.noun),
        missing=[
            Missing(
                ngettext(
                    "%(number)s %(one)s : %(reason)s", "%(number)s %(many)s : %(reason)s", number
                )
                % {
                    "number": written(number),
                    "one": names.unit.one,
                    "many": names.unit.many,
                    "reason": names.reason(reason),
                }
            )
            for reason, number in reasons.most_common()
        ],
        nothing_missing=names.unit.agree(
            _("Rien ne manque : chaque %(one)s [concerné|concernée] a une réponse.")
        )
        % {"one": names.unit.one},
        time_key=f"time-{place}",
        over_time=levels if len(levels) > 1 else [],
        names=names,
        all_units=_all_units(put, here, names),
        attestation=census.sentence(put, here.code),
        withheld=notes.withheld_of_body(count, names.words),
        alerts=alerts,
    )


def _all_units(put: EditionIndicator, here: BodyFigures, names: Names) -> str:
    """« Voir les 12 services comptés »."""
    number, unit = listing.listed(here.figures[put.code]), names.unit
    if (
        names.noun is not unit
    ):  # people are counted: how many units they are in is for the list to say
        return unit.agree(_("Voir les %(many)s [comptés|comptées]")) % {"many": unit.many}
    message = ngettext(
        "Voir [le seul|la seule] %(one)s [compté|comptée]",
        "Voir les %(number)s %(many)s [comptés|comptées]",
        number,
    )
    return unit.agree(message) % {"one": unit.one, "many": unit.many, "number": written(number)}


@dataclass(frozen=True, slots=True)
class Silent:
    """A question for which the body was expected, and of which it lists nothing."""

    title: str
    url: str


def _silent(here: BodyFigures) -> list[Silent]:
    return [
        Silent(names_of(put).title, shown.indicator_url(put.code, put.target, ""))
        for put in here.indicators.values()
        if census.is_silent(put, here.code)
    ]


def _history(code: str, told: Sequence[organisations.Body]) -> list[HistoryLine]:
    """Names, ends, predecessors and successors, as known today."""
    language = active_language()

    def day(on: Any) -> str:
        return typography.day_in_words(on, language)

    lines = []
    names = organisations.name_history(code)
    for since, name in names[1:]:
        lines.append(
            HistoryLine(
                _("S’appelle « %(name)s » depuis le %(day)s.")
                % {"name": text(name), "day": day(since)}
            )
        )
    if len(names) > 1:
        lines.append(HistoryLine(_("Auparavant « %(name)s ».") % {"name": text(names[0][1])}))
    links = [one for one in organisations.successions() if code in (one.body, one.predecessor)]
    called = organisations.names(
        codes=[one.predecessor if one.body == code else one.body for one in links]
    )
    for one in links:
        other = one.predecessor if one.body == code else one.body
        words = (
            _("Le %(day)s, prend la suite de")
            if one.body == code
            else _("Le %(day)s, son rôle passe à")
        ) % {"day": day(one.on)}
        whose = text(called[other]) if other in called else other
        lines.append(HistoryLine(words, whose, reverse("barometer:body", args=[other])))
    ended = next((one.valid_to for one in told if one.valid_to is not None), None)
    if ended is not None:
        lines.append(HistoryLine(_("N’existe plus depuis le %(day)s.") % {"day": day(ended)}))
    return lines


@require_safe
@public
@published
def file(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The counts of a body in every edition to quote, as CSV or JSON."""
    past = queries.body_history(code)
    if not past:
        raise Http404(_("Aucune édition ne compte de réponse de cet organisme."))
    latest = past[-1][0]
    name = queries.body_names(latest).get(code, Text(code, code))
    lines = [
        listing.body_line(edition.slug, indicator, edition.versions[indicator], code, name, count)
        for edition, counted in reversed(past)
        for indicator, count in counted.items()
    ]
    return files.table(kind, f"organisme-{code}", exports.BODY_COLUMNS, lines, organisation=code)
