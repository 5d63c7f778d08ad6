"""The audit of declared yes: what everyone reads of it, and what an auditor announces, draws and finds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from virage.barometer import actions, queries
from virage.barometer.forms import AnnounceForm, FindingForm, GiveUpForm, ValueForm
from virage.barometer.models import Audit, Edition
from virage.barometer.queries import auditing as reads
from virage.barometer.queries import pages
from virage.barometer.rules.errors import BarometerError, UnknownEdition
from virage.barometer.views import shown, units
from virage.barometer.views.naming import Names, names_of, text
from virage.barometer.views.reading import needs_edition, reading
from virage.barometer.wording import audits as wording
from virage.barometer.wording.terms import percent
from virage.contracts.text import Text
from virage.identity.models import Person
from virage.lib.clock import day_of, now
from virage.organisations.rules import Refused
from virage.ui import files
from virage.ui.access import audience, belongs, public
from virage.ui.context import active_language

COLUMNS = (
    "position",
    "indicator",
    "unit",
    "name_fr",
    "name_en",
    "organisation",
    "evidence",
    "outcome",
    "reason",
)


def _words(error: BarometerError | Refused) -> str:
    return error.sentence.in_language(active_language())


def _audit(public_id: Any) -> Audit:
    try:
        return reads.audit(public_id)
    except UnknownEdition as error:
        raise Http404(_words(error)) from error


@dataclass(frozen=True, slots=True)
class OpenedRow:
    """One answer drawn, in words; `url` leads an auditor to where its finding is recorded."""

    position: int
    unit: units.UnitRow
    question: str
    sign: str
    outcome: str
    reason: str
    url: str


@dataclass(frozen=True, slots=True)
class Adjusted:
    """The lower bound of one figure, as published and with the audit."""

    title: str
    url: str
    declared: int
    yes: int
    lower: str
    adjusted: str


@dataclass(frozen=True, slots=True)
class AuditShown:
    """An audit in words: what was announced, where it stands, what was found."""

    source: str
    day: Any
    value: str
    state: str
    code: str
    why: str
    found: list[str]
    adjusted: list[Adjusted]
    rows: list[OpenedRow]
    frame: int


def _shown(audit: Audit, drawn: Sequence[reads.Opened]) -> AuditShown:
    told = reads.result(audit, drawn)
    names = {row.code: names_of(row) for row in pages.headlines(audit.edition)} if drawn else {}
    return AuditShown(
        source=audit.source,
        day=audit.day,
        value=audit.value,
        state=wording.state(told),
        code=told["state"],
        why=audit.why,
        found=wording.found(told),
        adjusted=[
            Adjusted(
                title=names[one["code"]].title,
                url=shown.indicator_url(one["code"], one["target"] or "", audit.edition.slug),
                declared=one["yes_declared"],
                yes=one["yes"],
                lower=percent(one["lower"]["percent"]) if one["lower"] else "–",
                adjusted=percent(one["lower_adj"]["percent"]) if one["lower_adj"] else "–",
            )
            for one in told["indicators"]
        ],
        rows=_rows(audit, drawn, names, queries.body_names(audit.edition) if drawn else {}),
        frame=audit.frame or 0,
    )


def _rows(
    audit: Audit,
    drawn: Sequence[reads.Opened],
    names: Mapping[str, Names],
    bodies: Mapping[str, Text],
) -> list[OpenedRow]:
    proofs = units.proofs_of(one.answer for one in drawn)
    rows = []
    for one in drawn:
        called, owner = names[one.answer.indicator.code], one.answer.organisation
        body = text(bodies[owner]) if owner in bodies else owner
        found = one.finding.outcome if one.finding else ""
        rows.append(
            OpenedRow(
                position=one.item.position,
                unit=units.row(one.answer, called, body, proofs),
                question=called.title,
                sign=wording.SIGNS[found],
                outcome=wording.outcome(found),
                reason=one.finding.reason if one.finding else "",
                url=reverse("barometer:audit-item", args=[audit.public_id, one.item.position]),
            )
        )
    return rows


@require_safe
@public
def of_edition(request: HttpRequest, slug: str) -> HttpResponse:
    """What was announced, drawn and found of an edition, given up draws included."""
    found = reading(slug)
    edition = needs_edition(found)
    every = reads.audits([edition]).get(edition.pk, [])
    standing = [one for one in every if not one.why]
    return render(
        request,
        "barometer/audit/edition.html",
        {
            **found.context(),
            "audit": _shown(standing[0], reads.opened(standing[0])) if standing else None,
            "given_up": [_shown(one, ()) for one in every if one.why],
            "csv_url": reverse("barometer:edition-audit-file", args=[slug, "csv"]),
            "json_url": reverse("barometer:edition-audit-file", args=[slug, "json"]),
        },
    )


@require_safe
@public
def file(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The answers drawn and what was found; the JSON holds the announcement and the limit too."""
    edition = needs_edition(reading(slug))
    standing = [one for one in reads.audits([edition]).get(edition.pk, []) if not one.why]
    if not standing:
        raise Http404(_("Aucun audit de cette édition n’est annoncé."))
    drawn = reads.opened(standing[0])
    rows = [
        {
            "position": one.item.position,
            "indicator": one.answer.indicator.code,
            "unit": one.answer.unit,
            "name_fr": one.answer.name_fr,
            "name_en": one.answer.name_en,
            "organisation": one.answer.organisation,
            "evidence": one.answer.evidence,
            "outcome": one.finding.outcome if one.finding else None,
            "reason": one.finding.reason if one.finding else None,
        }
        for one in drawn
    ]
    return files.table(
        kind, f"audit-{edition.slug}", COLUMNS, rows, **reads.result(standing[0], drawn)
    )


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition and its audit, for whoever audits."""

    label: str
    url: str
    state: str
    audit_url: str
    announce_url: str


@require_safe
@audience("auditor", "secretariat")
def index(request: HttpRequest) -> HttpResponse:
    """Every edition, the last sealed first, and where its audit stands."""
    found = reading()
    every = reads.audits(found.editions)
    rows = []
    for edition in reversed(found.editions):
        standing = next((one for one in every.get(edition.pk, ()) if not one.why), None)
        rows.append(
            EditionRow(
                label=shown.edition_label(edition),
                url=reverse("barometer:edition", args=[edition.slug]),
                state=_brief(standing),
                audit_url=reverse("barometer:audit", args=[standing.public_id]) if standing else "",
                announce_url=""
                if standing or not belongs(request, "auditor")
                else reverse("barometer:announce-audit", args=[edition.slug]),
            )
        )
    return render(request, "barometer/audit/index.html", {"rows": rows})


def _brief(audit: Audit | None) -> str:
    if audit is None:
        return _("Aucun audit annoncé")
    return _("Réponses tirées") if audit.value else _("Annoncé")


@require_http_methods(["GET", "HEAD", "POST"])
@audience("auditor")
def announce(request: HttpRequest, slug: str) -> HttpResponse:
    """Name the public value that will draw the answers of an edition."""
    found = reading(slug)
    edition = needs_edition(found)
    form = AnnounceForm(request.POST or None)

    def act() -> Audit:
        return actions.announce_audit(
            edition=edition,
            source=form.cleaned_data["source"],
            day=form.cleaned_data["jour"],
            by=cast(Person, request.user),
            at=now(),
        )

    made = _tried(form, act)
    if made is not None:
        messages.success(request, _("C’est annoncé, en public. Revenez le jour où la valeur sort."))
        return redirect("barometer:audit", made.public_id)
    return render(
        request,
        "barometer/audit/announce.html",
        {"form": form, "edition": found.of(edition)},
        status=422 if form.is_bound else 200,
    )


def _tried(form: Form, act: Callable[[], Any]) -> Any:
    """What `act` made; None when the form is not filled, is wrong, or is refused in its own words."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return act()
    except (BarometerError, Refused) as error:
        form.add_error(None, _words(error))
        return None


@require_safe
@audience("auditor", "secretariat")
def audit(request: HttpRequest, public_id: Any) -> HttpResponse:
    """An audit: its announcement, its draw, and each answer to open."""
    return _page(request, _audit(public_id), ValueForm(), GiveUpForm())


def _page(
    request: HttpRequest, one: Audit, value: ValueForm, give_up: GiveUpForm, status: int = 200
) -> HttpResponse:
    edition: Edition = one.edition
    return render(
        request,
        "barometer/audit/audit.html",
        {
            "audit": _shown(one, reads.opened(one)),
            "public_id": one.public_id,
            "label": shown.edition_label(edition),
            "public_url": reverse("barometer:edition-audit", args=[edition.slug]),
            "may_audit": belongs(request, "auditor"),
            "waits": not one.value and not one.why,
            "is_due": day_of(now()) >= one.day,
            "value": value,
            "give_up": give_up,
        },
        status=status,
    )


@require_POST
@audience("auditor")
def draw(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Enter the value that came out: it draws the answers."""
    one, form = _audit(public_id), ValueForm(request.POST)
    person = cast(Person, request.user)

    def act() -> Audit:
        return actions.draw_audit(audit=one, value=form.cleaned_data["valeur"], by=person, at=now())

    if _tried(form, act) is None:
        return _page(request, one, form, GiveUpForm(), status=422)
    messages.success(request, _("Les réponses sont tirées. Ouvrez la preuve de chacune."))
    return redirect("barometer:audit", public_id)


@require_POST
@audience("auditor")
def give_up(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The value announced draws nothing, for a public reason."""
    one, form = _audit(public_id), GiveUpForm(request.POST)
    person = cast(Person, request.user)

    def act() -> Audit:
        return actions.give_up_audit(
            audit=one, why=form.cleaned_data["raison"], by=person, at=now()
        )

    if _tried(form, act) is None:
        return _page(request, one, ValueForm(), form, status=422)
    messages.success(request, _("Ce tirage est abandonné, en public. Annoncez une autre valeur."))
    return redirect("barometer:audits")


@require_http_methods(["GET", "HEAD", "POST"])
@audience("auditor")
def item(request: HttpRequest, public_id: Any, position: int) -> HttpResponse:
    """One answer drawn: what the edition says of it, its evidence, and the finding to record."""
    one = _audit(public_id)
    drawn = reads.opened(one, position)
    if not drawn:
        raise Http404(_("Aucune réponse n’a été tirée à cette place."))
    opened = drawn[0].item
    form = FindingForm(request.POST or None)

    def act() -> object:
        return actions.record_finding(
            item=opened,
            outcome=form.cleaned_data["constat"],
            reason=form.cleaned_data["raison"],
            by=cast(Person, request.user),
            at=now(),
        )

    if _tried(form, act) is not None:
        messages.success(request, _("Le constat est inscrit."))
        return redirect("barometer:audit", public_id)
    context = _shown(one, drawn)
    return render(
        request,
        "barometer/audit/item.html",
        {
            "row": context.rows[0],
            "form": form,
            "label": shown.edition_label(one.edition),
            "audit_url": reverse("barometer:audit", args=[public_id]),
            "history": [
                (
                    wording.SIGNS[past.outcome],
                    wording.outcome(past.outcome),
                    past.reason,
                    past.found_at,
                )
                for past in reads.findings(opened)
            ],
        },
        status=422 if form.is_bound else 200,
    )
