"""Pages for the officers of a body: its draft, part by part; deposit, spreadsheet, milestones reached."""

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from virage.identity.models import Person
from virage.lib.clock import day_of, now
from virage.plans import actions, queries, workbook
from virage.plans.forms import ReachForm, RowForm, WorkbookForm
from virage.plans.queries import RowWritten, Written
from virage.plans.rules import checking, form, refusals
from virage.plans.rules.cells import Problem
from virage.plans.rules.fields import Section
from virage.plans.views import public, shown
from virage.ui.access import audience
from virage.ui.context import active_language, said

ALLOWED_TO_LACK = ("missing", "none")  # they wait in the draft


def _own(request: HttpRequest, code: str) -> str:
    """The name of the body whose plan the reader writes; to others its draft does not exist (404)."""
    name = shown.body_name(code)
    if name is None or not public.may_write(request, code):
        raise Http404
    return name


def _person(request: HttpRequest) -> Person:
    return cast(Person, request.user)


def _written(code: str) -> Written:
    written = queries.draft_of(code)
    if written is None:
        raise Http404(_("Cet organisme n’a pas de brouillon. Ouvrez-en un depuis la page du plan."))
    return written


def _problems(written: Written, today: date) -> tuple[Problem, ...]:
    return checking.check(written.document, queries.world(written.body, today)).problems


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the draft: how many rows it has, what is to be mended, who kept it last."""

    title: str
    lead: str
    url: str
    count: int | None
    wrong: int
    last: RowWritten | None


@dataclass(frozen=True, slots=True)
class ToMend:
    """A problem, and the address of the field where it is mended."""

    where: str
    message: str
    advice: str
    url: str


def _mend(code: str, one: Problem) -> ToMend:
    section = form.BY_CODE[one.section]
    where = said(section.title)
    if one.row:
        url = reverse("plans:row", args=[code, one.section, int(one.row)])
        where = f"{where}, {one.row}"
    else:
        url = reverse("plans:section", args=[code, one.section])
    return ToMend(
        where,
        said(one.message),
        said(one.advice),
        f"{url}#id_{one.field}" if one.field else url,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@audience("officer")
def draft(request: HttpRequest, code: str) -> HttpResponse:
    """The draft of a body: its parts, what is missing, deposit it; open or discard it."""
    name = _own(request, code)
    if request.method == "POST":
        return _act(request, code)
    written = queries.draft_of(code)
    context: dict[str, Any] = {"code": code, "name": name, "written": written}
    if written is not None:
        problems = _problems(written, day_of(now()))
        context |= {
            "parts": [_part(code, one, written, problems) for one in form.SECTIONS],
            "problems": [_mend(code, one) for one in problems],
            "form": WorkbookForm(),
        }
    return render(request, "plans/draft.html", context)


def _part(code: str, section: Section, written: Written, problems: tuple[Problem, ...]) -> Part:
    rows = written.section(section.code)
    return Part(
        said(section.title),
        said(section.lead),
        reverse("plans:section", args=[code, section.code]),
        None if section.single else len(rows),
        sum(1 for one in problems if one.section == section.code),
        max(rows, key=lambda one: one.changed_at, default=None),
    )


def _act(request: HttpRequest, code: str) -> HttpResponse:
    act, at = request.POST.get("act"), now()
    try:
        if act == "discard":
            actions.discard_draft(body=code, by=_person(request), at=at)
            messages.success(
                request, _("Le brouillon est abandonné ; les versions déposées restent.")
            )
            return redirect("plans:body", code)
        if act == "deposit":
            label = actions.deposit(
                body=code, seen=request.POST.get("lu", ""), by=_person(request), at=at
            )
            messages.success(
                request,
                _("La version %(label)s est déposée et publique. Elle ne changera plus.")
                % {"label": label},
            )
            return redirect("plans:version", code, label)
        actions.open_draft(body=code, by=_person(request), at=at)
    except refusals.PlanRefusal as refusal:
        messages.error(request, said(refusal.sentence))
    return redirect("plans:draft", code)


@require_http_methods(["GET", "HEAD", "POST"])
@audience("officer")
def section(request: HttpRequest, code: str, section: str) -> HttpResponse:
    """A part of the draft: its one form, or its rows and a form for one more."""
    name, declared, written = _own(request, code), _declared(section), _written(code)
    if declared.single:
        return _edit(request, name, declared, written, 0)
    cells: dict[str, str] = {}
    form_ = _form(declared, written, cells)
    if request.method == "POST":
        cells = form_.typed(request.POST)
        try:
            made = actions.add_row(
                body=code, section=section, cells=cells, by=_person(request), at=now()
            )
        except refusals.PlanRefusal as refusal:
            messages.error(request, said(refusal.sentence))
            return redirect("plans:section", code, section)
        return redirect("plans:row", code, section, made.number)
    problems = _problems(written, day_of(now()))
    wrong = {one.row for one in problems if one.section == section}
    columns = [one for one in declared.fields if one.name != "name_en"][:5]
    return render(
        request,
        "plans/section.html",
        {
            "code": code,
            "name": name,
            "title": said(declared.title),
            "lead": said(declared.lead),
            "columns": [said(one.title) for one in columns],
            "rows": [
                (
                    reverse("plans:row", args=[code, section, row.number]),
                    [shown.cell(one, row.cells.get(one.name, "")) for one in columns],
                    str(row.number) in wrong,
                )
                for row in written.section(section)
            ],
            "add": said(declared.add) if declared.add else "",
            "form": form_,
        },
    )


def _declared(code: str) -> Section:
    if code not in form.BY_CODE:
        raise Http404
    return form.BY_CODE[code]


def _form(declared: Section, written: Written, cells: dict[str, str]) -> RowForm:
    language = active_language()
    asked = cells.get("indicator", "").strip()
    units = (
        queries.units_of(written.body, asked, day_of(now()))
        if declared.code == form.PROMISES and asked
        else []
    )
    return RowForm(
        section=declared,
        cells=cells,
        units=units if len(units) <= 60 else [],
        measures=[
            (
                row.cells.get("code", ""),
                row.cells.get(f"name_{language}") or row.cells.get("code", ""),
            )
            for row in written.section(form.MEASURES)
            if row.cells.get("code")
        ],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@audience("officer")
def row(request: HttpRequest, code: str, section: str, number: int) -> HttpResponse:
    """A row of the draft: keep what is typed, or remove it."""
    return _edit(request, _own(request, code), _declared(section), _written(code), number)


def _edit(
    request: HttpRequest, name: str, declared: Section, written: Written, number: int
) -> HttpResponse:
    held = written.row(declared.code, number)
    if held is None:
        messages.error(request, said(refusals.NoRow().sentence))
        return redirect("plans:draft", written.body)
    conflict: refusals.ChangedMeanwhile | None = None
    cells = held.cells
    if request.method == "POST":
        typed = _form(declared, written, held.cells).typed(request.POST)
        seen = request.POST.get("lu", "")
        try:
            return _keep(
                request, declared, written, number, typed, int(seen) if seen.isdigit() else 0
            )
        except refusals.ChangedMeanwhile as refusal:
            conflict, cells = refusal, {**held.cells, **typed}
        except refusals.PlanRefusal as refusal:
            messages.error(request, said(refusal.sentence))
            return redirect("plans:draft", written.body)
    shown_form = _form(declared, written, cells)
    key = "" if declared.single else str(number)
    new = held.revision == 1 and not any(cells.values())
    shown_form.show(
        cells,
        ()
        if new
        else (
            one
            for one in _problems(written, day_of(now()))
            if one.section == declared.code and one.row == key
        ),
    )
    quiet = request.headers.get("HX-Request") == "true"
    return render(
        request,
        "plans/row.html",
        {
            "code": written.body,
            "name": name,
            "title": said(declared.title),
            "lead": said(declared.lead),
            "section": declared.code,
            "single": declared.single,
            "number": number,
            "form": shown_form,
            "held": held,
            # A quiet save keeps the revision that was read: only a person decides to replace another's words.
            "seen": request.POST.get("lu", "") if conflict and quiet else held.revision,
            "conflict": said(conflict.sentence) if conflict else "",
            "theirs": [
                (said(one.title), conflict.cells.get(one.name, ""))
                for one in declared.fields
                if conflict.cells.get(one.name, "") != cells.get(one.name, "")
            ]
            if conflict
            else [],
        },
        status=409 if conflict and not quiet else 200,
    )


def _keep(
    request: HttpRequest,
    declared: Section,
    written: Written,
    number: int,
    typed: dict[str, str],
    seen: int,
) -> HttpResponse:
    """Keep or remove a row, and go where the person asked to go on."""
    of: dict[str, Any] = {
        "body": written.body,
        "section": declared.code,
        "number": number,
        "seen": seen,
        "by": _person(request),
        "at": now(),
    }
    if request.POST.get("act") == "remove":
        actions.remove_row(**of)
        messages.success(request, _("La ligne est retirée du brouillon."))
        return redirect("plans:section", written.body, declared.code)
    actions.keep(cells=typed, **of)
    if request.POST.get("act") == "done":
        where = "plans:draft" if declared.single else "plans:section"
        arguments = (written.body,) if declared.single else (written.body, declared.code)
        return redirect(where, *arguments)
    if declared.single:
        return redirect("plans:section", written.body, declared.code)
    return redirect("plans:row", written.body, declared.code, number)


@require_safe
@audience("officer")
def draft_file(request: HttpRequest, code: str) -> HttpResponse:
    """The draft as the spreadsheet, however wrong what it holds."""
    _own(request, code)
    written = _written(code)
    return public.answer(
        workbook.written_document(written.document, active_language()), f"plan-{code}"
    )


@require_POST
@audience("officer")
def take_file(request: HttpRequest, code: str) -> HttpResponse:
    """Put a filled spreadsheet in the draft: all of it, or nothing and a list of what is wrong."""
    name = _own(request, code)
    given = WorkbookForm(request.POST, request.FILES)
    faults: list[workbook.Fault] = []
    at = now()
    if given.is_valid():
        found = workbook.read(given.cleaned_data["classeur"])
        faults = found.faults
        if not faults:
            asked = frozenset(one.get("indicator", "") for one in found.document[form.PROMISES])
            world = queries.world(code, day_of(at), asked)
            faults = [
                found.fault_of(one)
                for one in checking.check(found.document, world).problems
                if one.code not in ALLOWED_TO_LACK
            ]
        if not faults:
            try:
                actions.replace(body=code, document=found.document, by=_person(request), at=at)
            except refusals.PlanRefusal as refusal:
                given.add_error("classeur", said(refusal.sentence))
            else:
                messages.success(
                    request, _("Le classeur est dans le brouillon. Relisez ce qui manque encore.")
                )
                return redirect("plans:draft", code)
    return render(
        request,
        "plans/faults.html",
        {
            "code": code,
            "name": name,
            "form": given,
            "faults": [(one, said(one.message), said(one.advice)) for one in faults[:200]],
            "number": len(faults),
        },
        status=422,
    )


@require_POST
@audience("officer")
def reach(request: HttpRequest, code: str) -> HttpResponse:
    """Say that a milestone is reached, with its evidence."""
    _own(request, code)
    name, plan = public.read(code)
    given = ReachForm(request.POST, milestones=plan.milestones)
    if given.is_valid():
        try:
            actions.reach_milestone(
                body=code,
                milestone=given.cleaned_data["jalon"],
                reached_on=given.cleaned_data["atteint"],
                evidence=given.cleaned_data["preuve"],
                by=_person(request),
                at=now(),
            )
        except refusals.PlanRefusal as refusal:
            given.add_error("preuve", said(refusal.sentence))
        else:
            messages.success(request, _("Le jalon est dit atteint, et sa preuve est publique."))
            return redirect("plans:body", code)
    return public.show_body(request, name, plan, given)
