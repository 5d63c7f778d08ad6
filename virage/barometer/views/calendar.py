"""The public calendar of editions: what comes out when, what became of it, and who saw it early."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from virage.barometer import queries
from virage.barometer.models import DraftDifference, Edition
from virage.barometer.queries import drafts, pages
from virage.barometer.queries.calendar import Planned
from virage.barometer.rules import working_days
from virage.barometer.rules.calendar import LEAST_WORKING_DAYS, NotOnTheCalendar
from virage.barometer.views import shown
from virage.barometer.views.naming import Names, names_of, text
from virage.barometer.wording import calendar as wording
from virage.contracts.indicators import VALUES
from virage.contracts.text import Text
from virage.lib.clock import day_of, now
from virage.organisations import queries as organisations
from virage.ui import files, typography
from virage.ui.access import belongs, public
from virage.ui.components import Happening
from virage.ui.context import active_language

COLUMNS = (
    "edition",
    "label",
    "period_from",
    "period_to",
    "state",
    "announced_on",
    "first_publication_on",
    "draft_on",
    "publication_on",
    "times_put_off",
    "published_edition",
    "published_on",
    "days_late",
    "withdrawn_because_fr",
    "withdrawn_because_en",
)


@dataclass(frozen=True, slots=True)
class PlannedShown:
    """An edition of the calendar, in words."""

    slug: str
    label: str
    url: str
    period: str
    badge: str
    state: str
    draft_on: date
    publish_on: date
    working_days: str
    first_on: date
    put_off: bool
    is_open: bool
    is_coming: bool
    late: str
    draft_late: str
    why: str
    withdrawn_on: date | None
    published_on: date | None
    edition: shown.EditionLink | None


def planned_shown(one: Planned) -> PlannedShown:
    """An edition of the calendar for a template."""
    planned, dates = one.planned, one.dates
    edition = planned.edition if planned.state == "published" else None
    return PlannedShown(
        slug=planned.slug,
        label=planned.label,
        url=reverse("barometer:planned", args=[planned.slug]),
        period=typography.period_in_words(
            planned.period_from, planned.period_to, active_language()
        ),
        badge=wording.BADGES[planned.state],
        state=str(wording.STATES[planned.state]),
        draft_on=dates.draft_on,
        publish_on=dates.publish_on,
        working_days=wording.working_days(dates.working_days),
        first_on=one.statements[0].publish_on,
        put_off=len(one.statements) > 1,
        is_open=planned.state == "open",
        is_coming=one.is_coming,
        late=wording.late(one.days_late),
        draft_late=wording.draft_late(one.draft_days_late),
        why=text(planned.why),
        withdrawn_on=planned.withdrawn_at and day_of(planned.withdrawn_at),
        published_on=day_of(edition.published_at) if edition and edition.published_at else None,
        edition=None
        if edition is None
        else shown.EditionLink(
            shown.edition_label(edition), reverse("barometer:edition", args=[edition.slug])
        ),
    )


@dataclass(frozen=True, slots=True)
class HolidayShown:
    """A day that is not a working day."""

    on: date
    name: str
    why: str


def holidays_shown(years: Sequence[int]) -> list[HolidayShown]:
    """The holidays of some years, in order."""
    return [
        HolidayShown(on, text(one.name), text(one.why))
        for year in years
        for on, one in working_days.holidays(year).items()
    ]


@require_safe
@public
def index(request: HttpRequest) -> HttpResponse:
    """Every edition announced, those to come first."""
    every = queries.every_planned()
    year = day_of(now()).year
    return render(
        request,
        "barometer/calendar/index.html",
        {
            "coming": [planned_shown(one) for one in reversed(every) if one.is_coming],
            "past": [planned_shown(one) for one in every if not one.is_coming],
            "least": wording.working_days(LEAST_WORKING_DAYS),
            "holidays": holidays_shown([year, year + 1]),
            "csv_url": reverse("barometer:calendar-file", args=["csv"]),
            "json_url": reverse("barometer:calendar-file", args=["json"]),
        },
    )


def row(one: Planned) -> dict[str, Any]:
    """An edition of the calendar as a line of a file."""
    planned, edition = one.planned, one.planned.edition
    published = edition is not None and planned.state == "published" and edition.published_at
    return {
        "edition": planned.slug,
        "label": planned.label,
        "period_from": planned.period_from.isoformat(),
        "period_to": planned.period_to.isoformat(),
        "state": planned.state,
        "announced_on": day_of(planned.announced_at).isoformat(),
        "first_publication_on": one.statements[0].publish_on.isoformat(),
        "draft_on": one.dates.draft_on.isoformat(),
        "publication_on": one.dates.publish_on.isoformat(),
        "times_put_off": len(one.statements) - 1,
        "published_edition": edition.slug if edition is not None and published else None,
        "published_on": day_of(published).isoformat() if published else None,
        "days_late": one.days_late if published else None,
        "withdrawn_because_fr": planned.why.fr or None,
        "withdrawn_because_en": planned.why.en or None,
    }


@require_safe
@public
def listed(request: HttpRequest, kind: str) -> HttpResponse:
    """The calendar as CSV or JSON."""
    rows = [row(one) for one in queries.every_planned()]
    return files.table(kind, "calendrier-barometre", COLUMNS, rows)


def found(slug: str) -> Planned:
    """An edition of the calendar; 404 when there is none of that address."""
    try:
        return queries.planned(slug)
    except NotOnTheCalendar as error:
        raise Http404(text(error.sentence)) from error


@dataclass(frozen=True, slots=True)
class SeenShown:
    """A line of the public list of who saw a draft early."""

    body: str
    role: str
    on: date
    people: int


def seen_shown(one: Planned) -> list[SeenShown]:
    """Who saw the draft, by body and role, without a name."""
    seen = drafts.seen_early(one.planned)
    names = organisations.names(codes={each.body for each in seen if each.body}) if seen else {}
    return [
        SeenShown(
            text(names.get(each.body, Text(each.body, each.body)))
            if each.body
            else _("L’ensemble du gouvernement"),
            wording.role_name(each.role),
            each.on,
            each.people,
        )
        for each in seen
    ]


@dataclass(frozen=True, slots=True)
class CommentShown:
    """What a body says; `about` is the question in words, "" for the whole edition."""

    body: str
    body_url: str
    about: str
    text: str
    on: date


def comments_of_edition(
    edition: Edition, code: str | None = None, *, body: str = ""
) -> list[CommentShown]:
    """What bodies said before an edition came out: of one question ("": of the whole edition), of all of
    it (None), or what one `body` said. Bodies are called as today: the edition may not know them all."""
    said = [
        one
        for one in queries.comments_on(edition)
        if (code is None or one.about == code) and (not body or one.body == body)
    ]
    if not said:
        return []
    bodies = organisations.names(codes={one.body for one in said})
    names: dict[str, Names] = {}
    if code is None:
        names = {one.code: names_of(one) for one in pages.headlines(edition)}
    return [
        CommentShown(
            body=text(bodies.get(one.body, Text(one.body, one.body))),
            body_url=reverse("barometer:body", args=[one.body]),
            about=names[one.about].title if one.about in names else "",
            text=one.text,
            on=day_of(one.left_at),
        )
        for one in said
    ]


@dataclass(frozen=True, slots=True)
class DifferenceShown:
    """A question in the draft and in the edition; `cells` are None where people are counted."""

    title: str
    url: str
    cells: list[tuple[int, int]] | None
    changed: int
    note: str


def differences_shown(kept: Sequence[DraftDifference], edition: Edition) -> list[DifferenceShown]:
    """What changed between the draft and the edition, in words."""
    put = {one.code: one for one in pages.headlines(edition)}
    told = []
    for one in kept:
        before, after, row = one.draft, one.published, put.get(one.code)
        note = ""
        if before is None:
            note = _("Absente du projet.")
        elif after is None:
            note = _("Absente de l’édition.")
        elif before["version"] != after["version"]:
            note = _("Définition %(before)s dans le projet, %(after)s dans l’édition.") % {
                "before": before["version"],
                "after": after["version"],
            }
        comparable = before is not None and after is not None and "yes" in before
        told.append(
            DifferenceShown(
                title=names_of(row).title if row else one.code,
                url=shown.indicator_url(row.code, row.target, edition.slug) if row else "",
                cells=[(before[value], after[value]) for value in VALUES]
                if comparable and before and after
                else None,
                changed=one.changed,
                note=note,
            )
        )
    return told


@require_safe
@public
def planned(request: HttpRequest, slug: str) -> HttpResponse:
    """One edition of the calendar: its dates with their reasons, who saw it early, what changed."""
    one = found(slug)
    edition = one.planned.edition if one.planned.state == "published" else None
    differences = [] if edition is None else drafts.kept_differences(one.planned)
    seen = seen_shown(one)
    people = sum(each.people for each in seen)
    return render(
        request,
        "barometer/calendar/planned.html",
        {
            "planned": planned_shown(one),
            "happenings": _happenings(one),
            "seen": seen,
            "seen_words": ngettext(
                "%(number)s personne a ouvert le projet.",
                "%(number)s personnes ont ouvert le projet.",
                people,
            )
            % {"number": typography.integer(people, active_language())}
            if people
            else "",
            "differences": differences_shown(differences, edition) if edition else [],
            "comments": comments_of_edition(edition) if edition else [],
            "may_see": one.planned.draft_id is not None
            and one.planned.state in ("open", "published")
            and any(belongs(request, name) for name in ("officer", "secretariat", "auditor")),
            "keeps": one.is_coming and belongs(request, "secretariat"),
        },
    )


def _happenings(one: Planned) -> list[Happening]:
    """What happened to an edition, dated, the first first."""
    planned, first = one.planned, one.statements[0]
    told = [
        Happening(
            day_of(first.stated_at),
            _("Annoncée"),
            _("Projet le %(draft)s, publication le %(publication)s.")
            % {
                "draft": wording.day(first.draft_on),
                "publication": wording.day(first.publish_on),
            },
        )
    ]
    for was, is_ in zip(one.statements, one.statements[1:], strict=False):
        told.append(
            Happening(
                day_of(is_.stated_at),
                wording.put_off(was.publish_on, is_.publish_on),
                text(is_.reason),
            )
        )
    if planned.opened_at:
        told.append(
            Happening(
                day_of(planned.opened_at),
                _("Projet ouvert aux organismes"),
                wording.draft_late(one.draft_days_late),
            )
        )
    if planned.withdrawn_at:
        told.append(
            Happening(
                day_of(planned.withdrawn_at),
                _("Retirée par décision du Secrétariat"),
                text(planned.why),
            )
        )
    if planned.state == "published" and planned.edition and planned.edition.published_at:
        told.append(
            Happening(
                day_of(planned.edition.published_at),
                _("Parue"),
                wording.late(one.days_late),
                url=reverse("barometer:edition", args=[planned.edition.slug]),
            )
        )
    return sorted(told, key=lambda each: each.day)
