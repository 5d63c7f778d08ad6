"""Who gets what from requests for support: the body that asks and the centre that answers, read by auditors."""

from collections.abc import Mapping
from typing import Any

from tests.access_words import READERS, WATER_READERS, Operation, Row, fixed
from tests.small_government import SmallGovernment

OFFICERS = "sign-in no no yes yes no no"
ASKED = {"body": "ministere-eau", "title": "Préremplir", "words": "Comment faire ?"}


def _request(small: SmallGovernment) -> Mapping[str, Any]:
    return {"public_id": small.support.public_id}


def _step(step: str) -> Any:
    return lambda small: {**_request(small), "step": step}


SUPPORT_ROWS = (
    Row("excellence:requests", READERS),
    Row("excellence:ask", OFFICERS),
    # Another officer asks for their own body only.
    Row(
        "excellence:ask",
        "sign-in no no yes refused no no",
        method="POST",
        status=302,
        data=fixed(**ASKED),
    ),
    Row("excellence:request", WATER_READERS, _request),
    Row("excellence:act", "sign-in no no yes none yes no", _step("ajouter")),
    Row(
        "excellence:act",
        "sign-in no no yes none no no",
        _step("ajouter"),
        "POST",
        302,
        data=fixed(words="Encore ceci."),
    ),
    Row(
        "excellence:act",
        "sign-in no no no none yes no",
        _step("repondre"),
        "POST",
        302,
        data=fixed(words="Voici."),
    ),
)

# With the scope of support alone, and for the requests of the key's own body.
OWN = "401 401 200 403 403 404"

SUPPORT_OPERATIONS = (
    Operation("GET /api/v1/support-requests", "401 401 200 403 403 200"),
    Operation("GET /api/v1/support-requests/{support}", OWN),
    Operation(
        "POST /api/v1/support-requests",
        "401 401 201 403 403 201",
        json={"title": "Préremplir", "words": "Comment faire ?", "target": "2.1"},
    ),
    Operation("POST /api/v1/support-requests/{support}/steps", OWN, json={"verb": "withdraw"}),
)
