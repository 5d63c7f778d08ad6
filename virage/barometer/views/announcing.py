"""What the Secretariat does with the calendar: announce an edition, put its dates off, withdraw it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from virage.barometer import actions
from virage.barometer.forms import PlanForm, PutOffForm, ReasonForm
from virage.barometer.queries.calendar import Planned, coming
from virage.barometer.rules.calendar import LEAST_WORKING_DAYS, Dates, NoReason, WrongDates
from virage.barometer.rules.errors import BarometerError, LabelTaken
from virage.barometer.views.calendar import PlannedShown, found, planned_shown
from virage.barometer.views.naming import text
from virage.barometer.wording import calendar as wording
from virage.contracts.text import Text
from virage.identity.models import Person
from virage.lib.clock import now
from virage.organisations.rules import Refused
from virage.ui.access import audience


@dataclass(frozen=True, slots=True)
class Due:
    """An edition to come, for the Secretariat: what happens to it next, and what went wrong."""

    planned: PlannedShown
    next_on: date
    next_words: str
    announced_by: str
    problem: str


def due() -> list[Due]:
    """Every edition to come, what is due first."""
    listed = [
        Due(
            planned=planned_shown(one),
            next_on=cast(date, one.next_due()),
            next_words=_("Le projet s’ouvre")
            if one.planned.state == "announced"
            else _("L’édition paraît"),
            announced_by=str(one.planned.announced_by),
            problem=_problem(one),
        )
        for one in coming()
    ]
    return sorted(listed, key=lambda one: one.next_on)


def _problem(one: Planned) -> str:
    fr, _newline, en = one.planned.problem.partition("\n")
    return text(Text(fr, en or fr))


@require_http_methods(["GET", "HEAD", "POST"])
@audience("secretariat")
def announce(request: HttpRequest) -> HttpResponse:
    """Put an edition on the calendar."""
    form = PlanForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = actions.announce_edition(
                label=form.cleaned_data["etiquette"],
                period=form.period,
                dates=Dates(form.cleaned_data["projet"], form.cleaned_data["publication"]),
                by=cast(Person, request.user),
                at=now(),
            )
        except (BarometerError, Refused) as error:
            _refuse(form, error)
        else:
            messages.success(
                request, _("L’édition est au calendrier. Elle paraîtra à sa date d’elle-même.")
            )
            return redirect("barometer:planned", made.slug)
    return render(
        request,
        "barometer/calendar/announce.html",
        {"form": form, "least": wording.working_days(LEAST_WORKING_DAYS)},
        status=422 if form.is_bound else 200,
    )


def _refuse(form: Form, error: BarometerError | Refused) -> None:
    """Put the sentence beside the field that it speaks of."""
    field = None
    if isinstance(error, WrongDates):
        field = "projet" if error.field == "draft" else "publication"
    elif isinstance(error, LabelTaken):
        field = "etiquette"
    elif isinstance(error, NoReason):
        field = "raison"
    form.add_error(field if field in form.fields else None, text(error.sentence))


@require_http_methods(["GET", "HEAD", "POST"])
@audience("secretariat")
def put_off(request: HttpRequest, slug: str) -> HttpResponse:
    """State later dates, with a public reason."""
    one = found(slug)
    form = PutOffForm(
        request.POST if request.method == "POST" else None,
        initial={"projet": one.dates.draft_on, "publication": one.dates.publish_on},
    )
    return _decide(
        request,
        one,
        form,
        lambda: actions.put_off_edition(
            planned=one.planned,
            dates=Dates(form.cleaned_data["projet"], form.cleaned_data["publication"]),
            reason=form.reason,
            by=cast(Person, request.user),
            at=now(),
        ),
        "barometer/calendar/put_off.html",
        _("Les dates sont reportées. Les anciennes restent affichées, avec la raison."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@audience("secretariat")
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Take an edition off the calendar before it comes out, with a public reason."""
    one = found(slug)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    return _decide(
        request,
        one,
        form,
        lambda: actions.withdraw_edition(
            planned=one.planned, reason=form.reason, by=cast(Person, request.user), at=now()
        ),
        "barometer/calendar/withdraw.html",
        _("L’édition est retirée. La décision et sa raison sont publiques."),
    )


def _decide(
    request: HttpRequest,
    one: Planned,
    form: Form,
    act: Callable[[], object],
    template: str,
    done: str,
) -> HttpResponse:
    if form.is_bound and form.is_valid():
        try:
            act()
        except (BarometerError, Refused) as error:
            _refuse(form, error)
        else:
            messages.success(request, done)
            return redirect("barometer:planned", one.planned.slug)
    return render(
        request,
        template,
        {
            "form": form,
            "planned": planned_shown(one),
            "least": wording.working_days(LEAST_WORKING_DAYS),
        },
        status=422 if form.is_bound else 200,
    )
