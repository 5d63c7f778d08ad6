"""Pages for everyone: what may be handed in and how, and the evidence of what was accepted."""

import json
import uuid
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from virage.contracts.intakes import Intake, intakes
from virage.identity.models import Person
from virage.intake import formats, queries, rules
from virage.intake.views import shown
from virage.intake.views.hand_ins import template
from virage.ui.access import belongs, public
from virage.ui.context import active_language


def _kind(code: str) -> Intake:
    if code not in intakes:
        raise Http404
    return intakes.get(code)


@public
@require_GET
def kinds(request: HttpRequest) -> HttpResponse:
    """The kinds of hand-in by package, each with its documentation."""
    language = active_language()
    return render(
        request,
        "intake/kinds.html",
        {
            "groups": [
                {
                    "title": queries.group_title(package).in_language(language),
                    "kinds": [
                        {
                            "code": one.code,
                            "title": one.title.in_language(language),
                            "description": one.description.in_language(language),
                            "secretariat_only": one.secretariat_only,
                        }
                        for one in kinds
                    ],
                }
                for package, kinds in queries.by_package(intakes).items()
            ]
        },
    )


@public
@require_GET
def documentation(request: HttpRequest, kind: str) -> HttpResponse:
    """One kind: its columns, schemas and templates, made from its declaration."""
    declared, language = _kind(kind), active_language()
    may_hand_in = request.user.is_authenticated and (
        belongs(request, "officer") or belongs(request, "secretariat")
    )
    bodies = queries.bodies_to_hand_in_for(cast(Person, request.user)) if may_hand_in else []
    return render(
        request,
        "intake/kind.html",
        {
            "kind": declared,
            "title": declared.title.in_language(language),
            "description": declared.description.in_language(language),
            "columns": [
                {
                    "column": one,
                    "title": one.title.in_language(language),
                    "help": one.help.in_language(language),
                }
                for one in declared.columns
            ],
            "wide_columns": [one.name for one in formats.columns(declared, formats.WIDE)]
            if declared.wide
            else [],
            "layouts": formats.layouts(declared),
            "endings": formats.endings(declared),
            "tallies": shown.tallies(declared),
            "counted_by": " × ".join(declared.condense.by) if declared.condense else "",
            "most_megabytes": rules.largest(declared) >> 20,
            "bodies": [(code, name.in_language(language)) for code, name in bodies[:50]],
            "may_hand_in": may_hand_in,
        },
    )


@public
@require_GET
def schema(request: HttpRequest, kind: str, layout: str) -> HttpResponse:
    """The Table Schema of a layout."""
    declared = _kind(kind)
    if layout not in formats.layouts(declared):
        raise Http404
    return HttpResponse(
        json.dumps(
            formats.table_schema(declared, layout, active_language()), ensure_ascii=False, indent=2
        ),
        content_type="application/json; charset=utf-8",
    )


@public
@require_GET
def empty_template(request: HttpRequest, kind: str, layout: str, ending: str) -> HttpResponse:
    """A template with its header and nothing in it."""
    return template(_kind(kind), layout, ending, None)


@public
@require_GET
def evidence(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What proves a record: body, kind, dates, digest and rows; not the person, not the file.

    `?ligne=` is the line of the file that an answer rests on.
    """
    found = queries.evidence(public_id)
    if found is None:
        raise Http404
    language, line = active_language(), request.GET.get("ligne", "")
    return render(
        request,
        "intake/evidence.html",
        {
            "line": int(line) if line.isascii() and line.isdigit() and len(line) < 10 else None,
            "evidence": found,
            "role": shown.role(found.received_as, several=found.body == queries.SEVERAL),
            "title": found.title.in_language(language),
            "body": found.body.in_language(language),
        },
    )
