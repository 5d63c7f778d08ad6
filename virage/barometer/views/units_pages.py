"""The permanent page of one unit, and the way from an answer to the record that proves it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, translate_url
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from virage.barometer import queries
from virage.barometer.models import Edition, EditionAnswer, EditionIndicator
from virage.barometer.queries import pages as reads
from virage.barometer.views import exports, shown, units
from virage.barometer.views.naming import Names, names_of, text
from virage.barometer.views.reading import published, reading
from virage.contracts.references import Reference, resolve, resolve_all
from virage.contracts.registry import NotDeclared
from virage.contracts.text import Text
from virage.ui import files
from virage.ui.access import public
from virage.ui.context import active_language


@dataclass(frozen=True, slots=True)
class UnitShown:
    """A unit as its latest edition calls it."""

    code: str
    name: str
    register_name: str
    body: str
    body_url: str
    edition: str


@dataclass(frozen=True, slots=True)
class InEdition:
    """The answer of the unit in one edition; `renamed` when it was called otherwise then."""

    edition: str
    edition_url: str
    renamed: bool
    row: units.UnitRow


@dataclass(frozen=True, slots=True)
class IndicatorOfUnit:
    """One question, as the unit answered it over the editions."""

    key: str
    title: str
    url: str
    names: Names
    has_parts: bool
    rows: list[InEdition]


Answered = tuple[Edition, EditionIndicator, EditionAnswer]
Called = dict[tuple[int, str], Text]


def _history(register: str, code: str) -> list[Answered]:
    history = queries.unit_history(register, code)
    if not history:
        raise Http404(_("Aucune édition ne compte d’unité de ce code."))
    return history


@require_safe
@public
@published
def unit(request: HttpRequest, register: str, code: str) -> HttpResponse:
    """A unit and its answers in every edition, the latest first."""
    history = _history(register, code)
    newest, put, latest = history[0]
    names = reads.names_in({edition.pk for edition, _put, _answer in history})
    proofs = units.proofs_of(answer for _edition, _put, answer in history)
    current = reading().latest
    asked: dict[str, list[Answered]] = {}
    for one in history:
        asked.setdefault(one[1].code, []).append(one)
    indicators = [
        IndicatorOfUnit(
            key=f"unit-{place}",
            title=names_of(rows[0][1]).title,
            url=shown.indicator_url(
                rows[0][1].code,
                rows[0][1].target,
                "" if rows[0][0] == current else rows[0][0].slug,
            ),
            names=names_of(rows[0][1]),
            has_parts=any(answer.part is not None for _edition, _put, answer in rows),
            rows=[_in_edition(one, _called(latest), names, proofs) for one in rows],
        )
        for place, rows in enumerate(asked.values())
    ]
    return render(
        request,
        "barometer/unit.html",
        {
            "unit": UnitShown(
                code=code,
                name=_called(latest),
                register_name=names_of(put).one_unit,
                body=_body(newest, latest, names),
                body_url=reverse("barometer:body", args=[latest.organisation]),
                edition=shown.edition_label(newest),
            ),
            "record": _record(register, code),
            "indicators": indicators,
            "csv_url": reverse("barometer:unit-file", args=[register, code, "csv"]),
            "json_url": reverse("barometer:unit-file", args=[register, code, "json"]),
        },
    )


def _record(register: str, code: str) -> str:
    """The page of the unit itself, by whoever keeps its register; "" where there is none."""
    itself = Reference(f"{register}.unit", code)
    found = resolve_all([itself]).get(itself)
    return found.url if found else ""


def _called(answer: EditionAnswer) -> str:
    return text(Text(answer.name_fr, answer.name_en))


def _body(edition: Edition, answer: EditionAnswer, names: Called) -> str:
    name = names.get((edition.pk, answer.organisation))
    return answer.organisation if name is None else text(name)


def _in_edition(one: Answered, called: str, names: Called, proofs: units.Proofs) -> InEdition:
    edition, put, answer = one
    return InEdition(
        edition=shown.edition_label(edition),
        edition_url=reverse("barometer:edition", args=[edition.slug]),
        renamed=_called(answer) != called,
        row=units.row(answer, names_of(put), _body(edition, answer, names), proofs),
    )


@require_safe
@public
@published
def file(request: HttpRequest, register: str, code: str, kind: str) -> HttpResponse:
    """The answers of a unit in every edition, as CSV or JSON."""
    history = _history(register, code)

    def lines() -> Iterator[dict[str, Any]]:
        for edition, put, answer in history:
            yield from units.exported(
                [answer], edition=edition.slug, code=put.code, version=put.version
            )

    return files.table(
        kind, f"{register}-{code}".replace("/", "-"), exports.ANSWER_COLUMNS, lines(), unit=code
    )


@require_safe
@public
def proof(request: HttpRequest) -> HttpResponse:
    """Leads from the reference of an answer (`?de=kind:id#line`) to the page of the record itself."""
    try:
        reference = Reference.parse(request.GET.get("de", ""))
        found = resolve(reference)
    except (ValueError, NotDeclared):
        found = None
    if found is None or not found.url.startswith("/") or found.url.startswith("//"):
        raise Http404(_("Ce dossier n’est plus connu de qui le tenait."))
    address, hash_, place = translate_url(found.url, active_language()).partition("#")
    if reference.fragment and "ligne=" not in address:
        address += ("&" if "?" in address else "?") + urlencode({"ligne": reference.fragment})
    return HttpResponseRedirect(f"{address}{hash_}{place}")
