"""What an officer does to one service, each act on its page: open, describe, say what it offers, close.

What cannot be undone is shown once more in words before it is done. A refusal is told where it was
typed, and nothing typed is lost.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from virage.contracts.text import Text
from virage.lib.clock import day_of, now
from virage.organisations import queries as organisations
from virage.organisations.rules import Refused
from virage.services import actions
from virage.services.forms import (
    NOT_SAID,
    ActForm,
    ClosingForm,
    DescriptionForm,
    OfferForm,
    OpeningForm,
)
from virage.services.queries import History
from virage.services.rules.acts import CannotAct
from virage.services.views import shown
from virage.services.views.keepers import KEEPERS, bodies, kept, person
from virage.ui.access import audience
from virage.ui.context import active_language, said
from virage.ui.typography import integer

CONFIRM, CHANGE = "confirme", "modifier"
"""The buttons of the second step: do it, or go back to what was typed."""

READ_AND_POST = ("GET", "HEAD", "POST")


def _done(form: ActForm, act: Callable[[], History]) -> History | None:
    """What the act gives; None when it was refused, and the form says why."""
    try:
        return act()
    except CannotAct as refusal:
        form.refuse(refusal)
    except Refused as refusal:
        form.add_error(None, refusal.sentence.in_language(active_language()))
    return None


def _form(request: HttpRequest, form: ActForm, one: History | None, **about: Any) -> HttpResponse:
    """The page of an act: what it does, and its form."""
    back = reverse("services:service", args=[one.code]) if one else reverse("services:register")
    return render(
        request,
        "services/act.html",
        {"form": form, "back": back, "name": _name(one), "service": one, **about},
        status=422 if form.is_bound and form.errors else 200,
    )


def _name(one: History | None) -> str:
    """What the service is called today."""
    if one is None:
        return ""
    return said(one.standing(day_of(now())).name)


def _confirmation(
    request: HttpRequest,
    form: ActForm,
    one: History | None,
    lines: Sequence[tuple[str, str]],
    **about: Any,
) -> HttpResponse:
    """The second step: what would be done, in words."""
    return render(
        request,
        "services/confirm.html",
        {
            "form": form,
            "name": _name(one),
            "service": one,
            "lines": lines,
            "confirm": CONFIRM,
            "change": CHANGE,
            **about,
        },
    )


@audience(*KEEPERS)
@require_http_methods(READ_AND_POST)
def open_(request: HttpRequest) -> HttpResponse:
    """A new service of a body that one keeps; its code is for ever, so it is shown once more first."""
    mine = bodies(request)
    form = OpeningForm(
        request.POST if request.method == "POST" else None,
        bodies=mine,
        initial={"organisation": request.GET.get("organisme", "")},
    )
    about = {
        "heading": _("Ouvrir un service"),
        "lead": _(
            "Ce qu’un citoyen ou une entreprise demande à votre organisme, et que l’on compte."
        ),
        "submit": _("Continuer"),
    }
    if not form.is_valid() or CHANGE in request.POST:
        return _form(request, form, None, **about)
    given = form.cleaned_data
    if CONFIRM not in request.POST:
        return _confirmation(
            request,
            form,
            None,
            (
                (_("Code"), given["code"]),
                (_("Nom français"), given["name_fr"]),
                (_("Nom anglais"), given["name_en"]),
                (_("Organisme responsable"), dict(mine)[given["organisation"]]),
                (_("Rendu depuis le"), shown.day(given["opened_on"])),
            ),
            heading=_("Ouvrir ce service ?"),
            warning=_(
                "Son code ne pourra plus changer, ni servir à un autre service. Le reste se corrige en "
                "décrivant le service de nouveau."
            ),
            submit=_("Ouvrir ce service"),
        )
    opened = _done(
        form,
        lambda: actions.open_service(
            code=given["code"],
            name=Text(given["name_fr"], given["name_en"]),
            organisation=given["organisation"],
            opened_on=given["opened_on"],
            by=person(request),
            at=now(),
        ),
    )
    if opened is None:
        return _form(request, form, None, **about)
    messages.success(request, _("Service ouvert. Dites maintenant ce qu’il offre."))
    return redirect("services:offer", opened.code)


@audience(*KEEPERS)
@require_http_methods(READ_AND_POST)
def describe(request: HttpRequest, code: str) -> HttpResponse:
    """Another name or body from a day on."""
    at = now()
    one = kept(request, code, day_of(at))
    stands = one.standing(day_of(at))
    choices = bodies(request)
    if stands.organisation not in dict(choices):
        names = organisations.names(codes=[stands.organisation])
        choices.append((stands.organisation, shown.body_name(stands.organisation, names)))
    form = DescriptionForm(
        request.POST if request.method == "POST" else None,
        bodies=choices,
        initial={
            "name_fr": stands.name_fr,
            "name_en": stands.name_en,
            "organisation": stands.organisation,
            "valid_from": day_of(at),
        },
    )
    given = form.cleaned_data if form.is_valid() else {}
    done = given and _done(
        form,
        lambda: actions.describe_service(
            code=code,
            name=Text(given["name_fr"], given["name_en"]),
            organisation=given["organisation"],
            valid_from=given["valid_from"],
            by=person(request),
            at=at,
        ),
    )
    if not done:
        return _form(
            request,
            form,
            one,
            heading=_("Décrire de nouveau"),
            lead=_(
                "Un autre nom, ou un autre organisme, à partir d’un jour. Le code reste le même."
            ),
            submit=_("Enregistrer la description"),
            only_body=choices[0][1] if len(choices) == 1 else "",
        )
    messages.success(request, _("Description enregistrée."))
    return redirect("services:service", code)


@audience(*KEEPERS)
@require_http_methods(READ_AND_POST)
def offer(request: HttpRequest, code: str) -> HttpResponse:
    """From a day on, by which channels the service is offered, and whether one can file on line."""
    at = now()
    one = kept(request, code, day_of(at))
    form = OfferForm(
        request.POST if request.method == "POST" else None,
        initial={
            "channels": (one.offer.channels if one.offer else None) or (),
            "request_online": one.offer and (one.offer.request_online or NOT_SAID),
            "valid_from": day_of(at) if one.offer else one.listed_from,
        },
    )
    given = form.cleaned_data if form.is_valid() else {}
    done = given and _done(
        form,
        lambda: actions.state_offer(
            code=code,
            valid_from=given["valid_from"],
            channels=form.offered,
            request_online=form.filed_on_line,
            by=person(request),
            at=at,
        ),
    )
    if not done:
        return _form(
            request,
            form,
            one,
            heading=_("Dire ce qu’il offre"),
            lead=_("Par où l’on peut demander ce service, à partir d’un jour."),
            submit=_("Enregistrer l’offre"),
        )
    messages.success(request, _("Offre enregistrée."))
    return redirect("services:service", code)


@audience(*KEEPERS)
@require_http_methods(READ_AND_POST)
def close(request: HttpRequest, code: str) -> HttpResponse:
    """The service is closed from a day on, for a reason of the list; what follows is shown first."""
    at = now()
    one = kept(request, code, day_of(at))
    form = ClosingForm(request.POST if request.method == "POST" else None, history=one)
    about = {
        "heading": _("Fermer un service"),
        "lead": _(
            "Un service qui n’est plus rendu. Il reste au registre, avec son histoire et ses volumes."
        ),
        "submit": _("Continuer"),
    }
    if not form.is_valid() or CHANGE in request.POST:
        return _form(request, form, one, **about)
    given = form.cleaned_data
    if CONFIRM not in request.POST:
        return _confirmation(
            request,
            form,
            one,
            (
                (_("Fermé à partir du"), shown.day(given["on"])),
                (_("Raison"), shown.closing_reason(given["reason"])),
            ),
            heading=_("Fermer ce service ?"),
            warning=_consequences(one, given["on"]),
            submit=_("Fermer ce service"),
        )
    closed = _done(
        form,
        lambda: actions.close_service(
            code=code, on=given["on"], reason=given["reason"], by=person(request), at=at
        ),
    )
    if closed is None:
        return _form(request, form, one, **about)
    messages.success(request, _("Service fermé."))
    return redirect("services:service", code)


def _consequences(one: History, on: date) -> str:
    """What closing changes for the figures."""
    text = _(
        "Il sort de la population du baromètre pour toute période qui commence ce jour-là ou après. La "
        "fermeture est publique, avec sa raison et le rôle de qui l’a dite."
    )
    after = sum(volume.row.period_to > on for volume in one.volumes)
    if after:
        text += " " + ngettext(
            "%(number)s volume déposé porte sur des jours d’après : il reste, sans compter.",
            "%(number)s volumes déposés portent sur des jours d’après : ils restent, sans compter.",
            after,
        ) % {"number": integer(after, active_language())}
    return text


def _at_once(
    request: HttpRequest, code: str, act: Callable[..., History], words: str
) -> HttpResponse:
    """An act that takes nothing but the service."""
    at = now()
    kept(request, code, day_of(at))
    try:
        act(code=code, by=person(request), at=at)
    except Refused as refusal:
        messages.error(request, refusal.sentence.in_language(active_language()))
    else:
        messages.success(request, words)
    return redirect("services:service", code)


@audience(*KEEPERS)
@require_POST
def keep(request: HttpRequest, code: str) -> HttpResponse:
    """The service is still given, whatever an absence or a closure said."""
    return _at_once(
        request, code, actions.keep_service, _("Service gardé : il est toujours rendu.")
    )


@audience(*KEEPERS)
@require_POST
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """The code still means the same service, though its name and body changed."""
    return _at_once(
        request, code, actions.confirm_service, _("Réponse gardée : c’est le même service.")
    )
