"""The value created beside the means spent: what asking on line saved, from records, and what was spent."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from virage.audit import queries as audit
from virage.barometer.queries import editions
from virage.contracts.indicators import Period
from virage.plans import queries as plans
from virage.services import queries as services
from virage.services.rules.value import LEAST_SAMPLE, Range, ServiceValue, Took, Value, total
from virage.services.words import CHANNELS
from virage.ui import files, typography
from virage.ui.context import active_language, said

FIRST = 25
COLUMNS = (
    "service",
    "name_fr",
    "name_en",
    "online",
    "minutes_low",
    "minutes_high",
    "steps_low",
    "steps_high",
    "asked",
    "prefilled",
    "evidence",
)


@dataclass(frozen=True, slots=True)
class Means:
    """What projects say that they spent: `cents` by those that report, None when none does."""

    cents: int | None
    reporting: int
    projects: int


def _period(today: date) -> tuple[Period, Period | None]:
    """The period of the edition to quote and that of the one before; the last fiscal year without any."""
    quotable = editions.quotable()
    if not quotable:
        year = today.year if today >= date(today.year, 4, 1) else today.year - 1
        return Period(date(year - 1, 4, 1), date(year, 4, 1)), None
    before, _after = editions.neighbours(quotable[-1], quotable)
    return quotable[-1].period, None if before is None else before.period


def means(today: date) -> Means:
    """The last amount that each project reports, added up."""
    told = plans.projects(today)
    spent = [one.reports[-1].report.spent for one in told if one.reports]
    return Means(sum(spent) if spent else None, len(spent), len(told))


@dataclass(frozen=True, slots=True)
class Line:
    """One service: what its requests on line saved, ready to print, and the proofs."""

    name: str
    url: str
    online: str
    minutes: str
    steps: str
    proofs: tuple[tuple[str, str], ...]


def page(request: HttpRequest, today: date) -> HttpResponse:
    """The sums, what they cover, and the services measured; the means spent."""
    period, before = _period(today)
    known_at = audit.sequence()
    told = services.value_over(period, before, known_at)
    sums, spent = total(told), means(today)
    measured = [one for one in told if one.saved.minutes is not None]
    measured.sort(key=lambda one: (-(one.online or 0), one.service))
    names = services.names_of([one.service for one in measured[:FIRST]])
    language = active_language()
    return render(
        request,
        "portal/value.html",
        {
            "period": typography.period_in_words(period.start, period.end, language),
            "before": None
            if before is None
            else typography.period_in_words(before.start, before.end, language),
            "known_at": known_at,
            "sums": sums,
            "sentences": _sentences(sums),
            "minutes": _hours(sums.minutes),
            "steps": _whole(sums.steps),
            "prefilled": None
            if sums.prefilled is None
            else typography.integer(sums.prefilled, language),
            "spent": _spent(spent),
            "spent_detail": _spent_detail(spent),
            "lines": [_line(one, names) for one in measured[:FIRST]],
            "measured": len(measured),
            "least": LEAST_SAMPLE,
        },
    )


def _line(one: ServiceValue, names: Mapping[str, Any]) -> Line:
    language = active_language()
    name = names.get(one.service)
    return Line(
        name=one.service if name is None else said(name),
        url=reverse("services:service", args=[one.service]),
        online="–" if one.online is None else typography.integer(one.online, language),
        minutes=_hours(one.saved.minutes if one.online is not None else None),
        steps=_whole(one.saved.steps if one.online is not None else None),
        proofs=tuple(
            (
                f"{said(CHANNELS[channel])} : {typography.integer(took.minutes, language)} min",
                f"{reverse('barometer:proof')}?{urlencode({'de': took.proof})}",
            )
            for channel, took in sorted(one.took.items(), key=_online_first)
            if took.sample >= LEAST_SAMPLE
        ),
    )


def _online_first(pair: tuple[str, Took]) -> tuple[bool, str]:
    return pair[0] != "online", pair[0]


def _whole(found: Range | None) -> str:
    """« de 1 200 à 3 400 », one number when both are the same, « non mesuré »."""
    if found is None:
        return _("non mesuré")
    low, high = (typography.integer(one, active_language()) for one in (found.low, found.high))
    return low if low == high else _("de %(low)s à %(high)s") % {"low": low, "high": high}


def _hours(found: Range | None) -> str:
    """The same in hours, each end rounded toward less."""
    if found is None:
        return _("non mesuré")
    return _("%(number)s h") % {"number": _whole(Range(found.low // 60, found.high // 60))}


def _spent(found: Means) -> str:
    if found.cents is None:
        return _("non connu")
    return typography.money(found.cents - found.cents % 100, active_language())


def _spent_detail(found: Means) -> str:
    language = active_language()
    if not found.projects:
        return _("aucun projet n’est recensé")
    return ngettext(
        "%(reporting)s projet sur %(projects)s dit ce qu’il a dépensé depuis son début",
        "%(reporting)s projets sur %(projects)s disent ce qu’ils ont dépensé depuis leur début",
        found.reporting,
    ) % {
        "reporting": typography.integer(found.reporting, language),
        "projects": typography.integer(found.projects, language),
    }


def _sentences(sums: Value) -> list[str]:
    """What the sums cover, and what moved, in words."""
    language = active_language()

    def number(one: int) -> str:
        return typography.integer(one, language)

    found = [
        _(
            "Les durées sont mesurées pour %(covered)s des %(online)s demandes en ligne connues ; les "
            "étapes, pour %(steps)s."
        )
        % {
            "covered": number(sums.covered),
            "online": number(sums.online),
            "steps": number(sums.covered_steps),
        }
    ]
    if sums.unknown:
        found.append(
            ngettext(
                "Les demandes en ligne d’un service ne sont pas connues.",
                "Les demandes en ligne de %(number)s services ne sont pas connues.",
                sums.unknown,
            )
            % {"number": number(sums.unknown)}
        )
    if sums.asked is not None:
        found.append(
            _("Sur %(asked)s éléments demandés en ligne, %(prefilled)s étaient déjà remplis.")
            % {"asked": number(sums.asked), "prefilled": number(sums.prefilled or 0)}
        )
    if sums.matched:
        found.append(
            _(
                "Pour les %(matched)s services connus les deux périodes : %(online)s demandes en ligne de "
                "plus (ou de moins, si le nombre est négatif), %(other)s de moins par les autres modes."
            )
            % {
                "matched": number(sums.matched),
                "online": number(sums.more_online),
                "other": number(sums.fewer_other),
            }
        )
    return found


def table(kind: str, today: date) -> HttpResponse:
    """Every service that says something, as CSV or JSON; a saving that nobody measured is empty."""
    period, before = _period(today)
    known_at = audit.sequence()
    told = services.value_over(period, before, known_at)
    return files.table(
        kind,
        f"valeur-{period.start}-{period.end}",
        COLUMNS,
        _rows(told),
        period={"from": str(period.start), "to": str(period.end)},
        known_at=known_at,
    )


def _rows(told: list[ServiceValue]) -> Iterator[dict[str, Any]]:
    names = services.names_of([one.service for one in told])
    for one in told:
        row: dict[str, Any] = {
            "service": one.service,
            "online": one.online,
            "asked": one.asked,
            "prefilled": one.prefilled,
            "evidence": [took.proof for took in one.took.values() if took.sample >= LEAST_SAMPLE],
        }
        if one.service in names:
            row |= {"name_fr": names[one.service].fr, "name_en": names[one.service].en}
        for name, found in (("minutes", one.saved.minutes), ("steps", one.saved.steps)):
            if found is not None and one.online is not None:
                row |= {f"{name}_low": found.low, f"{name}_high": found.high}
        yield row
