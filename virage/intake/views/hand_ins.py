"""Pages for those who hand in: the list, a new one, its report and preview, what becomes of it."""

import json
import uuid
from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from virage.contracts.intakes import Intake, intakes
from virage.identity.models import Person
from virage.intake import actions, formats, queries, rules
from virage.intake.forms import AcceptanceForm, HandInForm
from virage.intake.models import ACCEPTED, CHECKED, RECEIVED, REFUSED, HandIn
from virage.intake.serialised import as_json
from virage.intake.views import shown
from virage.lib import csv_out
from virage.lib.clock import now
from virage.organisations import queries as organisations
from virage.ui.access import audience
from virage.ui.context import active_language

READERS = ("officer", "secretariat", "auditor")
WRITERS = ("officer", "secretariat")


def _person(request: HttpRequest) -> Person:
    return cast(Person, request.user)


def _hand_in(request: HttpRequest, public_id: uuid.UUID) -> HandIn:
    found = queries.of_person(public_id, _person(request))
    if found is None:
        raise Http404
    return found


@audience(*READERS)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The latest hand-ins of one's bodies."""
    person = _person(request)
    wanted = request.GET.get("etat", "")
    listed = queries.listed(person, state=wanted if wanted in shown.STATES else "")
    language = active_language()
    return render(
        request,
        "intake/list.html",
        {
            "rows": [shown.row(one, language) for one in listed],
            "facets": shown.state_facets(queries.states(person), wanted),
            "may_hand_in": bool(queries.bodies_to_hand_in_for(person)),
        },
    )


@audience(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Choose a kind, a body and a file; then to its report."""
    person = _person(request)
    several = organisations.is_secretariat(person)
    form = HandInForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        kinds=[one for one in intakes if several or not one.secretariat_only],
        bodies=queries.bodies_to_hand_in_for(person),
        several=several,
        language=active_language(),
        initial={
            "kind": request.GET.get("genre", ""),
            "body": request.GET.get("organisme", ""),
            "draw": request.GET.get("tirage", ""),
        },
    )
    draw = queries.draw_by_id(form["draw"].value() or "")
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            hand_in = actions.receive(
                kind=form.cleaned_data["kind"],
                filename=file.name,
                stream=file.chunks(),
                body=form.cleaned_data["body"] or None,
                by=person,
                at=now(),
                via="page",
                draw=draw,
            )
        except rules.Refused as refusal:
            form.add_error(None, refusal.sentence.in_language(active_language()))
        else:
            if hand_in.state == ACCEPTED:
                messages.info(request, _("Ce fichier est déjà accepté : rien ne change."))
            return redirect("intake:hand-in", hand_in.public_id)
    return render(
        request,
        "intake/new.html",
        {"form": form, "steps": shown.steps(""), "draw": draw},
        status=422 if form.is_bound else 200,
    )


@audience(*READERS)
@require_GET
def hand_in(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One hand-in: where it stands, its report, what it would change, and what one may do."""
    found = _hand_in(request, public_id)
    return _page(request, found, _acceptance(request, found))


def _acceptance(
    request: HttpRequest, found: HandIn, data: QueryDict | None = None
) -> AcceptanceForm | None:
    """The form that accepts a hand-in, for who may; None in any state but that of being checked."""
    if found.state != CHECKED or not queries.may_accept(found, _person(request)):
        return None
    preview = found.preview
    return AcceptanceForm(
        data,
        new=len(preview["new_bodies"]) + len(preview["new_services"]),
        asked=queries.asked(found, _person(request)),
        language=active_language(),
    )


def _page(
    request: HttpRequest, found: HandIn, form: AcceptanceForm | None, status: int = 200
) -> HttpResponse:
    words = shown.page(
        found, queries.body_name(found), queries.title(found.kind), active_language()
    )
    may_act = queries.may_accept(found, _person(request))
    draft = queries.draft_behind(found, _person(request)) if may_act else None
    return render(
        request,
        "intake/hand_in.html",
        {**words, "may_act": may_act, "form": form, "draft": draft},
        status=status,
    )


def _act(
    request: HttpRequest, public_id: uuid.UUID, act: Callable[[HandIn], object], done: str
) -> HttpResponse:
    found = _hand_in(request, public_id)
    try:
        act(found)
    except rules.Refused as refusal:
        messages.error(request, refusal.sentence.in_language(active_language()))
    else:
        messages.success(request, done)
    return redirect("intake:hand-in", public_id)


@audience(*WRITERS)
@require_POST
def accept(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Accept a checked hand-in, with the answers that it asks for; its rows are then recorded in the
    background. What is missing or refused is told beside the question, and the other answers stay."""
    found = _hand_in(request, public_id)
    form = _acceptance(request, found, request.POST)
    if form is not None and not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        after = actions.accept(
            hand_in=found,
            by=_person(request),
            at=now(),
            create_new="create_new" in request.POST,
            reused=form.reused if form else {},
        )
    except rules.NotYoursToContinue as refusal:
        if form is None:
            raise
        form.refuse(refusal.continued, refusal.sentence.in_language(active_language()))
        return _page(request, found, form, status=422)
    except rules.Refused as refusal:
        messages.error(request, refusal.sentence.in_language(active_language()))
    else:
        if after.state in (RECEIVED, REFUSED):
            messages.warning(
                request, _("Réponse gardée : ce dépôt est à corriger, et rien n’est enregistré.")
            )
        else:
            messages.success(request, _("Dépôt accepté."))
    return redirect("intake:hand-in", public_id)


@audience(*WRITERS)
@require_POST
def check_again(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Read the file once more against the records of today."""
    return _act(
        request,
        public_id,
        lambda one: actions.check_again(hand_in=one, by=_person(request), at=now()),
        _("Dépôt vérifié de nouveau."),
    )


@audience(*WRITERS)
@require_POST
def withdraw(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take a hand-in back."""
    return _act(
        request,
        public_id,
        lambda one: actions.withdraw(hand_in=one, by=_person(request), at=now()),
        _("Dépôt retiré : rien n’en est enregistré."),
    )


@audience(*READERS)
@require_GET
def report_json(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The report and the preview, as they are kept."""
    found = _hand_in(request, public_id)
    return HttpResponse(
        json.dumps(as_json(found), ensure_ascii=False, indent=1),
        content_type="application/json; charset=utf-8",
    )


@audience(*READERS)
@require_GET
def report_csv(request: HttpRequest, public_id: uuid.UUID) -> StreamingHttpResponse:
    """The findings, one a line, to correct a file beside them."""
    found = _hand_in(request, public_id)
    language = active_language()
    header = ["level", "code", "line", "column", "value", "message", "advice"]
    lines = (
        [
            one["level"],
            one["code"],
            one["line"],
            one["column"],
            one["value"],
            one["message"][language],
            one["advice"][language],
        ]
        for one in found.report.get("findings", [])
    )
    response = StreamingHttpResponse(
        csv_out.rows(header, lines), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="rapport-{public_id}.csv"'
    return response


@audience(*WRITERS)
@require_GET
def prefilled(request: HttpRequest, kind: str, layout: str, ending: str) -> HttpResponse:
    """A template holding the last values of a body (`?organisme=CODE`) that one hands in for; those of the
    units of a draw (`?tirage=ID`) alone."""
    code = request.GET.get("organisme", "")
    if kind not in intakes or not organisations.may_hand_in_for(_person(request), code):
        raise Http404
    if not any(code == known for known, _name in queries.bodies_to_hand_in_for(_person(request))):
        raise Http404
    declared = intakes.get(kind)
    if "tirage" in request.GET:
        draw = queries.draw_by_id(request.GET["tirage"])
        if draw is None or draw.kind != kind or code not in draw.drawn or layout != formats.LONG:
            raise Http404
        declared = queries.kind_of_draw(declared, draw)
    return template(declared, layout, ending, code)


def template(declared: Intake, layout: str, ending: str, body: str | None) -> HttpResponse:
    """A template as a download, empty when `body` is None."""
    if layout not in formats.layouts(declared) or ending not in formats.endings(declared):
        raise Http404
    name = f"{declared.code}-{layout}{f'-{body}' if body else ''}.{ending}"
    if ending == "csv":
        content = "".join(formats.template_csv(declared, layout, body))
        response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    else:
        response = HttpResponse(
            formats.template_xlsx(declared, layout, body, active_language()),
            content_type=formats.XLSX_TYPE,
        )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
