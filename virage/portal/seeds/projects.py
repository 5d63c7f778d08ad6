"""Invented projects that drifted, and one that did not: what was authorised, what is said, what others see.

What was authorised and what pays is handed in year by year, before the editions that judge it. Reports and
assessments are of the last months: a report too old turns a project grey, and one of these is.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from virage.identity.models import Person
from virage.lib.clock import day_of
from virage.plans import actions
from virage.plans.rules.portfolio import Report

Rows = list[Mapping[str, str]]
HandIn = Callable[[str, Rows], None]
TAKE_UP = "services.take-up-above-75"
RISKS = ("scope", "accountability", "expertise", "size", "interoperability")


@dataclass(frozen=True, slots=True)
class Authorised:
    """A baseline: authorised on, first day, the day after the last, dollars, and why."""

    on: str
    starts: str
    ends: str
    dollars: int
    reason: str


@dataclass(frozen=True, slots=True)
class Pays:
    """A milestone: code, names, due on, dollars, dollars retained, service, days of guarantee."""

    code: str
    fr: str
    en: str
    due: str
    dollars: int
    retained: int
    service: str
    days: int


@dataclass(frozen=True, slots=True)
class Going:
    """What is reported today: dollars in all, spent, of consultants, the end, the colour, the share done.

    `age` is how many days ago the last report was made.
    """

    cost: int
    spent: int
    consultants: int
    ends: str
    declared: str
    done: int
    age: int = 20
    state: str = "underway"


@dataclass(frozen=True, slots=True)
class Invented:
    """A project; `levels` are those of the five risks in order ("" where nobody assessed it)."""

    code: str
    fr: str
    en: str
    body: str
    baselines: Sequence[Authorised]
    pays: Sequence[Pays]
    going: Going
    levels: Sequence[str]
    service: str
    published: str = ""


FIRST = "Première autorisation."
PROJECTS: tuple[Invented, ...] = (
    # Declared green, and red by the facts.
    Invented(
        "dossier-unique",
        "Dossier unique du contribuable (inventé)",
        "Single taxpayer file (invented)",
        "recettes",
        (Authorised("2023-01-20", "2023-04-01", "2025-04-01", 2_400_000, FIRST),),
        (
            Pays("compte", "Compte ouvert en ligne", "Account opened on line", "2026-03-31", 600_000, 60_000, "recettes-05", 365),
            Pays("avis", "Avis sans papier", "Notices without paper", "2027-03-31", 400_000, 40_000, "recettes-01", 365),
        ),
        Going(3_900_000, 3_050_000, 2_440_000, "2027-02-01", "green", 60),
        ("high", "medium", "high", "low", "medium"),
        "recettes-05",
    ),
    # Authorised anew four times.
    Invented(
        "agenda-des-soins",
        "Agenda des soins à domicile (inventé)",
        "Home care diary (invented)",
        "soins",
        (
            Authorised("2022-11-10", "2023-01-01", "2024-01-01", 900_000, FIRST),
            Authorised("2023-12-04", "2023-01-01", "2024-10-01", 1_150_000, "Le fournisseur a changé."),
            Authorised("2024-09-16", "2023-01-01", "2025-04-01", 1_400_000, "Deux régions s’ajoutent."),
            Authorised("2025-03-10", "2023-01-01", "2026-01-01", 1_780_000, "Les essais ont échoué."),
            Authorised("2025-12-01", "2023-01-01", "2027-01-01", 2_050_000, "L’ancien système tient plus longtemps."),
        ),
        (Pays("visite", "Visites fixées en ligne", "Visits booked on line", "2024-03-31", 300_000, 45_000, "soins-13", 730),),
        Going(2_080_000, 1_900_000, 620_000, "2027-02-01", "yellow", 80),
        ("medium", "medium", "high", "low", "medium"),
        "soins-13",
    ),
    # Its last report is too old: grey, though declared green.
    Invented(
        "registre-des-ponts",
        "Registre des ponts privés (inventé)",
        "Register of private bridges (invented)",
        "ponts",
        (Authorised("2025-02-03", "2025-04-01", "2027-01-01", 760_000, FIRST),),
        (Pays("registre", "Registre en ligne", "Register on line", "2026-03-31", 200_000, 20_000, "ponts-01", 365),),
        Going(770_000, 210_000, 60_000, "2027-01-01", "green", 25, age=230),
        ("low", "low", "low", "low", ""),
        "ponts-01",
    ),
    # Too large and too long: asked to split.
    Invented(
        "grand-systeme",
        "Grand système des retraites (inventé)",
        "Great pensions system (invented)",
        "retraites",
        (Authorised("2022-09-01", "2022-10-01", "2028-04-01", 48_000_000, FIRST),),
        (Pays("rentes", "Rentes demandées en ligne", "Annuities asked for on line", "2026-03-31", 5_000_000, 500_000, "retraites-01", 365),),
        Going(52_400_000, 31_000_000, 17_300_000, "2028-10-01", "yellow", 45),
        ("medium", "high", "medium", "high", "medium"),
        "retraites-01",
    ),
    # Small, in time, paid for a result that held, its code published.
    Invented(
        "rappel-de-traversee",
        "Rappel de traversée (inventé)",
        "Crossing reminder (invented)",
        "traversiers",
        (Authorised("2024-02-05", "2024-04-01", "2025-04-01", 180_000, FIRST),),
        (Pays("rappel", "Réservation et rappel en ligne", "Booking and reminder on line", "2025-03-31", 120_000, 12_000, "traversiers-03", 365),),
        Going(171_500, 171_500, 22_000, "2025-03-20", "green", 100, age=400, state="finished"),
        ("low", "low", "low", "low", "low"),
        "traversiers-03",
        published="https://example.org/code/rappel-de-traversee",
    ),
    # It goes as it was authorised; its milestone is due, and the guarantee runs.
    Invented(
        "inscription-simple",
        "Inscription simple à l’école (inventée)",
        "Simple school enrolment (invented)",
        "ecoles",
        (Authorised("2025-11-10", "2026-01-05", "2027-04-01", 640_000, FIRST),),
        (Pays("inscription", "Inscription en ligne", "Enrolment on line", "2026-03-31", 250_000, 25_000, "ecoles-06", 365),),
        Going(655_000, 300_000, 96_000, "2027-04-01", "green", 50),
        ("low", "medium", "low", "low", "low"),
        "ecoles-06",
        published="https://example.org/code/inscription",
    ),
)  # fmt: skip


def _fiscal_year(day: str) -> int:
    when = date.fromisoformat(day)
    return when.year if when.month >= 4 else when.year - 1


def files(
    year: int, bodies: Sequence[str], services: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, Rows]]:
    """(kind, rows) of the year that begins on 1 April `year`: what was authorised then, what is to pay."""
    begun = [one for one in PROJECTS if _fiscal_year(one.baselines[0].on) == year]
    yield "plans.projects", [_described(one) for one in begun]
    yield (
        "plans.project-baselines",
        [
            _authorised(one, number, told)
            for one in PROJECTS
            for number, told in enumerate(one.baselines, start=1)
            if _fiscal_year(told.on) == year
        ],
    )
    yield "plans.project-milestones", [_pays(one, told) for one in begun for told in one.pays]
    yield "plans.project-links", [_serves(one) for one in begun]


def _of(one: Invented) -> dict[str, str]:
    return {"organisation": one.body, "project": one.code}


def _described(one: Invented) -> Mapping[str, str]:
    named = {"name_fr": one.fr, "name_en": one.en}
    since = one.baselines[0].on
    return {**_of(one), "since": since, **named, "authorisation": f"Décision inventée {since[:4]}"}


def _authorised(one: Invented, number: int, told: Authorised) -> Mapping[str, str]:
    days = {"authorised_on": told.on, "starts_on": told.starts, "ends_on": told.ends}
    said = {"reason": told.reason, "cost": str(told.dollars)}
    benefits = "Un service que les gens choisissent en ligne." if number == 1 else ""
    return {**_of(one), "number": str(number), **days, **said, "benefits": benefits}


def _pays(one: Invented, told: Pays) -> Mapping[str, str]:
    return {
        **_of(one),
        "milestone": told.code,
        "name_fr": told.fr,
        "name_en": told.en,
        "due_on": told.due,
        "amount": str(told.dollars),
        "retained": str(told.retained),
        "indicator": TAKE_UP,
        "unit": told.service,
        "guarantee_days": str(told.days),
    }


def _serves(one: Invented) -> Mapping[str, str]:
    since = one.baselines[0].on
    return {**_of(one), "link": "service", "code": one.service, "since": since, "until": ""}


def tell(
    hand_in: HandIn, *, secretary: Person, officers: Mapping[str, Person], at: datetime
) -> None:
    """The last months: reports, risks, changes of scope and code, by file and on the pages."""
    today = day_of(at)
    hand_in("plans.project-reports", [row for one in PROJECTS for row in _reports(one, today)])
    hand_in("plans.project-risks", [row for one in PROJECTS for row in _risks(one, today)])
    hand_in("plans.project-code", [_code(one, today) for one in PROJECTS])
    _on_the_pages(secretary, officers, at)


def _reports(one: Invented, today: date) -> Iterator[Mapping[str, str]]:
    """The last report, and one of a quarter before that saw less of what was coming."""
    going = one.going
    first = one.baselines[0].dollars
    for months_before, share in ((3, 4), (0, 5)):
        as_of = today - timedelta(days=going.age + 30 * months_before)
        cost = max(first + (going.cost - first) * share // 5, going.spent * share // 5)
        yield {
            **_of(one),
            "as_of": as_of.isoformat(),
            "forecast_end": going.ends,
            "forecast_cost": str(cost),
            "spent": str(going.spent * share // 5),
            "consultants": str(going.consultants * share // 5),
            "declared": going.declared,
            "state": going.state if not months_before else "underway",
            "scope_done": str(going.done * share // 5),
            "note": "Rapport inventé pour la démonstration.",
        }


def _risks(one: Invented, today: date) -> Iterator[Mapping[str, str]]:
    assessor = "musees" if one.body != "musees" else "sports"
    for place, (risk, level) in enumerate(zip(RISKS, one.levels, strict=True)):
        if level:
            yield {
                "organisation": assessor,
                "project": one.code,
                "risk": risk,
                "assessed_on": (today - timedelta(days=60 + place)).isoformat(),
                "level": level,
                "why": "Évaluation inventée, faite sur dossier.",
            }


def _code(one: Invented, today: date) -> Mapping[str, str]:
    stated = {**_of(one), "component": "service", "stated_on": str(today - timedelta(days=40))}
    if one.published:
        return {**stated, "url": one.published, "licence": "LiLiQ-P-1.1"}
    why = "Une revue de sécurité est attendue (inventé)."
    return {**stated, "reason": "not-yet", "why": why}


def _on_the_pages(secretary: Person, officers: Mapping[str, Person], at: datetime) -> None:
    """An officer reports and records a change; the Secretariat assesses."""
    actions.change_scope(
        project="agenda-des-soins",
        change="deux-regions",
        decided_on=date(2024, 9, 2),
        author="Comité directeur (inventé)",
        reason="Deux régions demandent le même agenda.",
        effect="Six mois et 250 000 $ de plus.",
        by=officers["soins"],
        at=at,
    )
    actions.report_progress(
        project="dossier-unique",
        report=Report(
            as_of=day_of(at) - timedelta(days=5),
            forecast_end=date(2027, 2, 1),
            forecast_cost=390_000_000,
            spent=305_000_000,
            consultants=244_000_000,
            declared="green",
            scope_done=60,
        ),
        note="Tout va selon le plan révisé (inventé).",
        by=officers["recettes"],
        at=at,
    )
    actions.assess_risks(
        project="grand-systeme",
        seen={"size": ("high", "Trois systèmes en un : à scinder (inventé).")},
        by=secretary,
        at=at,
    )
