"""The Secretariat steers: targets in the order of what to push, the levers of each, and "what if"."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from virage.barometer.models import Edition
from virage.barometer.queries import steering as reads
from virage.barometer.rules.errors import UnknownEdition
from virage.barometer.views import drawing, levers, shown, supposing
from virage.barometer.views.naming import names_from, text
from virage.barometer.views.reading import reading
from virage.barometer.wording import changes, figures, notes
from virage.barometer.wording import levers as words
from virage.barometer.wording.nouns import said
from virage.contracts.appeals import Appeal
from virage.contracts.text import Text
from virage.ui import files
from virage.ui.access import audience
from virage.ui.context import active_language

BODIES, UNITS = "organismes", "unites"


@dataclass(frozen=True, slots=True)
class TargetLine:
    """One target of the page that tells what to push."""

    number: str
    title: str
    url: str
    drawing: SafeString
    state: str
    verdict: str
    subject_to_census: bool
    target_line: str
    distance: str
    carrying: str
    first: str
    settling: str
    trend: str


@dataclass(frozen=True, slots=True)
class AppealLine:
    """A request for help, beside what the body could move."""

    title: str
    url: str
    body: str
    state: str
    asked_on: Any
    target: str
    levers_url: str


@audience("secretariat", "auditor")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The ten targets, first those that the fewest bodies could carry; the requests for help."""
    found = reading()
    context: dict[str, Any] = {**found.context(), "targets": [], "empty": [], "appeals": []}
    names: dict[str, Text] = {}
    if found.edition is not None:
        seen = reads.steering(found.edition)
        names = dict(seen.names)
        titles = {one["target"]: said(one["title"]) for one in found.edition.strategy["targets"]}
        context["targets"] = [_target_line(one, titles, seen) for one in seen.outlooks]
        context["empty"] = [f"{one['target']} {said(one['title'])}" for one in seen.empty]
    context["appeals"] = [_appeal(one, names) for one in reads.open_appeals()]
    return render(request, "barometer/steering/index.html", context)


def _target_line(one: reads.Outlook, titles: dict[str, str], seen: reads.Steering) -> TargetLine:
    figure, names = dict(one.put.headline), names_from(one.put.definition)
    number = figure["target"]["code"]
    first = one.levers[0] if one.levers and one.distance.certain else None
    return TargetLine(
        number=number,
        title=titles[number],
        url=reverse("barometer:levers", args=[number]),
        drawing=shown.svg(
            drawing.track(
                figure,
                names.noun,
                key=f"s{number.replace('.', '-')}",
                title=f"{number} {titles[number]}",
            )
        ),
        state=drawing.verdict_state(figure),
        verdict=drawing.verdict_words(figure),
        subject_to_census=bool(figure["verdict"] and figure["subject_to_census"]),
        target_line=figures.target_line(figure["target"]),
        distance=words.distance_sentence(one.standing, one.distance, figure, names.noun),
        carrying=words.carrying_sentence(one.fewest, len(one.levers)),
        first=""
        if first is None
        else _("D’abord : %(body)s (%(closed)s).")
        % {
            "body": text(seen.names.get(first.code, Text(first.code, first.code))),
            "closed": words.share_closed(first),
        },
        settling=words.settling_sentence(one.settling, figure, names.noun) if one.settling else "",
        trend=changes.change_line(dict(one.comparison) if one.comparison else None),
    )


def _appeal(one: Appeal, names: dict[str, Text]) -> AppealLine:
    return AppealLine(
        title=one.title,
        url=reverse(one.url_name, args=[one.url_argument]),
        body=text(names.get(one.organisation, Text(one.organisation, one.organisation))),
        state=text(one.state),
        asked_on=one.asked_on,
        target=one.target,
        levers_url=f"{reverse('barometer:levers', args=[one.target])}?corps={one.organisation}#et-si"
        if one.target
        else "",
    )


def _edition(slug: str) -> tuple[Any, Edition]:
    found = reading(slug)
    if found.edition is None:
        raise Http404(_("Aucune édition n’est publiée encore."))
    return found, found.edition


def _board(request: HttpRequest, number: str) -> tuple[Any, reads.Board]:
    found, edition = _edition(request.GET.get("edition", ""))
    try:
        board = reads.board(edition, number, now=request.GET.get("reponses") == "maintenant")
    except UnknownEdition as error:
        raise Http404(error.sentence.in_language(active_language())) from error
    if board.figure["target"] is None:
        raise Http404(_("Cette mesure n’a pas de cible."))
    return found, board


@audience("secretariat", "auditor")
@require_safe
def target(request: HttpRequest, number: str) -> HttpResponse:
    """What could move one target; what a choice of bodies and units would make of it."""
    found, board = _board(request, number)
    figure, names = board.figure, names_from(board.definition)
    outlook = levers.Outlook.of(board)
    titles = {one["target"]: said(one["title"]) for one in board.edition.strategy["targets"]}
    code = figure["target"]["code"]
    title = titles.get(code) or names.title
    choice = levers.choice_of(request.GET, board)
    context = {
        **found.context(),
        "number": code,
        "heading": title,
        "names": names,
        "figure": figure,
        "drawing": shown.svg(drawing.track(figure, names.noun, key="level", title=title)),
        "sentence": figures.sentence_html(figure, names.noun),
        "caption": figures.among_listed(figure, names.noun),
        "coverage": notes.coverage(figure),
        "state": drawing.verdict_state(figure),
        "verdict": drawing.verdict_words(figure),
        "target_line": figures.target_line(figure["target"]),
        "distance": words.distance_sentence(outlook.whole, outlook.far, figure, names.noun),
        "carrying": words.carrying_sentence(outlook.fewest, len(outlook.levers)),
        "trend_sentence": changes.direction_sentence(
            dict(board.comparison) if board.comparison else None, names.noun
        ),
        "by_weight": supposing.by_weight(board, names),
        "bodies": levers.body_lines(
            board, outlook, choice, everything="tous" in request.GET.getlist("voir")
        ),
        "more_bodies": max(0, len(outlook.levers) - levers.FIRST_BODIES),
        "units": levers.unit_lines(board, choice),
        "settling": supposing.settling(board, outlook, names),
        "attestations": supposing.missing_attestations(board),
        "choice": choice,
        "supposed": supposing.supposed(board, choice, names, title),
        "may_measure_now": not board.counts_people,
        "is_now": board.is_now,
        "known_at": board.known_at,
        "edition_slug": request.GET.get("edition", ""),
        "page_url": reverse("barometer:target", args=[code]),
    }
    return render(request, "barometer/steering/target.html", context)


@audience("secretariat", "auditor")
@require_safe
def file(request: HttpRequest, number: str, table: str, kind: str) -> HttpResponse:
    """The levers of a target as CSV or JSON: its bodies, or every unit not yet where it should be."""
    _found, board = _board(request, number)
    columns: Sequence[str]
    if table == BODIES:
        columns, rows = levers.BODY_COLUMNS, levers.body_rows(board)
    else:
        columns, rows = levers.unit_columns(board), levers.unit_rows(board)
    return files.table(
        kind,
        f"leviers-{number}-{table}",
        columns,
        rows,
        edition=board.edition.slug,
        seal=board.edition.seal,
        known_at=board.known_at,
        indicator=board.put.code,
        version=board.put.version,
    )
