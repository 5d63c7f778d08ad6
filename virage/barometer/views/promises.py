"""Promises and what became of them: all of them, filtered, and those of one body."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from virage.barometer import queries
from virage.barometer.models import Edition
from virage.barometer.queries import promising as reads
from virage.barometer.queries.promising import PromiseHeld
from virage.barometer.rules.promises import OUTCOMES
from virage.barometer.views.naming import Names, names_of, text
from virage.barometer.wording import promises as wording
from virage.barometer.wording.nouns import Noun
from virage.contracts.references import Reference, Resolved, resolve_all
from virage.lib.text import folded
from virage.organisations import queries as organisations
from virage.ui import components, files
from virage.ui.access import public

A_PAGE = 50
COLUMNS = (
    "reference",
    "title",
    "organisation",
    "indicator",
    "target",
    "units",
    "at_least",
    "share",
    "made_on",
    "due_on",
    "baseline_edition",
    "outcome",
    "reason",
    "holds",
    "edition",
    "yes",
    "no",
    "unknown",
    "not_applicable",
    "gone",
    "never",
    "uncounted",
)


@dataclass(frozen=True, slots=True)
class AtEdition:
    """What a promise was at one edition."""

    edition: str
    url: str
    outcome: str
    counted: str
    counts: bool


@dataclass(frozen=True, slots=True)
class PromiseShown:
    """A promise, ready to print."""

    title: str
    url: str
    promised: str
    body: str
    body_url: str
    target: str
    due_on: date
    state: str
    outcome: str
    reason: str
    baseline: str
    history: list[AtEdition]


def shown(
    held: Sequence[PromiseHeld], bodies: dict[str, str], edition: Edition | None
) -> list[PromiseShown]:
    """Promises with their titles, in the words of the edition that is read. One query for those words,
    and what the owners ask for their titles."""
    titles = resolve_all(Reference.parse(one.promise.reference) for one in held)
    codes = {one.promise.indicator for one in held}
    put = [] if edition is None else reads.questions(edition, codes)
    names = {one.code: names_of(one) for one in put}
    return [_shown(one, titles, names, bodies) for one in held]


def _shown(
    one: PromiseHeld,
    titles: dict[Reference, Resolved],
    names: dict[str, Names],
    bodies: dict[str, str],
) -> PromiseShown:
    promise = one.promise
    noun = names[promise.indicator].noun if promise.indicator in names else Noun.anything()
    resolved = titles.get(Reference.parse(promise.reference))
    return PromiseShown(
        title=text(resolved.title) if resolved else _("Promesse"),
        url=resolved.url if resolved else "",
        promised=wording.promised(promise, noun),
        body=bodies.get(promise.organisation, promise.organisation),
        body_url=reverse("barometer:body", args=[promise.organisation]),
        target=one.target,
        due_on=promise.due_on,
        state=wording.STATES[one.outcome],
        outcome=wording.outcome_name(one.outcome),
        reason=wording.reason(one.now),
        baseline=wording.baseline(promise, one.baseline),
        history=[
            AtEdition(
                edition=each.seen.edition,
                url=reverse("barometer:edition", args=[each.seen.edition]),
                outcome=wording.outcome_name(each.outcome),
                counted=wording.counted(each.seen.counted),
                counts=each.counts,
            )
            for each in one.history
        ],
    )


def of_body(edition: Edition, code: str, name: str) -> list[PromiseShown]:
    """The promises of a body as known when the edition was cut, judged up to that edition."""
    held = queries.promises(known_at=edition.cut_sequence, until=edition, organisation=code)
    return shown(held, {code: name}, edition) if held else []


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of the address: what is "" is not asked."""

    organisation: str
    target: str
    outcome: str

    @classmethod
    def of(cls, request: HttpRequest) -> "Asked":
        """Read them; what is no outcome is not asked."""
        outcome = request.GET.get("issue", "")
        return cls(
            request.GET.get("organisme", "")[:60],
            request.GET.get("cible", "")[:8],
            outcome if outcome in OUTCOMES else "",
        )

    def among(self, held: Iterable[PromiseHeld], *, whatever: bool = False) -> list[PromiseHeld]:
        """The promises asked for; `whatever` their outcome when true."""
        return list(
            reads.listed(
                held,
                organisation=self.organisation,
                target=self.target,
                outcome="" if whatever else self.outcome,
            )
        )

    def address(self, **changed: str) -> str:
        """The words of the address of this list, with another filter; "" without any."""
        told = {
            "organisme": self.organisation,
            "cible": self.target,
            "issue": self.outcome,
        } | changed
        return f"?{urlencode({key: value for key, value in told.items() if value})}"


@require_safe
@public
def index(request: HttpRequest) -> HttpResponse:
    """Every promise in force, by outcome, body or target."""
    asked, every = Asked.of(request), queries.promises()
    bodies = _names(every)
    among = asked.among(every, whatever=True)
    tally = reads.tally(among)
    found = asked.among(every)
    found.sort(key=lambda one: (one.promise.due_on, folded(bodies[one.promise.organisation])))
    paged: Page[Any] = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    facets = [
        components.Facet(_("Toutes"), len(among), asked.address(issue=""), not asked.outcome),
        *[
            components.Facet(
                wording.outcome_name(one),
                tally[one],
                asked.address(issue=one),
                asked.outcome == one,
            )
            for one in OUTCOMES
        ],
    ]
    return render(
        request,
        "barometer/promises.html",
        {
            "facets": facets,
            "rows": shown(list(paged), bodies, queries.latest()),
            "page": paged,
            "asked": asked,
            "bodies": sorted(bodies.items(), key=lambda pair: folded(pair[1])),
            "targets": sorted({one.target for one in every if one.target}),
            "any": bool(every),
            "csv_url": reverse("barometer:promises-file", args=["csv"]) + asked.address(),
            "json_url": reverse("barometer:promises-file", args=["json"]) + asked.address(),
        },
    )


def _names(held: Iterable[PromiseHeld]) -> dict[str, str]:
    codes = sorted({one.promise.organisation for one in held})
    named = organisations.names(codes=codes) if codes else {}
    return {code: text(named[code]) if code in named else code for code in codes}


@require_safe
@public
def file(request: HttpRequest, kind: str) -> HttpResponse:
    """The promises of the page, and what they are now, as CSV or JSON."""
    found = Asked.of(request).among(queries.promises())
    titles = resolve_all(Reference.parse(one.promise.reference) for one in found)
    rows = []
    for one in found:
        told = reads.promise_json(one)
        last = told["history"][-1] if told["history"] else {}
        resolved = titles.get(Reference.parse(one.promise.reference))
        title = text(resolved.title) if resolved else ""
        rows.append(
            {**told, **(last.get("counted") or {}), "title": title, "edition": last.get("edition")}
        )
    return files.table(kind, "promesses", COLUMNS, rows)
