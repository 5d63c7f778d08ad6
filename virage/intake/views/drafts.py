"""Pages of the editor: a register as a table of inputs, kept in a draft until it is handed in."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from virage.contracts.intakes import Intake
from virage.identity.models import Person
from virage.intake import actions, queries, rules
from virage.intake.models import REFUSED, Draft
from virage.intake.views import editing
from virage.intake.views.hand_ins import WRITERS
from virage.intake.views.registers import Place, place, register_of
from virage.lib.clock import now
from virage.ui.access import audience
from virage.ui.context import active_language


def _place(request: HttpRequest) -> Place:
    here = place(request)
    if not here.may_hand_in:
        raise Http404
    return here


def _draft(kind: str, here: Place) -> Draft | None:
    """The reader's own draft, unless what it was for is done."""
    found = queries.draft(kind, here.code, here.person)
    return None if found is None or actions.is_done(found) else found


@audience(*WRITERS)
@require_POST
def opened(request: HttpRequest, kind: str) -> HttpResponse:
    """Open the draft of a register, from its last values, or go back to the one there is."""
    here = _place(request)
    try:
        actions.open_draft(kind=kind, body=here.code, by=here.person, at=now())
    except rules.UnknownKind:
        raise Http404 from None
    except rules.Refused as refusal:
        messages.error(request, refusal.sentence.in_language(active_language()))
        return redirect(here.address("register", kind))
    return redirect(here.address("draft", kind))


@audience(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, kind: str) -> HttpResponse:
    """One page of the draft; posting it keeps what was typed, then does what the button says."""
    here = _place(request)
    declared = register_of(kind, here).kind
    found = _draft(kind, here)
    if found is None:
        return redirect(here.address("register", kind))
    if request.method == "POST":
        actions.keep(draft=found, rows=editing.edited(declared, request.POST), at=now())
        return _next(request, found, declared, here)
    return _page(request, found, declared, here)


def _next(request: HttpRequest, found: Draft, kind: Intake, here: Place) -> HttpResponse:
    """Where the button leads, once everything is kept."""
    address, act = here.address("draft", kind.code), request.POST.get("act", "")
    page = request.POST.get("page", "1")[:6]
    try:
        if act == "add":
            return _added(request, found, kind, address)
        if act == "hand-in":
            return _hand_in(found, here, address)
    except rules.Refused as refusal:
        messages.error(request, refusal.sentence.in_language(active_language()))
    wanted = act.removeprefix("page-") if act.startswith("page-") else page
    return redirect(f"{address}&page={wanted if wanted.isdecimal() else 1}")


def _added(request: HttpRequest, found: Draft, kind: Intake, address: str) -> HttpResponse:
    row = actions.add_row(draft=found, at=now())
    if request.headers.get("HX-Request") == "true":
        shown = editing.row(kind, row, active_language(), is_new=True)
        return render(request, "intake/parts/draft_row.html", {"row": shown})
    last = editing.last_page(found)
    return redirect(f"{address}&page={last}&nouvelle={row.position}#r{row.position}")


def _hand_in(found: Draft, here: Place, address: str) -> HttpResponse:
    hand_in = actions.hand_in_draft(draft=found, by=here.person, at=now())
    if hand_in.state == REFUSED:
        return redirect(f"{address}&page={editing.first_wrong_page(found)}#erreurs")
    return redirect("intake:hand-in", hand_in.public_id)


def _page(request: HttpRequest, found: Draft, kind: Intake, here: Place) -> HttpResponse:
    language = active_language()
    return render(
        request,
        "intake/draft.html",
        {
            "here": here,
            "kind": kind,
            "title": kind.title.in_language(language),
            "draft": found,
            "since": queries.changed_since(found),
            "shown": editing.shown(
                found,
                kind,
                request.GET.get("page", ""),
                language,
                new=request.GET.get("nouvelle", ""),
            ),
        },
    )


@audience(*WRITERS)
@require_POST
def discarded(request: HttpRequest, kind: str) -> HttpResponse:
    """Forget the draft; what was handed in from it stays."""
    here = _place(request)
    found = queries.draft(kind, here.code, cast(Person, request.user))
    if found is not None:
        actions.discard(draft=found)
        messages.success(request, _("Brouillon abandonné. Les valeurs acceptées restent."))
    return redirect(here.address("register", kind))
