"""The Secretariat's own pages: measure without publishing, ask, confirm as a second person, correct."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from virage.audit import queries as audit
from virage.barometer import actions, queries
from virage.barometer.forms import ErratumForm, MeasureForm, PublicationForm, ReasonForm
from virage.barometer.models import Publication
from virage.barometer.rules.errors import BarometerError, UnknownEdition
from virage.barometer.views import announcing, measured, shown
from virage.barometer.views.naming import text
from virage.barometer.views.reading import Reading, needs_edition, reading
from virage.barometer.wording.nouns import said
from virage.contracts.indicators import Period
from virage.contracts.text import Text
from virage.identity.models import Person
from virage.lib.clock import day_of, now
from virage.organisations import queries as organisations
from virage.organisations.rules import Refused
from virage.ui import typography
from virage.ui.access import audience
from virage.ui.context import active_language

STATES = {
    Publication.ASKED: "draft",
    Publication.CONFIRMED: "sent",
    Publication.PUBLISHED: "accepted",
    Publication.WITHDRAWN: "withdrawn",
    Publication.FAILED: "error",
}


def _person(request: HttpRequest) -> Person:
    return cast(Person, request.user)


def _words(error: BarometerError | Refused) -> str:
    return error.sentence.in_language(active_language())


@dataclass(frozen=True, slots=True)
class PublicationShown:
    """A request to publish, in words."""

    url: str
    title: str
    period: str
    state: str
    state_words: str
    asked: str
    confirmed: str
    problem: str
    reason: str
    edition: shown.EditionLink | None


def _publication_shown(one: Publication) -> PublicationShown:
    words = {
        Publication.ASKED: _("Attend une seconde personne"),
        Publication.CONFIRMED: _("Confirmée, en cours de publication"),
        Publication.PUBLISHED: _("Publiée"),
        Publication.WITHDRAWN: _("Retirée"),
        Publication.FAILED: _("N’a pas pu être publiée"),
    }
    language = active_language()
    title = (
        _("Édition %(label)s")
        if one.revision_of_id is None
        else _("Révision de l’édition %(label)s")
    ) % {"label": one.label}
    problem = one.problem.split("\n")
    return PublicationShown(
        url=reverse("barometer:publication", args=[one.public_id]),
        title=title,
        period=typography.period_in_words(one.period_from, one.period_to, language),
        state=STATES[one.state],
        state_words=words[one.state],
        asked=_("Demandée par %(name)s le %(day)s")
        % {"name": one.asked_by, "day": typography.moment_in_words(one.asked_at, language)},
        confirmed=_("Confirmée par %(name)s le %(day)s")
        % {
            "name": one.confirmed_by,
            "day": typography.moment_in_words(one.confirmed_at, language),
        }
        if one.confirmed_by and one.confirmed_at
        else "",
        problem=problem[-1] if language == "en" else problem[0],
        reason=text(Text(one.reason_fr, one.reason_en or one.reason_fr)),
        edition=shown.EditionLink(
            shown.edition_label(one.edition), reverse("barometer:edition", args=[one.edition.slug])
        )
        if one.edition and one.edition.seal
        else None,
    )


@audience("secretariat", "auditor")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What waits for somebody, what was published, and what one can do."""
    found = reading()
    return render(
        request,
        "barometer/secretariat/index.html",
        {
            "waiting": [_publication_shown(one) for one in queries.open_publications()],
            "decided": [_publication_shown(one) for one in queries.decided_publications()],
            "editions": [found.of(one) for one in reversed(found.editions)],
            "calendar": announcing.due(),
            "may_publish": organisations.is_secretariat(_person(request)),
        },
    )


def _measured(period: Period, versions: dict[str, int], known_at: str) -> dict[str, Any]:
    """The figures of a period without publishing them, for `parts/measured.html`."""
    sequence = queries.sequence_of(known_at) if known_at else audit.sequence()
    chosen = queries.versions(day_of(now()), versions)
    found = queries.measure(period, known_at=sequence, versions=chosen)
    lines = measured.lines(
        [(one.figure, one.definition) for one in found.indicators], found.strategy
    )
    return {
        "lines": lines,
        "empty": [
            f"{one['target']} {said(one['title'])}"
            for one in found.targets()
            if one["state"] != "measured"
        ],
        "known_at": typography.integer(sequence, active_language()),
        "period_words": typography.period_in_words(period.start, period.end, active_language()),
    }


@audience("secretariat", "auditor")
@require_safe
def measure(request: HttpRequest) -> HttpResponse:
    """Measure a period and look; nothing is written."""
    form = MeasureForm(request.GET or None, today=day_of(now()))
    context: dict[str, Any] = {"form": form, "measured": None}
    status = 200
    if form.is_bound and form.is_valid():
        try:
            context["measured"] = _measured(form.period, form.versions, form.cleaned_data["connu"])
        except BarometerError as error:
            form.add_error(None, _words(error))
        else:
            context |= {
                "asking": PublicationForm(),
                "query": request.GET.urlencode(),
                # What is published is what is known when the second person confirms.
                "may_publish": organisations.is_secretariat(_person(request))
                and not form.cleaned_data["connu"],
            }
    if form.is_bound and form.errors:
        status = 422
    return render(request, "barometer/secretariat/measure.html", context, status=status)


@audience("secretariat")
@require_POST
def request_publication(request: HttpRequest) -> HttpResponse:
    """Ask that what was just measured be published."""
    form = MeasureForm(request.GET, today=day_of(now()))
    asking = PublicationForm(request.POST)
    if not form.is_valid():
        return redirect(f"{reverse('barometer:measure-period')}?{request.GET.urlencode()}")
    if asking.is_valid():
        try:
            asked = actions.request_publication(
                label=asking.cleaned_data["etiquette"],
                period=form.period,
                versions=form.versions,
                by=_person(request),
                at=now(),
            )
        except (BarometerError, Refused) as error:
            asking.add_error("etiquette", _words(error))
        else:
            messages.success(
                request,
                _(
                    "La demande est enregistrée. Une autre personne du Secrétariat doit la confirmer."
                ),
            )
            return redirect("barometer:publication", asked.public_id)
    context = {
        "form": form,
        "asking": asking,
        "measured": _measured(form.period, form.versions, ""),
        "query": request.GET.urlencode(),
        "may_publish": True,
    }
    return render(request, "barometer/secretariat/measure.html", context, status=422)


def _publication(public_id: Any) -> Publication:
    try:
        return queries.publication(str(public_id))
    except UnknownEdition as error:
        raise Http404(_words(error)) from error


@audience("secretariat", "auditor")
@require_safe
def publication(request: HttpRequest, public_id: Any) -> HttpResponse:
    """A request: the figures as known now, and what the reader may do about it."""
    one = _publication(public_id)
    waits = one.state == Publication.ASKED
    person = _person(request)
    figures = None
    if waits:
        versions = dict(one.versions)
        if one.revision_of is not None:
            versions = {**one.revision_of.versions, **versions}
        figures = _measured(one.period, versions, "")
    return render(
        request,
        "barometer/secretariat/publication.html",
        {
            "publication": _publication_shown(one),
            "public_id": one.public_id,
            "measured": figures,
            "waits": waits,
            "own": one.asked_by_id == person.pk,
            "may_publish": organisations.is_secretariat(person),
        },
    )


def _decide(
    request: HttpRequest, public_id: Any, act: Callable[[], object], done: str
) -> HttpResponse:
    try:
        act()
    except (BarometerError, Refused) as error:
        messages.error(request, _words(error))
    else:
        messages.success(request, done)
    return redirect("barometer:publication", public_id)


@audience("secretariat")
@require_POST
def confirm(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The second person agrees: the cut is fixed now, and the publication begins."""
    one = _publication(public_id)
    return _decide(
        request,
        public_id,
        lambda: actions.confirm_publication(publication=one, by=_person(request), at=now()),
        _("Confirmé. L’édition se prépare ; cette page dira quand elle sera scellée."),
    )


@audience("secretariat")
@require_POST
def withdraw(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Give up a request that nobody confirmed."""
    one = _publication(public_id)
    return _decide(
        request,
        public_id,
        lambda: actions.withdraw_publication(publication=one, by=_person(request), at=now()),
        _("La demande est retirée. Rien n’a été publié."),
    )


@audience("secretariat")
@require_http_methods(["GET", "HEAD", "POST"])
def erratum(request: HttpRequest, slug: str) -> HttpResponse:
    """Put a correction in words beside an edition."""
    return _about_edition(
        request,
        reading(slug),
        "barometer/secretariat/erratum.html",
        ErratumForm(request.POST or None),
        lambda edition, form: actions.add_erratum(
            edition=edition,
            fr=form.cleaned_data["francais"],
            en=form.cleaned_data["anglais"],
            by=_person(request),
            at=now(),
        ),
        _("L’erratum est affiché à côté de l’édition, qui elle-même n’a pas changé."),
    )


@audience("secretariat")
@require_http_methods(["GET", "HEAD", "POST"])
def revise(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask that an edition be measured again, as known now; a second person confirms."""
    return _about_edition(
        request,
        reading(slug),
        "barometer/secretariat/revise.html",
        ReasonForm(request.POST if request.method == "POST" else None),
        lambda edition, form: actions.request_publication(
            label=edition.label,
            period=edition.period,
            revision_of=edition,
            reason=form.reason,  # type: ignore[attr-defined]
            by=_person(request),
            at=now(),
        ),
        _("La révision est demandée. Une autre personne du Secrétariat doit la confirmer."),
    )


def _about_edition(
    request: HttpRequest,
    found: Reading,
    template: str,
    form: Form,
    act: Callable[[Any, Form], object],
    done: str,
) -> HttpResponse:
    """A form about one edition: refused in its own words, else back to where it shows."""
    edition = needs_edition(found)
    if request.method == "POST" and form.is_valid():
        try:
            made = act(edition, form)
        except (BarometerError, Refused) as error:
            form.add_error(None, _words(error))
        else:
            messages.success(request, done)
            if isinstance(made, Publication):
                return redirect("barometer:publication", made.public_id)
            return redirect("barometer:edition", edition.slug)
    context: dict[str, Any] = {"form": form, "edition": found.of(edition), "measured": None}
    if "revise" in template:
        context["measured"] = _measured(edition.period, dict(edition.versions), "")
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, context, status=status)
