"""An invented plan as it is typed, and the few calls that the tests of plans share."""

from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

from virage.identity.models import Person
from virage.plans import actions

AT = datetime(2026, 11, 3, 14, 0, tzinfo=UTC)
WATER, FOREST = "ministere-eau", "regie-forets"
TAKE_UP = "services.take-up-above-75"

DOCUMENT: dict[str, Any] = {
    "plan": {
        "period_from": "2026-04-01",
        "period_last": "2029-03-31",
        "revision_due_on": "2027-12-15",
        "summary_fr": "Moins de papier au guichet (inventé).",
        "summary_en": "Less paper at the counter (invented).",
        "page": "https://example.org/plan",
    },
    "ties": [
        {"code": "s1", "kind": "strategic-plan", "reference": "1.2", "title": "Plan 2024-2028"},
        {"code": "d1", "kind": "master-plan", "reference": "O-3", "title": "Plan directeur"},
    ],
    "measures": [
        {
            "code": "en-ligne",
            "name_fr": "Demandes en ligne",
            "name_en": "Requests on line",
            "target": "5.1",
            "owner": "Direction des services",
            "starts_on": "2026-04-01",
            "ends_on": "2027-03-31",
            "legal_on": "2027-12-31",
            "legal_basis": "Loi inventée, art. 3",
        }
    ],
    "budgets": [
        {"measure": "en-ligne", "year": "2026-2027", "amount": "120 000,50"},
        {"measure": "en-ligne", "year": "2027-2028", "amount": "0"},
    ],
    "milestones": [
        {
            "code": "trois",
            "measure": "en-ligne",
            "name_fr": "Trois demandes de plus",
            "name_en": "Three more requests",
            "target": "5.1",
            "due_on": "2026-12-31",
            "legal_on": "",
            "proof": "Page des demandes",
        }
    ],
    "promises": [
        {
            "code": "p1",
            "measure": "en-ligne",
            "indicator": TAKE_UP,
            "units": "*",
            "at_least": "",
            "share": "75 %",
            "baseline": "2024-2025",
            "due_on": "2028-03-31",
            "legal_on": "",
        }
    ],
}


def document(**sections: Any) -> dict[str, Any]:
    """The invented plan, with other parts where they are given."""
    return {**deepcopy(DOCUMENT), **sections}


def changed(section: str, **cells: str) -> dict[str, Any]:
    """The invented plan with other cells in the first row of a part."""
    said = document()
    (said[section] if section == "plan" else said[section][0]).update(cells)
    return said


def deposit(
    by: Person, said: dict[str, Any] | None = None, *, body: str = WATER, at: datetime = AT
) -> str:
    """Write and deposit a plan; its label."""
    actions.replace(body=body, document=said or document(), by=by, at=at)
    return actions.deposit(body=body, by=by, at=at)
