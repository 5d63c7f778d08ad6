"""Who gets what from the addresses and operations of projects: open to read; who delivers does not assess."""

from tests.access_words import ALL, OPEN, Operation, Row, fixed
from tests.people import AT

# The project belongs to Water: its officer reports, and everyone else with a role assesses.
DELIVERS = "sign-in no no yes none yes no"
ASSESSES = "sign-in no no none yes yes yes"
OF_WATER = fixed(code="puits")
DAY = AT.date().isoformat()
REPORTED = {
    "jour": DAY,
    "fin": "2027-03-31",
    "cout": "1200,50",
    "depense": "600",
    "consultants": "100",
    "couleur": "green",
    "etat": "underway",
}
CHANGED = {"code": "papier", "jour": DAY, "auteur": "Comité", "raison": "Loi.", "effet": "Rien."}
SEEN = {"niveau-scope": "high", "pourquoi-scope": "Vu."}

PROJECT_ROWS = (
    Row("portal:projects", ALL),
    Row("portal:projects-file", ALL, fixed(kind="csv")),
    Row("portal:project", ALL, OF_WATER),
    Row("portal:project", "none none none none none none none", fixed(code="rien")),
    Row("portal:project-file", ALL, fixed(code="puits", table="bases", kind="json")),
    Row("portal:project-report", DELIVERS, OF_WATER),
    Row("portal:project-report", DELIVERS, OF_WATER, "POST", 302, data=fixed(**REPORTED)),
    Row("portal:project-scope", DELIVERS, OF_WATER),
    Row("portal:project-scope", DELIVERS, OF_WATER, "POST", 302, data=fixed(**CHANGED)),
    Row("portal:project-assess", ASSESSES, OF_WATER),
    Row("portal:project-assess", ASSESSES, OF_WATER, "POST", 302, data=fixed(**SEEN)),
)

PROJECT_OPERATIONS = (
    Operation("GET /api/v1/projects", OPEN),
    Operation("GET /api/v1/projects/{project}", OPEN),
)
