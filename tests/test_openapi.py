"""The API changes on purpose only: its description is committed, and compared."""

import json

import pytest
from django.test import Client

from tests import house
from tools.openapi import described

COMMITTED = house.HOME / "docs" / "openapi.json"


def test_the_committed_description_is_the_apis_own() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == described(), (
        "the API changed: python -m tools.openapi > docs/openapi.json, and say so in CHANGELOG.md"
    )


@pytest.mark.django_db
def test_the_description_served_is_the_committed_one() -> None:
    served = Client().get("/api/v1/openapi.json").json()
    committed = json.loads(COMMITTED.read_text(encoding="utf-8"))
    assert served["openapi"].startswith("3.1")
    assert served["paths"].keys() == committed["paths"].keys()
