"""Pages for everyone: the wall, the plan of a body, each version, two versions side by side."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from virage.contracts.text import Text
from virage.lib.clock import day_of, now
from virage.organisations import audiences
from virage.organisations import queries as organisations
from virage.organisations import rules as roles
from virage.plans import queries, serialised, workbook
from virage.plans.forms import ReachForm, ReviewForm
from virage.plans.queries import BodyPlan, OnTheWall, PlanRead
from virage.plans.rules import comparing, states, wall
from virage.plans.views import moving, shown
from virage.ui import files
from virage.ui.access import public
from virage.ui.components import Facet
from virage.ui.context import active_language, said


@dataclass(frozen=True, slots=True)
class WallRow:
    """A body on the wall, in words."""

    code: str
    name: str
    url: str
    due_on: date | None
    badge: str
    standing: str
    detail: str
    version: str
    state: str
    deposited_on: date | None


def _on_the_wall(today: date) -> tuple[list[OnTheWall], dict[str, Text]]:
    bodies = organisations.bodies(on=today)
    there = {one.code for one in bodies}
    listed = [one for one in queries.the_wall(sorted(there), today) if one.body in there]
    return listed, {one.code: one.name for one in bodies}


def _row(one: OnTheWall, names: dict[str, Text]) -> WallRow:
    return WallRow(
        code=one.body,
        name=said(names[one.body]),
        url=reverse("plans:body", args=[one.body]),
        due_on=one.plan_due_on,
        badge=shown.STANDING_BADGES[one.standing.name],
        standing=str(shown.STANDINGS[one.standing.name]),
        detail=shown.standing_detail(one.standing),
        version=one.current.label if one.current else "",
        state=str(shown.STATES[one.state.name]) if one.state else "",
        deposited_on=one.current.deposited_on if one.current else None,
    )


@require_safe
@public
def the_wall(request: HttpRequest) -> HttpResponse:
    """Who deposited, who was accepted, who is late, who never filed: by legal date, or by name."""
    listed, names = _on_the_wall(day_of(now()))
    asked = request.GET.get("q", "").strip().casefold()
    wanted = request.GET.get("etat", "")
    found = [
        one
        for one in listed
        if asked in said(names[one.body]).casefold() or asked in one.body.casefold()
    ]
    order = request.GET.get("tri", "")
    rows = [_row(one, names) for one in found if wanted in ("", one.standing.name)]
    rows.sort(key=lambda row: row.name.casefold())
    if order.lstrip("-") != "nom":
        rows.sort(key=lambda row: row.due_on or date.max)
    if order.startswith("-"):
        rows.reverse()
    own = [
        one.body
        for one in audiences.roles(request)
        if one.role == roles.PLANNING_OFFICER and one.body
    ]
    return render(
        request,
        "plans/wall.html",
        {
            "rows": rows,
            "facets": _facets(request, found, wanted),
            "asked": request.GET.get("q", ""),
            "wanted": wanted,
            "own": own,
            "has_list": any(one.plan_due_on for one in listed),
        },
    )


def _facets(request: HttpRequest, found: list[OnTheWall], wanted: str) -> list[Facet]:
    def address(state: str) -> str:
        query = request.GET.copy()
        query["etat"] = state
        return f"?{query.urlencode()}" if state else f"?{_without(request, 'etat')}"

    counts = dict.fromkeys(wall.STANDINGS, 0)
    for one in found:
        counts[one.standing.name] += 1
    return [
        Facet(_("Tous"), len(found), address(""), not wanted),
        *(
            Facet(str(shown.STANDINGS[name]), number, address(name), wanted == name)
            for name, number in counts.items()
        ),
    ]


def _without(request: HttpRequest, name: str) -> str:
    query = request.GET.copy()
    query.pop(name, None)
    return query.urlencode()


@require_safe
@public
def wall_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The wall, one body a line."""
    today = day_of(now())
    listed, _names = _on_the_wall(today)
    rows = [serialised.on_the_wall(one) for one in listed]
    return files.table(kind, "plans", serialised.WALL, rows, on=today)


def read(code: str) -> tuple[str, BodyPlan]:
    """The name of a body and its plans today; 404 when there is no such body."""
    name = shown.body_name(code)
    if name is None:
        raise Http404(_("Aucun organisme n’a ce code."))
    return name, queries.plan_of(code, day_of(now()))


def may_write(request: HttpRequest, code: str) -> bool:
    """Whether who asks writes the plan of that body."""
    return roles.may(roles.WRITE_PLAN, audiences.roles(request), code)


@require_safe
@public
def body(request: HttpRequest, code: str) -> HttpResponse:
    """The plan of a body: the version that speaks for it, all its versions, what moved since the first."""
    name, plan = read(code)
    return show_body(request, name, plan)


def show_body(
    request: HttpRequest, name: str, plan: BodyPlan, form: ReachForm | None = None
) -> HttpResponse:
    """The page of the plan of a body, with a form that was filled in if there is one."""
    writes = may_write(request, plan.body)
    waiting = [one for one in plan.milestones if one.reached_on is None or not one.evidence]
    current = plan.current
    return render(
        request,
        "plans/body.html",
        {
            "code": plan.body,
            "name": name,
            "plan": plan,
            "badge": shown.STANDING_BADGES[plan.standing.name],
            "standing": str(shown.STANDINGS[plan.standing.name]),
            "detail": shown.standing_detail(plan.standing),
            "current": current,
            "sentence": shown.state_sentence(current) if current else "",
            "content": shown.content(current.content) if current and current.content else None,
            "versions": shown.version_rows(plan),
            "moved": moving.moved(plan),
            "milestones": [(one, said(one.name)) for one in plan.milestones],
            "writes": writes,
            "reach": (form or ReachForm(milestones=waiting)) if writes and waiting else None,
        },
        status=422 if form is not None else 200,
    )


def version_of(code: str, label: str) -> tuple[str, BodyPlan, PlanRead]:
    """A version of a body; 404 when there is none."""
    name, plan = read(code)
    try:
        return name, plan, plan.version(label)
    except queries.UnknownVersion:
        raise Http404(_("Aucune version du plan de cet organisme n’a ce nom.")) from None


@require_safe
@public
def version(request: HttpRequest, code: str, label: str) -> HttpResponse:
    """A version: its state, what happened to it, what it says; beside another one with `?avec=`."""
    name, plan, one = version_of(code, label)
    if "avec" in request.GET:
        return _compared(request, name, plan, one)
    return show_version(request, name, plan, one)


def show_version(
    request: HttpRequest,
    name: str,
    plan: BodyPlan,
    one: PlanRead,
    form: ReviewForm | None = None,
) -> HttpResponse:
    """The page of a version, with a review that was filled in if there is one."""
    reviews = (
        roles.may(roles.REVIEW_PLANS, audiences.roles(request)) and one.state.name in states.OPEN
    )
    others = [each for each in plan.versions if each.content and each.label != one.label]
    return render(
        request,
        "plans/version.html",
        {
            "code": plan.body,
            "name": name,
            "one": one,
            "state": str(shown.STATES[one.state.name]),
            "badge": shown.STATE_BADGES[one.state.name],
            "sentence": shown.state_sentence(one),
            "content": shown.content(one.content) if one.content else None,
            "history": shown.history(one),
            "others": [(each.label, "?" + urlencode({"avec": each.label})) for each in others]
            if one.content
            else [],
            "form": (form or ReviewForm(initial={"lu": one.seen})) if reviews else None,
            "seen": one.seen,
            "may_open": one.state.name == states.DEPOSITED,
        },
        status=422 if form is not None else 200,
    )


def _compared(request: HttpRequest, name: str, plan: BodyPlan, after: PlanRead) -> HttpResponse:
    try:
        before = plan.version(request.GET["avec"])
    except queries.UnknownVersion:
        raise Http404(_("Aucune version du plan de cet organisme n’a ce nom.")) from None
    if before.facts.deposited_on > after.facts.deposited_on:
        before, after = after, before
    both = before.content is not None and after.content is not None
    first = next((one for one in plan.versions if one.content), None)
    since = [one for one in moving.moved(plan) if one.version == after.label]
    return render(
        request,
        "plans/compared.html",
        {
            "code": plan.body,
            "name": name,
            "before": before,
            "after": after,
            "both": both,
            "changes": moving.changes(comparing.compare(before.content, after.content))
            if before.content and after.content
            else [],
            "moved": since,
            "first": first.label if first else "",
            "before_url": shown.version_url(plan.body, before.label),
            "after_url": shown.version_url(plan.body, after.label),
        },
    )


@require_safe
@public
def version_file(request: HttpRequest, code: str, label: str) -> HttpResponse:
    """A version as the one spreadsheet that an officer can also fill in."""
    _name, _plan, one = version_of(code, label)
    if one.content is None:
        raise Http404(_("Cette version est venue par fichier, sans ses mesures."))
    return answer(workbook.written(one.content, active_language()), f"plan-{code}-{label}")


@require_safe
@public
def empty_file(request: HttpRequest) -> HttpResponse:
    """The spreadsheet to fill in, empty."""
    return answer(workbook.written(None, active_language()), "plan")


def answer(content: bytes, name: str) -> HttpResponse:
    """A workbook to take away."""
    response = HttpResponse(content, content_type=workbook.XLSX_TYPE)
    safe = "".join(one if (one.isalnum() and one.isascii()) or one in "-_" else "-" for one in name)
    response.headers["Content-Disposition"] = f'attachment; filename="{safe}.xlsx"'
    return response
