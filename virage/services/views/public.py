"""Pages for everyone: the list of services, and one service with all that is known of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from virage.contracts.references import Reference, Resolved, resolve_all
from virage.contracts.text import Text
from virage.lib.clock import day_of, now
from virage.organisations import queries as organisations
from virage.services import queries, words
from virage.services.queries import CLOSED, OPEN, History, Listing
from virage.services.views import shown, tables
from virage.services.views.keepers import KEEPERS, history_of, may_keep
from virage.ui import files
from virage.ui.access import belongs, public
from virage.ui.components import Facet
from virage.ui.context import active_language, said

PER_PAGE = 50
STATES = {"": OPEN, "fermes": CLOSED, "tous": ""}


def _asked(request: HttpRequest) -> dict[str, str]:
    """What the address asks of the list; anything else is ignored."""
    state = request.GET.get("etat", "")
    return {
        "q": request.GET.get("q", "").strip()[:100],
        "organisme": request.GET.get("organisme", "")[:60],
        "etat": state if state in STATES else "",
    }


def _listing(asked: Mapping[str, str], today: date) -> Listing:
    return queries.listing(
        on=today,
        q=asked["q"],
        organisation=asked["organisme"],
        state=STATES[asked["etat"]],
        language=active_language(),
    )


def _address(asked: Mapping[str, str], **others: str) -> str:
    kept = {key: value for key, value in {**asked, **others}.items() if value}
    return f"?{urlencode(kept)}"


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The services there are: searched, of one body, open or closed."""
    asked = _asked(request)
    found = _listing(asked, day_of(now()))
    page = Paginator(found.lines, PER_PAGE).get_page(request.GET.get("page"))
    counts = {"": found.open, "fermes": found.closed, "tous": found.open + found.closed}
    labels = {"": _("En service"), "fermes": _("Fermés"), "tous": _("Tous")}
    tail = _address(asked) if any(asked.values()) else ""
    return render(
        request,
        "services/index.html",
        {
            "asked": asked,
            "page": page,
            "shows_closed": asked["etat"] != "",
            "keeps": any(belongs(request, one) for one in KEEPERS),
            "rows": [
                {
                    "line": one,
                    "name": said(one.name),
                    "body": shown.body_name(one.organisation, found.bodies),
                }
                for one in page
            ],
            "body": shown.body_name(asked["organisme"], found.bodies),
            "without_body": _address(asked, organisme=""),
            "facets": [
                Facet(labels[word], counts[word], _address(asked, etat=word), word == asked["etat"])
                for word in STATES
            ],
            "files": {
                kind: reverse("services:list-file", args=[kind]) + tail for kind in ("csv", "json")
            },
        },
    )


@public
@require_safe
def listed(request: HttpRequest, kind: str) -> HttpResponse:
    """The services that the list shows, all pages of it, as CSV or JSON."""
    today = day_of(now())
    found = _listing(_asked(request), today)
    return files.table(
        kind, "services", tables.SERVICE_COLUMNS, tables.services(found), on=today.isoformat()
    )


@public
@require_safe
def service(request: HttpRequest, code: str) -> HttpResponse:
    """One service: what it is called, who gives it and how, its numbers, and what happened to it."""
    one, today = history_of(code), day_of(now())
    page = Paginator(sorted(one.volumes, key=shown.volume_order), PER_PAGE).get_page(
        request.GET.get("page")
    )
    points = shown.last_points(one)
    proofs = shown.proofs_of(one.events, [*page, *points])
    names = organisations.names(codes={said.organisation for said in one.statements})
    return render(
        request,
        "services/service.html",
        {
            **_described(one, names, today),
            "volumes": shown.volume_rows(list(page), proofs),
            "page": page,
            "points": shown.point_rows(points, proofs),
            "observed_on": points[0].row.observed_on if points else None,
            "earlier_points": len(one.points) - len(points),
            "happenings": shown.history(one, names, _others(one), proofs),
            "files": {
                f"{table}_{kind}": reverse("services:table", args=[code, table, kind])
                for table in tables.TABLES
                for kind in ("csv", "json")
            },
            "elsewhere": _elsewhere(one),
            "keeping": _keeping(one, today) if may_keep(request, one, today) else None,
        },
    )


def _described(one: History, names: Mapping[str, Text], today: date) -> dict[str, Any]:
    """The service as it stands today."""
    stands = one.standing(today)
    owner = stands.organisation
    closed = one.life.closed_on if one.life else None
    return {
        "service": one,
        "name": said(stands.name),
        "other_name": stands.name_fr if active_language() == "en" else stands.name_en,
        "body": shown.body_name(owner, names),
        "owner": owner,
        "closed_on": closed,
        "is_closed": closed is not None and closed <= today,
        "reason": shown.closing_reason(one.life.reason) if one.life else "",
        "channels": shown.channel_names(one.offer.channels) if one.offer else "",
        "filing": said(words.REQUEST_ONLINE[one.offer.request_online if one.offer else ""]),
    }


def _others(one: History) -> dict[str, Text]:
    """The last names of the services that it follows, or that follow it."""
    codes = {*one.predecessors, *one.successors}
    said = queries.statements(codes=codes) if codes else {}
    return {code: stated[-1].name for code, stated in said.items()}


def _elsewhere(one: History) -> Resolved | None:
    """Where the barometer shows its answers, when it has any: known there, not here."""
    unit = Reference("barometer.unit", f"services/{one.code}")
    return resolve_all([unit]).get(unit)


def _keeping(one: History, today: date) -> dict[str, Any]:
    """What its keepers are told: what waits for an answer, what is missing."""
    found = queries.kept_by(one.owner(today), today)
    kept = next((each for each in found.services if each.code == one.code), None)
    waits = kept.waits if kept else ()
    return {
        "is_absent": queries.ABSENT in waits,
        "is_reused": queries.REUSED in waits,
        "period": found.period,
        "missing": [said(words.MISSING[each]) for each in kept.missing] if kept else [],
    }


@public
@require_safe
def table(request: HttpRequest, code: str, table: str, kind: str) -> HttpResponse:
    """A table of the page of a service, whole, as CSV or JSON."""
    if table not in tables.TABLES:
        raise Http404
    one = history_of(code)
    columns, lines = tables.TABLES[table]
    name = f"service-{code}-{table}".replace("/", "-").replace("#", "-")
    return files.table(kind, name, columns, lines(one), service=code)
