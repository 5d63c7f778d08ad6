"""Invented plans written on the platform, through the acts of invented officers and of the Secretariat."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from virage.identity.models import Person
from virage.plans import actions
from virage.plans.rules import form
from virage.plans.rules.content import numbered

TAKE_UP = "services.take-up-above-75"
WRITERS = ("recettes", "ponts", "soins")
"""The bodies that write their plans on the platform: no file says anything of these."""
SUMMARY_FR = "Faire en ligne ce qui se fait au guichet, sans fermer le guichet. (Inventé)"
SUMMARY_EN = "Do on line what is done at the counter, without closing the counter. (Invented)"


def plan(
    start: int, *, ends: str, due: str, cost: str, promises: list[tuple[str, str, str, str]]
) -> dict[str, Any]:
    """An invented plan of three years; promises are (code, at least, share, due on)."""
    rows: dict[str, list[dict[str, str]]] = {
        form.TIES: [
            {
                "code": "strategique",
                "kind": form.STRATEGIC,
                "reference": "Objectif 1.2 (inventé)",
                "title": f"Plan stratégique {start}-{start + 4}",
            },
            {
                "code": "directeur",
                "kind": form.MASTER,
                "reference": "Orientation 3 (inventée)",
                "title": f"Plan directeur {start}-{start + 3}",
            },
            {
                "code": "projet",
                "kind": form.PROJECT,
                "reference": f"AP-{start}-07 (inventée)",
                "title": "Dépôt en ligne des demandes",
            },
        ],
        form.MEASURES: [
            {
                "code": "demandes-en-ligne",
                "name_fr": "Demandes en ligne (inventé)",
                "name_en": "Requests on line (invented)",
                "target": "5.1",
                "owner": "Direction des services",
                "starts_on": f"{start}-04-01",
                "ends_on": ends,
                "legal_on": f"{start + 3}-12-31",
                "legal_basis": "Règlement inventé, article 4",
            },
            {
                "code": "sans-papier",
                "name_fr": "Embauche sans papier (inventé)",
                "name_en": "Hiring without paper (invented)",
                "target": "5.2",
                "owner": "Direction des ressources humaines",
                "starts_on": f"{start}-09-01",
                "ends_on": f"{start + 2}-03-31",
            },
        ],
        form.BUDGETS: [
            {"measure": "demandes-en-ligne", "year": f"{start}-{start + 1}", "amount": cost},
            {"measure": "demandes-en-ligne", "year": f"{start + 1}-{start + 2}", "amount": cost},
            {"measure": "sans-papier", "year": f"{start}-{start + 1}", "amount": "85000.00"},
        ],
        form.MILESTONES: [
            {
                "code": f"premieres-demandes-{start}",
                "measure": "demandes-en-ligne",
                "name_fr": "Premières demandes en ligne (inventé)",
                "name_en": "First requests on line (invented)",
                "target": "5.1",
                "due_on": due,
                "proof": "Page publique des demandes",
            },
            {
                "code": f"embauche-{start}",
                "measure": "sans-papier",
                "name_fr": "Une embauche entière sans papier (inventé)",
                "name_en": "A whole hiring without paper (invented)",
                "target": "5.2",
                "due_on": f"{start + 1}-10-31",
                "proof": "Dossier d’embauche caviardé",
            },
        ],
        form.PROMISES: [
            {
                "code": code,
                "measure": "demandes-en-ligne",
                "indicator": TAKE_UP,
                "units": form.ALL_UNITS,
                "at_least": at_least,
                "share": share,
                "baseline": f"{start - 1}-{start}" if start > 2023 else "2022-2023",
                "due_on": until,
            }
            for code, at_least, share, until in promises
        ],
    }
    head = {
        "period_from": f"{start}-04-01",
        "period_last": f"{start + 3}-03-31",
        "revision_due_on": f"{start + 1}-12-15",
        "summary_fr": SUMMARY_FR,
        "summary_en": SUMMARY_EN,
    }
    return {form.PLAN: head, **{code: numbered(said) for code, said in rows.items()}}


def first(officers: Mapping[str, Person], secretary: Person, at: datetime) -> None:
    """In 2023: one plan is accepted by decision, one by the Secretariat's silence; both promise."""
    kept = [
        ("quelques-services", "1", "", "2025-03-31"),
        ("tous-les-services", "", "100 %", "2025-03-31"),
        ("majorite-plus-tard", "", "95 %", "2029-03-31"),
    ]
    for body in ("recettes", "ponts"):
        if body in officers:
            said = plan(2023, ends="2024-12-31", due="2024-03-31", cost="240000.00", promises=kept)
            _deposit(body, said, officers[body], at)
    if "recettes" in officers:
        later = at + timedelta(days=24)
        actions.open_review(body="recettes", version="2023-1", by=secretary, at=later)
        actions.accept(
            body="recettes", version="2023-1", by=secretary, at=later + timedelta(days=9)
        )


def second(officers: Mapping[str, Person], secretary: Person, at: datetime) -> None:
    """In 2025: a second version moves dates and costs and drops a promise; another body is asked to amend."""
    if "recettes" in officers:
        moved = plan(
            2025,
            ends="2026-09-30",
            due="2025-12-15",
            cost="310000.00",
            promises=[
                ("quelques-services", "3", "", "2026-03-31"),
                ("majorite-plus-tard", "", "80 %", "2029-03-31"),
            ],
        )
        label = _deposit("recettes", moved, officers["recettes"], at)
        actions.accept(body="recettes", version=label, by=secretary, at=at + timedelta(days=30))
        actions.reach_milestone(
            body="recettes",
            milestone="premieres-demandes-2025",
            reached_on=date(2025, 6, 1),
            evidence="https://example.org/recettes/premieres-demandes",
            by=officers["recettes"],
            at=at + timedelta(days=31),
        )
    if "soins" in officers:
        thin = plan(2025, ends="2028-03-31", due="2027-12-31", cost="0", promises=[])
        label = _deposit("soins", thin, officers["soins"], at)
        actions.request_amendment(
            body="soins",
            version=label,
            reason="Aucune contribution n’est promise, et le premier jalon est trop loin. (Inventé)",
            due_on=date(2027, 3, 31),
            by=secretary,
            at=at + timedelta(days=40),
        )


def now(officers: Mapping[str, Person], secretary: Person, at: datetime) -> None:
    """These weeks: an amended version is under review, another was just deposited, a draft is being written."""
    amended = [("tous-les-services", "", "60 %", "2027-03-31")]
    if "soins" in officers:
        said = plan(2025, ends="2027-03-31", due="2026-12-15", cost="95000.00", promises=amended)
        label = _deposit("soins", said, officers["soins"], at - timedelta(days=25))
        actions.open_review(body="soins", version=label, by=secretary, at=at - timedelta(days=18))
    if "ponts" in officers:
        said = plan(2026, ends="2028-03-31", due="2027-06-30", cost="180000.00", promises=amended)
        _deposit("ponts", said, officers["ponts"], at - timedelta(days=12))
    if "recettes" in officers:
        actions.open_draft(body="recettes", by=officers["recettes"], at=at - timedelta(days=2))


def _deposit(body: str, said: dict[str, Any], by: Person, at: datetime) -> str:
    actions.replace(body=body, document=said, by=by, at=at)
    return actions.deposit(body=body, by=by, at=at)
