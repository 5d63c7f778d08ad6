"""Pages of random draws: those of a register, asking for one, and the public page of each."""

import json
import uuid
from collections import Counter

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from virage.identity.models import Person
from virage.intake import actions, queries, rules
from virage.intake.forms import DrawForm, ReasonForm
from virage.intake.models import Draw
from virage.intake.views import shown
from virage.intake.views.hand_ins import READERS, WRITERS
from virage.intake.views.registers import place
from virage.lib.clock import day_of, now
from virage.organisations import queries as organisations
from virage.ui.access import audience, public
from virage.ui.context import active_language


def _draw(public_id: uuid.UUID) -> Draw:
    found = queries.draw_by_id(public_id)
    if found is None:
        raise Http404
    return found


def _may_act(draw: Draw, person: object) -> bool:
    """Whether who reads may enter the value of a draw, or give it up: who may hand in what it is for."""
    if not isinstance(person, Person):
        return False
    if draw.body is None:
        return organisations.is_secretariat(person)
    return organisations.may_hand_in_for(person, draw.body.code)


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def draws(request: HttpRequest, kind: str) -> HttpResponse:
    """The draws of a register; posting asks for another, of one body or of several drawn first."""
    here, language, at = place(request), active_language(), now()
    try:
        declared = queries.kept_kind(kind)
    except rules.Refused:
        raise Http404 from None
    if not queries.may_be_drawn(declared):
        raise Http404
    may_ask = here.may_hand_in if here.code else organisations.is_secretariat(here.person)
    if request.method == "POST" and not may_ask:
        raise Http404
    form = DrawForm(
        request.POST if request.method == "POST" else None,
        several=not here.code,
        today=day_of(at),
    )
    if request.method == "POST" and form.is_valid():
        try:
            draw = actions.announce_draw(
                kind=kind,
                body=here.code or None,
                size=form.cleaned_data["size"],
                clusters=form.cleaned_data.get("clusters"),
                source=form.cleaned_data["source"],
                day=form.cleaned_data["day"],
                period=form.period,
                again=form.cleaned_data.get("again", ""),
                by=here.person,
                at=at,
            )
        except rules.Refused as refusal:
            form.add_error(None, refusal.sentence.in_language(language))
        else:
            return redirect("intake:draw", draw.public_id)
    return render(
        request,
        "intake/draws.html",
        {
            "here": here,
            "kind": declared,
            "title": declared.title.in_language(language),
            "draws": queries.draws_of(kind, here.code),
            "form": form if may_ask else None,
            "may_draw_bodies": bool(here.code) and organisations.is_secretariat(here.person),
        },
        status=422 if form.is_bound else 200,
    )


@public
@require_GET
def draw(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What anyone may know of a draw: the frozen list, the value, who was drawn, and how to draw again."""
    return _page(request, _draw(public_id))


def _page(
    request: HttpRequest, found: Draw, form: ReasonForm | None = None, status: int = 200
) -> HttpResponse:
    language, may_act = active_language(), _may_act(found, request.user)
    names = organisations.names(codes=sorted({*found.frame, *found.drawn}))
    waits = not found.value and not found.why
    times = Counter(body for body, _ in queries.picks_of(found, found.value)) if found.value else {}
    return render(
        request,
        "intake/draw.html",
        {
            "draw": found,
            "title": queries.title(found.kind).in_language(language),
            "body": names[found.body.code].in_language(language) if found.body else "",
            "role": shown.role(found.announced_as, several=found.body is None),
            "units": sum(len(codes) for codes in found.frame.values()),
            "bodies": len(found.frame),
            "drawn": [
                (
                    code,
                    names[code].in_language(language) if code in names else code,
                    codes,
                    times[code],
                )
                for code, codes in found.drawn.items()
            ],
            "told": queries.told_of(found) if found.value else [],
            "may_act": may_act,
            "may_tell": {code for code in found.drawn if may_act},
            "form": (form or ReasonForm()) if may_act and waits else None,
            "waits": waits,
        },
        status=status,
    )


@public
@require_GET
def draw_file(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The draw as data: with it and nothing else, anybody can draw again."""
    found = _draw(public_id)
    return HttpResponse(
        json.dumps(
            {
                "id": str(found.public_id),
                "kind": found.kind,
                "body": found.body.code if found.body else None,
                "size": found.size,
                "clusters": found.clusters,
                "period_from": found.period_from.isoformat() if found.period_from else None,
                "period_to": found.period_to.isoformat() if found.period_to else None,
                "again": found.again or None,
                "frame": found.frame,
                "frame_sha256": found.frame_sha256,
                "source": found.source or None,
                "day": found.day.isoformat() if found.day else None,
                "announced_at": found.announced_at.isoformat(),
                "value": found.value or None,
                "picks": queries.picks_of(found, found.value) if found.value else None,
                "drawn": found.drawn if found.value else None,
                "drawn_at": found.drawn_at.isoformat() if found.drawn_at else None,
                "given_up": found.why or None,
            },
            ensure_ascii=False,
            indent=1,
        ),
        content_type="application/json; charset=utf-8",
    )


@audience(*WRITERS)
@require_POST
def settle(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Enter the value that came out, which draws; or give the draw up, with a public reason."""
    found = _draw(public_id)
    if not isinstance(request.user, Person) or not _may_act(found, request.user):
        raise Http404
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, 422)
    text, by, at = form.cleaned_data["text"], request.user, now()
    try:
        if request.POST.get("act") == "give-up":
            actions.give_up_draw(draw=found, why=text, by=by, at=at)
            messages.success(request, _("Tirage abandonné ; la raison est publique."))
        else:
            actions.draw_units(draw=found, value=text, by=by, at=at)
            messages.success(request, _("Tirage fait."))
    except rules.Refused as refusal:
        messages.error(request, refusal.sentence.in_language(active_language()))
    return redirect("intake:draw", public_id)
