"""Who gets what from the addresses and operations of services: open to read, kept by who hands in."""

from tests.access_words import ALL, OPEN, WRITERS, Operation, Row, fixed

# The well belongs to Water: others are told who keeps it.
WATER_KEEPERS = "sign-in no no yes no yes no"
OF_WATER = fixed(code="puits")
PERMIT = {"name_fr": "Permis", "name_en": "Permit", "organisation": "ministere-eau"}

SERVICE_ROWS = (
    Row("services:list", ALL),
    Row("services:list-file", ALL, fixed(kind="csv")),
    Row("services:service", ALL, OF_WATER),
    Row("services:service", "none none none none none none none", fixed(code="rien")),
    Row("services:table", ALL, fixed(code="puits", table="volumes", kind="json")),
    Row("services:register", WRITERS),
    Row("services:open", WRITERS),
    Row(
        "services:open",
        "sign-in no no yes refused yes no",
        method="POST",
        status=302,
        data=fixed(code="neuf", opened_on="2025-01-01", confirme="1", **PERMIT),
    ),
    Row("services:describe", WATER_KEEPERS, OF_WATER),
    Row(
        "services:describe",
        WATER_KEEPERS,
        OF_WATER,
        "POST",
        302,
        data=fixed(valid_from="2025-02-01", **PERMIT),
    ),
    Row("services:offer", WATER_KEEPERS, OF_WATER),
    Row(
        "services:offer",
        WATER_KEEPERS,
        OF_WATER,
        "POST",
        302,
        data=fixed(channels=["online"], request_online="yes", valid_from="2025-02-01"),
    ),
    Row("services:close", WATER_KEEPERS, OF_WATER),
    Row(
        "services:close",
        WATER_KEEPERS,
        OF_WATER,
        "POST",
        302,
        data=fixed(on="2025-06-01", reason="ended", confirme="1"),
    ),
    Row("services:keep", WATER_KEEPERS, OF_WATER, "POST", 302),
    Row("services:confirm", WATER_KEEPERS, OF_WATER, "POST", 302),
)

# With the scope of the register alone, and for the services of the key's own body.
OWN = "401 401 200 403 403 403"
NAME = {"fr": "Permis", "en": "Permit"}

SERVICE_OPERATIONS = (
    Operation("GET /api/v1/services", OPEN),
    Operation("GET /api/v1/services/{service}", OPEN),
    # Another body opens its own.
    Operation(
        "POST /api/v1/service-register/openings",
        "401 401 201 403 403 201",
        json={"service": "neuf", "name": NAME, "opened_on": "2025-01-01"},
    ),
    Operation(
        "POST /api/v1/service-register/descriptions",
        OWN,
        json={"service": "puits", "name": NAME, "valid_from": "2025-02-01"},
    ),
    Operation(
        "POST /api/v1/service-register/offers",
        OWN,
        json={"service": "puits", "channels": ["online"], "valid_from": "2025-02-01"},
    ),
    Operation(
        "POST /api/v1/service-register/closures",
        OWN,
        json={"service": "puits", "on": "2025-06-01", "reason": "ended"},
    ),
    Operation("POST /api/v1/service-register/keepings", OWN, json={"service": "puits"}),
    Operation("POST /api/v1/service-register/confirmations", OWN, json={"service": "puits"}),
)
