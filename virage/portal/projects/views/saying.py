"""Pages on which officers and assessors say something of a project."""

from collections.abc import Callable
from datetime import date
from typing import cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from virage.identity.models import Person
from virage.lib.clock import day_of, now
from virage.organisations import rules as roles
from virage.plans import actions
from virage.plans.rules import assessing
from virage.portal.projects.forms import AssessForm, ReportForm, ScopeForm
from virage.portal.projects.joined import Joined
from virage.portal.projects.views.public import found, held_roles
from virage.registers.rules.refusals import RegisterRefusal
from virage.ui.access import audience
from virage.ui.context import said


def _say(
    request: HttpRequest,
    one: Joined,
    *,
    form: forms.Form,
    template: str,
    act: Callable[[], None],
    done: str,
) -> HttpResponse:
    """What the pages that say something of a project do alike: try, tell what is wrong, keep what is typed."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except (assessing.ProjectRefusal, RegisterRefusal) as refusal:
            form.add_error(None, said(refusal.sentence))
        else:
            messages.success(request, done)
            return redirect("portal:project", one.told.code)
    return render(
        request,
        template,
        {"form": form, "code": one.told.code, "name": said(one.told.name)},
        status=422 if form.is_bound and form.errors else 200,
    )


def _own(request: HttpRequest, code: str, today: date) -> Joined:
    """The project that the reader may speak of for its body; to others the page does not exist."""
    one = found(code, today)
    if not roles.may(roles.HAND_IN, held_roles(request), one.told.body):
        raise Http404
    return one


@require_http_methods(["GET", "HEAD", "POST"])
@audience("officer", "secretariat")
def report(request: HttpRequest, code: str) -> HttpResponse:
    """Say how a project goes."""
    at = now()
    one = _own(request, code, day_of(at))
    form = ReportForm(
        request.POST if request.method == "POST" else None,
        last=one.known.last_report,
        today=day_of(at),
    )
    return _say(
        request,
        one,
        form=form,
        template="portal/projects/report.html",
        act=lambda: actions.report_progress(
            project=code,
            report=form.report,
            note=form.cleaned_data["note"],
            by=cast(Person, request.user),
            at=at,
        ),
        done=_("Le rapport est publié, avec la couleur que donnent les faits."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@audience("officer", "secretariat")
def scope(request: HttpRequest, code: str) -> HttpResponse:
    """Record a change of scope."""
    at = now()
    one = _own(request, code, day_of(at))
    form = ScopeForm(
        request.POST if request.method == "POST" else None, initial={"jour": day_of(at)}
    )
    return _say(
        request,
        one,
        form=form,
        template="portal/projects/scope.html",
        act=lambda: actions.change_scope(
            project=code,
            change=form.cleaned_data["code"],
            decided_on=form.cleaned_data["jour"],
            author=form.cleaned_data["auteur"],
            reason=form.cleaned_data["raison"],
            effect=form.cleaned_data["effet"],
            by=cast(Person, request.user),
            at=at,
        ),
        done=_("Le changement est inscrit, avec son auteur et sa raison."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@audience("officer", "secretariat", "auditor")
def assess(request: HttpRequest, code: str) -> HttpResponse:
    """Assess the risks of a project that one does not deliver."""
    at = now()
    one = found(code, day_of(at))
    if assessing.assessing_role(held_roles(request), one.told.body) is None:
        raise Http404
    form = AssessForm(request.POST if request.method == "POST" else None)
    return _say(
        request,
        one,
        form=form,
        template="portal/projects/assess.html",
        act=lambda: actions.assess_risks(
            project=code, seen=form.seen, by=cast(Person, request.user), at=at
        ),
        done=_("L’évaluation est publiée, avec votre rôle et la date."),
    )
