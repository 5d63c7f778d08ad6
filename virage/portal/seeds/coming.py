"""What is to come when the demonstration is made: a calendar, a draft open since the last working day, the days before.

The four years of the story have their dates; these follow the day of seeding, so that a visitor finds a
draft open and a provisional series that reaches it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from virage.barometer import actions as barometer
from virage.barometer.models import PlannedEdition
from virage.barometer.rules import working_days
from virage.barometer.rules.calendar import Dates
from virage.contracts.indicators import Period
from virage.contracts.text import Text
from virage.identity.models import Person
from virage.lib.clock import day_of

DAY = timedelta(days=1)
DAYS = 30
"""Days of the provisional series before the draft opens."""


@dataclass(frozen=True, slots=True)
class Actors:
    """Who acts: the Secretariat announces, the system keeps the calendar, the others look."""

    secretary: Person
    system: Person
    auditor: Person
    officers: dict[str, Person]
    secret: bytes


def half_year(day: date) -> Period:
    """The half of a fiscal year that ended last, forty-five days before a day or earlier."""
    limit = day - 45 * DAY
    ends = [date(year, month, 1) for year in (limit.year - 1, limit.year) for month in (4, 10)]
    end = max(one for one in ends if one <= limit)
    start = date(end.year, 4, 1) if end.month == 10 else date(end.year - 1, 10, 1)
    return Period(start, end)


def fiscal_year(period: Period) -> int:
    """The year in which the fiscal year of a half began."""
    return period.start.year


def play(actors: Actors, *, at: datetime, hand_in: Callable[[Period, datetime], None]) -> None:
    """Announce what comes, put one date off, withdraw one edition; note days; open a draft.

    `hand_in` brings the first numbers of the half-year. Days without a new record cost nothing.
    """
    period, moment = half_year(day_of(at)), at - DAY
    while not working_days.is_working(day_of(moment)):
        moment -= DAY
    draft = _announce(actors, period, day_of(moment), moment - (DAYS + 14) * DAY)
    for back in range(DAYS, 0, -1):
        if back == 12:
            hand_in(period, moment - back * DAY)
        barometer.note_day(at=moment - back * DAY)
    barometer.open_draft(planned=draft, by=actors.system, at=moment, secret=actors.secret)
    _read(draft, actors, moment)


def _announce(actors: Actors, period: Period, opens: date, at: datetime) -> PlannedEdition:
    by = actors.secretary
    year = fiscal_year(period)
    half = 1 if period.end.month == 10 else 2
    first = Dates(opens, working_days.after(opens, 15))
    draft = barometer.announce_edition(
        label=f"{year}-{year + 1} S{half}", period=period, dates=first, by=by, at=at
    )
    barometer.put_off_edition(
        planned=draft,
        dates=Dates(opens, working_days.after(opens, 20)),
        reason=Text(
            "Trois organismes changent de système de rendez-vous en ce moment ; une semaine de plus "
            "leur permet de vérifier leurs dépôts (raison inventée).",
            "Three bodies are changing appointment systems at the moment; one more week lets them "
            "check what they hand in (an invented reason).",
        ),
        by=by,
        at=at + 2 * DAY,
    )
    following = date(period.end.year + (half == 1), 4, 1)
    closes = working_days.after(date(following.year, 5, 20), 0)
    barometer.announce_edition(
        label=f"{following.year - 1}-{following.year}",
        period=Period(date(following.year - 1, 4, 1), following),
        dates=Dates(closes, working_days.after(closes, 17)),
        by=by,
        at=at,
    )
    quarter = barometer.announce_edition(
        label=f"{year}-{year + 1} T{2 * half}",
        period=Period(_three_months_before(period.end), period.end),
        dates=Dates(opens, working_days.after(opens, 18)),
        by=by,
        at=at,
    )
    barometer.withdraw_edition(
        planned=quarter,
        reason=Text(
            "Trop peu d’organismes comptent par trimestre pour qu’une édition dise quelque chose "
            "(raison inventée).",
            "Too few bodies count by quarter for an edition to tell anything (an invented reason).",
        ),
        by=by,
        at=at + 5 * DAY,
    )
    return draft


def _three_months_before(day: date) -> date:
    return date(day.year - (day.month <= 3), (day.month - 4) % 12 + 1, 1)


def look(draft: PlannedEdition, people: Iterable[Person], at: datetime) -> None:
    """Some people open a draft."""
    for one in people:
        barometer.look_early(planned=draft, by=one, at=at)


def _read(draft: PlannedEdition, actors: Actors, at: datetime) -> None:
    look(
        draft,
        (actors.secretary, actors.officers["recettes"], actors.officers["ponts"]),
        at + timedelta(hours=2),
    )
    for body, about, words in (
        (
            "recettes",
            "",
            "Nos nombres du semestre sont déposés. Ceux des comptes fermés suivront avant la "
            "publication (commentaire inventé).",
        ),
        (
            "ponts",
            "services.take-up-above-75",
            "Les demandes de passerelles se font au comptoir en été : la part en ligne y est plus "
            "basse que sur l’année (commentaire inventé).",
        ),
    ):
        barometer.comment(
            planned=draft,
            body=body,
            about=about,
            text=words,
            by=actors.officers[body],
            at=at + timedelta(hours=3),
        )


def last_edition(actors: Actors, *, label: str, period: Period, opens: datetime) -> PlannedEdition:
    """The latest edition of the story: announced a month ahead, its draft open until its date."""
    draft_on = day_of(opens)
    planned = barometer.announce_edition(
        label=label,
        period=period,
        dates=Dates(draft_on, working_days.after(draft_on, 18)),
        by=actors.secretary,
        at=opens - 30 * DAY,
    )
    barometer.open_draft(planned=planned, by=actors.system, at=opens, secret=actors.secret)
    look(planned, (actors.secretary, actors.officers["ponts"]), opens + timedelta(hours=3))
    look(planned, (actors.auditor, actors.officers["soins"]), opens + 2 * DAY)
    for body, about, words in (
        (
            "soins",
            "",
            "Nous avons changé de système de dossiers en janvier. Trois services n’ont pas encore de "
            "nombres par téléphone (commentaire inventé).",
        ),
        (
            "ponts",
            "services.take-up-above-75",
            "Le quai privé ne se demande en ligne que depuis décembre ; son résultat est celui de "
            "quatre mois (commentaire inventé).",
        ),
    ):
        barometer.comment(
            planned=planned,
            body=body,
            about=about,
            text=words,
            by=actors.officers[body],
            at=opens + 3 * DAY,
        )
    return planned
