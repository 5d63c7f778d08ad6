"""The provisional daily series: a page apart, dashed, where nothing is taken for a published figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from virage.audit import queries as audit
from virage.barometer import queries
from virage.barometer.models import ProvisionalFigure
from virage.barometer.queries.provisional import Series
from virage.barometer.rules.exact import Share, share
from virage.barometer.rules.provisional import SHOWN_DAYS, Day, Tally, runs, turning_points
from virage.barometer.views import drawing, shown
from virage.barometer.wording import figures
from virage.barometer.wording.nouns import Noun, said
from virage.barometer.wording.terms import percent, whole_percent
from virage.contracts.indicators import VALUES, indicators
from virage.lib.clock import day_of, now
from virage.ui import charts, files, typography
from virage.ui.access import public
from virage.ui.context import active_language

COLUMNS = (
    "day",
    "target",
    "indicator",
    "version",
    "period_from",
    "period_to",
    "known_at",
    *VALUES,
    "share",
    "share_percent",
    "lower",
    "lower_percent",
    "upper",
    "upper_percent",
    "provisional",
)


def shares(tally: Tally) -> tuple[Share | None, Share | None, Share | None]:
    """The share (none when fewer than half are known), the lower and the upper bound."""
    n = tally.yes + tally.no + tally.unknown
    level = share(tally.yes, tally.yes + tally.no) if tally.known_enough else None
    return level, share(tally.yes, n), share(tally.yes + tally.unknown, n)


@dataclass(frozen=True, slots=True)
class DayShown:
    """One day of the table."""

    on: date
    tally: Tally
    share: str
    lower: str
    upper: str


@dataclass(frozen=True, slots=True)
class SeriesShown:
    """One question, in words and drawn. `known_enough` is of the last day."""

    key: str
    number: str
    title: str
    url: str
    drawing: SafeString
    sentence: str
    period: str
    known_enough: bool
    days: list[DayShown]


@require_safe
@public
def index(request: HttpRequest) -> HttpResponse:
    """Every question that counts no people, over the last ninety days."""
    today = day_of(now())
    found = queries.series(since=today - timedelta(days=SHOWN_DAYS))
    strategy = queries.strategy(today, known_at=audit.sequence())
    targets = {one["indicator"]: one for one in strategy["targets"] if one["indicator"]}
    return render(
        request,
        "barometer/provisional.html",
        {
            "series": [
                _shown(one, targets.get(one.code), place) for place, one in enumerate(found)
            ],
            "left_out": [
                said(one["title"])
                for one in strategy["targets"]
                if one["indicator"] in _counting_people()
            ],
            "number": SHOWN_DAYS,
            "csv_url": reverse("barometer:provisional-file", args=["csv"]),
            "json_url": reverse("barometer:provisional-file", args=["json"]),
        },
    )


def _counting_people() -> set[str]:
    return {one.code for one in indicators if one.people is not None}


def _title(one: Series, target: dict[str, Any] | None) -> str:
    if target is not None:
        return said(target["title"])
    if one.code in {each.code for each in indicators}:
        return indicators.get(one.code).title.in_language(active_language())
    return one.code


def _shown(one: Series, target: dict[str, Any] | None, place: int) -> SeriesShown:
    last, title = one.days[-1], _title(one, target)
    language = active_language()
    period = typography.period_in_words(last.period.start, last.period.end, language)
    number = target["target"] if target else ""
    sentence = _sentence(one.code, last)
    return SeriesShown(
        key=f"d{place}",
        number=number,
        title=title,
        url=shown.indicator_url(one.code, number, "") if number else "",
        drawing=shown.svg(_drawn(one.days, target, f"d{place}", title, sentence)),
        sentence=sentence,
        period=period,
        known_enough=last.tally.known_enough,
        days=[_day(each) for each in turning_points(one.days)][::-1],
    )


def _sentence(code: str, last: Day) -> str:
    """What the last day says, provisional from its first word."""
    level, lower, upper = shares(last.tally)
    counted = {**last.tally._asdict(), "share": level, "lower": lower, "upper": upper}
    counted["fewer_than_half_known"] = not last.tally.known_enough
    told = figures.sentence(counted, _noun(code))
    if not last.tally.known_enough:
        too_few = _("Pas assez connu.")
        told = f"{too_few} {told}"
    day = typography.day_in_words(last.day, active_language())
    return _("Provisoire, au %(day)s. %(sentence)s") % {"day": day, "sentence": told}


def _noun(code: str) -> Noun:
    """What a question counts, as its package calls it today; "units" once nobody declares it."""
    if code not in {one.code for one in indicators}:
        return Noun.anything()
    unit = indicators.get(code).unit
    language = active_language()
    return Noun(
        unit.one.in_language(language),
        unit.many.in_language(language),
        feminine=unit.feminine,
        elided=unit.elided,
    )


def _day(one: Day) -> DayShown:
    told = [percent(each["percent"]) if each else "–" for each in shares(one.tally)]
    return DayShown(one.day, one.tally, *told)


def _drawn(
    days: Sequence[Day], target: dict[str, Any] | None, key: str, title: str, sentence: str
) -> str:
    first, last = days[0].day, days[-1].day
    length = max((last - first).days, 1)
    language = active_language()
    drawn = []
    for run in runs(days):
        levels, lowers, uppers = zip(*(shares(one.tally) for one in run), strict=True)
        drawn.append(
            charts.Run(
                places=[(one.day - first).days / length for one in run],
                lower=[_place(one) for one in lowers],
                upper=[_place(one) for one in uppers],
                share=[_place(one) for one in levels],
            )
        )
    return charts.daily(
        drawn,
        key=key,
        title=_("Série provisoire : %(title)s") % {"title": title},
        description=sentence,
        first_label=typography.day_in_words(first, language),
        last_label=typography.day_in_words(last, language) if last != first else "",
        target=drawing.threshold(target),
        target_label=_("cible %(percent)s") % {"percent": whole_percent(target["percent"])}
        if target
        else "",
    )


def _place(one: Share | None) -> float | None:
    return None if one is None else float(Fraction(one["fraction"]))


def row(one: ProvisionalFigure) -> dict[str, Any]:
    """A day of a question as a line of a file."""
    told: dict[str, Any] = {
        "day": one.day.isoformat(),
        "target": one.target or None,
        "indicator": one.code,
        "version": one.version,
        "period_from": one.period_from.isoformat(),
        "period_to": one.period_to.isoformat(),
        "known_at": one.known_at,
        **one.tally._asdict(),
        "provisional": "yes",
    }
    for key, value in zip(("share", "lower", "upper"), shares(one.tally), strict=True):
        told[key] = value and value["fraction"]
        told[f"{key}_percent"] = value and value["percent"]
    return told


@require_safe
@public
def file(request: HttpRequest, kind: str) -> HttpResponse:
    """Every day of every question, as CSV or JSON."""
    rows = [row(one) for one in queries.all_days()]
    return files.table(kind, "barometre-provisoire", COLUMNS, rows, provisional=True)
