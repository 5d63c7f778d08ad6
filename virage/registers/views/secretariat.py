"""Pages for the Secretariat: who owes what, require and release; decide what does not apply; count staff."""

import uuid
from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from virage.identity.models import Person
from virage.lib.clock import day_of, now
from virage.organisations import queries as organisations
from virage.organisations import rules as roles
from virage.registers import actions, queries
from virage.registers.forms import CountForm, DecideForm, ReleaseForm, RequireForm, last_year
from virage.registers.rules import exemptions, refusals
from virage.registers.views import shown
from virage.registers.views.public import A_PAGE, found, held_roles, one_exemption
from virage.ui import typography
from virage.ui.access import audience
from virage.ui.context import active_language, said


def _person(request: HttpRequest) -> Person:
    return cast(Person, request.user)


@require_safe
@audience("secretariat", "auditor")
def duties(request: HttpRequest) -> HttpResponse:
    """Who owes what, by when, the last due first; of one period, kind or body."""
    periods = queries.duty_periods()
    wanted = request.GET.get("periode", "")
    period = next((one for one in periods if shown.period_key(one) == wanted), None)
    kind, body = request.GET.get("genre", ""), request.GET.get("organisme", "").strip()
    listed = queries.duties(body=body, kind=kind, period=period)
    listed.sort(key=lambda one: one.due_on, reverse=True)
    page = Paginator(listed, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "registers/duties.html",
        {
            "rows": shown.duty_rows(page, shown.names_of(one.body for one in page)),
            "page": page,
            "body": body,
            "kind": kind,
            "kinds": [(one.code, said(one.title)) for one in queries.duty_kinds()],
            "period": wanted,
            "periods": [(shown.period_key(one), shown.days(one.start, one.end)) for one in periods],
            "may_keep": roles.may(roles.KEEP_DUTIES, held_roles(request)),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@audience("secretariat")
def require(request: HttpRequest) -> HttpResponse:
    """Make many bodies owe hand-ins for a period, in one act."""
    at = now()
    first, last = last_year(day_of(at))
    form = RequireForm(
        request.POST if request.method == "POST" else None,
        bodies=organisations.bodies(),
        initial={"du": first, "au": last},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.require(
                kinds=form.cleaned_data["genres"],
                bodies=form.owing,
                period=form.period,
                due_on=form.cleaned_data["echeance"],
                by=_person(request),
                at=at,
            )
        except refusals.RegisterRefusal as refusal:
            form.add_error(None, said(refusal.sentence))
        else:
            messages.success(request, shown.done(made))
            return redirect("registers:duties")
    return render(
        request,
        "registers/require.html",
        {"form": form},
        status=422 if form.is_bound and form.errors else 200,
    )


@require_POST
@audience("secretariat")
def release(request: HttpRequest) -> HttpResponse:
    """Release the duties that were ticked."""
    form = ReleaseForm(request.POST, duties=queries.duties(released=False))
    if not form.is_valid():
        messages.error(request, said(refusals.NotOwed().sentence))
    elif not form.owed:
        messages.error(request, _("Rien n’est coché. Cochez les obligations à lever."))
    else:
        try:
            released = actions.release(owed=form.owed, by=_person(request), at=now())
        except refusals.RegisterRefusal as refusal:
            messages.error(request, said(refusal.sentence))
        else:
            messages.success(
                request,
                ngettext(
                    "%(number)s obligation est levée.",
                    "%(number)s obligations sont levées.",
                    released,
                )
                % {"number": typography.integer(released, active_language())},
            )
    return redirect("registers:duties")


@require_POST
@audience("secretariat")
def decide(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Accept or refuse a declaration, with the reason that everyone will read."""
    one = found(public_id)
    form = DecideForm(request.POST)
    if form.is_valid():
        accepts = form.cleaned_data["decision"] == exemptions.ACCEPTED
        act = actions.accept_not_applicable if accepts else actions.refuse_not_applicable
        try:
            act(
                public_id=public_id,
                why=form.cleaned_data["pourquoi"],
                seen=form.cleaned_data["lu"],
                by=_person(request),
                at=now(),
            )
        except (refusals.DecidedMeanwhile, refusals.CannotDecide) as refusal:
            messages.error(request, said(refusal.sentence))
            return redirect("registers:exemption", public_id)
        except refusals.RegisterRefusal as refusal:
            form.add_error(None, said(refusal.sentence))
        else:
            messages.success(request, _("C’est décidé, et publié avec votre raison."))
            return redirect("registers:exemption", public_id)
    return one_exemption(request, one, form)


@require_http_methods(["GET", "HEAD", "POST"])
@audience("secretariat")
def count_staff(request: HttpRequest) -> HttpResponse:
    """Enter the headcount of one body; a file does it for many."""
    at = now()
    today = day_of(at)
    form = CountForm(
        request.POST if request.method == "POST" else None,
        bodies=shown.bodies_by_name(),
        initial={"au": last_year(today)[1]},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.count_staff(
                body=form.cleaned_data["organisme"],
                on=form.cleaned_data["au"],
                staff=form.cleaned_data["effectif"],
                by=_person(request),
                at=at,
            )
        except refusals.RegisterRefusal as refusal:
            form.add_error("au", said(refusal.sentence))
        else:
            messages.success(request, _("L’effectif est inscrit."))
            return redirect("registers:headcounts")
    return render(
        request,
        "registers/count_staff.html",
        {"form": form},
        status=422 if form.is_bound and form.errors else 200,
    )
