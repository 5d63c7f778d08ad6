"""Pages of registers for the body that keeps them: all of them, one, and "unchanged since last time"."""

from dataclasses import dataclass
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from virage.identity.models import Person
from virage.intake import actions, formats, queries, rules
from virage.intake.forms import ConfirmationForm
from virage.intake.models import ACCEPTED, HandIn
from virage.intake.views import kept, shown
from virage.intake.views.hand_ins import READERS, WRITERS
from virage.lib.clock import day_of, now
from virage.ui.access import audience
from virage.ui.context import active_language


@dataclass(frozen=True, slots=True)
class Place:
    """Whose registers a page is about, among those that the reader may see."""

    person: Person
    code: str
    name: str
    sight: queries.Sight

    @property
    def query(self) -> str:
        """What names the body in an address."""
        return "?" + urlencode({"organisme": self.code})

    def address(self, name: str, *arguments: str) -> str:
        """The address of a page about this body."""
        return reverse(f"intake:{name}", args=arguments) + self.query

    def leads_to(self, hand_in: HandIn | None) -> str:
        """Where a hand-in is read: its page, else its public evidence; "" while it has neither."""
        if hand_in is None:
            return ""
        if self.sight.shows(hand_in):
            return reverse("intake:hand-in", args=[hand_in.public_id])
        if hand_in.state == ACCEPTED:
            return reverse("intake:evidence", args=[hand_in.public_id])
        return ""

    @property
    def may_hand_in(self) -> bool:
        """Whether the reader hands in for this body."""
        return self.sight.may_hand_in_for(self.code)


def place(request: HttpRequest) -> Place:
    """The body asked for (`?organisme=CODE`), or the reader's only one; its code is "" when it must be
    chosen."""
    person = cast(Person, request.user)
    sight = queries.sight_of(person)
    wanted = request.GET.get("organisme", "")
    if not wanted and len(sight.bodies) == 1:
        wanted = sight.bodies[0][0]
    if not wanted:
        return Place(person, "", "", sight)
    name = dict(sight.bodies).get(wanted)
    if name is None:
        raise Http404
    return Place(person, wanted, name.in_language(active_language()), sight)


def register_of(kind: str, here: Place) -> queries.Register:
    """The register asked for, or not found."""
    try:
        return queries.register(kind, here.code, here.person)
    except rules.Refused:
        raise Http404 from None


@audience(*READERS)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every register of a body, by package: where it stands, and what is to be handed in next."""
    language = active_language()
    here = place(request)
    bodies = kept.chooser(here.sight.bodies, here.code, language)
    if not here.code:
        return render(request, "intake/registers.html", {"here": None, "bodies": bodies})
    met = queries.owed_by(here.code)
    return render(
        request,
        "intake/registers.html",
        {
            "here": here,
            "bodies": bodies if len(bodies) > 1 else [],
            "groups": kept.groups(
                queries.groups_of(here.code, here.person),
                met,
                day_of(now()),
                language,
                here.leads_to,
            ),
        },
    )


@audience(*READERS)
@require_GET
def register(request: HttpRequest, kind: str) -> HttpResponse:
    """One register: its last values, when and in which role they were handed in, what is owed."""
    here = place(request)
    if not here.code:
        return redirect("intake:registers")
    found, language = register_of(kind, here), active_language()
    title = found.kind.title.in_language(language)
    today = day_of(now())
    may_hand_in = here.may_hand_in
    return render(
        request,
        "intake/register.html",
        {
            "here": here,
            "kind": found.kind,
            "title": title,
            "description": found.kind.description.in_language(language),
            "register": found,
            "state": kept.state(found),
            "role": shown.role(found.last.received_as, several=found.last.body is None)
            if found.last
            else "",
            "origin": str(shown.ORIGINS.get(found.last.origin, "")) if found.last else "",
            "open_words": str(shown.STATES[found.open.state]) if found.open else "",
            "open_badge": shown.BADGES[found.open.state] if found.open else "",
            "owed": [kept.owed(one, title, today) for one in queries.owed_by(here.code, kind)],
            "values": kept.values(
                found.kind,
                list(found.kind.prefill(here.code)),
                request.GET.get("tri", ""),
                request.GET.get("page", ""),
                language,
            ),
            "history": [
                kept.Past(
                    hand_in=one,
                    url=here.leads_to(one),
                    badge=shown.BADGES[one.state],
                    state=str(shown.STATES[one.state]),
                    made=_("plusieurs organismes")
                    if one.body is None
                    else str(shown.ORIGINS.get(one.origin, "")),
                )
                for one in queries.history(kind, here.code)
            ],
            "may_be_drawn": queries.may_be_drawn(found.kind),
            "last_url": here.leads_to(found.last),
            "open_url": here.leads_to(found.open),
            "layouts": formats.layouts(found.kind),
            "may_hand_in": may_hand_in,
            "by_hand": may_hand_in and rules.is_by_hand(found.kind),
        },
    )


@audience(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def unchanged(request: HttpRequest, kind: str) -> HttpResponse:
    """Confirm in one act that the last values still hold; the page says what that does."""
    here = place(request)
    if not here.code:
        return redirect("intake:registers")
    found, language, at = register_of(kind, here), active_language(), now()
    if not here.may_hand_in or not rules.is_by_hand(found.kind):
        raise Http404
    today = day_of(at)
    form = ConfirmationForm(
        request.POST if request.method == "POST" else None,
        observed=found.kind.observed,
        today=today,
    )
    if request.method == "POST" and form.is_valid():
        try:
            hand_in = actions.confirm_unchanged(
                kind=kind,
                body=here.code,
                by=here.person,
                at=at,
                via="page",
                observed_on=form.cleaned_data.get("observed_on"),
            )
        except rules.Refused as refusal:
            form.add_error(None, refusal.sentence.in_language(language))
        else:
            if hand_in.state == ACCEPTED:
                messages.success(
                    request, _("Vos valeurs sont confirmées : elles n’ont pas changé.")
                )
            return redirect("intake:hand-in", hand_in.public_id)
    last = rules.confirmed(
        found.kind.columns, found.kind.prefill(here.code), found.kind.observed, today
    )
    return render(
        request,
        "intake/unchanged.html",
        {
            "here": here,
            "kind": found.kind,
            "title": found.kind.title.in_language(language),
            "register": found,
            "form": form,
            "rows": len(last.rows),
            "waiting": last.waiting,
        },
        status=422 if form.is_bound else 200,
    )
