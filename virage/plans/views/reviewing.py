"""The acts of the Secretariat on a version: open its review, ask for an amendment, accept it."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from virage.identity.models import Person
from virage.lib.clock import now
from virage.plans import actions
from virage.plans.forms import ReviewForm
from virage.plans.rules import refusals
from virage.plans.views import public
from virage.ui.access import audience
from virage.ui.context import said


@require_POST
@audience("secretariat")
def review(request: HttpRequest, code: str, label: str) -> HttpResponse:
    """Open, ask for an amendment or accept; of two people who act at once, the second is told."""
    name, plan, one = public.version_of(code, label)
    form = ReviewForm(request.POST)
    act = request.POST.get("act")
    if form.is_valid():
        of: dict[str, Any] = {
            "body": code,
            "version": label,
            "seen": form.cleaned_data["lu"],
            "by": cast(Person, request.user),
            "at": now(),
        }
        try:
            if act == "open":
                actions.open_review(**of)
                messages.success(request, _("L’examen est ouvert, et la page publique le dit."))
                return redirect("plans:version", code, label)
            if act == "accept":
                actions.accept(**of)
                messages.success(request, _("La version est acceptée, et la page publique le dit."))
                return redirect("plans:version", code, label)
            if form.cleaned_data["jour"] is None:
                form.add_error("jour", _("Dites pour quel jour la modification est due."))
            else:
                actions.request_amendment(
                    reason=form.cleaned_data["raison"], due_on=form.cleaned_data["jour"], **of
                )
                messages.success(request, _("La modification est demandée, avec sa raison."))
                return redirect("plans:version", code, label)
        except (refusals.ReviewedMeanwhile, refusals.CannotReview) as refusal:
            messages.error(request, said(refusal.sentence))
            return redirect("plans:version", code, label)
        except refusals.DueBeforeAsked as refusal:
            form.add_error("jour", said(refusal.sentence))
        except refusals.PlanRefusal as refusal:
            form.add_error("raison", said(refusal.sentence))
    return public.show_version(request, name, plan, one, form)
