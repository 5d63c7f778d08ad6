"""Pages of requests for support: those one may see, a new one, and the thread of each."""

from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from virage.excellence import actions, queries, rules, words
from virage.excellence.forms import ActingForm, AskingForm
from virage.excellence.queries import Asked
from virage.identity.models import Person
from virage.lib.clock import day_of, now
from virage.organisations import audiences
from virage.organisations import queries as organisations
from virage.organisations import rules as roles
from virage.organisations.rules import Refused
from virage.ui.access import NotForYou, audience
from virage.ui.components import Facet, Happening
from virage.ui.context import said

READERS = ("officer", "secretariat", "auditor")
PER_PAGE = 50
READ_AND_POST = ("GET", "HEAD", "POST")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that may be done from the page of a request: its address, its verb, its words."""

    slug: str
    verb: str
    heading: Promise
    lead: Promise
    submit: Promise


STEPS = {
    one.slug: one
    for one in (
        Step(
            "prendre-en-charge",
            rules.TAKE,
            gettext_lazy("Prendre en charge"),
            gettext_lazy("L’organisme verra votre nom. Un mot n’est pas obligatoire."),
            gettext_lazy("Prendre en charge"),
        ),
        Step(
            "repondre",
            rules.ANSWER,
            gettext_lazy("Répondre"),
            gettext_lazy("L’organisme lira votre réponse."),
            gettext_lazy("Envoyer la réponse"),
        ),
        Step(
            "ajouter",
            rules.ADD,
            gettext_lazy("Ajouter quelque chose"),
            gettext_lazy("Le centre d’excellence le lira à la suite du reste."),
            gettext_lazy("Ajouter"),
        ),
        Step(
            "clore",
            rules.CLOSE,
            gettext_lazy("Clore la demande"),
            gettext_lazy("Rien ne s’y ajoutera plus. L’organisme lira pourquoi."),
            gettext_lazy("Clore la demande"),
        ),
        Step(
            "retirer",
            rules.WITHDRAW,
            gettext_lazy("Retirer la demande"),
            gettext_lazy("Rien ne s’y ajoutera plus. Un mot n’est pas obligatoire."),
            gettext_lazy("Retirer la demande"),
        ),
    )
}


def _person(request: HttpRequest) -> Person:
    return cast(Person, request.user)


def _shown(one: Asked) -> dict[str, Any]:
    """A request as its templates read it."""
    targets = words.targets()
    return {
        "request": one,
        "url": reverse("excellence:request", args=[one.public_id]),
        "body": said(one.body_name),
        "state": said(words.STATES[one.state]),
        "outcome": said(words.OUTCOMES[one.outcome]) if one.outcome else "",
        "target": f"{one.target} – {said(targets[one.target])}" if one.target in targets else "",
    }


@audience(*READERS)
@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """The requests that one may see, those that wait first; by state and by body."""
    held = audiences.roles(request)
    state = request.GET.get("etat", "open")
    body = request.GET.get("organisme", "")
    if state not in ("open", "all", *rules.STATES):
        raise Http404
    counts = queries.numbers(held, body=body)
    facets = [
        ("open", _("En cours"), sum(counts[one] for one in rules.OPEN)),
        *((one, said(words.STATES[one]), counts[one]) for one in rules.STATES),
        ("all", _("Toutes"), sum(counts.values())),
    ]
    rows = queries.requests(held, state="" if state == "all" else state, body=body)
    page = Paginator(rows.select_related("body", "assigned_to"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    more = {"organisme": body} if body else {}
    return render(
        request,
        "excellence/requests.html",
        {
            "page": page,
            "rows": [_shown(one) for one in queries.shown(list(page))],
            "facets": [
                Facet(title, number, "?" + urlencode({"etat": code, **more}), code == state)
                for code, title, number in facets
            ],
            "may_ask": bool(_own_bodies(request)),
        },
    )


def _own_bodies(request: HttpRequest) -> list[tuple[str, str]]:
    """The bodies (code, name) for which who asks may ask for help."""
    mine = [
        one.body
        for one in audiences.roles(request)
        if one.body and roles.may(roles.ASK_SUPPORT, [one], one.body)
    ]
    names = organisations.names(codes=mine) if mine else {}
    return sorted(((code, said(name)) for code, name in names.items()), key=lambda one: one[1])


@require_http_methods(READ_AND_POST)
@audience("officer")
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for help in the name of one's body."""
    form = AskingForm(
        request.POST if request.method == "POST" else None,
        bodies=_own_bodies(request),
        initial={"target": request.GET.get("cible", ""), "measure": request.GET.get("mesure", "")},
    )
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.ask(**given, by=_person(request), at=now())
        except rules.CannotDo as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Demande envoyée. Le centre d’excellence la voit."))
            return redirect("excellence:request", made.public_id)
    return render(
        request,
        "excellence/ask.html",
        {"form": form},
        status=422 if form.is_bound else 200,
    )


def _found(request: HttpRequest, public_id: UUID) -> Asked:
    try:
        return queries.request(public_id, audiences.roles(request))
    except queries.UnknownRequest:
        raise Http404(_("Cette demande n’existe pas, ou n’est pas de votre organisme.")) from None


def _steps(request: HttpRequest, one: Asked) -> list[Step]:
    """What who asks may do to it now."""
    held = audiences.roles(request)
    sides: list[rules.Side] = []
    if roles.may(roles.ASK_SUPPORT, held, one.body):
        sides.append("body")
    if roles.may(roles.GIVE_SUPPORT, held, one.body):
        sides.append("centre")
    verbs = {verb for side in sides for verb in rules.possible(one.state, side)}
    return [step for step in STEPS.values() if step.verb in verbs]


@audience(*READERS)
@require_safe
def request_page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The thread of a request, and what may be done to it."""
    one = _found(request, public_id)
    return render(
        request,
        "excellence/request.html",
        {
            **_shown(one),
            "thread": [
                Happening(
                    day=day_of(message.at),
                    title=said(words.DONE[message.verb]),
                    text=message.words,
                    source=message.by,
                )
                for message in one.messages
            ],
            "steps": [
                {
                    "title": step.heading,
                    "url": reverse("excellence:act", args=[public_id, step.slug]),
                }
                for step in _steps(request, one)
            ],
        },
    )


@audience("officer", "secretariat")
@require_http_methods(READ_AND_POST)
def act(request: HttpRequest, public_id: UUID, step: str) -> HttpResponse:
    """Do one thing to a request: take, answer, add, close, withdraw."""
    if step not in STEPS:
        raise Http404
    one, doing = _found(request, public_id), STEPS[step]
    form = ActingForm(
        request.POST if request.method == "POST" else None,
        verb=doing.verb,
        initial={"seen": len(one.messages)},
    )
    if form.is_valid():
        try:
            actions.act(
                public_id=public_id,
                verb=doing.verb,
                **form.cleaned_data,
                by=_person(request),
                at=now(),
            )
        except rules.MeanwhileTaken as refusal:
            read = request.POST.copy()
            read["seen"] = str(len(_found(request, public_id).messages))
            form.data = read
            form.refuse(refusal)
        except rules.CannotDo as refusal:
            form.refuse(refusal)
        except Refused as refusal:
            raise NotForYou(_("l’organisme qui demande, et le centre qui répond")) from refusal
        else:
            messages.success(request, _("C’est fait."))
            return redirect("excellence:request", public_id)
    return render(
        request,
        "excellence/act.html",
        {**_shown(one), "form": form, "step": doing},
        status=422 if form.is_bound else 200,
    )
