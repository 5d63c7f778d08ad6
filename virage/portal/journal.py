"""The journal as its readers see it: every line in words, narrowed, with what to note elsewhere."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, cast
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse, translate_url
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from virage.audit import queries as audit
from virage.audit.models import JournalLine
from virage.contracts.acts import acts
from virage.contracts.references import Reference, Resolved, resolve_all
from virage.identity import queries as people
from virage.lib import canonical
from virage.lib.clock import LEGAL_ZONE
from virage.lib.text import folded
from virage.organisations import queries as organisations
from virage.ui import files
from virage.ui.access import audience
from virage.ui.context import active_language, said
from virage.ui.forms import DaysInOrder, day_field

PER_PAGE = 50
PERSON = "identity.person"
COLUMNS = (
    *("number", "at", "actor", "entry", "subject", "organisation", "data"),
    *("previous_hash", "hash"),
)


class JournalForm(DaysInOrder):
    """By what the lines are narrowed; everything is optional."""

    acte = forms.ChoiceField(label=_("Acte"), required=False)
    organisme = forms.ChoiceField(label=_("Organisme"), required=False)
    du = day_field(_("Du (jour compris)"), required=False)
    au = day_field(_("Au (jour compris)"), required=False)
    sujet = forms.CharField(
        label=_("Sujet"),
        required=False,
        max_length=160,
        help_text=_(
            "Une référence telle que la donne une ligne, par exemple « organisations.body:… »."
        ),
    )
    ligne = forms.IntegerField(
        label=_("Numéro de ligne"),
        required=False,
        min_value=1,
        max_value=2**53 - 1,
        help_text=_("La page montre alors tout de cette ligne, empreintes comprises."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        anything = [("", _("Tous"))]
        told = [(one.code, said(one.words)) for one in acts]
        bodies = [(one.code, said(one.name)) for one in organisations.bodies()]
        self._choices("acte", [*anything, *sorted(told, key=_by_words)])
        self._choices("organisme", [*anything, *sorted(bodies, key=_by_words)])

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    @property
    def asks(self) -> bool:
        """Whether anything was asked for: the fields are then in view."""
        return any(self.data.get(name) for name in self.fields)

    def lines(self) -> QuerySet[JournalLine]:
        """The lines asked for; none while the form is wrong."""
        if not self.is_valid():
            return audit.lines().none()
        given = self.cleaned_data
        return audit.lines(
            entry=given["acte"],
            subject=given["sujet"].strip(),
            body=given["organisme"],
            since=_midnight(given["du"]),
            before=_midnight(given["au"] and given["au"] + timedelta(days=1)),
            number=given["ligne"],
        )


def _by_words(choice: tuple[str, str]) -> str:
    return folded(choice[1])


def _midnight(day: date | None) -> datetime | None:
    """When a legal day begins."""
    return datetime.combine(day, time.min, LEGAL_ZONE) if day else None


@dataclass(frozen=True, slots=True)
class Named:
    """What a reference names: its words if its owner knows it, its page, and the reference itself."""

    reference: str
    title: str
    url: str
    lines_url: str


@dataclass(frozen=True, slots=True)
class LineShown:
    """One line of the journal, in words."""

    number: int
    url: str
    at: datetime
    entry: str
    words: str
    actor: Named
    subject: Named
    body: str
    body_url: str
    data: list[tuple[str, str]]
    previous: str
    hash: str


@audience("secretariat", "auditor")
@require_safe
def journal(request: HttpRequest) -> HttpResponse:
    """The lines asked for, the last first; one alone is shown whole."""
    form = JournalForm(request.GET)
    page = Paginator(form.lines(), PER_PAGE).get_page(request.GET.get("page"))
    rows = _shown(list(page))
    whole = rows[0] if len(rows) == 1 and form.is_valid() and form.cleaned_data["ligne"] else None
    return render(
        request,
        "portal/journal.html",
        {
            "form": form,
            "page": page,
            "rows": rows,
            "whole": whole,
            "head": audit.head(),
            "file_url": f"{reverse('portal:journal-file')}?{request.GET.urlencode()}",
        },
    )


@audience("secretariat", "auditor")
@require_safe
def journal_file(request: HttpRequest) -> StreamingHttpResponse:
    """The lines asked for as CSV, the last first, with all that their hashes cover; none of a wrong search."""
    rows = (_row(line) for line in JournalForm(request.GET).lines().iterator())
    return files.streamed("journal", COLUMNS, rows)


def _row(line: JournalLine) -> tuple[str | int, ...]:
    content = line.content()
    data = canonical.canonical(content["data"]).decode()
    return (
        *(line.number, str(content["at"]), line.actor, line.entry, line.subject, line.body, data),
        *(line.previous, line.hash),
    )


def _shown(lines: Sequence[JournalLine]) -> list[LineShown]:
    """The lines in words: whatever their number, each owner of references is asked once."""
    references = {text: _parsed(text) for one in lines for text in (one.actor, one.subject)}
    named = resolve_all(one for one in references.values() if one is not None)
    persons = people.names_of(_persons(references.values()))
    bodies = organisations.names(codes={one.body for one in lines if one.body})

    def name(text: str) -> Named:
        return _named(text, references[text], named, persons)

    return [
        LineShown(
            number=one.number,
            url=f"?{urlencode({'ligne': one.number})}",
            at=one.at,
            entry=one.entry,
            words=said(acts.get(one.entry).words) if one.entry in acts else "",
            actor=name(one.actor),
            subject=name(one.subject),
            body=said(bodies[one.body]) if one.body in bodies else one.body,
            body_url=reverse("barometer:body", args=[one.body]) if one.body in bodies else "",
            data=[(key, _written(value)) for key, value in one.data.items()],
            previous=one.previous,
            hash=one.hash,
        )
        for one in lines
    ]


def _parsed(text: str) -> Reference | None:
    try:
        return Reference.parse(text)
    except ValueError:
        return None


def _persons(references: Iterable[Reference | None]) -> list[UUID]:
    return [one.uuid for one in references if one is not None and one.kind == PERSON and one.uuid]


def _named(
    text: str,
    reference: Reference | None,
    named: Mapping[Reference, Resolved],
    persons: Mapping[UUID, str],
) -> Named:
    lines_url = f"?{urlencode({'sujet': text})}"
    if reference is None:
        return Named(text, "", "", lines_url)
    if reference.kind == PERSON and reference.uuid is not None:
        return Named(text, persons.get(reference.uuid, ""), "", lines_url)
    shown = named.get(reference)
    if shown is None:
        return Named(text, "", "", lines_url)
    url = translate_url(shown.url, active_language()) if shown.url else ""
    return Named(text, said(shown.title), url, lines_url)


def _written(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return str(value)
