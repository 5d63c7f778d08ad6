"""Pages for the officers of a body: attest its registers, declare that a question does not apply."""

import uuid
from datetime import timedelta
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from virage.audit import queries as audit
from virage.contracts.indicators import Period, indicators
from virage.identity.models import Person
from virage.lib.clock import day_of, now
from virage.organisations import queries as organisations
from virage.organisations import rules as roles
from virage.registers import actions, queries
from virage.registers.forms import AttestForm, DeclareForm, last_year
from virage.registers.rules import refusals
from virage.registers.views import shown
from virage.registers.views.public import found, held_roles
from virage.ui.access import audience
from virage.ui.context import said

LOOKED_BACK = timedelta(days=5 * 366)
"""How far back a unit may stand that is offered in the list of a declaration."""


def _own(request: HttpRequest, operation: str, code: str) -> str:
    """The name of the body that the reader may do this for; to others it does not exist (404)."""
    names = shown.names_of([code])
    if code not in names or not roles.may(operation, held_roles(request), code):
        raise Http404
    return said(names[code])


@require_http_methods(["GET", "HEAD", "POST"])
@audience("officer", "secretariat")
def attest(request: HttpRequest, code: str) -> HttpResponse:
    """Say of each register of a body whether it is complete, in one act."""
    name = _own(request, roles.ATTEST, code)
    at = now()
    last = queries.attested(body=code)
    form = AttestForm(
        request.POST if request.method == "POST" else None,
        registers=queries.registers(),
        last={register: one for (_body, register), one in last.items()},
        today=day_of(at),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.attest(body=code, states=form.states, by=cast(Person, request.user), at=at)
        except refusals.RegisterRefusal as refusal:
            form.add_error(None, said(refusal.sentence))
        else:
            messages.success(request, _("C’est attesté. Chaque attestation vaut douze mois."))
            return redirect("registers:attest", code)
    return render(
        request,
        "registers/attest.html",
        {"form": form, "body": name, "code": code},
        status=422 if form.is_bound and form.errors else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@audience("officer")
def declare(request: HttpRequest, code: str) -> HttpResponse:
    """Choose a question (`?question=`), then a unit, a reason and days."""
    name = _own(request, roles.DECLARE_NOT_APPLICABLE, code)
    at = now()
    rules = queries.exemption_rules()
    chosen = next((one for one in rules if one.indicator == request.GET.get("question")), None)
    context: dict[str, Any] = {
        "body": name,
        "code": code,
        "rules": [],
        "form": None,
        "question": "",
    }
    if chosen is None:
        context["rules"] = [(one.indicator, one.target, said(one.question)) for one in rules]
        return render(request, "registers/declare.html", context)
    today = day_of(at)
    form = DeclareForm(
        request.POST if request.method == "POST" else None,
        units=queries.units_to_exempt(
            indicators.get(chosen.indicator),
            code,
            Period(today - LOOKED_BACK, today + timedelta(days=1)),
            on=today,
            known_at=audit.sequence(),
        ),
        reasons=chosen.reasons,
        initial={"du": last_year(today)[0]},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.declare_not_applicable(
                body=code,
                indicator=chosen.indicator,
                unit=form.cleaned_data["unite"],
                reason=form.cleaned_data["raison"],
                valid_from=form.cleaned_data["du"],
                valid_to=form.until,
                by=cast(Person, request.user),
                at=at,
            )
        except refusals.RegisterRefusal as refusal:
            form.add_error(None, said(refusal.sentence))
        else:
            messages.success(request, _("C’est déclaré. Le Secrétariat décidera, en public."))
            return redirect("registers:exemption", made.public_id)
    context |= {"form": form, "question": said(chosen.question)}
    return render(
        request,
        "registers/declare.html",
        context,
        status=422 if form.is_bound and form.errors else 200,
    )


@require_POST
@audience("officer")
def withdraw(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take a declaration of one’s body back."""
    one = found(public_id)
    person = cast(Person, request.user)
    if not roles.may(roles.DECLARE_NOT_APPLICABLE, organisations.roles_of(person), one.body):
        raise Http404
    try:
        actions.withdraw_not_applicable(public_id=public_id, by=person, at=now())
    except refusals.RegisterRefusal as refusal:
        messages.error(request, said(refusal.sentence))
    else:
        messages.success(request, _("C’est retiré : la question se pose de nouveau."))
    return redirect("registers:exemption", public_id)
