"""A draft, for those who act for bodies: the government's figures, a body's own answers, its comments.

Opening a draft is an act: it is asked for by a button, and noted on the public list before anything shows.
"""

from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from virage.barometer import actions, queries
from virage.barometer.forms import CommentForm
from virage.barometer.models import Edition, EditionIndicator
from virage.barometer.queries import drafts
from virage.barometer.queries.calendar import Planned
from virage.barometer.rules.calendar import may_comment
from virage.barometer.rules.errors import BarometerError
from virage.barometer.views import drawing, measured, shown, units
from virage.barometer.views.calendar import found, planned_shown
from virage.barometer.views.naming import names_of, text
from virage.barometer.wording import figures
from virage.barometer.wording.terms import value_name
from virage.contracts.indicators import Answer
from virage.contracts.text import Text
from virage.identity.models import Person
from virage.lib.clock import now
from virage.organisations import queries as organisations
from virage.organisations import rules as roles
from virage.organisations.rules import Refused
from virage.ui import typography
from virage.ui.access import audience
from virage.ui.context import active_language, address_of


@dataclass(frozen=True, slots=True)
class Early:
    """A draft that the reader has opened, and under which roles."""

    one: Planned
    draft: Edition
    held: list[roles.Role]

    def may(self, operation: str, body: str) -> bool:
        """Whether the reader may do that for a body."""
        return roles.may(operation, self.held, body)


def _person(request: HttpRequest) -> Person:
    return cast(Person, request.user)


def _open(slug: str) -> tuple[Planned, Edition]:
    """An edition whose draft was opened; 404 while there is none, and once it is withdrawn."""
    one = found(slug)
    if one.planned.draft is None or one.planned.state not in ("open", "published"):
        raise Http404(_("Le projet de cette édition n’est pas ouvert."))
    return one, one.planned.draft


def _early(request: HttpRequest, slug: str) -> Early | None:
    """The draft, when the reader has opened it; None when they have not yet."""
    one, draft = _open(slug)
    if not drafts.has_looked(one.planned, _person(request)):
        return None
    return Early(one, draft, organisations.roles_of(_person(request)))


@require_safe
@audience("officer", "secretariat", "auditor")
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    """The government's figures in a draft; before the first look, what opening it means."""
    early = _early(request, slug)
    if early is None:
        one, _draft = _open(slug)
        return render(request, "barometer/calendar/before.html", {"planned": planned_shown(one)})
    put = queries.indicators_of(early.draft)
    bodies = queries.body_names(early.draft)
    answered = sorted(
        (one for one in put if one.answers), key=lambda one: (not one.target, one.target)
    )
    return render(
        request,
        "barometer/calendar/draft.html",
        {
            "planned": planned_shown(early.one),
            "lines": measured.lines(
                [(one.headline, one.definition) for one in answered], early.draft.strategy
            ),
            "known_at": typography.integer(early.draft.cut_sequence, active_language()),
            "bodies": sorted(
                (
                    (reverse("barometer:draft-body", args=[slug, code]), text(name))
                    for code, name in bodies.items()
                    if early.may(roles.SEE_DRAFTS, code)
                ),
                key=lambda pair: pair[1].casefold(),
            ),
        },
    )


@require_POST
@audience("officer", "secretariat", "auditor")
def look(request: HttpRequest, slug: str) -> HttpResponse:
    """Open a draft: the first look is noted, under each role, then the draft shows."""
    one, _draft = _open(slug)
    try:
        actions.look_early(planned=one.planned, by=_person(request), at=now())
    except (BarometerError, Refused) as error:
        messages.error(request, text(error.sentence))
        return redirect("barometer:planned", slug)
    return redirect("barometer:draft", slug)


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a draft, as a body answers it."""

    key: str
    title: str
    drawing: Any
    sentence: Any
    rows: list[units.UnitRow]
    caption: str
    unit: str
    comment: str
    comment_url: str


def _of_body(early: Early, code: str) -> str:
    """The name of a body that the reader may look at; to others it does not exist."""
    if not early.may(roles.SEE_DRAFTS, code):
        raise Http404
    name = queries.body_names(early.draft).get(code)
    if name is None:
        name = organisations.names(codes=[code]).get(code)
    if name is None:
        raise Http404(_("Aucun organisme public n’a ce code."))
    return text(name)


def _comment_url(slug: str, code: str, about: str) -> str:
    address = reverse("barometer:draft-comment", args=[slug, code])
    return f"{address}?{urlencode({'sujet': about})}" if about else address


@require_safe
@audience("officer", "secretariat", "auditor")
def body(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """A body's own answers in a draft, and what it says of them."""
    early = _early(request, slug)
    if early is None:
        return redirect("barometer:draft", slug)
    name = _of_body(early, code)
    answers = drafts.answers_of_body(early.draft, code)
    comments = drafts.comments_of(early.one.planned, code)
    proofs = units.proofs_of([each for rows in answers.values() for each in rows])
    questions = []
    for place, put in enumerate(queries.indicators_of(early.draft)):
        if put.code not in answers:
            continue
        questions.append(_question(put, place, answers[put.code], proofs, comments, slug, code))
    whole = comments.get("")
    return render(
        request,
        "barometer/calendar/draft_body.html",
        {
            "planned": planned_shown(early.one),
            "body": name,
            "code": code,
            "questions": questions,
            "whole": whole.text if whole else "",
            "whole_url": _comment_url(slug, code, ""),
            "may_comment": may_comment(early.one.planned.state)  # type: ignore[arg-type]
            and early.may(roles.COMMENT_DRAFTS, code),
            "hand_in_url": address_of("intake:list")
            if early.may(roles.HAND_IN, code) and early.one.planned.state == "open"
            else "",
        },
    )


def _question(
    put: EditionIndicator,
    place: int,
    answers: list[Any],
    proofs: units.Proofs,
    comments: dict[str, Any],
    slug: str,
    code: str,
) -> Question:
    names, count = names_of(put), put.by_organisation[code]
    said = comments.get(put.code)
    return Question(
        key=f"q{place}",
        title=names.title,
        drawing=shown.svg(
            drawing.body_track(count, put.headline, key=f"q{place}", title=names.title)
        ),
        sentence=figures.sentence_html({**put.headline, **count}, names.noun),
        rows=[units.row(one, names, "", proofs) for one in answers],
        caption=names.unit.agree(
            _("Chaque %(one)s [compté|comptée], sa réponse et ce qui la prouve")
        )
        % {"one": names.unit.one},
        unit=names.one_unit,
        comment=said.text if said else "",
        comment_url=_comment_url(slug, code, put.code),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@audience("officer")
def comment(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Leave, change or take back what a body says of a draft, in public from the publication on."""
    early = _early(request, slug)
    if early is None:
        return redirect("barometer:draft", slug)
    if not early.may(roles.COMMENT_DRAFTS, code):
        raise Http404
    name = _of_body(early, code)
    about = request.GET.get("sujet", "")
    names = {one.code: names_of(one) for one in queries.indicators_of(early.draft) if one.answers}
    if about and about not in names:
        raise Http404(_("Ce projet ne pose pas cette question."))
    standing = drafts.comments_of(early.one.planned, code).get(about)
    form = CommentForm(
        request.POST if request.method == "POST" else None,
        initial={"commentaire": standing.text if standing else ""},
    )
    if form.is_bound and form.is_valid():
        try:
            left = actions.comment(
                planned=early.one.planned,
                body=code,
                about=about,
                text=form.cleaned_data["commentaire"],
                by=_person(request),
                at=now(),
            )
        except (BarometerError, Refused) as error:
            form.add_error("commentaire", text(error.sentence))
        else:
            messages.success(request, _said(left is not None and left.text))
            return redirect("barometer:draft-body", slug, code)
    return render(
        request,
        "barometer/calendar/comment.html",
        {
            "planned": planned_shown(early.one),
            "body": name,
            "body_url": reverse("barometer:draft-body", args=[slug, code]),
            "about": names[about].title if about else "",
            "form": form,
        },
        status=422 if form.is_bound else 200,
    )


def _said(left: str | bool) -> str:
    if left is False:
        return _("Rien n’a changé.")
    if not left:
        return _("Le commentaire est retiré.")
    return _("Le commentaire est gardé. Il paraîtra avec l’édition ; d’ici là, il peut changer.")


@dataclass(frozen=True, slots=True)
class MovedShown:
    """A unit whose answer has changed since the draft."""

    question: str
    unit: str
    code: str
    before: str
    before_value: str
    now: str
    now_value: str


@require_safe
@audience("officer", "secretariat", "auditor")
def moved(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """What has changed for a body's units since the draft, measured as one reads."""
    early = _early(request, slug)
    if early is None:
        return redirect("barometer:draft", slug)
    name = _of_body(early, code)
    names = {one.code: names_of(one) for one in queries.indicators_of(early.draft)}
    rows = []
    for one in drafts.moved_since(early.draft, code):
        put = names[one.code]
        known = cast(Answer, one.now or one.before)

        def told(answer: Answer | None, put: Any = put) -> str:
            return (
                _("Ne compte pas")
                if answer is None
                else f"{value_name(answer.value, put.unit)} – {put.reason(answer.reason)}"
            )

        rows.append(
            MovedShown(
                question=put.title,
                unit=text(Text(known.name.fr, known.name.en)),
                code=one.unit,
                before=told(one.before),
                before_value=one.before.value if one.before else "not_applicable",
                now=told(one.now),
                now_value=one.now.value if one.now else "not_applicable",
            )
        )
    return render(
        request,
        "barometer/calendar/moved.html",
        {
            "planned": planned_shown(early.one),
            "body": name,
            "body_url": reverse("barometer:draft-body", args=[slug, code]),
            "rows": rows,
        },
    )
